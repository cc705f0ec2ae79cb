import { VALID } from './access.queries.js';

/** Administers without an end: only such a member counts as the organisation's last administrator (decision 0014). */
const FOR_GOOD = `m.status = 'active' and administers_for_good(m.id)`;

/** Is it the only one that administers its organisation for good? */
export const IS_LAST = (membership: string): string => `exists (select from membership m where m.id = ${membership} and ${FOR_GOOD}
  and not exists (select from membership x join person p on p.id = x.person_id and p.status = 'active'
    where x.organization_id = m.organization_id and x.id <> m.id and x.status = 'active' and administers_for_good(x.id)))`;

/** $1 the person, $2 the organisation. May the person administer users right now, also after waiting for a lock? */
export const ADMINISTERS = `exists (select from membership m join role_grant g on g.membership_id = m.id
  where m.person_id = $1 and m.organization_id = $2 and m.status = 'active' and g.role = 'administrera_anvandare' and ${VALID('g', 'clock_timestamp()')})`;

/** The addresses of those who administer now besides a person. $1 the person, $2 the organisation. */
export const OTHERS = `coalesce((select json_agg(m.email order by m.id) from membership m join person p on p.id = m.person_id and p.status = 'active'
  where m.organization_id = $2 and m.status = 'active' and m.person_id <> $1 and exists (select from role_grant g
    where g.membership_id = m.id and g.role = 'administrera_anvandare' and ${VALID('g', 'clock_timestamp()')})), '[]')`;
