import { problems } from '../kernel/problem.js';

export const notificationProblem = problems('notifications', {
  'always-sent': [409, 'De här e-postmeddelandena går inte att stänga av.'],
});
