import { ActionView } from '../kernel/action.dto.js';
import { type GrantableRole, grantableRoles } from '../kernel/access.js';
import { Choice, Email, Flag, Id, Instant, ListOf, Phone, RealDate, Text, Whole } from '../kernel/fields.js';
import { PageQuery } from '../kernel/page.js';
import { deliveries, type DeliveryState } from '../notifications/index.js';
import { invitationLifecycle, type InvitationStatus } from './invitation.lifecycle.js';

const DELIVERY =
  'waiting (väntar på att skickas), sent (överlämnat till mottagarens e-postserver), bounced (adressen tar inte emot det) eller failed (gick inte att skicka av ett annat skäl). Null när det är äldre än 13 månader.';

export class InvitedRole {
  @Choice({ description: 'Behörighetens kod.', of: grantableRoles })
  role: GrantableRole;

  @RealDate({ description: 'Sista dag för behörigheten; null utan slut.', nullable: true })
  validTo: string | null;

  @Id({ description: 'Avdelningen som rollen gäller; utan den hela organisationen.', nullable: true, optional: true })
  departmentId?: string | null;
}

export class InvitedRoleView extends InvitedRole {
  @Text({ description: 'Avdelningens namn; null för hela organisationen.', max: 100, nullable: true })
  department: string | null;

  @Text({ description: 'Behörighetens namn.', max: 60, example: 'Administrera användare' })
  label: string;
}

export class LookUpEmail {
  @Email({ description: 'E-postadressen till den som ska bjudas in.', example: 'karin.berg@testby.se' })
  email: string;
}

/** What the first step of "Ny användare" says (A26); only ever of the own organisation. */
export class LookUpAnswer {
  @Choice({ description: 'Fri att bjuda in, redan användare här, eller redan inbjuden hit.', of: ['free', 'member', 'invited'] })
  outcome: 'free' | 'member' | 'invited';

  @Id({ description: 'Inbjudan som redan är skickad, om den som frågar får se den.', nullable: true })
  invitationId: string | null;

  @Id({ description: 'Den som redan är användare, om den som frågar får se personen.', nullable: true })
  userId: string | null;
}

/** The second step: contact details and rights (A27). */
export class NewInvitation {
  @Email({ description: 'E-postadress.', example: 'karin.berg@testby.se' })
  email: string;

  @Text({ description: 'Namn, som det står i e-legitimationen.', min: 2, max: 120, example: 'Karin Berg' })
  name: string;

  @Phone({ description: 'Telefonnummer.', nullable: true, example: '08-121 21 21' })
  phone: string | null;

  @Text({ description: 'Titel.', max: 100, example: 'HR-chef' })
  title: string;

  @ListOf(() => InvitedRole, { description: 'Behörigheter utöver att vara användare.', max: 200 })
  roles: InvitedRole[];

  @Text({ description: 'Personnummer, om bara den personen ska kunna acceptera.', max: 13, nullable: true, optional: true })
  personalNumber?: string | null;
}

export class InvitationRow {
  @Id({ description: 'Inbjudans id.' })
  id: string;

  @Text({ description: 'E-postadress.', max: 254 })
  email: string;

  @Text({ description: 'Namn.', max: 120 })
  name: string;

  @Text({ description: 'Telefonnummer.', max: 30, nullable: true })
  phone: string | null;

  @Text({ description: 'Titel.', max: 100 })
  title: string;

  @ListOf(() => InvitedRoleView, { description: 'Behörigheter som inbjudan ger.', max: 200 })
  roles: InvitedRoleView[];

  @Flag({ description: 'Gäller inbjudan bara ett visst personnummer? Nej när den är accepterad: då är numret raderat.' })
  forOnePerson: boolean;

  @Choice({ description: 'Status just nu.', of: Object.keys(invitationLifecycle.statuses) })
  status: InvitationStatus;

  @Text({ description: 'Status på svenska.', max: 40 })
  statusLabel: string;

  @Choice({ description: `Hur det går för e-postmeddelandet: ${DELIVERY}`, of: deliveries, nullable: true })
  letter: DeliveryState | null;

  @Choice({ description: `Hur det går för påminnelsen: ${DELIVERY} Null även innan den har skrivits.`, of: deliveries, nullable: true })
  reminder: DeliveryState | null;

  @Instant({ description: 'Skickades.' })
  sentAt: string;

  @RealDate({ description: 'Gäller till och med.' })
  validThrough: string;

  @Text({ description: 'Vem som bjöd in.', max: 200 })
  invitedBy: string;

  @Text({ description: 'Namnet i underskriften.', max: 200, nullable: true })
  signedName: string | null;

  @Flag({ description: 'Den som bjöd in kunde inte längre ge behörigheterna när inbjudan signerades.' })
  unbacked: boolean;

  @Flag({
    description: 'Den som har signerat var användare här och avslutades efter att inbjudan skickades; bara medan underskriften väntar.',
  })
  wasEnded: boolean;

  @RealDate({ description: 'Sista dag att bekräfta en underskrift som väntar.', nullable: true })
  confirmThrough: string | null;

  @Instant({ description: 'När den inbjudna bad om en ny inbjudan.', nullable: true })
  renewalAskedAt: string | null;

  @Flag({ description: 'Uppgifterna om den inbjudna är raderade, 90 dagar efter att inbjudan upphörde.' })
  erased: boolean;

  @ListOf(() => ActionView, { description: 'Vad som kan göras.', max: 10 })
  actions: ActionView[];
}

export class InvitationView extends InvitationRow {
  @Whole({ description: 'Version, skickas som ETag.', min: 1, max: 2_000_000_000 })
  version: number;
}

export class InvitationPageQuery extends PageQuery {}

export class InvitationPage {
  @ListOf(() => InvitationRow, { description: 'Rader, nyast först. En inbjudan som har skickats igen visas en gång.', max: 100 })
  rows: InvitationRow[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;
}
