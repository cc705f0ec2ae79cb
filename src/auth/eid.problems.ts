import { problems } from '../kernel/problem.js';
import { texts } from './bankid.messages.js';
import { frejaTexts } from './freja.messages.js';

/** What can go wrong with an e-ID order before there is one to ask about. */
export const eidProblem = problems('eid', {
  'order-not-found': [404, 'Inloggningen finns inte längre. Börja om.'],
  'not-offered': [404, 'Det går inte att logga in med den här e-legitimationen här.'],
  'already-in-progress': [409, texts.RFA4],
  'other-errand': [409, frejaTexts['FREJA-BUSY']],
  rejected: [502, texts.RFA22],
  cancelled: [409, 'Du avbröt inloggningen.'],
  refused: [502, 'Vi kunde inte kontrollera svaret från inloggningstjänsten. Försök igen. Kontakta supporten om det händer flera gånger.'],
  'level-too-low': [403, 'Inloggningen var inte tillräckligt säker. Logga in med e-legitimation och försök igen.'],
  'unusable-identity': [403, 'Inloggningstjänsten lämnade inget svenskt personnummer eller namn. Kontakta supporten.'],
  'person-blocked': [403, frejaTexts.blocked],
  unavailable: [503, texts.RFA5],
});
