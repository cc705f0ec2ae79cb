import type { Schemas } from '../../api/client';
import { momentText } from '../../text/dates';

const tones = { active: 'info', coming: 'warning', ended: 'neutral', offered: 'neutral' } as const;

/** "Handledare · Mark · från 2026-12-01 till och med 2026-12-31 · vikarie för Karin Chef". */
function about({ department, state, validFrom, validThrough, substituteFor }: Schemas['PermissionBadge']): string {
  const days = [state === 'coming' ? `från ${validFrom}` : '', validThrough ? `till och med ${validThrough}` : '']
    .filter(Boolean)
    .join(' ');
  return [department, days, substituteFor ? `vikarie för ${substituteFor}` : ''].filter(Boolean).join(' · ');
}

type Badge = Schemas['PermissionBadge'];

const keyOf = ({ role, departmentId, validFrom, substituteFor }: Badge): string => `${role} ${departmentId} ${validFrom} ${substituteFor}`;
const textOf = (permission: Badge): string => [permission.label, about(permission)].filter(Boolean).join(' · ');

/** What somebody may do, now or later, as badges (A19 "Behörigheter"); who has no permission may do what every user may. */
export function PermissionBadges({ permissions }: { permissions: readonly Badge[] }) {
  if (permissions.length === 0) return 'Användare';
  return (
    <ul role="list" className="badges">
      {permissions.map((permission) => (
        <li key={keyOf(permission)} className="badge" data-tone={tones[permission.state]}>
          {textOf(permission)}
        </li>
      ))}
    </ul>
  );
}

/** The same with who gave each, and when (§1 "who granted what"). */
export function GivenPermissions({ permissions }: { permissions: readonly Schemas['PermissionView'][] }) {
  return (
    <ul role="list" className="history">
      {permissions.map((permission) => (
        <li key={`${keyOf(permission)} ${permission.grantedAt}`}>
          <span className="badge" data-tone={tones[permission.state]}>
            {textOf(permission)}
          </span>
          <span className="soft small">
            Gavs{permission.grantedBy && ` av ${permission.grantedBy}`} den {momentText(permission.grantedAt)}
          </span>
        </li>
      ))}
    </ul>
  );
}
