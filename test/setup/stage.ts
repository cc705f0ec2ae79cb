import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sealContact } from '../../src/auth/index.js';
import { ELKS_WEBHOOK_SECRET, testEnv } from './env.js';
import { Board, connection } from './board.js';
import { type Cases, completeForm, completeRequisition } from './cases.js';
import { newPersonalNumber, withBankId } from './identities.js';
import { invitationForm } from './invitations.js';
import { layInvitation, LINK } from './laid-invitation.js';
import { returnAddress } from './outbox.js';
import { unreadableSignature } from './signatures.js';
import { StageCompany } from './stage-company.js';
import { newOrgNumber, type Session, type TestOrganization, type TestPerson, type World } from './world.js';

/** What a route is asked about. */
export interface Subject {
  id: string;
  version: number;
}
export type Actor = 'employer' | 'staff' | 'private' | 'nobody';

/** Routes that end sessions of the one who asks, others than the one that asks among them. */
const ownSessions: ReadonlySet<string> = new Set(['DELETE /api/v1/me/sessions', 'DELETE /api/v1/me/sessions/others']);

/** An employer and a caseworker with every kind of case in every state, so that each route of the contract has something to be asked about. */
export class Stage {
  private readonly shared = new Map<string, Promise<Subject>>();
  private line: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly world: World,
    private readonly cases: Cases,
    readonly employer: { person: TestPerson; organization: TestOrganization; session: Session },
    readonly staff: { person: TestPerson; session: Session },
    private readonly privately: { person: TestPerson; session: Session },
    readonly period: string,
    /** Somebody of the employer's who can take over and be stood in for. */
    private readonly colleague: string,
    private readonly board: Board,
    readonly region: string,
    private readonly otherRegion: string,
    private readonly company: StageCompany,
  ) {}

  static async build(world: World, cases: Cases): Promise<Stage> {
    const [employer, staff, period] = [
      await world.employer('ser_samtliga_ansokningar', 'administrera_anvandare'),
      await world.caseworker(),
      await cases.period(),
    ];
    await cases.allot(employer.organization, period, 900_000_000_000_000);
    await layInvitation(world, employer, { token: LINK });
    const person = await world.person('Petra Privat');
    const privately = { person, session: await world.login(person, 'private') };
    const colleague = await world.member(await world.person('Kim Kollega'), employer.organization, 'attestant');
    const board = new Board(world);
    await board.reach(employer.person, `anni-${randomUUID()}@testby.se`);
    await board.staff(null, staff.person);
    const regions = [await board.region(), await board.region()] as const;
    const company = await StageCompany.build(world, cases, employer);
    return new Stage(world, cases, employer, staff, privately, period, colleague, board, ...regions, company);
  }

  /** Somebody who came in by the private entrance. */
  get private() {
    return this.privately;
  }

  /** Values that exist, for fields that name something. */
  get hints(): Record<string, fc.Arbitrary<unknown>> {
    return {
      ...this.company.hints,
      period: fc.constant(this.period),
      responsiblePersonId: fc.constantFrom(this.employer.person.id, null),
      organizationId: fc.constant(this.employer.organization.id),
      regionCode: fc.constant(this.region),
      orgNumber: fc.constantFrom(...Array.from({ length: 8 }, newOrgNumber)),
      value: fc.integer({ min: 0, max: 99_999 }).map((n) => `brev-${n}-${randomUUID()}@testby.se`),
      forUserId: fc.constant(this.colleague),
      toUserId: fc.constant(this.colleague),
      departmentId: fc.constant(null),
      validFrom: fc.constant('2150-01-01'),
      validThrough: fc.constant('2150-12-31'),
      token: fc.constant(LINK),
      seen: fc.constant('3:3:'),
      phone: fc.constantFrom('08-121 21 21', null),
      validTo: fc.constantFrom('2199-12-31', null),
      personalNumber: fc.uuid().map(() => newPersonalNumber()),
      mobile: fc.constant('070-174 06 05'),
      register: fc.constant(this.register),
      csv: fc.uuid().map((id) => `E-post;Namn\nfil-${id}@testby.se;Karin Berg`),
    };
  }

  private get register(): string {
    return `Organisationsnummer;Namn;Region;Kollektivavtal\n${newOrgNumber()};Åkes Bygg AB;${this.region};ja`;
  }

  /** A complete body of a route that has one. */
  complete(route: string): unknown {
    const bodies: Record<string, unknown> = {
      'PUT /api/v1/insatser/{id}': completeForm({ responsiblePersonId: this.employer.person.id }),
      'PUT /api/v1/requisitions/{id}': completeRequisition(),
      'POST /api/v1/insatser': { period: this.period },
      'POST /api/v1/admin/insatser/{id}/approval': { grantedOre: 100, motivation: '' },
      'POST /api/v1/admin/requisitions/{id}/approval': { lines: [{ approvedOre: 1, reason: 'För dyrt' }], motivation: '' },
      'PUT /api/v1/users/{id}': { email: 'anna@testby.se', phone: '08-121 21 21', title: 'Ekonom' },
      'PUT /api/v1/users/{id}/permissions': {
        permissions: [{ role: 'attestant', validFrom: '2150-01-01', validThrough: '2150-12-31' }],
      },
      'POST /api/v1/users/{id}/substitution': { forUserId: this.colleague, validFrom: '2150-01-01', validThrough: '2150-12-31' },
      'POST /api/v1/users/{id}/end': { leaveWork: true },
      'POST /api/v1/users/{id}/handover': { toUserId: this.colleague },
      'POST /api/v1/user-exports': { format: 'csv' },
      'POST /api/v1/company/people': {
        ...{ personalNumber: newPersonalNumber(), name: 'Yngve Yrkesutbildning', email: 'yngve@testby.se', mobile: '070-174 06 05' },
        ...{ title: '', roleDescription: '', roles: [] },
      },
      'POST /api/v1/company/people/{id}/personal-number': { reason: 'Kontrollerar yrkesbeviset.' },
      'PUT /api/v1/attest-policy': { policy: 'requisition' },
      'POST /api/v1/invitations': invitationForm({ roles: [] }),
      'POST /api/v1/invitations/files': { csv: `E-post;Namn\nfil-${randomUUID()}@testby.se;Karin Berg` },
      'POST /api/v1/invitations/file-preview': { csv: 'E-post;Namn\na@testby.se;Karin Berg' },
      'POST /api/v1/invitation-link/acceptance': { token: LINK, signatureOrderId: randomUUID() },
      'POST /api/v1/admin/company-register/import': { register: this.register },
      'POST /api/v1/admin/company-register/preview': { register: this.register },
      'POST /api/v1/me/connection-requests': this.board.application(this.region, newOrgNumber()),
      'POST /api/v1/admin/connection-requests/{id}/connection': connection(),
      'POST /api/v1/admin/connection-requests/{id}/transfer': { regionCode: this.otherRegion },
      'PUT /api/v1/context': { kind: 'employer', organizationId: this.employer.organization.id },
    };
    if (route === 'POST /api/v1/me/contact-points') return { kind: 'email', value: `brev-${randomUUID()}@testby.se` };
    return bodies[route] ?? this.company.complete(route);
  }

  /** The session of an actor; a new one for a route that ends or changes the one it is asked with. */
  async session(actor: Actor, route: string): Promise<Record<string, string>> {
    if (actor === 'nobody') return { 'sec-fetch-site': 'same-origin' };
    const { person, session } = this[actor];
    if (ownSessions.has(route)) return { ...(await this.inLine(() => this.somebodyElse(actor))) };
    if (!['DELETE /api/v1/session', 'PUT /api/v1/context'].includes(route)) return { ...session };
    return { ...(await this.inLine(() => this.world.login(person, actor === 'employer' ? this.employer.organization : actor))) };
  }

  /** Something in the state that the route asks for; a new one when the route will change it. */
  subject(route: string, willChange = !route.startsWith('GET')): Promise<Subject> {
    const path = route.slice(route.indexOf('/api/v1/') + 8);
    if (!path.includes('{')) return Promise.resolve({ id: '', version: 1 });
    const make = () => this.inLine(this.maker(path, route.split(' ')[0]!));
    if (willChange && !path.endsWith('/requisitions')) return make();
    const known = this.shared.get(path) ?? make();
    this.shared.set(path, known);
    return known;
  }

  /** Somebody whose sessions may all be ended without ending the stage's own. */
  private async somebodyElse(actor: 'employer' | 'staff' | 'private'): Promise<Session> {
    if (actor === 'private') return this.world.login(await this.world.person(), 'private');
    return (actor === 'staff' ? await this.world.caseworker() : await this.world.employer()).session;
  }

  private async loggedIn(): Promise<Subject> {
    const session = await this.world.login(this.employer.person, this.employer.organization);
    const id = await this.world.as<string>('select public_id from session where csrf_token = $1', [session['x-csrf-token']]);
    return { id, version: 1 };
  }

  /** One at a time: the world has a single connection. */
  private inLine<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.line.then(work);
    this.line = mine.catch(() => undefined);
    return mine;
  }

  private maker(path: string, method: string): () => Promise<Subject> {
    if (path === 'admin/mails/{template}') return async () => ({ id: 'insats-beslut', version: 1 });
    if (path.startsWith('admin/outbox/')) return () => this.mail(path.endsWith('/bounce') ? 'sent' : 'failed');
    if (path.startsWith('me/notifications/')) return () => this.message();
    if (path.startsWith('me/notification-preferences/')) return async () => ({ id: 'handelser', version: 1 });
    if (path.startsWith('webhooks/')) return async () => ({ id: ELKS_WEBHOOK_SECRET, version: 1 });
    if (path.startsWith('me/contact-points/')) return () => this.contactPoint();
    if (path.includes('signatures/')) return () => this.signature();
    if (path.startsWith('me/sessions/')) return () => this.loggedIn();
    if (path.includes('connection-requests/{id}')) return () => this.connectionRequest(path);
    if (path.startsWith('auth/')) return async () => ({ id: randomUUID(), version: 1 });
    if (path.startsWith('invitations/')) return () => this.invitation(/confirmation|refusal/.test(path));
    if (path.startsWith('offerter/')) return () => this.offert();
    if (path.startsWith('company/people/')) return () => this.employee();
    if (path.startsWith('users/')) return () => this.user(path.endsWith('/suspension') && method === 'DELETE');
    const ofCompany = this.company.maker(path, method);
    if (ofCompany) return ofCompany;
    const submitted = path.startsWith('admin/') || path.endsWith('/receipt');
    if (path.includes('requisitions/{id}')) return () => this.requisition(submitted);
    if (path.endsWith('/requisitions')) return () => this.insats('approved');
    return () => this.insats(submitted ? 'submitted' : 'draft');
  }

  private async user(suspended: boolean): Promise<Subject> {
    const id = await this.world.member(await this.world.person('Eva Ekonomi'), this.employer.organization);
    if (suspended) await this.world.as(`update membership set status = 'suspended' where id = $1`, [id]);
    return { id, version: 1 };
  }

  private async employee(): Promise<Subject> {
    const person = await this.world.person('Hasse Handledare');
    await withBankId(this.world, person);
    return { id: await this.world.member(person, this.employer.organization, 'handledare'), version: 1 };
  }

  private async insats(state: 'draft' | 'submitted' | 'approved'): Promise<Subject> {
    const { session } = this.employer;
    if (state === 'draft') return this.cases.draft(session, this.period);
    const id = state === 'submitted' ? await this.cases.submitted(session, this.period) : await this.approved();
    return { id, version: 2 };
  }

  private async requisition(submitted: boolean): Promise<Subject> {
    const { id: insats } = await this.sharedApproved();
    const draft = await this.cases.requisitionDraft(this.employer.session, insats);
    if (submitted) await this.cases.submitRequisition(this.employer.session, draft);
    return draft;
  }

  private sharedApproved(): Promise<Subject> {
    const known = this.shared.get('approved') ?? this.insats('approved');
    this.shared.set('approved', known);
    return known;
  }

  private approved(): Promise<string> {
    return this.cases.approved(this.employer.session, this.staff.session, this.period, 100_000_000_000);
  }

  private async offert(): Promise<Subject> {
    const { id: insats } = await this.sharedApproved();
    const id = await this.world.as<string>(
      `insert into offert (organization_id, insats_id, number, status, issued_on, valid_through, net_ore, vat_ore, gross_ore, sort_no)
       values ($1, $2, $3, 'vantar_pa_svar', '2026-01-01', '2026-02-01', 100, 25, 125, 1) returning id`,
      [this.employer.organization.id, insats, `8-${randomBytes(4).toString('hex')}-O1`],
    );
    await this.world.as(
      `insert into offert_line (offert_id, organization_id, position, kind, quantity, unit_ore, total_ore) values ($1, $2, 1, 'own', 1, 125, 125)`,
      [id, this.employer.organization.id],
    );
    return { id, version: 1 };
  }

  /** What the employer's own person is verifying, with a code that nobody knows. */
  private async contactPoint(): Promise<Subject> {
    const { person } = this.employer;
    const { valueEnc, keyId, lookup } = sealContact(await testEnv(), person.id, 'email', `brev-${randomUUID()}@testby.se`);
    const id = await this.world.as<string>(
      `insert into contact_point (person_id, kind, value_enc, key_id, lookup, status) values ($1, 'email', $2, $3, $4, 'kod_skickad') returning id`,
      [person.id, valueEnc, keyId, lookup],
    );
    await this.world.as(
      `insert into verification_code (contact_point_id, person_id, target, address, code_hash, expires_at)
       values ($1, $2, $3, $3, $3, now() + interval '10 minutes') returning id`,
      [id, person.id, lookup],
    );
    return { id, version: 1 };
  }

  private async invitation(signed: boolean): Promise<Subject> {
    return { id: await layInvitation(this.world, this.employer, { signed }), version: 1 };
  }

  private async signature(): Promise<Subject> {
    const { person, organization } = this.employer;
    return { id: await unreadableSignature(this.world, person, organization), version: 1 };
  }

  private async connectionRequest(path: string): Promise<Subject> {
    const own = path.startsWith('me/');
    const status = path.endsWith('/answer') ? 'mer_information' : own || /(\{id\}|taking)$/.test(path) ? 'ansokt' : 'under_handlaggning';
    const person = own ? this.employer.person : (await this.board.applicant()).person;
    if (path.endsWith('/personal-number')) await withBankId(this.world, person);
    return { id: await this.board.laid(person, this.region, await this.board.registered(), status), version: 1 };
  }

  private async mail(status: 'sent' | 'failed'): Promise<Subject> {
    const id = await this.world.as<string>(
      `insert into outbox (event_key, channel, template, recipient, organization_id, payload, status, sent_at)
       values ($1, 'email', 'insats-beslut', 'a@testby.se', $2, '{}', $3, case when $3 = 'sent' then now() end) returning id`,
      [`test:${randomUUID()}`, this.employer.organization.id, status],
    );
    return { id: status === 'sent' ? await returnAddress(id) : id, version: 1 };
  }

  private async message(): Promise<Subject> {
    const id = await this.world.as<string>(
      `insert into notification (person_id, organization_id, type, event_key, title, body, path, mail)
       values ($1, $2, 'beslut', $3, 'Insatsen är godkänd', 'Vi har godkänt insatsen.', '/ekonomi', 'off') returning id`,
      [this.employer.person.id, this.employer.organization.id, `test:${randomUUID()}`],
    );
    return { id, version: 1 };
  }
}
