import { problems } from '../kernel/problem.js';

export const outboxProblem = problems('outbox', {
  'not-failed': [409, 'Meddelandet väntar redan eller är skickat.'],
  'not-sent': [409, 'E-postmeddelandet står inte som skickat. Returen kan redan vara antecknad.'],
  'not-ours': [422, 'Det är ingen returadress från oss. Kopiera hela adressen som returen kom till, från bounce+ till slutet.'],
  erased: [409, 'Innehållet är raderat. Mottagaren kan själv begära ett nytt.'],
});
