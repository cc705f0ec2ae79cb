import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Discrepancy } from '../../src/allotments/index.js';
import { Cases } from '../setup/cases.js';
import type { Session, TestOrganization, World } from '../setup/world.js';
import { acceptOffer, drawOnOffer } from './offers.js';
import { type Command, ModelAllotment, ModelInsats, sum } from './money-model.js';

/** Everything that money changes, as it stands in the database; `traces` counts what every carried-out command leaves behind. */
export interface Snapshot {
  allotment: { allotted: number; outstanding: number; settled: number };
  ledger: { allotted: number; outstanding: number; settled: number };
  insatser: Record<string, unknown>[];
  requisitions: Record<string, unknown>[];
  traces: Record<string, number>;
}

const SNAPSHOT = `select json_build_object(
  'allotment', (select json_build_object('allotted', allotted_ore, 'outstanding', outstanding_ore, 'settled', settled_ore) from allotment where organization_id = $1),
  'ledger', (select json_build_object('allotted', sum(delta_allotted_ore), 'outstanding', sum(delta_outstanding_ore), 'settled', sum(delta_settled_ore)) from ledger_entry where organization_id = $1),
  'insatser', coalesce((select json_agg(json_build_object('id', id, 'status', status, 'granted', granted_ore, 'released', released_ore, 'pending', pending_requisitions_ore,
    'settledRequisitions', settled_requisitions_ore, 'offers', active_offers_ore, 'drawn', settled_offers_ore, 'remaining', remaining_ore, 'settled', settled_ore) order by id)
    from insats where organization_id = $1), '[]'),
  'requisitions', coalesce((select json_agg(json_build_object('id', id, 'status', status, 'claimed', claimed_ore, 'approved', approved_ore) order by id)
    from requisition where organization_id = $1 and status <> 'utkast'), '[]'),
  'traces', json_build_object('entries', (select count(*) from ledger_entry where organization_id = $1), 'events', (select seq from event_head where organization_id = $1),
    'mails', (select count(*) from outbox where organization_id = $1), 'decisions', (select count(*) from decision where organization_id = $1)))`;

/** One organisation with money, its model, and the hands of an employer and a caseworker. */
export class Books {
  private constructor(
    private readonly reconcile: () => Promise<Discrepancy[]>,
    private readonly world: World,
    private readonly cases: Cases,
    private readonly organization: TestOrganization,
    private readonly employer: { person: { id: string }; session: Session },
    private readonly caseworker: Session,
    private readonly period: string,
    readonly model: ModelAllotment,
  ) {}

  static async open(app: NestFastifyApplication, world: World, allotted: number, reconcile: () => Promise<Discrepancy[]>): Promise<Books> {
    const cases = new Cases(app, world);
    const [employer, { session }] = [await world.employer('ser_samtliga_ansokningar'), await world.caseworker()];
    const period = await cases.period();
    await cases.allot(employer.organization, period, allotted);
    return new Books(reconcile, world, cases, employer.organization, employer, session, period, new ModelAllotment(allotted));
  }

  /** A submitted insats, with an accepted offer of that much beside it. */
  async register(supplier: 'self' | 'fund', offers: number): Promise<ModelInsats> {
    const id = await this.cases.submitted(
      this.employer.session,
      this.period,
      supplier === 'fund' ? { supplierMode: 'fund', budget: [] } : {},
    );
    if (offers > 0) await acceptOffer(this.world, { organizationId: this.organization.id, id }, offers);
    const insats = new ModelInsats(id, supplier, offers);
    this.model.insatser.push(insats);
    return insats;
  }

  /** An invoice is drawn from the offer. */
  async draw(insats: ModelInsats, ore: number): Promise<void> {
    await drawOnOffer(this.world, { organizationId: this.organization.id, id: insats.id }, ore);
    insats.drawn += ore;
  }

  /** A requisition that waits to be submitted; drafts are not counted in money. */
  draft(insats: ModelInsats, ore: number, final: boolean): Promise<string> {
    return this.world.as<string>(
      `insert into requisition (organization_id, insats_id, created_on, created_by, lines, claimed_net_ore, claimed_ore, payee_system, payee_number,
         contact_name, contact_phone, contact_email, is_final)
       values ($1, $2, '2026-04-29', $3, $4, $5, $5, 'bankgiro', '5050-1055', 'Namn Namnsson', '08-121 21 21', 'namn@namn.se', $6) returning id`,
      [
        this.organization.id,
        insats.id,
        this.employer.person.id,
        JSON.stringify([{ description: 'Kurs', netOre: ore, vatOre: 0 }]),
        ore,
        final,
      ],
    );
  }

  /** Carries the command out over HTTP; null when it was done, else the problem's code. */
  async perform(command: Command): Promise<string | null> {
    const { session, url, body, headers = {} } = this.request(command);
    const answer = await this.cases.send<{ code: string }>(session, 'POST', url, body, headers);
    return answer.status === 200 ? null : answer.body.code;
  }

  /** The four cards and the sums of the rows, as the overview shows them. */
  async overview() {
    interface Overview {
      cards: Record<'reservedOre' | 'settledOre' | 'remainingOre' | 'allottedOre', number>;
      insatser: { rows: Record<'remainingOre' | 'settledOre', number>[] };
    }
    const { body } = await this.cases.send<Overview>(this.employer.session, 'GET', `/overview?period=${this.period}`);
    const { rows } = body.insatser;
    return {
      cards: body.cards,
      rows: { remainingOre: sum(rows.map((r) => r.remainingOre)), settledOre: sum(rows.map((r) => r.settledOre)) },
    };
  }

  /** The amounts on the page of one insats. */
  async amounts({ id }: ModelInsats) {
    const { body } = await this.cases.send<{ amounts: Record<string, number> }>(this.employer.session, 'GET', `/insatser/${id}`);
    return body.amounts;
  }

  /** What the books say. */
  snapshot(): Promise<Snapshot> {
    return this.world.one<Snapshot>(SNAPSHOT, [this.organization.id]);
  }

  /** What the product's own reconciliation says about this organisation. */
  async discrepancies(): Promise<Discrepancy[]> {
    return (await this.reconcile()).filter((one) => one.organization === this.organization.name);
  }

  private request(command: Command): { session: Session; url: string; body?: object; headers?: Record<string, string> } {
    const motivation = 'Beslutet följer avtalets villkor.';
    switch (command.verb) {
      case 'approve':
        return {
          session: this.caseworker,
          url: `/admin/insatser/${command.insats.id}/approval`,
          body: { grantedOre: command.ore, motivation },
        };
      case 'reject':
        return { session: this.caseworker, url: `/admin/insatser/${command.insats.id}/rejection`, body: { motivation } };
      case 'submit':
        return { session: this.employer.session, url: `/requisitions/${command.id}/submission`, headers: { 'if-match': '"1"' } };
      case 'settle': {
        const { requisition, ore } = command;
        const lines = ore === requisition.claimed ? null : [{ approvedOre: ore, reason: 'Enligt avtalet.' }];
        return { session: this.caseworker, url: `/admin/requisitions/${requisition.id}/approval`, body: { lines, motivation } };
      }
      case 'refuse':
        return { session: this.caseworker, url: `/admin/requisitions/${command.requisition.id}/rejection`, body: { motivation } };
    }
  }
}

/** The snapshot that the model expects, without its traces. */
export function expected(model: ModelAllotment): Omit<Snapshot, 'traces'> {
  const { allotted, outstanding, settled } = model;
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return {
    allotment: { allotted, outstanding, settled },
    ledger: { allotted, outstanding, settled },
    insatser: [...model.insatser].sort(byId).map((i) => ({
      id: i.id,
      status: i.status,
      granted: i.granted,
      released: i.released,
      pending: i.pending,
      settledRequisitions: i.settledRequisitions,
      offers: i.offers,
      drawn: i.drawn,
      remaining: i.remaining,
      settled: i.settled,
    })),
    requisitions: model.insatser
      .flatMap((i) => i.requisitions)
      .sort(byId)
      .map(({ id, status, claimed, approved }) => ({ id, status, claimed, approved })),
  };
}

/** Reconciliation reads all organisations at once: those who ask while one runs share the next. */
export function shared<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | null = null;
  return () =>
    (next ??= running.then(() => {
      next = null;
      const done = work();
      running = done.catch(() => {});
      return done;
    }));
}
