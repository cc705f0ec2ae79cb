import { cursor, orgNumber } from '../kernel/sql.js';

const SWEDISH = 'collate "sv-x-icu"';

/** Is what a grant gives still open, now or later? */
const OPEN_GRANT = '(g.valid_to is null or (g.valid_to > now() and g.valid_to > g.valid_from))';

/** The members who have a role in a department, and its open workplaces. */
const PEOPLE = `(select count(distinct g.membership_id)::int from role_grant g join membership m on m.id = g.membership_id and m.status <> 'ended'
  where g.department_id = d.id and ${OPEN_GRANT})`;
const WORKPLACES = `(select count(*)::int from workplace_department l join workplace w on w.id = l.workplace_id and w.active where l.department_id = d.id)`;

/** $1 organisation, $2 the departments that the caller reaches or null for all. */
const within = (department: string, reach: string): string => `(${reach}::uuid[] is null or ${department} = any(${reach}::uuid[]))`;

const DEPARTMENT_JSON = `json_build_object('id', d.id, 'name', d.name, 'active', d.active, 'people', ${PEOPLE}, 'workplaces', ${WORKPLACES},
  'isLast', d.active and not exists (select from department x where x.organization_id = d.organization_id and x.active and x.id <> d.id),
  'version', d.version)`;

/** {enabled, rows}: the departments of $1 that the caller reaches ($2), the open ones first, in Swedish order. */
export const DEPARTMENTS = `select json_build_object('enabled', o.departments_enabled, 'rows', coalesce((select
    json_agg(${DEPARTMENT_JSON} order by not d.active, lower(d.name) ${SWEDISH}, d.id)
    from department d where d.organization_id = o.id and ${within('d.id', '$2')}), '[]'))
  from organization o where o.id = $1`;

/** One department, $1. */
export const DEPARTMENT = `select ${DEPARTMENT_JSON} from department d where d.id = $1`;

/** Are departments activated for the company ($1)? */
export const ACTIVATED = 'select departments_enabled from organization where id = $1';

/** Which of the ids ($2) are open departments of the company ($1) within the caller's reach ($3)? */
export const OPEN_DEPARTMENTS = `select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name) order by lower(d.name) ${SWEDISH}, d.id), '[]')
  from department d where d.organization_id = $1 and d.id = any($2::uuid[]) and d.active and ${within('d.id', '$3')}`;

const workplaceJson = (organization: string, reach: string): string => `json_build_object('id', w.id, 'name', w.name, 'street', w.street,
  'postalCode', overlay(w.postal_code placing ' ' from 4 for 0), 'city', w.city, 'municipality', w.municipality, 'isDefault', w.is_default,
  'active', w.active, 'departments', coalesce((select json_agg(json_build_object('id', d.id, 'name', d.name, 'isOwn', ${within('d.id', reach)})
      order by lower(d.name) ${SWEDISH}, d.id)
    from workplace_department l join department d on d.id = l.department_id and d.active
    where l.workplace_id = w.id and (select departments_enabled from organization where id = ${organization})), '[]'), 'version', w.version)`;

/** Does the caller reach the workplace? All of the company's, or those with a department of one's own. */
const reached = (reach: string): string => `(${reach}::uuid[] is null or exists (select from workplace_department l
  where l.workplace_id = w.id and l.department_id = any(${reach}::uuid[])))`;

/**
 * One page as {rows, next, departmentsEnabled}, in Swedish order. $1 organisation, $2 reach or null, $3 department or null, $4 active,
 * $5 patterns or null, $6 limit, $7 after name, $8 after id.
 */
export const WORKPLACE_PAGE = `select json_build_object('rows', coalesce(json_agg(q.r order by q.n) filter (where q.n <= $6::int), '[]'),
    'next', case when count(*) > $6::int then max(${cursor('workplaces', 'q.v', 'q.id')}) filter (where q.n = $6::int) end,
    'departmentsEnabled', (select departments_enabled from organization where id = $1))
  from (
    select w.id, lower(w.name) as v, row_number() over (order by lower(w.name) ${SWEDISH}, w.id) as n, ${workplaceJson('$1', '$2')} as r
    from workplace w where w.organization_id = $1 and ${reached('$2')} and w.active = $4::boolean
      and ($3::uuid is null or exists (select from workplace_department l where l.workplace_id = w.id and l.department_id = $3::uuid))
      and ($5::text[] is null or lower(concat_ws(' ', w.name, w.street, w.city, w.municipality)) like all($5::text[]))
      and ($7::text is null or (lower(w.name) ${SWEDISH}, w.id) > ($7::text ${SWEDISH}, $8::uuid))
    order by lower(w.name) ${SWEDISH}, w.id limit $6::int + 1) q`;

/** The workplaces of the company ($1) among the ids ($3) that the caller reaches ($2), in Swedish order. */
export const SOME_WORKPLACES = `select coalesce(json_agg(${workplaceJson('$1', '$2')} order by lower(w.name) ${SWEDISH}, w.id), '[]')
  from workplace w where w.organization_id = $1 and ${reached('$2')} and w.id = any($3::uuid[])`;

const companies = `select o.id, o.name, o.org_number, o.departments_enabled, o.version, (select r.name from region r where r.code = o.region_code) as region
  from organization o join organization_module x on x.organization_id = o.id and x.module = 'larlingar' where o.status = 'active'`;
const COMPANY_JSON = `json_build_object('id', c.id, 'name', c.name, 'orgNumber', ${orgNumber('c.org_number')}, 'regionName', c.region,
  'departmentsEnabled', c.departments_enabled, 'departments', (select count(*)::int from department d where d.organization_id = c.id and d.active),
  'workplaces', (select count(*)::int from workplace w where w.organization_id = c.id and w.active), 'version', c.version)`;

/** Companies with the apprentices' module as {rows, next}, in Swedish order. $1 patterns or null, $2 limit, $3 after name, $4 after id. */
export const COMPANY_PAGE = `select json_build_object('rows', coalesce(json_agg(q.r order by q.n) filter (where q.n <= $2::int), '[]'),
    'next', case when count(*) > $2::int then max(${cursor('companies', 'q.v', 'q.id')}) filter (where q.n = $2::int) end)
  from (
    select c.id, lower(c.name) as v, row_number() over (order by lower(c.name) ${SWEDISH}, c.id) as n, ${COMPANY_JSON} as r from (${companies}) c
    where ($1::text[] is null or lower(concat_ws(' ', c.name, c.org_number, ${orgNumber('c.org_number')})) like all($1::text[]))
      and ($3::text is null or (lower(c.name) ${SWEDISH}, c.id) > ($3::text ${SWEDISH}, $4::uuid))
    order by lower(c.name) ${SWEDISH}, c.id limit $2::int + 1) q`;

/** One of them, $1; null when it is no company with the module. */
export const COMPANY = `select ${COMPANY_JSON} from (${companies}) c where c.id = $1`;

/** What the open departments of a company ($1) hold, each person and workplace counted once, as {people, workplaces}. */
export const IN_DEPARTMENTS = `select json_build_object(
    'people', (select count(distinct g.membership_id)::int from role_grant g join membership m on m.id = g.membership_id and m.status <> 'ended'
      join department d on d.id = g.department_id and d.active where d.organization_id = $1 and ${OPEN_GRANT}),
    'workplaces', (select count(distinct w.id)::int from workplace w join workplace_department l on l.workplace_id = w.id
      join department d on d.id = l.department_id and d.active where d.organization_id = $1 and w.active))`;
