import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { operatorQuery } from '../../api/queries';
import { logOut } from '../../api/session';
import { PageHead } from '../../shell/PageHead';
import { SupportLink } from '../../shell/SupportLink';
import { Button } from '../../ui/Button';

/** Somebody who is logged in but belongs to no organisation: what to do about it (A10). */
export function NoOrganizationPage() {
  const operator = useSuspenseQuery(operatorQuery).data;
  return (
    <>
      <PageHead title="Du hör inte till någon organisation än" />
      <div className="content prose">
        <p>Inloggningen gick bra, men ingen arbetsgivare har gett dig behörighet i Mina sidor.</p>
        <h2>Så får du tillgång</h2>
        <ul>
          <li>
            Be den som administrerar användare hos din arbetsgivare att bjuda in dig. Inbjudan kommer med e-post och gäller i två veckor.
          </li>
          <li>Har du redan fått en inbjudan? Öppna länken i mejlet och skriv under med BankID eller Freja eID+. Logga sedan in igen.</li>
          <li>
            Vet du inte vem som administrerar? Ring {operator.name} på {operator.supportPhone}.
          </li>
        </ul>
        <h2>Arbetar du på ett byggföretag?</h2>
        <p>
          Ansök om att bli kopplad till företaget hos din BYN-region. Har du redan ansökt ser du hur det går på samma sida.{' '}
          <Link to="/koppla-foretag">Koppla företag</Link>
        </p>
        <p className="actions">
          <SupportLink className="button secondary" />
          <Button look="quiet" onClick={() => void logOut()}>
            Logga ut
          </Button>
        </p>
      </div>
    </>
  );
}
