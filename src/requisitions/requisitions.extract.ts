import { registerExtract } from '../kernel/extract.js';
import { instant, statusLabel } from '../kernel/sql.js';
import { requisitionLifecycle } from './requisition.lifecycle.js';

registerExtract({
  name: 'requisitions',
  title: 'Rekvisitioner som du finns i',
  purpose: 'För att handlägga och betala ut det som organisationen rekvirerar, och nå den som är kontakt.',
  kept: 'Så länge ärendet sparas enligt bokföringslagen.',
  columns: {
    number: 'Nummer',
    organization: 'Organisation',
    role: 'Din roll',
    contact: 'Kontaktuppgifter i rekvisitionen',
    status: 'Status',
    createdAt: 'Skapad',
    submittedAt: 'Inskickad',
  },
  // An address may be shared: name and telephone are shown only where the name is one's own. After the membership: what one did, and what one
  // could know of the case by then.
  query: `select case when k.known then r.number end as number, o.name as organization,
      concat_ws(', ', case when r.created_by = $1 then 'skapade' end, case when r.submitted_by = $1 then 'skickade in' end,
        case when c.own then 'kontakt' end) as role,
      case when c.own and r.contact_name = p.display_name then concat_ws(', ', r.contact_name, r.contact_email, nullif(r.contact_phone, ''))
        when c.own then r.contact_email end as contact,
      case when k.member then ${statusLabel('r.status', requisitionLifecycle.statuses)} end as status, ${instant('r.created_at')} as "createdAt",
      case when k.known then ${instant('r.submitted_at')} end as "submittedAt"
    from own_requisitions() r join organization o on o.id = r.organization_id join person p on p.id = $1
      cross join lateral (select is_own_address(r.organization_id, r.contact_email) as own) c cross join lateral (
      select u.til = 'infinity' as member, u.til = 'infinity' or r.submitted_at <= u.til as known from (select member_until(r.organization_id) as til) u) k
    order by r.created_at, r.id`,
});
