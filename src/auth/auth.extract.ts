import { registerExtract } from '../kernel/extract.js';
import { instant } from '../kernel/sql.js';

const EID = (column: string): string => `case ${column} when 'bankid' then 'BankID' when 'freja' then 'Freja eID+' else ${column} end`;

registerExtract({
  name: 'sessions',
  title: 'Inloggade sessioner',
  purpose: 'För att hålla dig inloggad och för att du ska kunna se var du är inloggad.',
  kept: 'Ett dygn efter att sessionen har slutat.',
  columns: {
    authenticatedAt: 'Inloggad',
    provider: 'E-legitimation',
    actsFor: 'Företräder',
    lastSeenAt: 'Senast aktiv',
    expiresAt: 'Slutar senast',
    endedAt: 'Avslutad',
    address: 'Adress',
    userAgent: 'Webbläsare',
  },
  query: `select ${instant('s.authenticated_at')} as "authenticatedAt", ${EID('s.provider')} as provider,
      case s.context when 'employer' then o.name when 'staff' then 'Fonden' when 'private' then 'Dig själv' else 'Ingen' end as "actsFor",
      ${instant('s.last_seen_at')} as "lastSeenAt", ${instant('s.expires_at')} as "expiresAt", ${instant('s.ended_at')} as "endedAt",
      s.ip_prefix as address, s.user_agent as "userAgent"
    from session s left join organization o on o.id = s.organization_id where s.person_id = $1 order by s.created_at, s.id_hash`,
});

registerExtract({
  name: 'eidOrders',
  title: 'Inloggningar med e-legitimation',
  purpose: 'För att genomföra inloggningen och upptäcka missbruk.',
  kept: 'Ett dygn.',
  columns: {
    startedAt: 'Påbörjad',
    provider: 'E-legitimation',
    purpose: 'Gällde',
    entrance: 'Ingång',
    completedAt: 'Klar',
    address: 'IP-adress',
    userAgent: 'Webbläsare',
  },
  query: `select ${instant('e.first_issued_at')} as "startedAt", ${EID('e.provider')} as provider,
      case e.purpose when 'login' then 'Inloggning' else 'Underskrift' end as purpose,
      case e.entrance when 'private' then 'Privatperson' else 'Arbetsgivare' end as entrance,
      ${instant('e.completed_at')} as "completedAt", e.ip as address, e.user_agent as "userAgent"
    from eid_order e where e.person_id = $1 order by e.created_at, e.id`,
});
