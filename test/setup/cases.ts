import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InsatsForm, InsatsView } from '../../src/insatser/insats.dto.js';
import type { RequisitionForm, RequisitionView } from '../../src/requisitions/requisition.dto.js';
import { command, type Session, type TestOrganization, type World } from './world.js';

/** An answer of the API: status, body and headers. */
export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
  headers: Record<string, unknown>;
}

/** Everything a complete application holds. */
export const completeForm = (over: Partial<InsatsForm> = {}): InsatsForm => ({
  responsiblePersonId: null,
  consultationDone: true,
  consultationOn: '2026-03-12',
  insatsType: 'kompetens',
  startOn: '2028-04-18',
  endOn: '2028-05-10',
  lateStartReason: '',
  name: 'Kurs svenska för invandrare',
  background: 'Behovet är stort i verksamheten.',
  purpose: 'Syftet är att fler ska kunna stanna.',
  professions: ['Läkare'],
  participantCount: 50,
  supplierMode: 'self',
  budget: [{ description: 'Kursavgift', netOre: 16_000_000, vatOre: 0 }],
  qualityControlWanted: false,
  otherInfo: '',
  ...over,
});

export const completeRequisition = (over: Partial<RequisitionForm> = {}): RequisitionForm => ({
  lines: [{ description: 'Logi', netOre: 2_500_000, vatOre: 0 }],
  referenceNo: '82332',
  payeeSystem: 'bankgiro',
  payeeNumber: '5050-1055',
  contactName: 'Namn Namnsson',
  contactPhone: '08-121 21 21',
  contactEmail: 'namn@namn.se',
  isFinal: false,
  ...over,
});

/** The steps of the main job over HTTP, for tests that start in the middle of it. */
export class Cases {
  constructor(
    private readonly app: NestFastifyApplication,
    private readonly world: World,
  ) {}

  /** One request as the browser sends it; commands get a key of their own unless headers say otherwise. */
  async send<T = Record<string, unknown>>(
    session: Session,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const answer = await this.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { ...(method === 'GET' ? session : command(session)), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    return { status: answer.statusCode, body: answer.body ? answer.json<T>() : (null as T), headers: answer.headers };
  }

  /** An agreement period of its own, open for three years around today unless told otherwise; gives its code. */
  async period(over: Record<string, unknown> = {}): Promise<string> {
    const code = `${2300 + Math.floor(Math.random() * 6000)}-${2300 + Math.floor(Math.random() * 6000)}`;
    const row = {
      agreement: 'KOM-KR',
      code,
      starts_on: '2000-01-01',
      ends_on: '2000-12-31',
      registration_opens_on: '2000-01-01',
      registration_closes_on: '2199-01-01',
      ...over,
    };
    const columns = Object.keys(row);
    await this.world.as(
      `insert into agreement_period (${columns.join(', ')}) values (${columns.map((_c, n) => `$${n + 1}`).join(', ')}) on conflict (code) do nothing`,
      Object.values(row),
    );
    return row.code;
  }

  /** Gives the organisation money in the period, with its ledger entry. */
  async allot(organization: TestOrganization, period: string, ore: number): Promise<string> {
    const id = await this.world.as<string>(
      'insert into allotment (period_id, organization_id, allotted_ore) select id, $1, $2 from agreement_period where code = $3 returning id',
      [organization.id, ore, period],
    );
    await this.world.as(
      `insert into ledger_entry (allotment_id, organization_id, kind, delta_allotted_ore, cause) values ($1, $2, 'allot', $3, $4)`,
      [id, organization.id, ore, `allot:${id}`],
    );
    return id;
  }

  /** A saved draft of a complete application. */
  async draft(session: Session, period: string, over: Partial<InsatsForm> = {}): Promise<InsatsView> {
    const created = await this.send<InsatsView>(session, 'POST', '/insatser', { period });
    if (created.status !== 201) throw new Error(JSON.stringify(created.body));
    const form = completeForm({ responsiblePersonId: created.body.form.responsiblePersonId, ...over });
    const saved = await this.send<InsatsView>(session, 'PUT', `/insatser/${created.body.id}`, form, {
      'if-match': `"${created.body.version}"`,
    });
    if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
    return saved.body;
  }

  /** A submitted application; gives its id. */
  async submitted(session: Session, period: string, over: Partial<InsatsForm> = {}): Promise<string> {
    const draft = await this.draft(session, period, over);
    const answer = await this.send(session, 'POST', `/insatser/${draft.id}/submission`, undefined, { 'if-match': `"${draft.version}"` });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return draft.id;
  }

  /** An approved insats with that much granted; gives its id. */
  async approved(employer: Session, caseworker: Session, period: string, grantedOre: number): Promise<string> {
    const id = await this.submitted(employer, period);
    const answer = await this.send(caseworker, 'POST', `/admin/insatser/${id}/approval`, { grantedOre, motivation: '' });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return id;
  }

  /** A saved draft of a complete requisition. */
  async requisitionDraft(session: Session, insatsId: string, over: Partial<RequisitionForm> = {}): Promise<RequisitionView> {
    const created = await this.send<RequisitionView>(session, 'POST', `/insatser/${insatsId}/requisitions`);
    if (created.status !== 201) throw new Error(JSON.stringify(created.body));
    const saved = await this.send<RequisitionView>(session, 'PUT', `/requisitions/${created.body.id}`, completeRequisition(over), {
      'if-match': `"${created.body.version}"`,
    });
    if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
    return saved.body;
  }

  /** Sends a requisition draft in. */
  submitRequisition(session: Session, draft: { id: string; version: number }): Promise<Answer> {
    return this.send(session, 'POST', `/requisitions/${draft.id}/submission`, undefined, { 'if-match': `"${draft.version}"` });
  }

  /** The four cards of a period. */
  async cards(session: Session, period: string): Promise<Record<string, number>> {
    const { body } = await this.send<{ cards: Record<string, number> }>(session, 'GET', `/overview?period=${period}`);
    return body.cards;
  }

  /** Mails in the outbox about a case, oldest first. */
  async mails(id: string): Promise<{ template: string; recipient: string }[]> {
    await this.world.as('select 1', []);
    const { rows } = await this.world.sql.query<{ template: string; recipient: string }>(
      'select template, recipient from outbox where event_key like $1 order by id',
      [`%:${id}`],
    );
    return rows;
  }
}

export const newKey = (): string => randomUUID();
