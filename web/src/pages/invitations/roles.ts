import type { Schemas } from '../../api/client';

export type GrantableRole = Schemas['RoleOffer']['role'];

/** What each role means, in the manuals' words (A20, A21; 000). Which of them are offered, and where, the server says. */
export const roleHints: Readonly<Record<GrantableRole, string>> = {
  administrera_anvandare: 'Bjuder in, ändrar och tar bort användare i organisationen.',
  ser_samtliga_ansokningar: 'Ser även andras ansökningar. Utan behörigheten syns bara de egna.',
  attestant: 'Ser alla insatser. Ska attestera det som organisationen har bestämt, när attest införs.',
  foretagsadministrator: 'Lägger till, ändrar och tar bort användare och uppgifter om företaget. Kan inte godkänna delmoment i e-böcker.',
  avdelningsadministrator:
    'Lägger till, ändrar och tar bort användare och uppgifter i en eller flera avdelningar. Kan inte godkänna delmoment i e-böcker.',
  bestallningsgodkannare: 'Godkänner företagets beställningar av distansutbildningar och får ingå avtal med betalningsansvar.',
  yrkesutbildningsansvarig:
    'Utser handledare, kopplar lärlingar till handledare och ser alla e-böcker på företaget. Kan inte godkänna delmoment i e-böcker.',
  handledare: 'Kräver yrkesbevis eller handledardispens. Handleder lärlingar, ser deras e-böcker och godkänner delmoment i dem.',
};

/** A role in one place: a box to tick. */
export interface Slot {
  /** Names the role and the place, without dots: it is part of the form's paths. */
  key: string;
  role: GrantableRole;
  departmentId: string | null;
  /** What the box says: the role, or under a role with departments where. */
  label: string;
  /** The role and the place in one, for what stands alone. */
  name: string;
  /** The last day that one may give it for; null when there is none. */
  lastDay: string | null;
}

/** A role with its boxes. */
export interface RoleSlots {
  role: GrantableRole;
  label: string;
  hint: string;
  /** One box that is the role itself, or one for each place. */
  slots: Slot[];
}

export const slotKey = (role: string, departmentId: string | null | undefined): string => (departmentId ? `${role}@${departmentId}` : role);

/** The roles that the server offers, as boxes to tick. */
export const slotsOf = ({ roles }: Schemas['RoleOffers']): RoleSlots[] =>
  roles.map(({ role, label, wholeOrganization, lastDay, departments }) => {
    const whole: Slot[] = wholeOrganization
      ? [{ key: role, role, departmentId: null, label: departments.length ? 'Hela företaget' : label, name: label, lastDay }]
      : [];
    const inDepartments = departments.map(({ id, name, lastDay: until }) => ({
      key: slotKey(role, id),
      role,
      departmentId: id,
      label: name,
      name: `${label} (${name})`,
      lastDay: until,
    }));
    return { role, label, hint: roleHints[role], slots: [...whole, ...inDepartments] };
  });

/** How far a last day may lie for who holds a right only for a time. */
export const lastDayHint = (lastDay: string): string => `Senast ${lastDay}, den sista dagen av din egen behörighet.`;

/** "Administrera användare till och med 2027-06-30, Handledare (Mark)". */
export const rolesText = (roles: readonly Schemas['InvitedRoleView'][]): string =>
  roles
    .map(({ label, department, validTo }) => `${label}${department ? ` (${department})` : ''}${validTo ? ` till och med ${validTo}` : ''}`)
    .join(', ') || 'Användare';
