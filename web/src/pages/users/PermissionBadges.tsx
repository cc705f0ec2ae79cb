import type { Schemas } from '../../api/client';

const tones = { active: 'info', coming: 'warning', ended: 'neutral', offered: 'neutral' } as const;

/** "Handledare · Mark · från 2026-12-01 till 2026-12-31 · vikarie för Karin Chef". */
function about({ department, state, validFrom, validThrough, substituteFor }: Schemas['PermissionBadge']): string {
  const days = [state === 'coming' ? `från ${validFrom}` : '', validThrough ? `till ${validThrough}` : ''].filter(Boolean).join(' ');
  return [department, days, substituteFor ? `vikarie för ${substituteFor}` : ''].filter(Boolean).join(' · ');
}

/** What somebody may do, now or later, as badges (A19 "Behörigheter"). */
export function PermissionBadges({ permissions }: { permissions: readonly Schemas['PermissionBadge'][] }) {
  if (permissions.length === 0) return <span className="soft">–</span>;
  return (
    <ul role="list" className="badges">
      {permissions.map((permission) => (
        <li
          key={`${permission.role} ${permission.departmentId} ${permission.validFrom} ${permission.substituteFor}`}
          className="badge"
          data-tone={tones[permission.state]}
        >
          {[permission.label, about(permission)].filter(Boolean).join(' · ')}
        </li>
      ))}
    </ul>
  );
}
