export { DecisionView } from './insats.dto.js';
export { insatsLifecycle } from './insats.lifecycle.js';
export { ownIdsSql, refusal, type Requisitionable, requisitionRefusal, seesSql } from './insats.policy.js';
export { insatsProblem } from './insats.problems.js';
export { type ClaimedInsats, InsatsMoney } from './insats-money.service.js';
export { InsatserModule } from './insatser.module.js';
export { LastReceivers } from './last-receivers.service.js';
export { offertStatuses, requisitionStatuses } from './linked-case.js';
