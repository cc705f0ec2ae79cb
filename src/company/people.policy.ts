import { type Actor, companyRoles } from '../kernel/access.js';

/** What a new person may get at once. An Avdelningsadministratör is one for a department (B5): that is given on the person's page. */
export const givenAtOnce = companyRoles.filter((role) => role !== 'avdelningsadministrator');
export type GivenAtOnce = (typeof givenAtOnce)[number];

/** May the actor give somebody this role? Nobody gives what is not his or hers to give: today the company's administrators give every role. */
export const mayGive = (actor: Actor, _role: GivenAtOnce): boolean => actor.roles.includes('foretagsadministrator');
