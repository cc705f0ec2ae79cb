import type { User } from '../../api/users';
import { momentText } from '../../text/dates';
import { PermissionBadges } from './PermissionBadges';

/** Who granted what and when, and what else has happened to the user; newest first. */
export function UserHistory({ user: { permissions, history } }: { user: User }) {
  const ended = permissions.filter(({ state }) => state === 'ended');
  return (
    <section className="card" aria-labelledby="historik">
      <h2 id="historik">Historik</h2>
      {history.length === 0 && <p className="soft">Det finns inga händelser än.</p>}
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
      {ended.length > 0 && (
        <>
          <h3>Behörigheter som har upphört</h3>
          <PermissionBadges permissions={ended} />
        </>
      )}
    </section>
  );
}
