import { registerExtract } from '../kernel/extract.js';
import { instant } from '../kernel/sql.js';

registerExtract({
  name: 'events',
  title: 'Vad du har gjort',
  purpose: 'Spårbarhet: vem som gjorde vad i ett ärende. Händelserna kan varken ändras eller tas bort.',
  kept: 'Så länge ärendet sparas.',
  columns: { at: 'Tidpunkt', organization: 'Organisation', actingAs: 'Handlade som', verb: 'Händelse', caseNumber: 'Ärende' },
  query: `select ${instant('e.at')} as at, o.name as organization,
      case e.acting_as when 'employer' then 'Arbetsgivare' when 'staff' then 'Fonden' else e.acting_as end as "actingAs", e.verb,
      coalesce(e.facts->>'number', case_number_of(e.subject_id)) as "caseNumber"
    from event e join organization o on o.id = e.organization_id where e.person_id = $1 order by e.at, e.organization_id, e.seq`,
});

registerExtract({
  name: 'operations',
  title: 'Vad du har gjort i driften',
  purpose: 'Spårbarhet: vem som körde om ett meddelande som inte gällde någon organisation. Raderna kan varken ändras eller tas bort.',
  kept: 'Så länge Mina sidor finns.',
  columns: { at: 'Tidpunkt', verb: 'Händelse' },
  query: `select ${instant('e.at')} as at, e.verb from operation_event e where e.person_id = $1 order by e.id`,
});

registerExtract({
  name: 'idempotencyKeys',
  title: 'Minnen av dina senaste kommandon',
  purpose: 'Ett kommando som skickas två gånger, till exempel vid dubbelklick, utförs bara en gång. Svaret på det första sparas.',
  kept: 'Två dygn.',
  columns: { count: 'Antal', oldest: 'Äldsta', newest: 'Nyaste' },
  query: `select count(*)::int as count, ${instant('min(created_at)')} as oldest, ${instant('max(created_at)')} as newest
    from idempotency_key where person_id = $1 having count(*) > 0`,
});
