import { companyRoles } from '../kernel/access.js';
import { places } from '../memberships/index.js';

/** What a new person may get at once, for the whole company. A role in a department is given on the person's page (B5). */
export const givenAtOnce = companyRoles.filter((role) => places[role] !== 'department');
export type GivenAtOnce = (typeof givenAtOnce)[number];
