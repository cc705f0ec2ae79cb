import { registerExtract } from '../kernel/extract.js';
import { instant, statusLabel } from '../kernel/sql.js';
import { contactLifecycle } from './contact.lifecycle.js';

const EID = (column: string): string => `case ${column} when 'bankid' then 'BankID' when 'freja' then 'Freja eID+' else ${column} end`;

registerExtract({
  name: 'sessions',
  title: 'Inloggade sessioner',
  purpose: 'För att hålla dig inloggad och för att du ska kunna se var du är inloggad.',
  kept: 'Ett dygn efter att sessionen har slutat.',
  columns: {
    authenticatedAt: 'Inloggad',
    provider: 'E-legitimation',
    actsFor: 'Representerar',
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

registerExtract({
  name: 'contactPoints',
  title: 'Dina kontaktuppgifter',
  purpose: 'För att nå dig och för att visa att adressen och numret är dina.',
  kept: 'Så länge du har ett konto; det som är ersatt behålls för spårbarhet.',
  columns: { kind: 'Slag', value: 'Uppgift', status: 'Status', createdAt: 'Angiven', verifiedAt: 'Bekräftad', replacedAt: 'Ersatt' },
  sealed: 'value',
  query: `select case c.kind when 'email' then 'E-post' else 'Mobil' end as kind,
      json_build_object('keyId', c.key_id, 'bytes', encode(c.value_enc, 'hex'), 'place', 'contact_point:' || c.person_id || ':' || encode(c.lookup, 'hex')) as value,
      ${statusLabel('c.status', contactLifecycle.statuses)} as status, ${instant('c.created_at')} as "createdAt",
      ${instant('c.verified_at')} as "verifiedAt", ${instant('c.replaced_at')} as "replacedAt"
    from contact_point c where c.person_id = $1 order by c.created_at, c.id`,
});

registerExtract({
  name: 'knownDevices',
  title: 'Webbläsare du har loggat in från',
  purpose: 'För att kunna varna dig när någon loggar in från en ny.',
  kept: '400 dagar efter senaste inloggning.',
  columns: { firstSeenAt: 'Första gången', lastSeenAt: 'Senast' },
  query: `select ${instant('d.first_seen_at')} as "firstSeenAt", ${instant('d.last_seen_at')} as "lastSeenAt"
    from known_device d where d.person_id = $1 order by d.first_seen_at, d.device_hash`,
});

registerExtract({
  name: 'numberViews',
  title: 'När någon har tagit fram ditt personnummer',
  purpose: 'För att du ska kunna se vem som har sett numret i klartext, och varför. Annars visas det utan de fyra sista siffrorna.',
  kept: 'Så länge händelserna hos organisationen sparas.',
  columns: { viewedAt: 'När', by: 'Av', reason: 'Skäl' },
  query: `select ${instant('v.viewed_at')} as "viewedAt", coalesce(o.name, 'Yrkesnämnden') as by, v.reason
    from number_view v left join organization o on o.id = v.organization_id where v.person_id = $1 order by v.viewed_at, v.id`,
});

registerExtract({
  name: 'signatures',
  title: 'Dina underskrifter',
  purpose: 'Bevis för vad du har skrivit under. Texten finns under Mina underskrifter: den kan handla om andra.',
  kept: 'Så länge det som skrevs under gäller och kan prövas.',
  columns: {
    signedAt: 'Undertecknad',
    title: 'Gällde',
    organization: 'Organisation',
    provider: 'E-legitimation',
    name: 'Namn',
    address: 'IP-adress',
  },
  query: `select ${instant('s.signed_at')} as "signedAt", s.title, o.name as organization, ${EID('s.provider')} as provider, s.name, s.ip as address
    from signature s left join organization o on o.id = s.organization_id where s.person_id = $1 order by s.signed_at, s.id`,
});
