export { AllotmentsModule } from './allotments.module.js';
export { allotmentProblem } from './allotment.problems.js';
export { assertMayDecide, decisionRefusal } from './decision.policy.js';
export { CardsView, CasesQuery, PeriodView, TabCounts } from './economy.dto.js';
export { cards, chosenPeriod, PERIODS } from './economy.queries.js';
export { Ledger, type Purse } from './ledger.service.js';
export { type Period, Periods } from './periods.service.js';
export { bookFaults, type Discrepancy, Reconciliation } from './reconciliation.service.js';
