export { AccessReader } from './access.reader.js';
export { CurrentActor } from './current-actor.js';
export { membershipLifecycle } from './membership.lifecycle.js';
export { type Administrator, Joining } from './joining.service.js';
export { MemberNumbers } from './member-numbers.service.js';
export { MembershipsModule } from './memberships.module.js';
export { type Contact, type Member, Memberships } from './memberships.service.js';
export { RoleView } from './session.dto.js';
