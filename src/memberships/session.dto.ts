import { permissions, roleLabels } from '../kernel/access.js';
import { Choice, Flag, Id, Instant, ListOf, Nested, Text, Texts, Whole } from '../kernel/fields.js';
import { organizationTypes } from '../organizations/index.js';

const typeCodes = Object.keys(organizationTypes);

export class PersonView {
  @Id({ description: 'Personens id.' })
  id: string;

  @Text({ description: 'Personens namn.', max: 200, example: 'Anni Widdersjö' })
  name: string;
}

export class OrganizationView {
  @Id({ description: 'Organisationens id.' })
  id: string;

  @Text({ description: 'Organisationens namn.', max: 200, example: 'Stockholms stad' })
  name: string;

  @Choice({ description: 'Organisationens typ.', of: typeCodes })
  type: string;

  @Text({ description: 'Typen i klartext.', max: 40, example: 'Kommun' })
  typeLabel: string;

  @Text({ description: 'Organisationsnummer.', max: 11, example: '212000-0142' })
  orgNumber: string;
}

export class RoleView {
  @Choice({ description: 'Rollens kod.', of: Object.keys(roleLabels) })
  code: string;

  @Text({ description: 'Rollens namn.', max: 60, example: 'Administrera användare' })
  label: string;
}

export class ContextView {
  @Choice({
    description: 'Vem sessionen representerar: ingen, en arbetsgivare, fonden eller bara personen själv.',
    of: ['none', 'employer', 'staff', 'private'],
  })
  kind: string;

  @Nested(() => OrganizationView, { description: 'Arbetsgivaren, annars null.', nullable: true })
  organization: OrganizationView | null;

  @Text({ description: 'Personens titel hos arbetsgivaren.', max: 100, nullable: true })
  title: string | null;

  @Texts({ description: 'Vad organisationen använder Mina sidor till: insatser, larlingar.', max: 10, maxLength: 20 })
  modules: string[];

  @ListOf(() => RoleView, { description: 'Personens roller just nu.', max: 20 })
  roles: RoleView[];

  @Texts({ description: `Vad personen får göra: ${permissions.join(', ')}.`, max: 100, maxLength: 40 })
  permissions: string[];
}

/** Who is logged in; everything but the first and the last field is missing when nobody is. */
export class SessionView {
  @Flag({ description: 'Är någon inloggad?' })
  authenticated: boolean;

  @Text({ description: 'Skickas som X-CSRF-Token med allt som ändrar något.', max: 100, optional: true })
  csrfToken?: string;

  @Nested(() => PersonView, { description: 'Den som är inloggad.', optional: true })
  person?: PersonView;

  @Nested(() => ContextView, { description: 'Vem personen representerar.', optional: true })
  context?: ContextView;

  @Whole({ description: 'Antal organisationer, och fonden, att välja mellan.', min: 0, max: 100_000, optional: true })
  choices?: number;

  @Whole({ description: 'Antal olästa meddelanden.', min: 0, max: 1_000_000, optional: true })
  unread?: number;

  @Instant({ description: 'När personen senast visade sin e-legitimation.', optional: true })
  authenticatedAt?: string;

  @Instant({ description: 'När sessionen slutar om inget händer.', optional: true })
  idleExpiresAt?: string;

  @Instant({ description: 'När sessionen slutar i alla fall.', optional: true })
  expiresAt?: string;

  @Instant({ description: 'Serverns klocka när svaret gavs.', optional: true })
  now?: string;

  @Flag({ description: 'Är e-legitimationen simulerad? Då visas det på varje sida.' })
  simulator: boolean;
}

export class OrganizationChoice extends OrganizationView {
  @Text({ description: 'Personens titel hos organisationen.', max: 100, example: 'HR-chef' })
  title: string;
}

export class StaffChoice {
  @ListOf(() => RoleView, { description: 'Personens roller hos fonden.', max: 20 })
  roles: RoleView[];
}

/** What "Välj organisation" shows (A12–A15). */
export class MyOrganizations {
  @ListOf(() => OrganizationChoice, { description: 'Organisationerna i bokstavsordning.', max: 100_000 })
  organizations: OrganizationChoice[];

  @Nested(() => StaffChoice, { description: 'Fonden, om personen arbetar där.', nullable: true })
  staff: StaffChoice | null;
}

export class ContextChoice {
  @Choice({ description: 'En arbetsgivare eller fonden.', of: ['employer', 'staff'] })
  kind: 'employer' | 'staff';

  @Id({ description: 'Organisationen, när kind är employer.', optional: true })
  organizationId?: string;
}

export class Colleague {
  @Id({ description: 'Personens id.' })
  personId: string;

  @Text({ description: 'Personens namn.', max: 200 })
  name: string;

  @Text({ description: 'Personens titel.', max: 100 })
  title: string;
}

export class MemberList {
  @ListOf(() => Colleague, { description: 'Organisationens medarbetare i bokstavsordning.', max: 100_000 })
  members: Colleague[];
}
