export { standing } from './access.queries.js';
export { AccessReader, rightsFrom, type StandingRow } from './access.reader.js';
export { Administrators } from './administrators.service.js';
export { CurrentActor } from './current-actor.js';
export { membershipLifecycle } from './membership.lifecycle.js';
export { Joining, type Newcomer, type NewMember, type NewRole } from './joining.service.js';
export { type Duties, Leaving, type Outstanding } from './leaving.service.js';
export { MemberNumbers } from './member-numbers.service.js';
export { MembershipJobsModule } from './membership-jobs.module.js';
export { MembershipsModule } from './memberships.module.js';
export { type Contact, type Member, Memberships, type Reached } from './memberships.service.js';
export {
  administratorRoles,
  closes,
  covers,
  gives,
  lastDayToGive,
  mandateOf,
  placeFault,
  places,
  type Rights,
  sees,
  timeFault,
} from './role.policy.js';
export { RoleOffers } from './role-offers.service.js';
export { isSeenInvitation, isSeenMember } from './users.queries.js';
export { RoleView } from './session.dto.js';
