import { roleLabels } from '../kernel/access.js';
import { registerExtract } from '../kernel/extract.js';
import { instant, statusLabel } from '../kernel/sql.js';

const statuses = { active: 'Aktiv', suspended: 'Avstängd', ended: 'Avslutad' };
const ROLE = `${statusLabel('g.role', roleLabels)} as role`;
/** A right ends at the latest with the membership; one that had not begun then never does. */
const UNTIL = 'case when m.ended_at is null then g.valid_to else greatest(g.valid_from, least(g.valid_to, m.ended_at)) end';
const kept = 'Så länge organisationens ärenden sparas, så att det går att se vem som hade rätt att göra vad.';

registerExtract({
  name: 'memberships',
  title: 'Organisationer du hör eller har hört till',
  purpose: 'För att du ska kunna representera organisationen, och för kontakt i dess ärenden.',
  kept,
  columns: {
    organization: 'Organisation',
    title: 'Titel',
    roleDescription: 'Rollbeskrivning',
    statedName: 'Namn som organisationen har angett',
    email: 'E-post',
    emailVerifiedAt: 'E-post bekräftad genom inbjudans länk',
    phone: 'Telefon',
    status: 'Status',
    createdAt: 'Sedan',
    endedAt: 'Avslutad',
  },
  query: `select o.name as organization, m.title, nullif(m.role_description, '') as "roleDescription", m.stated_name as "statedName", m.email,
      ${instant('m.email_verified_at')} as "emailVerifiedAt", m.phone, ${statusLabel('m.status', statuses)} as status,
      ${instant('m.created_at')} as "createdAt", ${instant('m.ended_at')} as "endedAt"
    from membership m join organization o on o.id = m.organization_id where m.person_id = $1 order by m.created_at, m.id`,
});

registerExtract({
  name: 'roles',
  title: 'Behörigheter du har eller har haft',
  purpose: 'Avgör vad du får se och göra för organisationen.',
  kept,
  columns: { organization: 'Organisation', role: 'Behörighet', department: 'Avdelning', validFrom: 'Från', validTo: 'Till' },
  query: `select o.name as organization, ${ROLE}, d.name as department,
      ${instant('g.valid_from')} as "validFrom", ${instant(UNTIL)} as "validTo"
    from role_grant g join membership m on m.id = g.membership_id join organization o on o.id = g.organization_id
    left join department d on d.id = g.department_id
    where m.person_id = $1 order by g.valid_from, g.id`,
});

registerExtract({
  name: 'grantedRoles',
  title: 'Behörigheter du har gett andra',
  purpose: 'Spårbarhet. Vem som fick behörigheten visas inte här: det är en uppgift om den personen.',
  kept,
  columns: { organization: 'Organisation', role: 'Behörighet', createdAt: 'Given' },
  query: `select o.name as organization, ${ROLE}, ${instant('g.created_at')} as "createdAt"
    from role_grant g join organization o on o.id = g.organization_id where g.granted_by = $1 order by g.created_at, g.id`,
});

registerExtract({
  name: 'staffRoles',
  title: 'Roller hos fonden och yrkesnämnden',
  purpose: 'Avgör vad du får se och besluta där.',
  kept,
  columns: { role: 'Roll', validFrom: 'Från', validTo: 'Till' },
  query: `select ${ROLE}, ${instant('g.valid_from')} as "validFrom", ${instant('g.valid_to')} as "validTo" from staff_grant g where g.person_id = $1 order by g.valid_from, g.id`,
});
