import type { Actor, CompanyRole } from '../kernel/access.js';

/** May the actor give somebody this role? Nobody gives what is not his or hers to give: today the company's administrators give every role. */
export const mayGive = (actor: Actor, _role: CompanyRole): boolean => actor.roles.includes('foretagsadministrator');
