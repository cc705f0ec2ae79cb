import { registerExtract } from '../kernel/extract.js';
import { instant, statusLabel } from '../kernel/sql.js';
import { invitationLifecycle } from './invitation.lifecycle.js';

registerExtract({
  name: 'invitations',
  title: 'Inbjudningar',
  purpose: 'För att det ska gå att se hur någon blev användare. Vem den andra är visas inte här: det är en uppgift om den personen.',
  kept: 'Så länge organisationens ärenden sparas. Vem inbjudan gällde raderas 90 dagar efter att den upphörde utan att någon blev användare.',
  columns: { organization: 'Organisation', part: 'Du', status: 'Status', sentAt: 'Skickad', signedAt: 'Undertecknad' },
  query: `select o.name as organization, i.part, ${statusLabel('i.status', invitationLifecycle.statuses)} as status,
      ${instant('i.sent_at')} as "sentAt", ${instant('i.signed_at')} as "signedAt"
    from own_invitations() i join organization o on o.id = i.organization_id where $1::uuid = app_person()`,
});
