import { problems } from '../kernel/problem.js';

/** What can be wrong with a log-in that is otherwise in order. */
export const sessionProblem = problems('session', {
  'step-up-needed': [403, 'Bekräfta med din e-legitimation.'],
  'not-found': [404, 'Inloggningen finns inte längre.'],
});
