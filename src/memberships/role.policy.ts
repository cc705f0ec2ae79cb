import { type Actor, companyRoles, type GrantableRole, insatsRoles, type Module } from '../kernel/access.js';

/**
 * Who may give and take which roles, where, and whose (source 000; B4–B8, §10.1), on one page and without a database.
 * A role is held for the whole organisation (`departmentId` null) or in one department.
 */

/** A role in its place. */
export interface Placed {
  role: GrantableRole;
  departmentId: string | null;
}

/** Where each role may be held. What binds, shows or administers the whole company is the whole company's (000). */
export const places: Readonly<Record<GrantableRole, 'organization' | 'department' | 'either'>> = {
  administrera_anvandare: 'organization',
  ser_samtliga_ansokningar: 'organization',
  attestant: 'organization',
  foretagsadministrator: 'organization',
  avdelningsadministrator: 'department',
  bestallningsgodkannare: 'organization',
  yrkesutbildningsansvarig: 'organization',
  handledare: 'either',
};

/** Roles of which an organisation that has had one may not lose the last holder (I1, B1). */
export const administratorRoles = ['administrera_anvandare', 'foretagsadministrator'] as const;
export type AdministratorRole = (typeof administratorRoles)[number];

/** What somebody may do with the organisation's users. */
export interface Mandate {
  /** Administers the whole organisation: sees every user and edits each. */
  everybody: boolean;
  /** The departments whose users are seen, and are edited when they have no role elsewhere. */
  departments: readonly string[];
  /** Sees who holds the role Handledare anywhere. */
  supervisors: boolean;
  /** Roles given and taken in any place. */
  anywhere: ReadonlySet<GrantableRole>;
  /** Roles given and taken in `departments`. */
  within: ReadonlySet<GrantableRole>;
  /** The organisation has an employer's cases, and it is not this caller who administers who works with them. */
  othersCases: boolean;
}

/** Somebody's mandate by the roles that count right now; roles of several kinds add up. */
export function mandateOf({ roles, departments, modules }: Pick<Actor, 'roles' | 'departments' | 'modules'>): Mandate {
  const [is, on] = [(role: GrantableRole) => roles.includes(role), (module: Module) => modules.includes(module)];
  const company = on('larlingar') && is('foretagsadministrator');
  const anywhere = new Set<GrantableRole>();
  // Each side's rights are its own administrator's: whoever the board's regions make Företagsadministratör gets no way into the employer's cases.
  if (on('insatser') && is('administrera_anvandare')) insatsRoles.forEach((role) => anywhere.add(role));
  if (company) companyRoles.forEach((role) => anywhere.add(role));
  const supervisors = on('larlingar') && is('yrkesutbildningsansvarig');
  if (supervisors) anywhere.add('handledare');
  const own = on('larlingar') && is('avdelningsadministrator') ? departments : [];
  return {
    everybody: company || is('administrera_anvandare'),
    departments: own,
    supervisors,
    anywhere,
    within: new Set<GrantableRole>(own.length ? ['avdelningsadministrator', 'handledare'] : []),
    othersCases: on('insatser') && !is('administrera_anvandare'),
  };
}

/** May the role be given, changed and taken in this place? */
export function covers({ anywhere, within, departments }: Mandate, { role, departmentId }: Placed): boolean {
  return anywhere.has(role) || (within.has(role) && departmentId !== null && departments.includes(departmentId));
}

/**
 * What somebody's rights are made of. `lastDays` names what is held only for a time: a role by its code, the administration of a
 * department by its id; a department's as long as the role there.
 */
export type Rights = Pick<Actor, 'roles' | 'departments' | 'modules'> & { lastDays: Readonly<Record<string, string>> };

/**
 * The last day that somebody may give a covered role for, there: nobody gives away more time than is left of what lets him or her give it
 * (V1, F15). Null is for as long as one likes. Of several roles that let one give it, the longest counts.
 */
export function lastDayToGive({ lastDays, ...rights }: Rights, placed: Placed): string | null {
  const lets = rights.roles.filter((role) => covers(mandateOf({ ...rights, roles: [role] }), placed));
  const ends = lets.map((role) => lastDays[role === 'avdelningsadministrator' ? (placed.departmentId ?? role) : role] ?? null);
  if (ends.includes(null)) return null;
  const days = ends.filter((end) => end !== null).toSorted((a, b) => a.localeCompare(b));
  return days.at(-1) ?? null;
}

/** What is wrong with giving a role longer than one may; null when nothing is. `through` null is without an end. */
export function timeFault(rights: Rights, placed: Placed, through: string | null): { code: string; message: string } | null {
  const last = lastDayToGive(rights, placed);
  if (last === null || (through !== null && through <= last)) return null;
  return { code: 'beyond-own', message: `Du får själv ge rollen bara till och med ${last}. Ange en sista dag, senast den dagen.` };
}

/** Is somebody with these roles, in force or coming, seen at all? Who is not does not exist (404). */
export function sees({ everybody, departments, supervisors }: Mandate, held: readonly Placed[]): boolean {
  const isNear = ({ role, departmentId }: Placed) =>
    (departmentId !== null && departments.includes(departmentId)) || (supervisors && role === 'handledare');
  return everybody || held.some(isNear);
}

/** May somebody with these roles be edited: all of them in one's own departments, unless one administers everybody? */
export function edits({ everybody, departments }: Mandate, held: readonly Placed[]): boolean {
  return everybody || (held.length > 0 && held.every(({ departmentId }) => departmentId !== null && departments.includes(departmentId)));
}

/** May somebody with these roles be shut out? That takes every one of them, so each must be one's own to take. */
export function removes(mandate: Mandate, held: readonly Placed[]): boolean {
  return edits(mandate, held) && held.every((placed) => covers(mandate, placed));
}

/** Those of these roles that are not one's own to take. */
const othersOf = <P extends Placed>(mandate: Mandate, held: readonly P[]): P[] => held.filter((placed) => !covers(mandate, placed));
const isAdministrators = ({ role }: Placed): boolean => administratorRoles.some((one) => one === role);

/**
 * May somebody with these roles be kept out without taking them? An account in wrong hands is shut by whoever administers everybody, also
 * where a role is the organisation's other side's; only that side's administrator is not (0022).
 */
export function keepsOut(mandate: Mandate, held: readonly Placed[]): boolean {
  return removes(mandate, held) || (mandate.everybody && !othersOf(mandate, held).some(isAdministrators));
}

/** May somebody whom one may keep out be let in again? One of the roles, if there are any, is then one's own. */
export function letsIn(mandate: Mandate, held: readonly Placed[]): boolean {
  return keepsOut(mandate, held) && (held.length === 0 || held.some((placed) => covers(mandate, placed)));
}

/**
 * May somebody with these roles be given another e-mail address? It moves the letters of cases and rights, so it takes a role of one's own
 * side as letting in does. Any user may have the employer's cases: without that side, nobody is reached but those whose roles all are one's own (0030).
 */
export function readdresses(mandate: Mandate, held: readonly Placed[]): boolean {
  return letsIn(mandate, held) && (!mandate.othersCases || (held.length > 0 && othersOf(mandate, held).length === 0));
}

/** Whose it is to do each with a member, by what he or she holds; one's own address is always one's own. */
export const WHOSE = { suspend: keepsOut, resume: letsIn, end: removes, readdress: readdresses } as const;

/** The roles that make it somebody else's, when it is not the caller's who administers everybody: to end takes them all, to keep out only an administrator's. */
export function inTheWay<P extends Placed>(mandate: Mandate, held: readonly P[], verb: keyof typeof WHOSE): P[] {
  const others = othersOf(mandate, held);
  const administrators = others.filter(isAdministrators);
  return verb === 'end' || administrators.length === 0 ? others : administrators;
}

/**
 * Does it reach for that what one holds? To end a suspension gives back what the member holds for good, so it takes as much time as giving
 * it does, and nothing that is lent from the very member: a substitute ends no suspension of the one stood in for. `rights` are without
 * that; null for none.
 */
export function reachesToLetIn(
  rights: Rights | null,
  own: readonly (Placed & { through: string | null })[],
  lent: readonly Placed[],
): boolean {
  return (
    rights !== null && letsIn(mandateOf(rights), [...own, ...lent]) && own.every((one) => timeFault(rights, one, one.through) === null)
  );
}

/** Are all these roles one's own to give and take back, and at least one unless one administers everybody? */
export function gives(mandate: Mandate, roles: readonly Placed[]): boolean {
  return roles.every((placed) => covers(mandate, placed)) && (mandate.everybody || roles.length > 0);
}

/** May an offer of these roles be taken back, which gives nothing? Also by whoever may keep out who holds them (0029). */
export function closes(mandate: Mandate, roles: readonly Placed[]): boolean {
  return gives(mandate, roles) || keepsOut(mandate, roles);
}

/** Does a role, given there, need another place? Null when it fits; departments are the organisation's active ones. */
export function placeFault({ role, departmentId }: Placed, departments: readonly string[]): { code: string; message: string } | null {
  if (departmentId === null)
    return places[role] === 'department' ? { code: 'department-needed', message: 'Rollen ges i en avdelning. Välj vilken.' } : null;
  if (places[role] === 'organization') return { code: 'whole-organization', message: 'Rollen ges för hela organisationen.' };
  return departments.includes(departmentId) ? null : { code: 'department', message: 'Avdelningen finns inte eller är stängd.' };
}
