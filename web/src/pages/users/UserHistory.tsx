import type { User } from '../../api/users';
import { momentText } from '../../text/dates';
import { GivenPermissions } from './PermissionBadges';

/** Who granted what and when, and what else has happened to the user; newest first. */
export function UserHistory({ user: { permissions, history } }: { user: User }) {
  const open = permissions.filter(({ state }) => state !== 'ended');
  const ended = permissions.filter(({ state }) => state === 'ended');
  return (
    <section className="card" aria-labelledby="historik">
      <h2 id="historik">Historik</h2>
      {history.length === 0 && <p className="soft">Det finns inga händelser än.</p>}
      {history.length > 0 && <p className="soft">Högst 200 händelser visas, de senaste först.</p>}
      {history.length > 0 && (
        <ol role="list" className="history">
          {history.map(({ at, by, text }) => (
            <li key={`${at} ${text}`}>
              <span>{text}</span>
              <span className="soft small">
                {momentText(at)}
                {by && `, ${by}`}
              </span>
            </li>
          ))}
        </ol>
      )}
      {open.length > 0 && (
        <>
          <h3>Behörigheter och vem som gav dem</h3>
          <GivenPermissions permissions={open} />
        </>
      )}
      {ended.length > 0 && (
        <>
          <h3>Behörigheter som har upphört</h3>
          <GivenPermissions permissions={ended} />
        </>
      )}
    </section>
  );
}
