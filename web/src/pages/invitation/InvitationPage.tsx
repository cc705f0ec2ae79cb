import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { invitationLinkQuery } from '../../api/invitation-queries';
import { PageHead } from '../../shell/PageHead';
import { SupportLink } from '../../shell/SupportLink';
import { Accepted } from './Accepted';
import { Answer } from './Answer';
import { Renewal } from './Renewal';

/** The page of the link in the mail (A32): who invites to what, and the answer. Opening it changes nothing. */
export function InvitationPage() {
  const { token } = useParams({ from: '/inbjudan/$token' });
  const link = useSuspenseQuery(invitationLinkQuery(token)).data;
  const { state, organization } = link;
  // Whoever opens a used link need not be the one who used it.
  const [signedHere, setSignedHere] = useState(false);
  const closed = {
    revoked: [
      'Inbjudan gäller inte längre',
      `Inbjudan till ${organization} är återkallad. Är du redan användare loggar du in som vanligt; annars kontaktar du din arbetsgivare.`,
    ],
    replaced: ['En ny inbjudan är skickad', `${organization} har bjudit in dig på nytt. Använd länken i det senaste e-postmeddelandet.`],
    closed: ['Organisationen är inte aktiv längre', `${organization} är inte aktiv i Mina sidor, så inbjudan går inte att använda.`],
    declined: [
      'Du har tackat nej',
      `Inbjudan till ${organization} är avböjd. Ångrar du dig ber du en administratör hos arbetsgivaren om en ny.`,
    ],
    refused: [
      'Inbjudan har avvisats',
      `En administratör hos ${organization} har avvisat signeringen. Kontakta din arbetsgivare om du tror att det är fel.`,
    ],
    'rights-ended': [
      'Behörigheten har gått ut',
      `Behörigheten som ${organization} bjöd in dig till gällde till och med en dag som har passerat. Be en administratör hos arbetsgivaren om en ny inbjudan.`,
    ],
    waiting: [
      'Inbjudan är signerad',
      `En administratör hos ${organization} behöver bekräfta att det är rätt person. Besked skickas till adressen som inbjudan skickades till. Du kan också logga in och se efter.`,
    ],
    unknown: ['Länken är inte en giltig inbjudan', 'Kontrollera att hela länken kom med när du kopierade den från e-postmeddelandet.'],
  } as const;
  if (state === 'valid') return <Answer token={token} link={link} onSigned={() => setSignedHere(true)} />;
  if (state === 'accepted') return <Accepted organization={organization!} how={signedHere ? 'signed' : 'before'} />;
  if (state === 'expired' || state === 'unconfirmed')
    return <Renewal token={token} organization={organization!} lastDay={link.validThrough!} signed={state === 'unconfirmed'} />;
  const [title, text] = closed[state];
  return (
    <>
      <PageHead key={state} title={title} />
      <div className="content prose">
        <p>{text}</p>
        {state === 'unknown' && (
          <>
            <p>Fungerar det ändå inte? Be din arbetsgivares administratör om en ny inbjudan, eller kontakta supporten.</p>
            <p className="actions">
              <SupportLink className="button secondary" />
            </p>
          </>
        )}
      </div>
    </>
  );
}
