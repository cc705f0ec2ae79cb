import { VALID } from './access.queries.js';

/** Administers without an end: only such a member counts as the organisation's last administrator (decision 0014). */
const forGood = (member: string): string => `${member}.status = 'active' and administers_for_good(${member}.id)`;

/** Is a membership, by its id, the only one that administers its organisation for good? */
export const isLast = (membership: string): string => `exists (select from membership la where la.id = ${membership} and ${forGood('la')}
  and not exists (select from membership lo join person lp on lp.id = lo.person_id and lp.status = 'active'
    where lo.organization_id = la.organization_id and lo.id <> la.id and ${forGood('lo')}))`;

/** $1 the person, $2 the organisation. May the person administer users right now, also after waiting for a lock? */
export const ADMINISTERS = `exists (select from membership m join role_grant g on g.membership_id = m.id
  where m.person_id = $1 and m.organization_id = $2 and m.status = 'active' and g.role = 'administrera_anvandare' and ${VALID('g', 'clock_timestamp()')})`;

/** Those who administer now besides a person, and their addresses. $1 the person, $2 the organisation. */
export const OTHERS = `coalesce((select json_agg(json_build_object('personId', m.person_id, 'email', m.email) order by m.id) from membership m join person p on p.id = m.person_id and p.status = 'active'
  where m.organization_id = $2 and m.status = 'active' and m.person_id <> $1 and exists (select from role_grant g
    where g.membership_id = m.id and g.role = 'administrera_anvandare' and ${VALID('g', 'clock_timestamp()')})), '[]')`;
