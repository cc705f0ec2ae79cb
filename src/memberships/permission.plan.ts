import type { FieldError } from '../kernel/problem.js';
import type { PermissionWish } from './user-edit.dto.js';
import { type GrantableRole, grantableRoles } from '../kernel/access.js';

/** A member's own grant that is in force or coming. Days are Stockholm's; `through` null is without an end. */
export interface OpenGrant {
  id: string;
  role: GrantableRole;
  from: string;
  through: string | null;
  begun: boolean;
}

/** What to do so that the grants become what was asked for. */
export interface PermissionPlan {
  end: OpenGrant[];
  prolong: { grant: OpenGrant; through: string | null }[];
  add: { role: GrantableRole; from: string; through: string | null }[];
}

/**
 * Compares what a member has with what was asked for. What has begun is never rewritten: only its last day moves; another first day
 * ends it and begins anew. Faults name the field: twice the same role, a past first day, a last day before the first or in the past.
 */
export function planPermissions(
  have: readonly OpenGrant[],
  wishes: readonly PermissionWish[],
  today: string,
): { plan: PermissionPlan; errors: FieldError[] } {
  const plan: PermissionPlan = { end: [], prolong: [], add: [] };
  const errors: FieldError[] = [];
  const refuse = (n: number, field: keyof PermissionWish, code: string, message: string) =>
    void errors.push({ path: `permissions.${n}.${field}`, code, message });
  wishes.forEach(({ role }, n) => {
    if (wishes.findIndex((wish) => wish.role === role) < n) refuse(n, 'role', 'twice', 'Samma behörighet kan bara anges en gång.');
  });
  for (const role of grantableRoles) {
    const n = wishes.findIndex((wish) => wish.role === role);
    const [known, ...surplus] = have.filter((grant) => grant.role === role);
    plan.end.push(...surplus);
    if (n < 0) {
      if (known) plan.end.push(known);
      continue;
    }
    const { validFrom, validThrough: through } = wishes[n]!;
    const from = validFrom ?? known?.from ?? today;
    const sameStart = known?.from === from;
    if (!sameStart && from < today) refuse(n, 'validFrom', 'past', 'Första dagen kan inte vara före i dag.');
    if (through !== null && through < from) refuse(n, 'validThrough', 'order', 'Sista dagen kan inte vara före första dagen.');
    else if (through !== null && through < today)
      refuse(n, 'validThrough', 'past', 'Sista dagen har redan varit. Ta bort behörigheten i stället.');
    if (known && sameStart) {
      if (known.through !== through) plan.prolong.push({ grant: known, through });
      continue;
    }
    if (known) plan.end.push(known);
    plan.add.push({ role, from, through });
  }
  return { plan, errors };
}

/** Does the plan take away an administration that has begun and has no end? */
export function losesAdministration(have: readonly OpenGrant[], { end, prolong, add }: PermissionPlan, today: string): boolean {
  const forGood = (grant: OpenGrant) => grant.role === 'administrera_anvandare' && grant.begun && grant.through === null;
  const lost = have.filter(forGood).some((grant) => end.includes(grant) || prolong.some((change) => change.grant === grant));
  return lost && !add.some(({ role, from, through }) => role === 'administrera_anvandare' && from === today && through === null);
}
