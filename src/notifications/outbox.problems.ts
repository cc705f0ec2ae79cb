import { problems } from '../kernel/problem.js';

export const outboxProblem = problems('outbox', {
  'not-failed': [409, 'Meddelandet väntar redan eller är skickat.'],
  'not-sent': [409, 'E-postmeddelandet är inte skickat.'],
  erased: [409, 'Innehållet är raderat. Mottagaren kan själv begära ett nytt.'],
});
