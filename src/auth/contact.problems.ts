import { problems } from '../kernel/problem.js';

/** What can go wrong when an address or a number is to be verified. None of them tells whether somebody else has it. */
export const contactProblem = problems('contacts', {
  'already-verified': [409, 'Du har redan verifierat det här.'],
  locked: [409, 'För många fel koder. Du får vänta en timme.'],
  'code-expired': [409, 'Koden gäller inte längre. Begär en ny kod.'],
  'sms-off': [409, 'Det går inte att ta emot sms-koder här just nu. Använd e-post i stället.'],
  'not-an-email': [422, 'Skriv en e-postadress, till exempel namn@kommun.se.'],
  'not-a-mobile': [422, 'Skriv ett mobilnummer, till exempel 070-174 06 05. Till en fast telefon går det inte att skicka sms.'],
  'foreign-mobile': [422, 'Numret har en landskod som vi inte skickar sms till.'],
  'wrong-code': [422, 'Koden stämmer inte.'],
  'too-soon': [429, 'Vänta en minut innan du begär en ny kod.'],
  'too-many-codes': [429, 'För många koder har begärts. Försök igen senare.'],
});
