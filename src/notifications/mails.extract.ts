import { registerExtract } from '../kernel/extract.js';
import { instant, statusLabel } from '../kernel/sql.js';
import { mailChoices, noticeTypes } from './notice-types.js';
import { outboxStatuses } from './outbox.dto.js';

registerExtract({
  name: 'mails',
  title: 'Meddelanden till dina adresser',
  purpose: 'Meddelanden om dina och din organisations ärenden. Texten visas inte här: den kan handla om andra.',
  kept: 'Det som stod i meddelandet 30 dagar, att det skickades 13 månader.',
  columns: {
    createdAt: 'Skrivet',
    template: 'Mall',
    recipient: 'Till',
    organization: 'Organisation',
    status: 'Status',
    sentAt: 'Skickat',
  },
  query: `select ${instant('o.created_at')} as "createdAt", o.template, o.recipient, g.name as organization, ${statusLabel('o.status', outboxStatuses)} as status, ${instant('o.sent_at')} as "sentAt"
    from outbox o left join organization g on g.id = o.organization_id
    where $1::uuid = app_person() and (o.person_id = $1 or is_own_address(o.organization_id, o.recipient)) order by o.created_at, o.id`,
});

const labels = Object.fromEntries(Object.entries(noticeTypes).map(([type, { label }]) => [type, label]));

registerExtract({
  name: 'messages',
  title: 'Meddelanden på Mina sidor',
  purpose: 'För att du ska veta vad som har hänt i dina ärenden. Texten visas inte här: den kan handla om andra.',
  kept: '13 månader.',
  columns: { createdAt: 'Skrivet', type: 'Typ', title: 'Rubrik', organization: 'Organisation', readAt: 'Läst' },
  query: `select ${instant('n.created_at')} as "createdAt", ${statusLabel('n.type', labels)} as type, n.title, g.name as organization,
      ${instant('n.read_at')} as "readAt"
    from notification n left join organization g on g.id = n.organization_id where n.person_id = $1 order by n.created_at, n.id`,
});

registerExtract({
  name: 'mailPreferences',
  title: 'Hur du vill ha vår e-post',
  purpose: 'För att e-posten ska komma som du har valt.',
  kept: 'Så länge du finns på Mina sidor.',
  columns: { type: 'Typ', choice: 'Ditt val', changedAt: 'Valt' },
  query: `select ${statusLabel('p.type', labels)} as type, ${statusLabel('p.choice', mailChoices)} as choice, ${instant('p.changed_at')} as "changedAt"
    from notification_preference p where p.person_id = $1 order by p.type`,
});
