import { instant } from '../kernel/sql.js';

/** Is a grant valid now? `at` is another clock than the transaction's start, for who has waited for a lock since. */
export const VALID = (grant: string, at = 'now()'): string =>
  `${grant}.valid_from <= ${at} and (${grant}.valid_to is null or ${grant}.valid_to > ${at})`;

/** What the member m of the organisation o holds at a time: the organisation's modules, valid roles, departments administered. Roles in a closed department rest. `which` of the grants g. */
export const HELD = (
  at: string,
  which = 'true',
): string => `'modules', coalesce((select json_agg(x.module order by x.module) from organization_module x where x.organization_id = m.organization_id), '[]'),
    'roles', coalesce((select json_agg(distinct g.role) from role_grant g left join department d on d.id = g.department_id
      where g.membership_id = m.id and (d.active or g.department_id is null) and ${which} and ${VALID('g', at)}), '[]'),
    'departments', coalesce((select json_agg(distinct g.department_id) from role_grant g join department d on d.id = g.department_id and d.active
      where g.membership_id = m.id and g.role = 'avdelningsadministrator' and o.departments_enabled and ${which} and ${VALID('g', at)}), '[]')`;

/** The last Stockholm day of each role, or department administered, that the member m holds at a time and only for a time. */
export const LAST_DAYS = (at: string, which = 'true'): string => `coalesce((select json_object_agg(x.held, x.day) from (
    select coalesce(g.department_id::text, g.role) as held, max(((g.valid_to - interval '1 microsecond') at time zone 'Europe/Stockholm')::date) as day
    from role_grant g where g.membership_id = m.id and (g.department_id is null or g.role = 'avdelningsadministrator') and ${which} and ${VALID('g', at)}
    group by 1 having bool_and(g.valid_to is not null)) x), '{}')`;

/**
 * The same of one person, also after waiting for a lock; null when no active member, or blocked. Person and organisation are SQL
 * expressions, and `which` of the grants g count.
 */
export const standing = (person: string, organization: string, which = 'true'): string =>
  `select json_build_object(${HELD('clock_timestamp()', which)}, 'lastDays', ${LAST_DAYS('clock_timestamp()', which)})
  from membership m join organization o on o.id = m.organization_id join person p on p.id = m.person_id and p.status = 'active'
  where m.person_id = ${person} and m.organization_id = ${organization} and m.status = 'active'`;

/** Grants that are not lent from a colleague, by the parameter of the colleague's membership. */
export const notLentFrom = (colleague: string): string => `g.substitute_for is distinct from ${colleague}::uuid`;

/** What a member is called in the organisation: as the administrator wrote it until the person has been there, so that nobody gets to know a name by a number. */
export const MEMBER_NAME = 'coalesce(m.stated_name, p.display_name)';

/** Valid staff grants of a person. */
export const STAFF_GRANTS = (
  person: string,
): string => `coalesce((select json_agg(json_build_object('role', g.role, 'limitOre', g.decision_limit_ore)
  order by g.role) from staff_grant g where g.person_id = ${person} and ${VALID('g')}), '[]')`;

/**
 * Everything a request needs to know about who asks, by the session's hash ($1) and the idle limit in minutes ($2): no row when the
 * session has ended, is too old or too idle by the database's clock, or the person is blocked. Roles are those valid right now.
 */
export const ACCESS = `select json_build_object(
    'personId', s.person_id, 'name', p.display_name, 'context', s.context, 'csrfToken', s.csrf_token, 'title', m.title,
    'member', m.id is not null,
    'organization', case when o.id is not null then json_build_object('id', o.id, 'name', o.name, 'type', o.type, 'orgNumber', o.org_number) end,
    ${HELD('now()')},
    'staff', case when s.context = 'staff' then ${STAFF_GRANTS('s.person_id')} else '[]' end,
    'memberOf', case when s.context = 'staff' then coalesce((select json_agg(x.organization_id) from membership x
      where x.person_id = s.person_id and x.status <> 'ended'), '[]') else '[]' end,
    'publicId', s.public_id, 'now', ${instant('now()')}, 'dormant', s.last_seen_at < now() - interval '60 seconds',
    'fresh', s.authenticated_at > now() - interval '10 minutes',
    'authenticatedAt', ${instant('s.authenticated_at')}, 'idleExpiresAt', ${instant('least(s.expires_at, s.last_seen_at + make_interval(mins => $2::int))')}, 'expiresAt', ${instant('s.expires_at')})
  from session s
  join person p on p.id = s.person_id and p.status = 'active'
  left join organization o on o.id = s.organization_id and o.status = 'active'
  left join membership m on m.person_id = s.person_id and m.organization_id = o.id and m.status = 'active'
  where s.id_hash = $1 and s.ended_at is null and s.expires_at > now() and s.last_seen_at > now() - make_interval(mins => $2::int)`;

/** The organisations the calling person belongs to and may act for, in Swedish order. */
export const MY_ORGANIZATIONS = `select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'type', o.type, 'orgNumber', o.org_number,
    'title', m.title) order by o.name collate "sv-x-icu", o.id), '[]')
  from membership m join organization o on o.id = m.organization_id and o.status = 'active' where m.person_id = $1 and m.status = 'active'`;

/** Active colleagues of the caller's organisation, in Swedish order. */
export const MEMBERS = `select coalesce(json_agg(json_build_object('personId', p.id, 'name', ${MEMBER_NAME}, 'title', m.title)
    order by ${MEMBER_NAME} collate "sv-x-icu", p.id), '[]')
  from membership m join person p on p.id = m.person_id and p.status = 'active' where m.organization_id = $1 and m.status = 'active'`;

/** The active member with an address: $1 the address, $2 the organisation, $3 the person who comes first. */
export const REACHED_AT = `select json_build_object('personId', m.person_id, 'email', m.email) from membership m
  where lower(m.email) = lower($1) and m.organization_id = $2 and m.status = 'active' order by m.person_id = $3 desc, m.id limit 1`;

/** How to reach an active member: $1 the person, $2 the organisation. */
export const CONTACT = `select json_build_object('name', ${MEMBER_NAME}, 'email', m.email, 'phone', m.phone, 'title', m.title)
  from membership m join person p on p.id = m.person_id where m.person_id = $1 and m.organization_id = $2 and m.status = 'active'`;

/** Active members who hold one of these roles right now, and their addresses. $1 the organisation, $2 the roles. */
export const HOLDERS = `coalesce((select json_agg(json_build_object('personId', m.person_id, 'email', m.email) order by m.id)
  from membership m join person p on p.id = m.person_id and p.status = 'active' where m.organization_id = $1 and m.status = 'active'
    and exists (select from role_grant g where g.membership_id = m.id and g.role = any($2::text[]) and ${VALID('g')})), '[]')`;
