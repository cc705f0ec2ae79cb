import { type GrantableRole, grantableRoles } from '../kernel/access.js';
import { ActionView } from '../kernel/action.dto.js';
import { Choice, Email, Flag, Id, Instant, ListOf, Phone, RealDate, Text, Whole } from '../kernel/fields.js';
import { PageQuery } from '../kernel/page.js';
import { membershipLifecycle } from './membership.lifecycle.js';
import { UserHistoryEntry } from './user-history.dto.js';

const statuses = Object.keys(membershipLifecycle.statuses);

/** What somebody who is not a user yet can be (A19 "inbjuden, utgången", V3b). */
export const invitedStatuses = { invited: 'Inbjuden', awaiting: 'Väntar på bekräftelse', expired: 'Inbjudan utgången' } as const;
export const listedStatuses = [...statuses, ...Object.keys(invitedStatuses)];

/** Columns the list sorts by (A19). */
export const userSorts = ['name', 'email', 'phone', 'title', 'permissions', 'status'] as const;
export type UserSort = (typeof userSorts)[number];

export class UserFilter extends PageQuery {
  @Text({
    description: 'Fritext i namn, e-post, telefonnummer och titel; varje ord ska finnas, eller ett telefonnummers siffror.',
    max: 100,
    optional: true,
  })
  q?: string;

  @Choice({ description: 'Bara de som har den här statusen; utan den alla utom de avslutade.', of: listedStatuses, optional: true })
  status?: string;

  @Choice({
    description: 'Bara de som har den här behörigheten nu eller längre fram, eller är inbjudna till den.',
    of: grantableRoles,
    optional: true,
  })
  role?: GrantableRole;

  @Choice({ description: 'Sorteras efter.', of: userSorts, optional: true })
  sort?: UserSort;

  @Choice({ description: 'Riktning.', of: ['asc', 'desc'], optional: true })
  order?: 'asc' | 'desc';
}

/** A permission as the list shows it. */
export class PermissionBadge {
  @Choice({ description: 'Behörighetens kod.', of: grantableRoles })
  role: GrantableRole;

  @Text({ description: 'Behörighetens namn.', max: 60, example: 'Ser samtliga ansökningar' })
  label: string;

  @Id({ description: 'Avdelningen som rollen gäller; null för hela organisationen.', nullable: true })
  departmentId: string | null;

  @Text({ description: 'Avdelningens namn.', max: 100, nullable: true })
  department: string | null;

  @Choice({
    description: 'Gäller den nu, längre fram, inte längre, eller när en inbjudan har accepterats?',
    of: ['active', 'coming', 'ended', 'offered'],
  })
  state: 'active' | 'coming' | 'ended' | 'offered';

  @RealDate({ description: 'Första dagen; i en inbjudan dagen då den skickades.', example: '2026-04-29' })
  validFrom: string;

  @RealDate({ description: 'Sista dagen; null när den gäller tills vidare.', nullable: true })
  validThrough: string | null;

  @Text({ description: 'Kollegan som personen är vikarie för, annars null.', max: 200, nullable: true })
  substituteFor: string | null;
}

/** The same with who granted it (§1 "who granted what"). */
export class PermissionView extends PermissionBadge {
  @Flag({ description: 'Är den öppen och den som frågar får ändra och ta bort den?' })
  isYours: boolean;

  @Text({ description: 'Vem som gav behörigheten; null när det inte var en person.', max: 200, nullable: true })
  grantedBy: string | null;

  @Instant({ description: 'När behörigheten gavs.' })
  grantedAt: string;
}

/** A row of the table: a user, or somebody who is invited (A19). */
export class UserRow {
  @Id({ description: 'Användarens id i organisationen, eller inbjudans.' })
  id: string;

  @Flag({ description: 'Är raden en inbjudan?' })
  isInvitation: boolean;

  @Text({ description: 'Namn.', max: 200, example: 'Anni Widdersjö' })
  name: string;

  @Email({ description: 'E-post.' })
  email: string;

  @Phone({ description: 'Telefonnummer.', nullable: true })
  phone: string | null;

  @Text({ description: 'Titel.', max: 100 })
  title: string;

  @ListOf(() => PermissionBadge, { description: 'Behörigheter som gäller nu eller längre fram.', max: 1000 })
  permissions: PermissionBadge[];

  @Text({
    description: 'Personnummer utan de fyra sista siffrorna; bara för byggföretag.',
    max: 13,
    nullable: true,
    example: '19900101-****',
  })
  personalNumber: string | null;

  @Choice({ description: 'Status.', of: listedStatuses })
  status: string;

  @Text({ description: 'Status på svenska.', max: 40, example: 'Aktiv' })
  statusLabel: string;
}

/** A row as the file has it: without personnummer (domain §5.3). */
export type ExportedUser = Omit<UserRow, 'personalNumber'>;

export class UserPage {
  @ListOf(() => UserRow, { description: 'Rader.', max: 100 })
  rows: UserRow[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;
}

/** Somebody who stands in for the user now or later (F15). */
export class SubstituteView {
  @Id({ description: 'Vikariens id som användare i organisationen.' })
  id: string;

  @Text({ description: 'Vikariens namn.', max: 200 })
  name: string;

  @RealDate({ description: 'Sista dagen av det som är utlånat.' })
  validThrough: string;
}

/** An invitation that the user has sent and that nobody has answered for good (§8.6). */
export class SentInvitation {
  @Id({ description: 'Inbjudans id.' })
  id: string;

  @Text({ description: 'Den som är inbjuden.', max: 120 })
  name: string;

  @Email({ description: 'E-postadressen som den skickades till.' })
  email: string;

  @Choice({ description: 'Öppen, eller signerad och väntar på bekräftelse.', of: ['invited', 'awaiting'] })
  status: 'invited' | 'awaiting';

  @Text({ description: 'Status på svenska.', max: 40, example: 'Inbjuden' })
  statusLabel: string;

  @Flag({ description: 'Får den som frågar återkalla den?' })
  isYours: boolean;
}

/** One user with permissions and history (A24). */
export class UserView {
  @Id({ description: 'Användarens id i organisationen.' })
  id: string;

  @Flag({ description: 'Är det den som frågar?' })
  isSelf: boolean;

  @Text({ description: 'Namn, ur e-legitimationen.', max: 200 })
  name: string;

  @Email({ description: 'E-post.' })
  email: string;

  @Flag({ description: 'Tog mottagarens e-postserver inte emot det senaste meddelandet till adressen?' })
  undelivered: boolean;

  @Phone({ description: 'Telefonnummer.', nullable: true })
  phone: string | null;

  @Text({ description: 'Titel.', max: 100 })
  title: string;

  @Choice({ description: 'Status.', of: statuses })
  status: string;

  @Text({ description: 'Status på svenska.', max: 40 })
  statusLabel: string;

  @RealDate({ description: 'Medlem sedan.' })
  memberSince: string;

  @ListOf(() => PermissionView, { description: 'Alla behörigheter, också de som har upphört.', max: 10_000 })
  permissions: PermissionView[];

  @ListOf(() => SubstituteView, { description: 'De som är vikarier för användaren, nu eller längre fram.', max: 1000 })
  substitutes: SubstituteView[];

  @ListOf(() => SentInvitation, { description: 'Öppna inbjudningar som användaren har skickat, av dem som den som frågar ser.', max: 2000 })
  sentInvitations: SentInvitation[];

  @ListOf(() => UserHistoryEntry, { description: 'De 200 senaste händelserna.', max: 200 })
  history: UserHistoryEntry[];

  @ListOf(() => ActionView, { description: 'Vad som går att göra nu.', max: 10 })
  actions: ActionView[];

  @Whole({ description: 'Version, för If-Match.', min: 1, max: 2_147_483_647 })
  version: number;
}
