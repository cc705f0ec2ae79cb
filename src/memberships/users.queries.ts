import { grantableRoles, roleLabels } from '../kernel/access.js';
import { cursor, instant, statusLabel } from '../kernel/sql.js';
import { isUnreached } from '../notifications/index.js';
import { MEMBER_NAME, notLentFrom, standing } from './access.queries.js';
import { lastAs } from './administrators.queries.js';
import { membershipLifecycle } from './membership.lifecycle.js';
import { administratorRoles } from './role.policy.js';
import { invitedStatuses, type UserSort } from './users.dto.js';

const roleLabel = (column: string): string =>
  statusLabel(column, Object.fromEntries(grantableRoles.map((code) => [code, roleLabels[code]])));
const role = roleLabel('g.role');
const label = statusLabel('m.status', membershipLifecycle.statuses);
const day = (at: string): string => `(${at} at time zone 'Europe/Stockholm')::date`;
/** The last whole or begun day of a grant. */
export const LAST_DAY = day(`(g.valid_to - interval '1 microsecond')`);
export const FIRST_DAY = day('g.valid_from');
/** The name of a grant's department. */
export const DEPARTMENT = '(select d.name from department d where d.id = g.department_id)';

/** When a grant of the member m ends: at the latest with the membership. */
const UNTIL = 'least(g.valid_to, m.ended_at)';

const badge = `'role', g.role, 'label', ${role}, 'departmentId', g.department_id, 'department', ${DEPARTMENT}, 'validFrom', ${FIRST_DAY}, 'validThrough', ${day(`(${UNTIL} - interval '1 microsecond')`)},
  'state', case when ${UNTIL} <= now() then 'ended' when g.valid_from > now() then 'coming' else 'active' end,
  'substituteFor', (select coalesce(sm.stated_name, sp.display_name) from membership sm join person sp on sp.id = sm.person_id where sm.id = g.substitute_for)`;

/** Permissions that are in force or coming, or were when the membership ended; one that was taken back before it began has never been. */
const OPEN = '(g.valid_to is null or (g.valid_to > now() and g.valid_to > g.valid_from))';

/** Is `m` among those whom one sees: all, those of departments, supervisors? Three parameters from `first` on. */
export const isSeenMember = (m: string, first: number): string => `($${first}::boolean or exists (select from role_grant g
    where g.membership_id = ${m}.id and ${OPEN} and (g.department_id = any($${first + 1}::uuid[]) or ($${first + 2}::boolean and g.role = 'handledare'))))`;

/** The same of an invitation `i`, by the rights that it offers. */
export const isSeenInvitation = (
  i: string,
  first: number,
): string => `($${first}::boolean or exists (select from jsonb_array_elements(${i}.roles) r
    where (r ->> 'departmentId')::uuid = any($${first + 1}::uuid[]) or ($${first + 2}::boolean and r ->> 'role' = 'handledare')))`;

const found = (name: string, of: string): string =>
  `($3::text[] is null or lower(concat_ws(' ', ${name}, ${of}.email, ${of}.phone, ${of}.title)) like all($3::text[])
    or ($8::text is not null and regexp_replace(${of}.phone, '\\D', '', 'g') like $8))`;

const members = `select m.id, false as is_invitation, ${MEMBER_NAME} as name, m.email, m.phone, m.title, m.status, ${label} as status_label,
    coalesce((select json_agg(json_build_object(${badge}) order by g.valid_from > now(), ${role} collate "sv-x-icu", g.id)
      from role_grant g where g.membership_id = m.id and m.ended_at is null and ${OPEN}), '[]') as permissions,
    coalesce((select string_agg(distinct ${role}, ', ') from role_grant g where g.membership_id = m.id and m.ended_at is null and ${OPEN}), '') as permission_names
  from membership m join person p on p.id = m.person_id
  where m.organization_id = $1 and case when $2::text is null then m.status <> 'ended' else m.status = $2 end and ${found(MEMBER_NAME, 'm')}
    and ${isSeenMember('m', 4)}
    and ($7::text is null or exists (select from role_grant g where g.membership_id = m.id and m.ended_at is null and g.role = $7 and ${OPEN}))`;

const offered = roleLabel(`r ->> 'role'`);
const offer = `'role', r ->> 'role', 'label', ${offered}, 'departmentId', r ->> 'departmentId',
  'department', (select d.name from department d where d.id = (r ->> 'departmentId')::uuid),
  'validFrom', ${day('i.sent_at')}, 'validThrough', r ->> 'validTo', 'state', 'offered', 'substituteFor', null`;

const invited = `select i.id, true, i.name, i.email, i.phone, i.title, i.status, ${statusLabel('i.status', invitedStatuses)},
    coalesce((select json_agg(json_build_object(${offer}) order by ${offered} collate "sv-x-icu") from jsonb_array_elements(i.roles) r), '[]'),
    coalesce((select string_agg(distinct ${offered}, ', ') from jsonb_array_elements(i.roles) r), '')
  from invited_user i
  where i.organization_id = $1 and ($2::text is null or i.status = $2) and ${found('i.name', 'i')}
    and ${isSeenInvitation('i', 4)} and ($7::text is null or i.roles @> jsonb_build_array(jsonb_build_object('role', $7::text)))`;

const users = `${members} union all ${invited}`;

const row = `json_build_object('id', u.id, 'isInvitation', u.is_invitation, 'name', u.name, 'email', u.email, 'phone', u.phone, 'title', u.title, 'permissions', u.permissions,
  'status', u.status, 'statusLabel', u.status_label)`;

const sorts: Readonly<Record<UserSort, string>> = {
  name: 'u.name',
  email: 'u.email',
  phone: `coalesce(u.phone, '')`,
  title: 'u.title',
  permissions: 'u.permission_names',
  status: 'u.status_label',
};

const sortedBy = (sort: UserSort): string => `lower(${sorts[sort]}) collate "sv-x-icu"`;

/**
 * One page as {rows, next}, users and invited, in Swedish order. $1 organisation, $2 status or null, $3 patterns or null, $4–$6 whom one sees (all, those of
 * these departments, supervisors), $7 permission or null, $8 a pattern for the digits of a telephone number or null, $9 limit, $10 after value, $11 after id.
 */
export function userPage(sort: UserSort, order: 'asc' | 'desc'): string {
  const value = sortedBy(sort);
  const past = order === 'desc' ? '<' : '>';
  return `select json_build_object('rows', coalesce(json_agg(q.r order by q.n) filter (where q.n <= $9::int), '[]'),
      'next', case when count(*) > $9::int then max(${cursor(`${sort} ${order}`, 'q.v', 'q.id')}) filter (where q.n = $9::int) end) from (
    select u.id, ${value} as v, ${row} as r, row_number() over (order by ${value} ${order}, u.id ${order}) as n from (${users}) u
    where ($10::text is null or (${value}, u.id) ${past} ($10::text collate "sv-x-icu", $11::uuid))
    order by ${value} ${order}, u.id ${order} limit $9::int + 1) q`;
}

/** Every user and invited for a file, in the order of the page. $1–$8 as for a page. */
export const allUsers = (sort: UserSort, order: 'asc' | 'desc'): string =>
  `select coalesce(json_agg(${row} order by ${sortedBy(sort)} ${order}, u.id ${order}), '[]') from (${users}) u`;

/** One user with permissions, also those that have ended, and history. $1 id, $2 organisation, $3 who asks. Null when there is none. */
export const USER = `select json_build_object('id', m.id, 'isSelf', m.person_id = $3::uuid, 'name', ${MEMBER_NAME}, 'email', m.email, 'phone', m.phone,
    'undelivered', m.status <> 'ended' and ${isUnreached('m')}, 'title', m.title, 'status', m.status, 'statusLabel', ${label}, 'version', m.version, 'memberSince', ${day('m.created_at')}, 'lastAs', ${lastAs('m.id', administratorRoles)},
    'asker', case when m.status = 'suspended' then (${standing('$3', '$2', notLentFrom('$1'))}) end,
    'permissions', coalesce((select json_agg(json_build_object(${badge}, 'isOpen', ${OPEN}, 'grantedAt', ${instant('g.created_at')},
        'grantedBy', (select gp.display_name from person gp where gp.id = g.granted_by)) order by g.created_at desc, g.id desc)
      from role_grant g where g.membership_id = m.id and (${UNTIL} is null or ${UNTIL} > g.valid_from)), '[]'),
    'substitutes', coalesce((select json_agg(json_build_object('id', s.id, 'name', s.name, 'validThrough', s.through) order by s.name collate "sv-x-icu", s.id)
      from (select sm.id, coalesce(sm.stated_name, sp.display_name) as name, max(${LAST_DAY}) as through from role_grant g
        join membership sm on sm.id = g.membership_id and sm.status <> 'ended' join person sp on sp.id = sm.person_id
        where g.substitute_for = m.id and ${OPEN} group by sm.id, sp.id) s), '[]'),
    'sentInvitations', coalesce((select json_agg(json_build_object('id', i.id, 'name', i.name, 'email', i.email, 'status', i.status,
        'statusLabel', ${statusLabel('i.status', invitedStatuses)}, 'roles', i.roles) order by i.name collate "sv-x-icu", i.id)
      from invited_user i where i.organization_id = m.organization_id and i.invited_by = m.person_id and i.status <> 'expired'), '[]'),
    'history', coalesce((select json_agg(json_build_object('at', ${instant('e.at')}, 'verb', e.verb, 'facts', e.facts,
        'department', (select d.name from department d where d.id = (e.facts ->> 'departmentId')::uuid),
        'grantedBy', (select ep.display_name from person ep where ep.id = coalesce(e.facts ->> 'invitedBy', e.facts ->> 'grantedBy')::uuid),
        'substituteFor', (select coalesce(sm.stated_name, sp.display_name) from membership sm join person sp on sp.id = sm.person_id
          where sm.id = (e.facts ->> 'substituteFor')::uuid),
        'handedOverTo', (select coalesce(tm.stated_name, tp.display_name) from membership tm join person tp on tp.id = tm.person_id
          where tm.id = (e.facts ->> 'handedOverTo')::uuid),
        'roles', coalesce((select json_agg(json_build_object('role', r ->> 'role', 'through', r ->> 'validTo',
          'department', (select d.name from department d where d.id = (r ->> 'departmentId')::uuid)) order by n)
          from jsonb_array_elements(case when e.verb = 'membership.join' then e.facts -> 'roles' end) with ordinality as x(r, n)), '[]'),
        'by', (select ep.display_name from person ep where ep.id = e.person_id)) order by e.seq desc)
      from (select * from event x where x.organization_id = m.organization_id and x.subject_id = m.id order by x.seq desc limit 200) e), '[]'))
  from membership m join person p on p.id = m.person_id where m.id = $1 and m.organization_id = $2`;

/** Whom an id stands for. $1 id, $2 organisation. */
export const PERSON_OF = `select json_build_object('personId', m.person_id, 'name', ${MEMBER_NAME}, 'email', m.email, 'status', m.status)
  from membership m join person p on p.id = m.person_id where m.id = $1 and m.organization_id = $2`;
