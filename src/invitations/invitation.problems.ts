import { problems } from '../kernel/problem.js';

/** What can be wrong with an invitation; the invited person meets the first ones on the page of the link. */
export const invitationProblem = problems('invitations', {
  'unknown-link': [404, 'Länken är inte en giltig inbjudan.'],
  expired: [409, 'Tiden har gått ut. Din arbetsgivares administratör behöver skicka en ny inbjudan.'],
  'late-to-confirm': [409, 'Tiden för att bekräfta har gått ut. Välj Skicka igen i listan.'],
  'late-to-revoke': [409, 'Inbjudan har redan gått ut.'],
  unconfirmed: [409, 'Ingen administratör bekräftade signeringen i tid. Din arbetsgivare behöver skicka en ny inbjudan.'],
  'rights-ended': [409, 'Behörigheten som inbjudan gäller har gått ut. Det behövs en ny inbjudan.'],
  revoked: [409, 'Inbjudan gäller inte längre.'],
  replaced: [409, 'En ny inbjudan är skickad. Använd länken i det senaste e-postmeddelandet.'],
  declined: [409, 'Du har tackat nej till inbjudan.'],
  refused: [409, 'Inbjudan har avvisats av en administratör.'],
  waiting: [409, 'Inbjudan är signerad och väntar på att en administratör bekräftar den.'],
  'already-accepted': [409, 'Inbjudan är redan accepterad.'],
  'another-person': [409, 'Inbjudan gäller en annan person.'],
  'already-member': [409, 'Personen har redan behörighet i organisationen.'],
  'organization-closed': [409, 'Organisationen är inte längre aktiv i Mina sidor.'],
  'already-invited': [
    409,
    'Det finns redan en inbjudan till e-postadressen. Skicka den igen i listan, eller svara på signeringen om den väntar.',
  ],
  'not-yours': [403, 'Inbjudan innehåller en behörighet som du inte får ge.'],
  'outlasts-yours': [403, 'Inbjudan ger en roll längre än din egen behörighet gäller. En annan administratör behöver göra det.'],
  'invalid-roles': [422, 'Några roller behöver rättas.'],
  'not-resendable': [409, 'Inbjudan går inte att skicka igen.'],
  outdated: [409, 'Behörigheterna går inte längre att ge som de är. Återkalla inbjudan om den är öppen, och bjud in på nytt.'],
  'wrong-personal-number': [422, 'Personnumret stämmer inte.'],
  'right-in-the-past': [422, 'Sista dagen har redan varit. Välj en senare dag.'],
  'unreadable-file': [422, 'Filen gick inte att läsa.'],
  'nobody-to-invite': [422, 'Ingen rad i filen går att skicka.'],
  'too-many-today': [429, 'Organisationen har skickat 50 inbjudningar i dag. Fortsätt i morgon.'],
});
