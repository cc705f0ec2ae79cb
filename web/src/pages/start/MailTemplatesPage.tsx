import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { mailExamplesQuery } from '../../api/notification-queries';
import { PageHead } from '../../shell/PageHead';
import '../../styles/mail-templates.css';

/** Every mail and sms that the portal can send, with made-up contents, to be read and judged (domain §12). */
export function MailTemplatesPage() {
  const { rows, sms } = useSuspenseQuery(mailExamplesQuery).data;
  return (
    <>
      <PageHead
        title="Mallar för e-post och sms"
        lead={`De ${rows.length} e-postmeddelanden och ${sms.length} sms som portalen kan skicka, med påhittade uppgifter.`}
      />
      <div className="content">
        <section className="card" aria-labelledby="e-post">
          <h2 id="e-post">E-post</h2>
          <ul role="list" className="mail-templates">
            {rows.map(({ template, subject }) => (
              <li key={template}>
                <Link to="/fonden/brevmallar/$mall" params={{ mall: template }} aria-describedby={`mall-${template}`}>
                  {subject}
                </Link>
                <span className="small soft" id={`mall-${template}`}>
                  {template}
                </span>
              </li>
            ))}
          </ul>
        </section>
        <section className="card" aria-labelledby="sms">
          <h2 id="sms">Sms</h2>
          <ul role="list" className="mail-templates">
            {sms.map(({ template, text }) => (
              <li key={template}>
                <span className="keep-lines">{text}</span>
                <span className="small soft">{template}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}
