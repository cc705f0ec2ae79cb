export { AccessReader } from './access.reader.js';
export { CurrentActor } from './current-actor.js';
export { type Administrator, Joining } from './joining.service.js';
export { MembershipsModule } from './memberships.module.js';
export { type Contact, Memberships } from './memberships.service.js';
export { RoleView } from './session.dto.js';
