import { Choice, Email, Flag, Id, ListOf, Phone, RealDate, Text } from '../kernel/fields.js';
import { type GrantableRole, grantableRoles } from '../kernel/access.js';
import { listedStatuses, type UserSort, userSorts } from './users.dto.js';

/** How a user is reached, and the title (A24). */
export class UserContact {
  @Email({ description: 'E-post.', example: 'anni@stockholm.example.se' })
  email: string;

  @Phone({ description: 'Telefonnummer.', nullable: true, example: '08-121 21 21' })
  phone: string | null;

  @Text({ description: 'Titel.', max: 100, example: 'Ekonomiansvarig' })
  title: string;

  @Text({ description: 'Rollbeskrivning, för byggföretag; utan den står den kvar.', max: 500, optional: true, example: 'Leder stomlaget.' })
  roleDescription?: string;
}

/** A permission as it should be. Days are Stockholm's. */
export class PermissionWish {
  @Choice({ description: 'Behörighetens kod.', of: grantableRoles })
  role: GrantableRole;

  @Id({ description: 'Avdelningen som rollen gäller; utan den hela organisationen.', nullable: true, optional: true })
  departmentId?: string | null;

  @RealDate({ description: 'Första dagen; null låter den stå som den är, en ny gäller genast.', nullable: true })
  validFrom: string | null;

  @RealDate({ description: 'Sista dagen; null är tills vidare.', nullable: true })
  validThrough: string | null;
}

/** A permission that the page showed as one's own to change. */
export class ShownPermission {
  @Choice({ description: 'Behörighetens kod.', of: grantableRoles })
  role: GrantableRole;

  @Id({ description: 'Avdelningen som rollen gäller; null för hela organisationen.', nullable: true })
  departmentId: string | null;
}

/** All permissions a user should have of his own, of those that one may give; what is not named of them ends at once. */
export class UserPermissions {
  @ListOf(() => PermissionWish, { description: 'Varje behörighet högst en gång, eller en gång i varje avdelning.', max: 200 })
  permissions: PermissionWish[];

  @ListOf(() => ShownPermission, {
    description:
      'Behörigheterna som sidan visade att användaren har och att du får ändra. Är de andra nu, också för att du själv får ändra fler, ändras ingenting (412).',
    max: 200,
    optional: true,
  })
  shown?: ShownPermission[];
}

/** "Vikarie": a colleague's permissions lent for some days (F15). */
export class Substitution {
  @Id({ description: 'Användaren vars behörigheter lånas ut.' })
  forUserId: string;

  @RealDate({ description: 'Första dagen.' })
  validFrom: string;

  @RealDate({ description: 'Sista dagen.' })
  validThrough: string;
}

/** How a user leaves (§8.6). */
export class Departure {
  @Id({ description: 'Användaren som tar över allt pågående arbete.', nullable: true, optional: true })
  handOverTo?: string | null;

  @Flag({ description: 'Ska pågående arbete som ingen tar över stå utan ansvarig? Utan något av det avslutas ingen som har sådant.' })
  leaveWork: boolean;

  @Flag({
    description: 'Får användarens vikarier behålla det som de har lånat, till sin sista dag? Annars upphör det genast.',
    optional: true,
  })
  keepSubstitutes?: boolean;

  @Flag({
    description:
      'Ska öppna inbjudningar som användaren har skickat återkallas? Annars gäller de, men den som signerar blir användare först när en annan administratör har bekräftat. Berör dem som är ens egna att återkalla.',
    optional: true,
  })
  revokeInvitations?: boolean;
}

export class UserExport {
  @Choice({ description: 'Filens slag.', of: ['csv', 'xlsx'] })
  format: 'csv' | 'xlsx';

  @Text({ description: 'Samma fritext som i listan.', max: 100, optional: true })
  q?: string;

  @Choice({ description: 'Samma status som i listan.', of: listedStatuses, optional: true })
  status?: string;

  @Choice({ description: 'Samma behörighet som i listan.', of: grantableRoles, optional: true })
  role?: GrantableRole;

  @Choice({ description: 'Samma kolumn som listan är sorterad efter.', of: userSorts, optional: true })
  sort?: UserSort;

  @Choice({ description: 'Samma riktning som i listan.', of: ['asc', 'desc'], optional: true })
  order?: 'asc' | 'desc';
}
