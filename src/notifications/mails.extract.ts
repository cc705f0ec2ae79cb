import { registerExtract } from '../kernel/extract.js';
import { instant } from '../kernel/sql.js';

const STATUS = `case o.status when 'sent' then 'Skickat' when 'failed' then 'Gick inte att skicka' else 'Väntar' end`;

registerExtract({
  name: 'mails',
  title: 'Meddelanden till dina adresser',
  purpose: 'Brev om dina och din organisations ärenden. Texten visas inte här: den kan handla om andra.',
  kept: 'Så länge ärendet sparas.',
  columns: {
    createdAt: 'Skrivet',
    template: 'Brev',
    recipient: 'Till',
    organization: 'Organisation',
    status: 'Status',
    sentAt: 'Skickat',
  },
  query: `select ${instant('o.created_at')} as "createdAt", o.template, o.recipient, g.name as organization, ${STATUS} as status, ${instant('o.sent_at')} as "sentAt"
    from outbox o left join organization g on g.id = o.organization_id
    where o.person_id = $1 or (o.recipient = any(array(select own_addresses())) and $1::uuid = app_person()) order by o.created_at, o.id`,
});
