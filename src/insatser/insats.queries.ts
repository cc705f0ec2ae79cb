import { cards, chosenPeriod, PERIODS } from '../allotments/index.js';
import { type Actor, can } from '../kernel/access.js';
import { cursor, instant, orgNumber, statusLabel, TODAY } from '../kernel/sql.js';
import type { InsatsSort } from './insats-list.dto.js';
import { insatsLifecycle } from './insats.lifecycle.js';
import { ownIdsSql, ownSql, seesSql } from './insats.policy.js';
import { offertStatuses, requisitionStatuses } from './linked-case.js';

const label = statusLabel('i.status', insatsLifecycle.statuses);

/** What each column sorts by, and the type its cursor is read as. Text sorts as Swedish. */
const sorts: Readonly<Record<InsatsSort, [expression: string, type: string]>> = {
  number: ['i.sort_no', 'bigint'],
  created: ['i.created_on', 'date'],
  status: [`${label} collate "sv-x-icu"`, 'text'],
  name: ['lower(i.name) collate "sv-x-icu"', 'text'],
  granted: ['i.granted_ore', 'bigint'],
  settled: ['i.settled_ore', 'bigint'],
  remaining: ['i.remaining_ore', 'bigint'],
  contact: ['lower(i.contact_name) collate "sv-x-icu"', 'text'],
};

const row = `json_build_object('id', i.id, 'number', i.number, 'createdOn', i.created_on, 'status', i.status, 'statusLabel', ${label},
  'name', i.name, 'grantedOre', i.granted_ore, 'settledOre', i.settled_ore, 'remainingOre', i.remaining_ore, 'contactName', i.contact_name)`;

export interface ListShape {
  sort: InsatsSort;
  order: 'asc' | 'desc';
  /** Continue after a row: its sort value and id. */
  after: boolean;
  /** How the text is searched: not at all, every word inside the text, or by word stems and similarity. */
  search: 'none' | 'words' | 'stems';
}

interface Places {
  organization: string;
  period: string;
  person: string;
  limit: string;
  afterValue?: string;
  afterId?: string;
  search?: string;
}

/** One page of the list as `{rows, next}`, made by PostgreSQL. */
export function insatsPage(actor: Actor, shape: ListShape, at: Places): string {
  const hits =
    can(actor, 'insats:read-all') && shape.search !== 'words'
      ? `select i.id, ${row} as r, v, row_number() over () as n from (${walk('i.*', shape, at, seesSql(actor, 'i', at.person))}) i`
      : `select i.id, ${row} as r, k.v, row_number() over (order by ${ordered('k.v', 'k.id', shape)}) as n
         from (${keys(actor, shape, at)}) k join insats i on i.id = k.id`;
  return `(with hit as materialized (${hits})
    select json_build_object('rows', coalesce((select json_agg(r order by n) from hit where n <= ${at.limit}::int), '[]'),
      'next', (select ${cursor(`${shape.sort} ${shape.order}`, 'v', 'id')} from hit
        where n = ${at.limit}::int and exists (select from hit where n > ${at.limit}::int))))`;
}

const ordered = (value: string, id: string, { order }: ListShape): string => `${value} ${order}, ${id} ${order}`;

/**
 * Which rows stand on the page, by key alone: a search of words is then answered by the index insats_list, which carries scope, order
 * and text; and who sees only her own walks each of her three indexes for a page and no further.
 */
function keys(actor: Actor, shape: ListShape, at: Places): string {
  if (can(actor, 'insats:read-all')) return walk('i.id', shape, at, seesSql(actor, 'i', at.person));
  const walks = ownSql('i', at.person).map((own) => `(${walk('i.id', shape, at, own)})`);
  return `select id, v from (${walks.join(' union ')}) o order by ${ordered('v', 'id', shape)} limit ${at.limit}::int + 1`;
}

function walk(columns: string, shape: ListShape, at: Places, visible: string): string {
  const [expression, type] = sorts[shape.sort];
  const past = shape.order === 'desc' ? '<' : '>';
  const where = [
    `i.organization_id = ${at.organization}`,
    `i.period_id = ${at.period}`,
    visible,
    shape.search === 'words' ? `i.search_text like all(${at.search}::text[])` : '',
    shape.search === 'stems'
      ? `(i.text_words @@ websearch_to_tsquery('swedish', ${at.search}) or word_similarity(${at.search}, i.search_text) >= 0.5)`
      : '',
    shape.after
      ? `(${expression}, i.id) ${past} (${at.afterValue}::${type}${type === 'text' ? ' collate "sv-x-icu"' : ''}, ${at.afterId}::uuid)`
      : '',
  ].filter(Boolean);
  return `select ${columns}, ${expression} as v from insats i where ${where.join(' and ')} order by ${ordered(expression, 'i.id', shape)} limit ${at.limit}::int + 1`;
}

const counted = (from: string) => `(select count(*) from (select 1 ${from} limit 100) c)`;

/** The whole economy overview in one round trip. $1 organisation, $2 period code or null, $3 person, $4 rows. */
export function overview(actor: Actor): string {
  const page = insatsPage(
    actor,
    { sort: 'number', order: 'desc', after: false, search: 'none' },
    { organization: '$1', period: 'p.id', person: '$3', limit: '$4' },
  );
  const { insatser, offerter, requisitions } = can(actor, 'insats:read-all') ? countAll : countOwn;
  return `select json_build_object('periods', ${PERIODS}, 'period', p.code, 'cards', ${cards('$1', 'p.id')}, 'counts', json_build_object(
      'insatser', ${counted(insatser)}, 'offerter', ${counted(offerter)}, 'requisitions', ${counted(requisitions)}), 'insatser', ${page})::text
    from ${chosenPeriod('$2')} p`;
}

const countAll = {
  insatser: `from insats i where i.organization_id = $1 and i.period_id = p.id`,
  offerter: `from offert x where x.organization_id = $1 and x.period_id = p.id and x.status <> 'utkast'`,
  requisitions: `from requisition x where x.organization_id = $1 and x.period_id = p.id`,
};

const own = { organization: '$1', period: 'p.id', person: '$3' };
const countOwn = {
  insatser: `from (${ownIdsSql(own, 'limit 100')}) i`,
  offerter: `from (${ownIdsSql(own)}) i join offert x on x.insats_id = i.id where x.status <> 'utkast'`,
  requisitions: `from (${ownIdsSql(own)}) i join requisition x on x.insats_id = i.id where x.status <> 'utkast' or x.created_by = $3::uuid`,
};

/** One insats with everything its page shows, of requisitions' drafts one's own unless one sees all. $1 id, $2 person. Null when this person may not see it. */
export function insatsDetail(actor: Actor): string {
  const visible = actor.context === 'staff' ? '$2::uuid is not null' : seesSql(actor, 'i', '$2');
  const drafts = can(actor, 'insats:read-all') ? '' : `and (r.status <> 'utkast' or r.created_by = $2::uuid)`;
  return `select json_build_object('id', i.id, 'number', i.number, 'status', i.status, 'statusLabel', ${label}, 'version', i.version,
      'organizationId', i.organization_id, 'createdBy', i.created_by, 'requisitionCount', i.requisition_count,
      'activeOffersOre', i.active_offers_ore, 'settledOffersOre', i.settled_offers_ore,
      'period', p.code, 'requisitionsClosed', coalesce(${TODAY} > p.last_requisition_on, false), 'partialPolicy', p.partial_policy, 'organizationName', o.name, 'orgNumber', ${orgNumber('o.org_number')}, 'vatTreatment', o.vat_treatment,
      'createdOn', i.created_on, 'submittedAt', ${instant('i.submitted_at')}, 'submittedOn', (i.submitted_at at time zone 'Europe/Stockholm')::date,
      'updatedAt', ${instant('i.updated_at')}, 'responsibleName', coalesce((select m.stated_name from membership m where m.person_id = i.responsible_person_id and m.organization_id = i.organization_id order by m.id desc limit 1),
        (select display_name from person where id = i.responsible_person_id)), 'contactName', i.contact_name,
      'form', json_build_object('responsiblePersonId', i.responsible_person_id, 'consultationDone', i.consultation_done, 'consultationOn', i.consultation_on,
        'insatsType', i.insats_type, 'startOn', i.start_on, 'endOn', i.end_on, 'lateStartReason', i.late_start_reason, 'name', i.name,
        'background', i.background, 'purpose', i.purpose, 'professions', i.professions, 'participantCount', i.participant_count,
        'supplierMode', i.supplier_mode, 'budget', i.budget, 'qualityControlWanted', i.quality_control_wanted, 'otherInfo', i.other_info),
      'appliedOre', i.applied_ore, 'amounts', json_build_object('grantedOre', i.granted_ore, 'settledOre', i.settled_ore, 'remainingOre', i.remaining_ore,
        'requisitionableOre', greatest(0, i.granted_ore - i.released_ore - i.settled_requisitions_ore - i.pending_requisitions_ore), 'pendingOre', i.pending_requisitions_ore),
      'decision', (select json_build_object('outcome', d.outcome, 'motivation', d.motivation, 'grantedOre', d.granted_ore, 'decidedAt', ${instant('d.decided_at')})
        from decision d where d.subject_type = 'insats' and d.subject_id = i.id),
      'finalExists', exists (select from requisition r where r.insats_id = i.id and r.is_final and r.status in ('inskickad', 'godkand', 'delvis_godkand')),
      'linked', coalesce((select json_agg(l order by l.date desc, l.number desc) from (
          select f.id, 'offert' as kind, f.number, f.issued_on as date, f.status, ${statusLabel('f.status', offertStatuses)} as "statusLabel", f.gross_ore as "amountOre"
          from offert f where f.insats_id = i.id and f.status <> 'utkast'
          union all
          select r.id, 'requisition', r.number, r.created_on, r.status, ${statusLabel('r.status', requisitionStatuses)}, r.claimed_ore from requisition r where r.insats_id = i.id ${drafts}) l), '[]'))
    from insats i join agreement_period p on p.id = i.period_id join organization o on o.id = i.organization_id
    where i.id = $1 and ${visible}`;
}

/** The fund's queue, oldest first, as {rows, next}. $1 status, $2 limit, $3 after submitted_at, $4 after id. */
export const adminQueue = `select json_build_object('rows', coalesce(json_agg(q.r order by q.n) filter (where q.n <= $2::int), '[]'),
    'next', case when count(*) > $2::int then max(${cursor('queue', 'q.at', 'q.id')}) filter (where q.n = $2::int) end) from (
    select i.id, to_json(i.submitted_at)#>>'{}' as at, row_number() over (order by i.submitted_at, i.id) as n,
      json_build_object('id', i.id, 'number', i.number, 'name', i.name, 'organizationId', i.organization_id, 'organizationName', o.name,
        'period', p.code, 'status', i.status, 'statusLabel', ${label}, 'submittedAt', ${instant('i.submitted_at')},
        'appliedOre', i.applied_ore, 'grantedOre', i.granted_ore, 'supplierMode', i.supplier_mode) as r
    from insats i join organization o on o.id = i.organization_id join agreement_period p on p.id = i.period_id
    where i.status = $1 and i.submitted_at is not null and ($3::timestamptz is null or (i.submitted_at, i.id) > ($3::timestamptz, $4::uuid))
    order by i.submitted_at, i.id limit $2::int + 1) q`;
