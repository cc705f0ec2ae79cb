import { Injectable } from '@nestjs/common';
import { allotmentProblem } from '../allotments/index.js';
import { type Actor, can } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { action, lifecycleActions } from '../kernel/lifecycle.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import { searchPatterns } from '../kernel/sql.js';
import type { AdminInsatsPage, AdminQueueQuery } from './admin-insats.dto.js';
import type { InsatsListQuery, InsatsPage } from './insats-list.dto.js';
import type { InsatsView } from './insats.dto.js';
import { insatsLifecycle, type InsatsStatus } from './insats.lifecycle.js';
import { decideRefusal, refusal, requisitionRefusal } from './insats.policy.js';
import { adminQueue, insatsDetail, insatsPage, type ListShape, overview } from './insats.queries.js';

/** The row behind the page: the view and what its actions are decided from. */
interface Detail extends Omit<InsatsView, 'actions' | 'status'> {
  status: InsatsStatus;
  organizationId: string;
  createdBy: string;
  activeOffersOre: number;
  settledOffersOre: number;
  requisitionCount: number;
  requisitionsClosed: boolean;
  partialPolicy: 'none' | 'preapproved' | 'free';
  finalExists: boolean;
}

/** Every read of insatser: the overview, the list and the page. One statement each. */
@Injectable()
export class InsatsPages {
  /** The overview's statement for who sees all and who sees her own, written once. */
  private readonly overviews = new Map<boolean, string>();

  constructor(private readonly db: Db) {}

  /** The economy overview as JSON text straight from PostgreSQL; 404 for an unknown period. */
  async overview(actor: Actor, period?: string): Promise<string> {
    const all = can(actor, 'insats:read-all');
    const expression = this.overviews.get(all) ?? overview(actor);
    this.overviews.set(all, expression);
    const json = await this.db.read<string | null>(actor, `overview:${all}`, expression, [
      actor.organizationId,
      period ?? null,
      actor.personId,
      25,
    ]);
    if (json === null) throw allotmentProblem('period-not-found');
    return json;
  }

  /** A page of the list; a search that finds less than a page also asks for word stems and similar spelling (A40). */
  async list(actor: Actor, query: InsatsListQuery): Promise<InsatsPage> {
    const words = query.q ? searchPatterns(query.q) : [];
    if (words.length === 0) return this.page(actor, query, query.cursor, 'none', null);
    const stems = query.cursor?.startsWith('~');
    const found = stems ? null : await this.page(actor, query, query.cursor, 'words', words);
    if (found && (found.rows.length > 0 || query.cursor)) return found;
    const similar = await this.page(actor, query, query.cursor?.slice(1), 'stems', query.q!);
    return { rows: similar.rows, next: similar.next && `~${similar.next}` };
  }

  private async page(
    actor: Actor,
    query: Pick<InsatsListQuery, 'period' | 'sort' | 'order' | 'limit'>,
    cursor: string | undefined,
    search: ListShape['search'],
    text: unknown,
  ): Promise<InsatsPage> {
    const sort = query.sort ?? 'number';
    const order = query.order ?? (sort === 'number' || sort === 'created' ? 'desc' : 'asc');
    const after = decodeCursor(cursor, `${sort} ${order}`);
    const values: unknown[] = [actor.organizationId, query.period, actor.personId, query.limit];
    const place = (value: unknown) => `$${values.push(value)}`;
    const sql = insatsPage(
      actor,
      { sort, order, after: after !== null, search },
      {
        organization: '$1',
        period: '(select id from agreement_period where code = $2)',
        person: '$3',
        limit: '$4',
        ...(after ? { afterValue: place(String(after.value)), afterId: place(after.id) } : {}),
        ...(search === 'none' ? {} : { search: place(text) }),
      },
    );
    const name = ['insatser', can(actor, 'insats:read-all'), sort, order, after !== null, search].join(':');
    return this.db.read<InsatsPage>(actor, name, `select ${sql}`, values);
  }

  /** The fund's queue in one status, oldest first. */
  queue(actor: Actor, { status, cursor, limit }: AdminQueueQuery): Promise<AdminInsatsPage> {
    const after = decodeCursor(cursor, 'queue');
    return this.db.read<AdminInsatsPage>(actor, 'insatser:queue', adminQueue, [
      status ?? 'registreras',
      limit,
      after?.value ?? null,
      after?.id ?? null,
    ]);
  }

  /** The page of one insats with what can be done; 404 when this person may not see it. */
  async view(actor: Actor, id: string): Promise<InsatsView> {
    const name = `insats:${actor.context}:${can(actor, 'insats:read-all')}`;
    return present(actor, await this.db.read<Detail | null>(actor, name, insatsDetail(actor), [id, actor.personId]));
  }

  /** The same inside a running transaction. */
  async viewIn(tx: Tx, actor: Actor, id: string): Promise<InsatsView> {
    return present(actor, await readIn<Detail | null>(tx, insatsDetail(actor), [id, actor.personId]));
  }
}

function present(actor: Actor, detail: Detail | null): InsatsView {
  if (!detail) throw kernelProblem('not-found');
  const {
    organizationId,
    createdBy: _createdBy,
    activeOffersOre,
    settledOffersOre,
    requisitionCount,
    requisitionsClosed,
    partialPolicy,
    finalExists,
    ...view
  } = detail;
  const money = { supplierMode: detail.form.supplierMode, appliedOre: detail.appliedOre, activeOffersOre, settledOffersOre };
  const actions = lifecycleActions(insatsLifecycle, actor, detail.status, (verb) =>
    verb === 'approve' || verb === 'reject' ? decideRefusal(actor, verb, { organizationId, ...money }) : null,
  );
  if (can(actor, 'insats:edit'))
    actions.push(action('delete', 'Ta bort utkastet', detail.status === 'utkast' ? null : refusal('not-draft')));
  if (can(actor, 'requisition:create')) {
    const { status, amounts } = detail;
    const state = { status, supplierMode: detail.form.supplierMode, requisitionCount, requisitionableOre: amounts.requisitionableOre };
    actions.push(action('requisition', 'Rekvirera', requisitionRefusal(state, { requisitionsClosed, partialPolicy }, finalExists)));
  }
  return { ...view, actions };
}
