import { problems } from '../kernel/problem.js';

/** What can be wrong when users are administered. */
export const userProblem = problems('users', {
  'last-administrator': [409, 'Organisationen måste ha minst en administratör utan slutdatum. Gör först någon annan till administratör.'],
  ended: [409, 'Användaren är avslutad och går inte längre att ändra.'],
  'open-work': [409, 'Välj vem som tar över det pågående arbetet, eller att det ska stå utan ansvarig.'],
  'not-yours': [403, 'Användaren kan bara ändras av den som administrerar hela organisationen.'],
  'not-yours-to-give': [403, 'Du får inte ge den här behörigheten.'],
  'department-closed': [409, 'Avdelningen som rollen gäller finns inte längre.'],
  'qualification-needed': [409, 'En handledare behöver yrkesbevis eller handledardispens som regionen har registrerat.'],
  'invalid-permissions': [422, 'Några behörigheter behöver rättas.'],
  'invalid-substitute': [422, 'Det går inte att göra användaren till vikarie så här.'],
});
