import { isTold } from '../notifications/index.js';
import { MEMBER_NAME } from './access.queries.js';
import { DEPARTMENT, FIRST_DAY, LAST_DAY } from './users.queries.js';

/** The day of the latest 07:00 in Stockholm that has passed. */
export const MORNING = `(now() at time zone 'Europe/Stockholm' - interval '7 hours')::date`;

/** Another right of the member's to the same goes on when g ends. */
const GOES_ON = `exists (select from role_grant c where c.membership_id = g.membership_id and c.role = g.role and c.department_id is not distinct from g.department_id
    and c.valid_from <= g.valid_to and (c.valid_to is null or c.valid_to > g.valid_to))`;

/** The name of the colleague whose right is lent; null for one's own. */
const LENDER = `(select coalesce(sm.stated_name, sp.display_name) from membership sm join person sp on sp.id = sm.person_id where sm.id = g.substitute_for)`;

/**
 * What members lose by its last day: on that day, or within a week of it where the right has been theirs for longer. Who is given something for
 * a shorter time knows. One row a member and last day.
 */
const ENDING = `select m.id, m.person_id, m.organization_id, m.email, o.name as organization, ${MEMBER_NAME} as name, e.day, e.is_last, e.permissions,
    'membership.' || case when e.is_last then 'last-day' else 'ending' end || ':' || e.day || ':' || m.id as event_key
  from (select g.membership_id, ${LAST_DAY} as day, ${LAST_DAY} = ${MORNING} as is_last,
      json_agg(distinct jsonb_build_object('role', g.role, 'department', ${DEPARTMENT}, 'lentFrom', ${LENDER})) as permissions
    from role_grant g
    where g.valid_from <= now() and g.valid_to > now() and ${LAST_DAY} between ${MORNING} and ${MORNING} + 7
      and ${FIRST_DAY} <= case when ${LAST_DAY} = ${MORNING} then ${LAST_DAY} - 1 else ${LAST_DAY} - 7 end and not ${GOES_ON}
    group by 1, 2, 3) e
  join membership m on m.id = e.membership_id and m.status = 'active'
  join person p on p.id = m.person_id and p.status = 'active' join organization o on o.id = m.organization_id and o.status = 'active'`;

const untold = `(${ENDING}) x where not ${isTold('x.event_key', 'x.person_id')}`;

/** Members, by their ids, who have not been told of what they lose. */
export const membersToTell = `select coalesce(json_agg(distinct x.id), '[]') from ${untold}`;

/** What one of them is to be told. $1 the membership. */
export const endingsOf = `select coalesce(json_agg(json_build_object('eventKey', x.event_key, 'personId', x.person_id, 'organizationId', x.organization_id,
    'email', x.email, 'organization', x.organization, 'name', x.name, 'day', x.day, 'isLast', x.is_last, 'permissions', x.permissions) order by x.day), '[]')
  from ${untold} and x.id = $1`;
