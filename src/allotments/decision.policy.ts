import type { Actor } from '../kernel/access.js';
import type { Refusal } from '../kernel/lifecycle.js';
import { allotmentProblem } from './allotment.problems.js';

/** Why this caseworker may not decide about this much money for this organisation; null when allowed (§9.6: jäv, decision limit). */
export function decisionRefusal(actor: Actor, organizationId: string, amountOre: number): Refusal | null {
  if (actor.memberOf.includes(organizationId)) return refusal('conflict-of-interest');
  if (actor.decisionLimitOre !== null && amountOre > actor.decisionLimitOre) return refusal('over-limit');
  return null;
}

/** Throws what `decisionRefusal` names. */
export function assertMayDecide(actor: Actor, organizationId: string, amountOre: number): void {
  if (actor.memberOf.includes(organizationId)) throw allotmentProblem('conflict-of-interest');
  if (actor.decisionLimitOre !== null && amountOre > actor.decisionLimitOre)
    throw allotmentProblem('over-limit', { limitOre: actor.decisionLimitOre });
}

const refusal = (code: 'conflict-of-interest' | 'over-limit'): Refusal => ({
  code: allotmentProblem.code(code),
  title: allotmentProblem.title(code),
});
