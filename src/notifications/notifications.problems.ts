import { problems } from '../kernel/problem.js';

export const notificationProblem = problems('notifications', {
  'always-sent': [409, 'De här breven går inte att stänga av.'],
});
