import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { mailExamplesQuery } from '../../api/notification-queries';
import { PageHead } from '../../shell/PageHead';
import '../../styles/mail-templates.css';

/** One mail with made-up contents: as its reader sees it, in a frame that may do nothing, and as the text that goes with it. */
export function MailTemplatePage() {
  const { mall } = useParams({ from: '/fonden/brevmallar/$mall' });
  const { subject, text } = useSuspenseQuery(mailExamplesQuery).data.rows.find(({ template }) => template === mall)!;
  return (
    <>
      <PageHead title={subject} lead={`Mallen ${mall}, med påhittade uppgifter.`} />
      <div className="content">
        <p>
          <Link to="/fonden/brevmallar">Till alla mallar</Link>
        </p>
        <div className="columns">
          <section className="card" aria-labelledby="html">
            <h2 id="html">Så ser e-postmeddelandet ut</h2>
            <iframe className="mail-frame" title={`E-postmeddelandet ${mall}`} sandbox="" src={`/api/v1/admin/mails/${mall}`} />
          </section>
          <section className="card" aria-labelledby="text">
            <h2 id="text">Som ren text</h2>
            <p className="keep-lines">{text}</p>
          </section>
        </div>
      </div>
    </>
  );
}
