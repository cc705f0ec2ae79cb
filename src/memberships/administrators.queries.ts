import { VALID } from './access.queries.js';
import type { AdministratorRole } from './role.policy.js';

/** Has been there and administers without an end: only such a member counts as the organisation's last administrator of that kind (decisions 0014, 0029). */
const forGood = (member: string, role: string): string => `${member}.status = 'active' and holds_for_good(${member}.id, ${role})`;

/** A role that nobody else holds for good, and whether somebody who has never been there waits to hold it. */
export interface LastAs {
  role: AdministratorRole;
  awaited: boolean;
}

/** Those of these roles that a membership, by its id, is the only one in its organisation to hold for good. */
export const lastAs = (
  membership: string,
  roles: readonly AdministratorRole[],
): string => `coalesce((select json_agg(json_build_object('role', r,
    'awaited', exists (select from membership lw join role_grant lg on lg.membership_id = lw.id and lg.role = r and lg.valid_to is null
      where lw.organization_id = la.organization_id and lw.status = 'active' and lw.stated_name is not null)) order by r)
  from membership la cross join unnest(array[${roles.map((role) => `'${role}'`).join(', ')}]) r where la.id = ${membership} and ${forGood('la', 'r')}
  and not exists (select from membership lo join person lp on lp.id = lo.person_id and lp.status = 'active'
    where lo.organization_id = la.organization_id and lo.id <> la.id and ${forGood('lo', 'r')})), '[]')`;

/** Those who administer the whole organisation now besides a person, and their addresses. $1 the person, $2 the organisation. */
export const OTHERS = `coalesce((select json_agg(json_build_object('personId', m.person_id, 'email', m.email) order by m.id) from membership m join person p on p.id = m.person_id and p.status = 'active'
  where m.organization_id = $2 and m.status = 'active' and m.person_id <> $1 and exists (select from role_grant g
    where g.membership_id = m.id and g.role in ('administrera_anvandare', 'foretagsadministrator') and ${VALID('g', 'clock_timestamp()')})), '[]')`;
