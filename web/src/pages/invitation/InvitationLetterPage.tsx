import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { invitationLetterQuery } from '../../api/invitation-queries';
import { operatorQuery } from '../../api/queries';
import { PageHead } from '../../shell/PageHead';

/** The mail as a page (A30), for those whose program spoils it. Nothing here accepts: the way in is the link in the mail. */
export function InvitationLetterPage() {
  const { token } = useParams({ from: '/inbjudan/visa/$token' });
  const { subject, paragraphs } = useSuspenseQuery(invitationLetterQuery(token)).data;
  const { name, address, mainPhone, senderEmail } = useSuspenseQuery(operatorQuery).data;
  if (!subject)
    return (
      <>
        <PageHead title="E-postmeddelandet går inte längre att visa" />
        <div className="content prose">
          <p>Inbjudan är besvarad, har gått ut eller gäller inte längre. Öppna länken i e-postmeddelandet för att se vad som har hänt.</p>
        </div>
      </>
    );
  return (
    <>
      <PageHead title={subject} />
      <div className="content prose">
        {paragraphs.map((text) => (
          <p key={text}>{text}</p>
        ))}
        <p>
          Vänliga hälsningar
          <br />
          {name}
          <br />
          {address}
          <br />
          {mainPhone}
          <br />
          <a href={`mailto:${senderEmail}`}>{senderEmail}</a>
        </p>
        <p className="small soft">
          Du accepterar inbjudan med länken i e-postmeddelandet. Den finns inte här, så att sidan kan visas för andra.
        </p>
      </div>
    </>
  );
}
