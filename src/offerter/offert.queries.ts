import { offertStatuses, ownIdsSql, seesSql } from '../insatser/index.js';
import { type Actor, can } from '../kernel/access.js';
import { cursor, statusLabel } from '../kernel/sql.js';

const label = statusLabel('f.status', offertStatuses);

/** One offert with its lines. $1 id, $2 person; drafts of the fund are never shown to an employer. */
export const offertDetail = (
  actor: Actor,
): string => `select json_build_object('id', f.id, 'number', f.number, 'status', f.status, 'statusLabel', ${label},
    'issuedOn', f.issued_on, 'validThrough', f.valid_through, 'totalOre', f.gross_ore, 'content', f.content, 'insatsId', i.id, 'insatsNumber', i.number,
    'insatsName', i.name, 'period', p.code, 'lines', coalesce((select json_agg(json_build_object('description', l.description,
      'quantity', trim_scale(l.quantity)::text, 'unitOre', l.unit_ore, 'totalOre', l.total_ore) order by l.position) from offert_line l where l.offert_id = f.id), '[]'))
  from offert f join insats i on i.id = f.insats_id join agreement_period p on p.id = i.period_id
  where f.id = $1 and f.status <> 'utkast' and ${seesSql(actor, 'i', '$2')}`;

const period = '(select id from agreement_period where code = $2)';

/** Which offerter a person may see in the tab: every one in the order of the list's index, or those of her own insatser. */
const shown = (actor: Actor): string =>
  can(actor, 'insats:read-all')
    ? `offert f where f.organization_id = $1 and f.period_id = ${period} and $3::uuid is not null`
    : `(${ownIdsSql({ organization: '$1', period, person: '$3' })}) o join offert f on f.insats_id = o.id where true`;

/** The tab Offerter as {rows, next}, newest first. $1 organisation, $2 period code, $3 person, $4 limit, $5 patterns or null, $6 after sort_no, $7 after id. */
export const offertPage = (
  actor: Actor,
): string => `select json_build_object('rows', coalesce(json_agg(q.r order by q.n) filter (where q.n <= $4::int), '[]'),
    'next', case when count(*) > $4::int then max(${cursor('offerter', 'q.sort_no', 'q.id')}) filter (where q.n = $4::int) end) from (
    select f.id, f.sort_no, row_number() over (order by f.sort_no desc, f.id desc) as n, json_build_object('id', f.id, 'number', f.number,
      'issuedOn', f.issued_on, 'validThrough', f.valid_through, 'status', f.status, 'statusLabel', ${label}, 'insatsId', i.id,
      'insatsNumber', i.number, 'insatsName', i.name, 'totalOre', f.gross_ore) as r from (
      select f.id from ${shown(actor)} and f.status <> 'utkast'
        and ($5::text[] is null or (select lower(f.number || ' ' || i.search_text) from insats i where i.id = f.insats_id) like all($5::text[]))
        and ($6::bigint is null or (f.sort_no, f.id) < ($6::bigint, $7::uuid))
      order by f.sort_no desc, f.id desc limit $4::int + 1) k
    join offert f on f.id = k.id join insats i on i.id = f.insats_id) q`;
