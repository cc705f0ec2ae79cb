import { roleLabels } from '../kernel/access.js';
import { registerExtract } from '../kernel/extract.js';
import { instant, statusLabel } from '../kernel/sql.js';
import { connectionRequestLifecycle } from './connection-request.lifecycle.js';

registerExtract({
  name: 'connectionRequests',
  title: 'Ansökningar om att kopplas till företag',
  purpose: 'För att regionen ska kunna pröva om du representerar företaget.',
  kept: 'Så länge kopplingen gäller och kan prövas.',
  columns: {
    number: 'Ärende',
    orgNumber: 'Organisationsnummer',
    region: 'Region',
    roles: 'Önskade roller',
    message: 'Meddelande',
    email: 'E-post',
    mobile: 'Mobil',
    status: 'Status',
    reason: 'Motivering',
    createdAt: 'Ansökt',
    decidedAt: 'Avgjord',
  },
  query: `select c.number, c.org_number as "orgNumber", g.name as region,
      (select string_agg(${statusLabel('r', roleLabels)}, ', ') from unnest(c.wanted_roles) r) as roles, nullif(c.message, '') as message,
      c.email, c.mobile, ${statusLabel('c.status', connectionRequestLifecycle.statuses)} as status, nullif(c.reason, '') as reason,
      ${instant('c.created_at')} as "createdAt", ${instant('c.decided_at')} as "decidedAt"
    from connection_request c join region g on g.code = c.region_code where c.person_id = $1 order by c.created_at, c.id`,
});

registerExtract({
  name: 'qualifications',
  title: 'Yrkesbevis och dispenser',
  purpose: 'Visar att du får vara handledare.',
  kept: 'Så länge du är eller kan bli handledare.',
  columns: { kind: 'Slag', occupation: 'Yrke', certificate: 'Nummer', validThrough: 'Gäller till och med', createdAt: 'Registrerat' },
  query: `select case q.kind when 'yrkesbevis' then 'Yrkesbevis' else 'Dispens' end as kind, q.occupation, q.certificate_no as certificate,
      q.valid_through as "validThrough", ${instant('q.created_at')} as "createdAt"
    from supervisor_qualification q where q.person_id = $1 order by q.created_at, q.id`,
});
