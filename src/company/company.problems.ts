import { problems } from '../kernel/problem.js';

/** What can be wrong when a building company adds people. None of them tells whether a person was known before. */
export const peopleProblem = problems('people', {
  'already-member': [409, 'Personen är redan användare i företaget.'],
  'role-not-yours': [403, 'Du kan inte ge den rollen.'],
  'only-for-a-time': [
    403,
    'Din egen behörighet har en sista dag, och här ges roller utan slut. Lägg till personen utan roller och ge dem på personens sida.',
  ],
  'invalid-personal-number': [422, 'Personnumret stämmer inte.'],
  'qualification-needed': [
    422,
    'Personen har inget registrerat yrkesbevis och ingen handledardispens. Kontakta din BYN-region, eller lägg till personen utan rollen Handledare.',
  ],
  'added-too-often': [
    409,
    'Personen har blivit användare i företaget flera gånger de senaste 30 dagarna. Skicka en inbjudan i stället, så svarar personen själv.',
  ],
  'too-many-today': [429, 'Företaget har lagt till 50 personer i dag. Fortsätt i morgon.'],
});
