import { type Actor, can } from '../kernel/access.js';

/** The departments that bound what the actor administers (B5); null is the whole company. */
export const reachOf = (actor: Actor): readonly string[] | null => (can(actor, 'departments:manage') ? null : actor.departments);

/** Does the actor administer the department? */
export function reaches(actor: Actor, departmentId: string): boolean {
  const reach = reachOf(actor);
  return reach === null || reach.includes(departmentId);
}
