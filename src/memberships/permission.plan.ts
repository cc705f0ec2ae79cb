import type { GrantableRole } from '../kernel/access.js';
import type { FieldError } from '../kernel/problem.js';
import { type AdministratorRole, administratorRoles, type Placed } from './role.policy.js';
import type { PermissionWish } from './user-edit.dto.js';

/** A member's own grant that is in force or coming. Days are Stockholm's; `through` null is without an end. */
export interface OpenGrant extends Placed {
  id: string;
  /** The department's name; null for the whole organisation. */
  department: string | null;
  from: string;
  through: string | null;
  begun: boolean;
}

/** A grant that is lent from a colleague, by name. */
export interface LentGrant extends OpenGrant {
  lentFromName: string;
}

/** What to do so that the grants become what was asked for. */
export interface PermissionPlan {
  end: OpenGrant[];
  prolong: { grant: OpenGrant; through: string | null; at: number }[];
  add: { role: GrantableRole; departmentId: string | null; from: string; through: string | null; at: number }[];
}

/** What tells one permission from another: the role in its place. */
const keyOf = ({ role, departmentId }: { role: GrantableRole; departmentId?: string | null }): string => `${role} ${departmentId ?? ''}`;

/**
 * Compares what a member has with what was asked for. What has begun is never rewritten: only its last day moves; another first day
 * ends it and begins anew. Faults name the field: twice the same, a past first day, a last day before the first or in the past. What is
 * added or prolonged tells which wish (`at`) asked for it.
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
  const asked = wishes.map(keyOf);
  asked.forEach((key, n) => {
    if (asked.indexOf(key) < n) refuse(n, 'role', 'twice', 'Samma behörighet kan bara anges en gång.');
  });
  for (const key of new Set([...have.map(keyOf), ...asked])) {
    const n = asked.indexOf(key);
    const [known, ...surplus] = have.filter((grant) => keyOf(grant) === key);
    plan.end.push(...surplus);
    if (n < 0) {
      if (known) plan.end.push(known);
      continue;
    }
    const { role, departmentId = null, validFrom, validThrough: through } = wishes[n]!;
    const from = validFrom ?? known?.from ?? today;
    const sameStart = known?.from === from;
    if (!sameStart && from < today) refuse(n, 'validFrom', 'past', 'Första dagen kan inte vara före i dag.');
    if (through !== null && through < from) refuse(n, 'validThrough', 'order', 'Sista dagen kan inte vara före första dagen.');
    else if (through !== null && through < today)
      refuse(n, 'validThrough', 'past', 'Sista dagen har redan varit. Ta bort behörigheten i stället.');
    if (known && sameStart) {
      if (known.through !== through) plan.prolong.push({ grant: known, through, at: n });
      continue;
    }
    if (known) plan.end.push(known);
    plan.add.push({ role, departmentId, from, through, at: n });
  }
  return { plan, errors };
}

/** Are these the permissions that a page showed, each in its place? What it did not show was not left out by anybody's wish. */
export function areShown(have: readonly Placed[], shown: readonly Placed[]): boolean {
  const [now, then] = [new Set(have.map(keyOf)), new Set(shown.map(keyOf))];
  return now.size === then.size && [...now].every((key) => then.has(key));
}

/** What lasts longer than before, with its new last day, and which wish (`at`) asked for it. */
export const prolonged = ({ prolong }: PermissionPlan): (OpenGrant & { at: number })[] =>
  prolong.flatMap(({ grant, through, at }) =>
    grant.through !== null && (through === null || through > grant.through) ? { ...grant, through, at } : [],
  );

/** The administrations that have begun, have no end, and that the plan takes away. */
export function lostAdministrations(have: readonly OpenGrant[], { end, prolong, add }: PermissionPlan, today: string): AdministratorRole[] {
  return administratorRoles.filter((role) => {
    const forGood = have.filter((grant) => grant.role === role && grant.begun && grant.through === null);
    const lost = forGood.some((grant) => end.includes(grant) || prolong.some((change) => change.grant === grant));
    return lost && !add.some((grant) => grant.role === role && grant.from === today && grant.through === null);
  });
}
