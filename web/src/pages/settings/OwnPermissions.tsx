import { Fragment } from 'react';
import { useSession } from '../../api/session';
import { type GrantableRole, roleHints } from '../invitations/roles';

const isGrantable = (code: string): code is GrantableRole => code in roleHints;

/** What the person may do for the organisation right now, and what it means (A20, A21); nothing for who acts for none. */
export function OwnPermissions() {
  const { context } = useSession();
  if (context?.kind !== 'employer' || !context.organization) return null;
  const { name } = context.organization;
  const roles = context.roles.flatMap(({ code, label }) => (isGrantable(code) ? [{ label, hint: roleHints[code] }] : []));
  return (
    <section className="card" aria-labelledby="dina-behorigheter">
      <h2 id="dina-behorigheter">Dina behörigheter</h2>
      <p>{roles.length ? `Du är användare hos ${name} och har:` : `Du är användare hos ${name}, utan särskilda behörigheter.`}</p>
      {roles.length > 0 && (
        <dl className="facts">
          {roles.map(({ label, hint }) => (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd>{hint}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      <p className="soft small">En administratör hos organisationen kan ändra dem.</p>
    </section>
  );
}
