import { roleLabels } from '../kernel/access.js';
import { cursor, instant, orgNumber, statusLabel } from '../kernel/sql.js';
import { connectionRequestLifecycle } from './connection-request.lifecycle.js';
import { CONFLICT } from './desk.policy.js';

const label = (column: string): string => statusLabel(column, connectionRequestLifecycle.statuses);

const ROLES = `coalesce((select json_agg(json_build_object('code', w.role, 'label', ${statusLabel('w.role', roleLabels)}) order by w.n)
  from unnest(c.wanted_roles) with ordinality w (role, n)), '[]')`;

const HISTORY = `coalesce((select json_agg(json_build_object('at', ${instant('e.at')}, 'verb', e.verb, 'statusLabel', ${label('e.status')}, 'note', e.note)
  order by e.no) from connection_event e where e.request_id = c.id), '[]')`;

/** What both sides see of an application. */
const FIELDS = `'id', c.id, 'number', c.number, 'region', json_build_object('code', r.code, 'name', r.name, 'email', r.email, 'phone', r.phone),
  'orgNumber', ${orgNumber('c.org_number')}, 'wantedRoles', ${ROLES}, 'message', c.message, 'status', c.status, 'statusLabel', ${label('c.status')},
  'reason', c.reason, 'companyName', o.name, 'createdAt', ${instant('c.created_at')}, 'history', ${HISTORY}, 'version', c.version`;

const FROM = `connection_request c join region r on r.code = c.region_code left join organization o on o.id = c.connected_to`;

/** One's own applications, newest first. $1 the person. */
export const OWN_REQUESTS = `select coalesce(json_agg(x.r order by x.sort_no desc), '[]') from (
  select c.sort_no, json_build_object(${FIELDS}) as r from ${FROM} where c.person_id = $1 order by c.sort_no desc limit 100) x`;

/** One of one's own applications. $1 the person, $2 the application. */
export const OWN_REQUEST = `select json_build_object(${FIELDS}) from ${FROM} where c.person_id = $1 and c.id = $2`;

const HAS_ADMINISTRATOR = `exists (select from role_grant g join membership m on m.id = g.membership_id and m.status = 'active'
  where g.organization_id = k.id and g.role = 'foretagsadministrator' and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now()))`;

/** The company by the number of the application: here already, only in the register, or null. */
const COMPANY = `(select json_build_object('name', coalesce(k.name, q.name), 'isConnected', k.id is not null,
    'hasCollectiveAgreement', coalesce(k.has_collective_agreement, q.has_collective_agreement, false), 'hasAdministrator', ${HAS_ADMINISTRATOR})
  from (select c.org_number as number) n left join organization k on k.org_number = n.number and k.status = 'active'
  left join company_register q on q.org_number = n.number where k.id is not null or q.org_number is not null)`;

const QUALIFIED = `exists (select from supervisor_qualification s where s.person_id = c.person_id
  and (s.valid_through is null or s.valid_through >= (now() at time zone 'Europe/Stockholm')::date))`;

/** One application for the desk. $1 its id. */
export const DESK_REQUEST = `select json_build_object(${FIELDS}, 'conflict', ${CONFLICT}, 'applicant', p.display_name, 'email', c.email, 'mobile', c.mobile,
    'handler', h.display_name, 'company', ${COMPANY}, 'isQualified', ${QUALIFIED})
  from ${FROM} join person p on p.id = c.person_id left join person h on h.id = c.handler_id where c.id = $1`;

/** The desk's queue, oldest first, as {rows, next}. $1 statuses, $2 limit, $3 after sort_no or null. Row-level security keeps to the regions one works for. */
export const DESK_QUEUE = `select json_build_object('rows', coalesce(json_agg(q.r order by q.sort_no) filter (where q.n <= $2::int), '[]'),
    'next', case when count(*) > $2::int then max(${cursor('desk', 'q.sort_no', 'q.id')}) filter (where q.n = $2::int) end) from (
    select c.id, c.sort_no, row_number() over (order by c.sort_no) as n, json_build_object('id', c.id, 'number', c.number, 'applicant', p.display_name,
      'orgNumber', ${orgNumber('c.org_number')}, 'regionName', r.name, 'status', c.status, 'statusLabel', ${label('c.status')}, 'handler', h.display_name,
      'createdAt', ${instant('c.created_at')}) as r
    from connection_request c join region r on r.code = c.region_code join person p on p.id = c.person_id left join person h on h.id = c.handler_id
    where c.status = any($1::text[]) and ($3::bigint is null or c.sort_no > $3::bigint) order by c.sort_no limit $2::int + 1) q`;
