import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type Cases, completeForm, completeRequisition } from './cases.js';
import type { Session, TestOrganization, TestPerson, World } from './world.js';

/** What a route is asked about. */
export interface Subject {
  id: string;
  version: number;
}
export type Actor = 'employer' | 'staff' | 'nobody';

/** An employer and a caseworker with every kind of case in every state, so that each route of the contract has something to be asked about. */
export class Stage {
  private readonly shared = new Map<string, Promise<Subject>>();
  private line: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly world: World,
    private readonly cases: Cases,
    readonly employer: { person: TestPerson; organization: TestOrganization; session: Session },
    readonly staff: { person: TestPerson; session: Session },
    readonly period: string,
  ) {}

  static async build(world: World, cases: Cases): Promise<Stage> {
    const [employer, staff, period] = [
      await world.employer('ser_samtliga_ansokningar', 'administrera_anvandare'),
      await world.caseworker(),
      await cases.period(),
    ];
    await cases.allot(employer.organization, period, 900_000_000_000_000);
    return new Stage(world, cases, employer, staff, period);
  }

  /** Values that exist, for fields that name something. */
  get hints(): Record<string, fc.Arbitrary<unknown>> {
    return {
      period: fc.constant(this.period),
      responsiblePersonId: fc.constantFrom(this.employer.person.id, null),
      organizationId: fc.constant(this.employer.organization.id),
    };
  }

  /** A complete body of a route that has one. */
  complete(route: string): unknown {
    const bodies: Record<string, unknown> = {
      'PUT /api/v1/insatser/{id}': completeForm({ responsiblePersonId: this.employer.person.id }),
      'PUT /api/v1/requisitions/{id}': completeRequisition(),
      'POST /api/v1/insatser': { period: this.period },
      'POST /api/v1/admin/insatser/{id}/approval': { grantedOre: 100, motivation: '' },
      'POST /api/v1/admin/requisitions/{id}/approval': { lines: [{ approvedOre: 1, reason: 'För dyrt' }], motivation: '' },
      'PUT /api/v1/context': { kind: 'employer', organizationId: this.employer.organization.id },
    };
    return bodies[route];
  }

  /** The session of an actor; a new one for a route that ends or changes the one it is asked with. */
  async session(actor: Actor, route: string): Promise<Record<string, string>> {
    if (actor === 'nobody') return { 'sec-fetch-site': 'same-origin' };
    const { person, session } = this[actor];
    if (!['DELETE /api/v1/session', 'PUT /api/v1/context'].includes(route)) return { ...session };
    return { ...(await this.inLine(() => this.world.login(person, actor === 'staff' ? 'staff' : this.employer.organization))) };
  }

  /** Something in the state that the route asks for; a new one when the route will change it. */
  subject(route: string, willChange = !route.startsWith('GET')): Promise<Subject> {
    const path = route.slice(route.indexOf('/api/v1/') + 8);
    if (!path.includes('{')) return Promise.resolve({ id: '', version: 1 });
    const make = () => this.inLine(this.maker(path));
    if (willChange && !path.endsWith('/requisitions')) return make();
    const known = this.shared.get(path) ?? make();
    this.shared.set(path, known);
    return known;
  }

  /** One at a time: the world has a single connection. */
  private inLine<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.line.then(work);
    this.line = mine.catch(() => undefined);
    return mine;
  }

  private maker(path: string): () => Promise<Subject> {
    if (path === 'admin/mails/{template}') return async () => ({ id: 'insats-beslut', version: 1 });
    if (path.startsWith('admin/outbox/')) return () => this.mail(path.endsWith('/bounce') ? 'sent' : 'failed');
    if (path.startsWith('me/notifications/')) return () => this.message();
    if (path.startsWith('me/notification-preferences/')) return async () => ({ id: 'handelser', version: 1 });
    if (path.startsWith('auth/')) return async () => ({ id: randomUUID(), version: 1 });
    if (path.startsWith('offerter/')) return () => this.offert();
    const submitted = path.startsWith('admin/') || path.endsWith('/receipt');
    if (path.includes('requisitions/{id}')) return () => this.requisition(submitted);
    if (path.endsWith('/requisitions')) return () => this.insats('approved');
    return () => this.insats(submitted ? 'submitted' : 'draft');
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

  private async mail(status: 'sent' | 'failed'): Promise<Subject> {
    const id = await this.world.as<string>(
      `insert into outbox (event_key, channel, template, recipient, organization_id, payload, status, sent_at)
       values ($1, 'email', 'insats-beslut', 'a@testby.se', $2, '{}', $3, case when $3 = 'sent' then now() end) returning id`,
      [`test:${randomUUID()}`, this.employer.organization.id, status],
    );
    return { id, version: 1 };
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
