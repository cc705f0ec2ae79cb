import { type GrantableRole, roleLabels } from '../kernel/access.js';
import { problems } from '../kernel/problem.js';
import type { LastAs } from './administrators.queries.js';
import { inTheWay, type Mandate, type Placed, WHOSE } from './role.policy.js';

/** What can be wrong when users are administered. */
export const userProblem = problems('users', {
  'last-administrator': [409, 'Organisationen måste ha minst en administratör utan slutdatum. Gör först någon annan till administratör.'],
  ended: [409, 'Användaren är avslutad och går inte längre att ändra.'],
  'open-work': [409, 'Välj vad som ska hända med det pågående arbetet.'],
  'not-yours': [403, 'Användaren kan bara ändras av den som administrerar hela organisationen.'],
  'others-role': [403, 'Användaren har en roll som någon annan än du ger.'],
  'others-address': [403, 'Besked om arbetsgivarens ärenden går till adressen. Den som har Administrera användare ändrar den.'],
  'not-yours-to-resume': [
    403,
    'Användaren har behörigheter som du har lånat av den, eller som gäller längre än dina egna. En annan administratör behöver släppa in personen igen.',
  ],
  'not-yours-to-give': [403, 'Du får inte ge den här behörigheten.'],
  'department-closed': [409, 'Avdelningen som rollen gäller finns inte längre.'],
  'qualification-needed': [409, 'En handledare behöver yrkesbevis eller handledardispens som regionen har registrerat.'],
  'moved-too-often': [429, 'E-postadressen har ändrats fem gånger i dag. Fortsätt i morgon.'],
  'invalid-permissions': [422, 'Några behörigheter behöver rättas.'],
  'invalid-substitute': [422, 'Det går inte att göra användaren till vikarie så här.'],
});

/** Which administration nobody else has, and whether somebody is awaited who will have it. */
export const lastAdministratorText = (last: readonly LastAs[]): string =>
  last
    .map(({ role, awaited }) =>
      awaited
        ? `Den andra som har fått ${roleLabels[role]} har inte loggat in för organisationen än.`
        : `Ingen annan har ${roleLabels[role]} utan slutdatum.`,
    )
    .join(' ');

/** Which roles stand in the way. */
const othersRoleText = (others: readonly { role: GrantableRole }[]): string =>
  `Det gäller ${[...new Set(others.map(({ role }) => roleLabels[role]))].join(', ')}.`;

/** Why something is not the caller's to do with somebody who holds these roles: `others-address` when no role stands in the way. Null when it is. */
export function notYours(mandate: Mandate, held: readonly Placed[], verb: keyof typeof WHOSE) {
  if (WHOSE[verb](mandate, held)) return null;
  if (!mandate.everybody) return { code: 'not-yours' } as const;
  const others = inTheWay(mandate, held, verb);
  return others.length ? ({ code: 'others-role', detail: othersRoleText(others) } as const) : ({ code: 'others-address' } as const);
}
