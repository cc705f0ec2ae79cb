import { registerExtract } from '../kernel/extract.js';
import { instant, statusLabel } from '../kernel/sql.js';
import { insatsLifecycle } from './insats.lifecycle.js';

registerExtract({
  name: 'insatser',
  title: 'Insatser som du finns i',
  purpose: 'För att handlägga organisationens ansökningar och nå den som är ansvarig.',
  kept: 'Så länge ärendet sparas enligt bokföringslagen och fondens dokumentplan.',
  columns: {
    number: 'Nummer',
    name: 'Namn',
    organization: 'Organisation',
    role: 'Din roll',
    status: 'Status',
    createdAt: 'Skapad',
    submittedAt: 'Inskickad',
  },
  // After the membership: what one did, and what one could know of the case by then.
  query: `select case when k.known then i.number end as number, case when k.known then i.name end as name, o.name as organization,
      concat_ws(', ', case when i.created_by = $1 then 'skapade' end, case when i.submitted_by = $1 then 'skickade in' end,
        case when i.responsible_person_id = $1 then 'ansvarig' end, case when i.contact_person_id = $1 then 'kontaktperson' end) as role,
      case when k.member then ${statusLabel('i.status', insatsLifecycle.statuses)} end as status, ${instant('i.created_at')} as "createdAt",
      case when k.known then ${instant('i.submitted_at')} end as "submittedAt"
    from own_insatser() i join organization o on o.id = i.organization_id cross join lateral (
      select u.til = 'infinity' as member, u.til = 'infinity' or i.submitted_at <= u.til as known from (select member_until(i.organization_id) as til) u) k
    order by i.created_at, i.id`,
});

registerExtract({
  name: 'decisions',
  title: 'Beslut du har fattat',
  purpose: 'Ett beslut ska visa vem som fattade det.',
  kept: 'Så länge ärendet sparas.',
  columns: { at: 'Tidpunkt', caseNumber: 'Ärende', outcome: 'Utfall' },
  query: `select ${instant('d.decided_at')} as at, case_number_of(d.subject_id) as "caseNumber", d.outcome
    from decision d where d.decided_by = $1 order by d.decided_at, d.id`,
});
