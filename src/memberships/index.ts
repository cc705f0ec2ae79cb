export { AccessReader } from './access.reader.js';
export { CurrentActor } from './current-actor.js';
export { membershipLifecycle } from './membership.lifecycle.js';
export { type Administrator, Joining, type NewRole } from './joining.service.js';
export { MembershipsModule } from './memberships.module.js';
export { type Contact, type Member, Memberships } from './memberships.service.js';
export { administratorRoles, covers, mandateOf, placeFault, sees } from './role.policy.js';
export { RoleOffers } from './role-offers.service.js';
export { RoleView } from './session.dto.js';
