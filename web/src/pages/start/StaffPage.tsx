import { Link } from '@tanstack/react-router';
import { isSignedIn, useSession } from '../../api/session';
import { PageHead } from '../../shell/PageHead';
import { isParty, staffSide } from '../../shell/staff-side';
import { PartyAhead } from '../board/PartyAhead';

/**
 * Where the operators' staff begin: the board's regions and office have pages of their own, its parties see what comes, the fund's
 * caseworkers decide in the API documentation.
 */
export function StaffPage() {
  const session = useSession();
  const context = isSignedIn(session) ? session.context : null;
  const can = (permission: string) => context?.permissions.includes(permission) ?? false;
  return (
    <>
      <PageHead title={staffSide(context?.roles ?? []).desk} lead={context?.roles.map((role) => role.label).join(', ')} />
      <div className="content prose">
        {can('connections:handle') && (
          <p className="actions">
            <Link to="/regionen" className="button primary">
              Ansökningar om att kopplas till företag
            </Link>
            {can('companies:import') && (
              <Link to="/foretagsregister" className="button secondary">
                Företagsregister
              </Link>
            )}
            {can('companies:manage') && (
              <Link to="/foretag" className="button secondary">
                Företag
              </Link>
            )}
          </p>
        )}
        {isParty(context?.roles ?? []) && <PartyAhead />}
        {can('operations:read') && (
          <>
            <p>
              Här finns inga egna sidor för handläggare. Ansökningar och rekvisitioner avgörs i API-dokumentationen, med din inloggning.
            </p>
            <p className="actions">
              <a className="button primary" href="/api/docs">
                Öppna API-dokumentationen
              </a>
            </p>
            <p>
              <Link to="/fonden/brev">Meddelanden som inte gick att skicka</Link>
            </p>
            <p>
              <Link to="/fonden/brevmallar">Mallar för e-post och sms</Link>
            </p>
          </>
        )}
      </div>
    </>
  );
}
