import { MEMBER_NAME } from './access.queries.js';
import { DEPARTMENT, FIRST_DAY, LAST_DAY } from './users.queries.js';

/** Not the transaction's start: whoever reads this has waited for a turn, and what was taken meanwhile is taken. */
const NOW = 'clock_timestamp()';

const grants = (
  where: string,
  besides = '',
): string => `coalesce((select json_agg(json_build_object(${besides}'id', g.id, 'role', g.role, 'departmentId', g.department_id,
    'department', ${DEPARTMENT}, 'from', ${FIRST_DAY}, 'through', ${LAST_DAY}, 'begun', g.valid_from <= ${NOW}) order by g.valid_from, g.id)
  from role_grant g where g.membership_id = $1 and (g.valid_to is null or (g.valid_to > ${NOW} and g.valid_to > g.valid_from)) and ${where}), '[]')`;

/** A member's own grants that are in force or coming. $1 the membership. */
export const OPEN_GRANTS = grants('g.substitute_for is null');

/** The same that are lent from colleagues, and from whom. */
export const LENT = grants(
  'g.substitute_for is not null',
  `'lentFromName', (select ${MEMBER_NAME} from membership m join person p on p.id = m.person_id where m.id = g.substitute_for), `,
);

/**
 * What a colleague's own grants reach of some days, each role once in its place, without those the other has anyhow for all of them.
 * $1 the colleague, $2 the other, $3 first day, $4 last day.
 */
export const LENDABLE = `coalesce((select json_agg(json_build_object('role', l.role, 'departmentId', l.department_id,
    'department', (select d.name from department d where d.id = l.department_id), 'from', l.first, 'through', l.last) order by l.role, l.department_id) from (
    select g.role, g.department_id, greatest(min(${FIRST_DAY}), $3::date) as first, least(max(coalesce(${LAST_DAY}, 'infinity'::date)), $4::date) as last
    from role_grant g where g.membership_id = $1 and g.substitute_for is null and ${FIRST_DAY} <= $4::date
      and (g.valid_to is null or (g.valid_to > g.valid_from and ${LAST_DAY} >= $3::date)) and (g.valid_to is null or g.valid_to > ${NOW})
    group by g.role, g.department_id) l
  where not exists (select from role_grant g where g.membership_id = $2 and g.role = l.role
    and g.department_id is not distinct from l.department_id and ${FIRST_DAY} <= l.first
    and (g.valid_to is null or ${LAST_DAY} >= l.last) and (g.valid_to is null or g.valid_to > ${NOW})))
  , '[]')`;

/**
 * What a colleague has lent that outlasts his or her own right to it, each with the day that `reach`es: null when it is gone. $1 the
 * colleague, $2 true when all of it ends whatever is left.
 */
export const OUTLASTING = `coalesce((select json_agg(json_build_object('memberId', l.member, 'reach', nullif(o.reach, 'infinity'), 'grant',
    json_build_object('id', l.id, 'role', l.role, 'departmentId', l.department_id, 'department', l.department, 'from', l.first, 'through', l.last, 'begun', l.begun))
    order by l.member, l.id) from (
    select g.id, g.membership_id as member, g.role, g.department_id, ${DEPARTMENT} as department, ${FIRST_DAY} as first, ${LAST_DAY} as last,
      g.valid_from <= ${NOW} as begun, greatest(${NOW}, g.valid_from) as needed
    from role_grant g where g.substitute_for = $1 and g.valid_to > ${NOW} and g.valid_to > g.valid_from) l
  cross join lateral (select max(coalesce(${LAST_DAY}, 'infinity'::date)) as reach from role_grant g where not $2::boolean
    and g.membership_id = $1 and g.substitute_for is null and g.role = l.role and g.department_id is not distinct from l.department_id
    and g.valid_from <= l.needed and (g.valid_to is null or (g.valid_to > l.needed and g.valid_to > g.valid_from))) o
  where o.reach is null or o.reach < l.last), '[]')`;
