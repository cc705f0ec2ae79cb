import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { obstaclesQuery, operatorQuery } from '../../api/queries';
import { isSignedIn, logOut, peekSession, refreshSession } from '../../api/session';
import { PageHead } from '../../shell/PageHead';
import { SupportLink } from '../../shell/SupportLink';
import { dayText } from '../../text/dates';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { StatusBadge } from '../../ui/StatusBadge';
import { myConnectionsQuery } from '../connections/connection-queries';

const LOOK_AGAIN_MS = 15_000;

/** Somebody who is logged in but belongs to no organisation: what to do about it (A10, B18), and to where as soon as there is one (B20). */
export function NoOrganizationPage() {
  const operator = useSuspenseQuery(operatorQuery).data;
  const { suspended, unconfirmed } = useSuspenseQuery(obstaclesQuery).data;
  const known = suspended.length + unconfirmed.length > 0;
  return (
    <>
      <PageHead title={known ? 'Du kan inte representera någon organisation just nu' : 'Du hör inte till någon organisation än'} />
      <div className="content prose">
        <Connected />
        {unconfirmed.map(({ organization, confirmThrough }, n) => (
          <Notice key={n} tone="info" title={`Du har signerat en inbjudan till ${organization}.`}>
            <p>
              En administratör hos {organization} behöver bekräfta den senast {dayText(confirmThrough)}. Besked skickas till adressen som
              inbjudan skickades till, och här ser du om du har blivit användare.
            </p>
          </Notice>
        ))}
        {suspended.map(({ organization }, n) => (
          <Notice key={n} tone="warning" title={`Du är avstängd hos ${organization}.`}>
            <p>Kontakta en administratör hos {organization} om du tror att det är fel.</p>
          </Notice>
        ))}
        {!known && <p>Inloggningen gick bra, men ingen arbetsgivare har gett dig behörighet i Mina sidor.</p>}
        <h2>Arbetar du på ett byggföretag?</h2>
        <p>Då ansöker du om att bli kopplad till företaget hos din BYN-region, eller ber företagets administratör att lägga till dig.</p>
        <Applications />
        <p className="actions">
          <Link to="/koppla-foretag" className="button primary">
            Koppla företag
          </Link>
        </p>
        <h2>Arbetar du för en kommun, en region eller ett Sobonaföretag?</h2>
        <ul>
          <li>
            Be den som administrerar användare hos din arbetsgivare att bjuda in dig. Inbjudan kommer med e-post och gäller i två veckor.
          </li>
          <li>
            Har du redan fått en inbjudan? Öppna länken i e-postmeddelandet och signera med BankID eller Freja eID+. Logga sedan in igen.
          </li>
          <li>
            Vet du inte vem som administrerar? Ring {operator.name} på {operator.supportPhone}.
          </li>
        </ul>
        <h2>Måste jag använda mitt personnummer?</h2>
        <p>
          Ja. Du loggar in med e-legitimation för att rätt person ska komma åt rätt saker. Personnumret lagras krypterat, och visas för
          andra bara utan de fyra sista siffrorna. E-postadressen och mobilnumret behövs för att koppla dig till rätt företag och för att
          kunna nå dig.
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

/** Looks now and then whether somebody has given the person an organisation meanwhile; that needs no new log-in. */
function Connected() {
  const now = useQuery({ queryKey: ['session', 'now'], queryFn: peekSession, refetchInterval: LOOK_AGAIN_MS, staleTime: 0 }).data;
  if (!now || !isSignedIn(now) || !now.choices) return null;
  return (
    <Notice tone="success" title="Nu har du tillgång till en organisation." live>
      <Button onClick={() => void refreshSession().then(() => window.location.assign('/valj-organisation'))}>Välj organisation</Button>
    </Notice>
  );
}

/** The person's own applications that wait, with how they stand (B18). */
function Applications() {
  const rows = useQuery(myConnectionsQuery).data?.rows.filter(({ actions }) => actions.some(({ allowed }) => allowed)) ?? [];
  if (rows.length === 0) return null;
  return (
    <ul role="list" className="rows">
      {rows.map(({ id, number, orgNumber, status, statusLabel }) => (
        <li key={id}>
          <span>
            Ansökan {number}, {orgNumber}
          </span>
          <StatusBadge status={status} label={statusLabel} />
        </li>
      ))}
    </ul>
  );
}
