import { ownIdsSql, requisitionStatuses, seesSql } from '../insatser/index.js';
import { type Actor, can } from '../kernel/access.js';
import { cursor, instant, statusLabel, TODAY } from '../kernel/sql.js';

const label = statusLabel('r.status', requisitionStatuses);

/** A requisition is seen by who sees its insats; somebody else's draft only with "Ser samtliga ansökningar". The fund sees what is submitted (row-level security). */
export function seesRequisition(actor: Actor, person: string): string {
  if (actor.context === 'staff') return `${person}::uuid is not null`;
  return `${seesSql(actor, 'i', person)} ${can(actor, 'insats:read-all') ? '' : `and (r.status <> 'utkast' or r.created_by = ${person}::uuid)`}`;
}

const requisitionable = 'greatest(0, i.granted_ore - i.released_ore - i.settled_requisitions_ore - i.pending_requisitions_ore)';

/** One requisition with everything its page shows. $1 id, $2 person. */
export const requisitionDetail = (actor: Actor): string => `select json_build_object('id', r.id, 'number', r.number, 'status', r.status,
    'statusLabel', ${label}, 'version', r.version, 'organizationId', r.organization_id, 'insatsId', i.id, 'insatsNumber', i.number, 'insatsName', i.name,
    'period', p.code, 'organizationName', o.name, 'vatTreatment', o.vat_treatment, 'createdOn', r.created_on,
    'submittedAt', ${instant('r.submitted_at')}, 'updatedAt', ${instant('r.updated_at')},
    'form', json_build_object('lines', r.lines, 'referenceNo', r.reference_no, 'payeeSystem', r.payee_system, 'payeeNumber', r.payee_number,
      'contactName', r.contact_name, 'contactPhone', r.contact_phone, 'contactEmail', r.contact_email, 'isFinal', r.is_final),
    'insats', json_build_object('status', i.status, 'supplierMode', i.supplier_mode, 'requisitionCount', i.requisition_count,
      'requisitionsClosed', coalesce(${TODAY} > p.last_requisition_on, false), 'partialPolicy', p.partial_policy,
      'finalExists', exists (select from requisition f where f.insats_id = i.id and f.is_final and f.status in ('inskickad', 'godkand', 'delvis_godkand')),
      'othersWait', i.pending_requisitions_ore > case when r.status = 'inskickad' then r.claimed_ore else 0 end),
    'claimedOre', r.claimed_ore, 'approvedOre', r.approved_ore,
    'requisitionableOre', ${requisitionable} + case when r.status = 'inskickad' then r.claimed_ore else 0 end,
    'releasedIfFinalOre', case when not coalesce(r.is_final, false) then 0 when r.status = 'utkast' then greatest(0, ${requisitionable} - r.claimed_ore)
      when r.status = 'inskickad' then ${requisitionable} else 0 end,
    'decision', (select json_build_object('outcome', d.outcome, 'motivation', d.motivation, 'grantedOre', d.granted_ore, 'decidedAt', ${instant('d.decided_at')})
      from decision d where d.subject_type = 'requisition' and d.subject_id = r.id))
  from requisition r join insats i on i.id = r.insats_id join agreement_period p on p.id = i.period_id join organization o on o.id = r.organization_id
  where r.id = $1 and ${seesRequisition(actor, '$2')}`;

const row = `json_build_object('id', r.id, 'number', r.number, 'createdOn', r.created_on, 'status', r.status, 'statusLabel', ${label}, 'insatsId', i.id,
  'insatsNumber', i.number, 'insatsName', i.name, 'claimedOre', r.claimed_ore, 'approvedOre', r.approved_ore)`;

const period = '(select id from agreement_period where code = $2)';

/** Which requisitions a person may see in the tab: every one in the order of the list's index, or those of her own insatser. */
const shown = (actor: Actor): string =>
  can(actor, 'insats:read-all')
    ? `requisition r where r.organization_id = $1 and r.period_id = ${period} and $3::uuid is not null`
    : `(${ownIdsSql({ organization: '$1', period, person: '$3' })}) o join requisition r on r.insats_id = o.id
       where (r.status <> 'utkast' or r.created_by = $3::uuid)`;

/** The tab Rekvisitioner as {rows, next}, newest first. $1 organisation, $2 period code, $3 person, $4 limit, $5 patterns or null, $6 after sort_no, $7 after id. */
export const requisitionPage = (
  actor: Actor,
): string => `select json_build_object('rows', coalesce(json_agg(q.r order by q.n) filter (where q.n <= $4::int), '[]'),
    'next', case when count(*) > $4::int then max(${cursor('requisitions', 'q.sort_no', 'q.id')}) filter (where q.n = $4::int) end) from (
    select r.id, r.sort_no, row_number() over (order by r.sort_no desc, r.id desc) as n, ${row} as r from (
      select r.id from ${shown(actor)}
        and ($5::text[] is null or r.search_text like all($5::text[])) and ($6::bigint is null or (r.sort_no, r.id) < ($6::bigint, $7::uuid))
      order by r.sort_no desc, r.id desc limit $4::int + 1) k
    join requisition r on r.id = k.id join insats i on i.id = r.insats_id) q`;

/** The fund's queue of one status as {rows, next}, oldest first. $1 status, $2 limit, $3 after submitted_at, $4 after id. */
export const adminQueue = `select json_build_object('rows', coalesce(json_agg(q.r order by q.n) filter (where q.n <= $2::int), '[]'),
    'next', case when count(*) > $2::int then max(${cursor('queue', 'q.at', 'q.id')}) filter (where q.n = $2::int) end) from (
    select r.id, to_json(r.submitted_at)#>>'{}' as at, row_number() over (order by r.submitted_at, r.id) as n,
      (${row})::jsonb || jsonb_build_object('organizationId', o.id, 'organizationName', o.name, 'submittedAt', ${instant('r.submitted_at')}, 'isFinal', r.is_final) as r
    from requisition r join insats i on i.id = r.insats_id join organization o on o.id = r.organization_id
    where r.status = $1 and r.submitted_at is not null and ($3::timestamptz is null or (r.submitted_at, r.id) > ($3::timestamptz, $4::uuid))
    order by r.submitted_at, r.id limit $2::int + 1) q`;
