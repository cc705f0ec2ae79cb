import { problems } from '../kernel/problem.js';

/** What can be wrong with on whose behalf somebody acts. */
export const contextProblem = problems('context', {
  missing: [403, 'Välj vilken organisation du företräder.'],
  ended: [403, 'Du företräder inte längre organisationen.'],
  'not-yours': [403, 'Du kan inte företräda den organisationen.'],
  changed: [409, 'Du har bytt organisation i en annan flik.'],
});
