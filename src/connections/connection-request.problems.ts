import { problems } from '../kernel/problem.js';

/** What can go wrong with an application to be connected. None of them tells whether a company exists, but to the board's staff. */
export const connectionProblem = problems('connections', {
  'contact-not-verified': [409, 'Verifiera din e-postadress och ditt mobilnummer i Mina inställningar innan du ansöker.'],
  'already-open': [409, 'Du har redan en ansökan för det organisationsnumret.'],
  'too-many-open': [409, 'Du kan ha högst fem ansökningar som väntar på svar.'],
  'already-member': [409, 'Personen hör redan till företaget.'],
  'company-unknown': [409, 'Företaget finns inte i registret. Kansliet behöver läsa in det först.'],
  'company-closed': [409, 'Företaget är avslutat eller har gått upp i ett annat. Kontakta kansliet.'],
  'not-a-company': [409, 'Organisationen finns i portalen men är inte ett byggföretag. Kontakta kansliet.'],
  'agreement-missing': [409, 'Företaget saknar kollektivavtal i registret. Bekräfta att avtalet är kontrollerat.'],
  'sms-off': [409, 'Mina sidor kan inte skicka sms just nu. Välj ett annat sätt att ge besked.'],
  'same-region': [409, 'Ärendet ligger redan hos den regionen.'],
  'own-request': [403, 'Du kan inte handlägga din egen ansökan.'],
  'conflict-of-interest': [403, 'Du är medlem i företaget och kan därför inte handlägga ansökan (jäv).'],
  'administrator-needed': [422, 'Företaget har ingen företagsadministratör. Den första som kopplas behöver den rollen.'],
  'qualification-needed': [422, 'En handledare behöver yrkesbevis eller dispens. Ange det som styrker behörigheten.'],
  'departments-off': [422, 'Avdelningsadministratör kan väljas först när avdelningar är aktiverade för företaget.'],
  'unknown-region': [422, 'Regionen finns inte.'],
});
