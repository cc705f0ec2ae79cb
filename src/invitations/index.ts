export { InvitationJobsModule } from './invitation-jobs.module.js';
export { invitationLifecycle } from './invitation.lifecycle.js';
export { InvitationsModule } from './invitations.module.js';
