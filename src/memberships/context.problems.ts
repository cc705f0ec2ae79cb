import { type Problem, problems } from '../kernel/problem.js';

/** What can be wrong with on whose behalf somebody acts. */
export const contextProblem = problems('context', {
  missing: [403, 'Välj vilken organisation du representerar.'],
  ended: [403, 'Du representerar inte längre organisationen.'],
  'not-yours': [403, 'Du kan inte representera den organisationen.'],
  private: [403, 'Du är inloggad som privatperson.'],
  changed: [409, 'Du har bytt organisation i en annan flik.'],
});

/** Refuses what is an employer's or the fund's to somebody who came in by the private entrance (A3), and says where to go instead. */
export const privateRefusal = (): Problem =>
  contextProblem('private', { detail: 'Logga ut och logga in som arbetsgivare för att representera en organisation.' });
