import { Link } from '@tanstack/react-router';
import { isSignedIn, useSession } from '../../api/session';
import { PageHead } from '../../shell/PageHead';

/** The fund's side works in the API documentation until it has screens of its own. */
export function StaffPage() {
  const session = useSession();
  const roles = isSignedIn(session) ? session.context.roles.map((role) => role.label).join(', ') : '';
  return (
    <>
      <PageHead title="Fondens handläggning" lead={roles} />
      <div className="content prose">
        <p>Här finns inga egna sidor för handläggning. Ansökningar och rekvisitioner avgörs i API-dokumentationen, med din inloggning.</p>
        <p className="actions">
          <a className="button primary" href="/api/docs">
            Öppna API-dokumentationen
          </a>
        </p>
        <p>
          <Link to="/fonden/brev">Brev som inte gick att skicka</Link>
        </p>
      </div>
    </>
  );
}
