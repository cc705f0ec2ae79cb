import { problems } from '../kernel/problem.js';

/** Why a signature cannot be asked for, or cannot be used for what it was asked for. */
export const signatureProblem = problems('signature', {
  'number-unknown': [409, 'Vi vet inte vilken e-legitimation du har. Logga ut och logga in igen med BankID eller Freja eID+.'],
  'order-not-found': [404, 'Underskriften finns inte längre. Skriv under igen.'],
  'not-complete': [409, 'Underskriften är inte klar. Skriv under igen.'],
  'other-errand': [409, 'Underskriften gäller något annat än det här. Skriv under igen.'],
  used: [409, 'Underskriften är redan använd.'],
});
