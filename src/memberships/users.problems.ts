import { problems } from '../kernel/problem.js';

/** What can be wrong when users are administered. */
export const userProblem = problems('users', {
  'last-administrator': [409, 'Organisationen måste ha minst en administratör utan slutdatum.'],
  ended: [409, 'Användaren är avslutad och går inte längre att ändra.'],
  'invalid-permissions': [422, 'Några behörigheter behöver rättas.'],
  'invalid-substitute': [422, 'Det går inte att göra användaren till vikarie så här.'],
});
