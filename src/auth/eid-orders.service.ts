import { createHash, randomUUIDv7 } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Db, type Tx } from '../kernel/db.js';
import { kernelProblem } from '../kernel/problem.js';
import { EidFault, hintOfFault } from './eid.fault.js';
import { eidProblem } from './eid.problems.js';
import type { Browser, EidProvider } from './eid.provider.js';
import { EidProviders } from './eid.providers.js';
import * as sql from './eid-order.queries.js';
import type { Entrance, OrderRow, ProviderName } from './eid-order.js';
import { type Identity, Persons } from './persons.service.js';
import { newSecret, sameSecret, secretHash } from './secrets.js';
import { Vault } from './vault.js';

/** How long a provider may be silent before an order is given up. */
const PATIENCE_MS = 12_000;
const SYSTEM = { kind: 'system' } as const;

/** An order, whose it is and, for our own pages' use, what the provider gave for it. */
export interface LiveOrder {
  order: OrderRow;
  provider: EidProvider;
  secrets: unknown;
}

/** The one use of a completed order. */
export interface Consumed {
  completedAt: Date;
  provider: ProviderName;
}

/** Log-in orders at the e-ID providers: started, asked about by one collector at a time, ended. They live in PostgreSQL, so any process may answer. */
@Injectable()
export class EidOrders {
  private readonly log = new Logger('eid');

  constructor(
    private readonly db: Db,
    private readonly providers: EidProviders,
    private readonly vault: Vault,
    private readonly persons: Persons,
  ) {}

  /**
   * Starts an order for a browser under a new cookie (`browserId`) and cancels the one it had before, also at another provider. The entrance
   * is the order's from here on: nothing that is sent later changes it (A3).
   * Errors: 404 `eid/not-offered`; 409, 502 or 503 `eid/…` when the provider gives none.
   */
  async start(
    name: ProviderName,
    browser: Browser,
    mode: OrderRow['mode'],
    entrance: Entrance,
  ): Promise<LiveOrder & { browserId: string }> {
    const provider = this.providers.named(name);
    if (!provider.offered) throw eidProblem('not-offered');
    const [secrets] = await Promise.all([this.startAt(provider, browser, mode), this.cancelOthers(browser.id)]);
    const [id, browserId, csrfToken] = [randomUUIDv7(), newSecret(), newSecret()];
    const { keyId, bytes } = this.vault.seal(JSON.stringify(secrets), place(id));
    const { ip, userAgent } = browser;
    const row = [id, mode, secretHash(browserId), csrfToken, bytes, keyId, ip, userAgent, name, provider.hints.first, entrance];
    await this.db.tx(SYSTEM, (tx) => tx.em.query(sql.INSERT, row));
    this.tell(id, 'startad', provider, secrets);
    return { order: await this.find(id, browserId), provider, secrets, browserId };
  }

  /**
   * How an order goes. Asks the provider when nobody else does and its pace allows; 404 for another browser or, where `name` is given,
   * another provider, 403 without its token.
   */
  async collect(id: string, browserId: string | undefined, token: unknown, name?: ProviderName): Promise<LiveOrder> {
    const known = await this.own(id, browserId, token, name);
    if (known.status !== 'pending') return this.live(known);
    const [claim] = await this.rows<{ row: OrderRow; claimed: boolean }>(sql.CLAIM, [id]);
    if (!claim) return this.live(await this.find(id, browserId));
    if (!claim.claimed) return this.live(claim.row);
    const changed = await this.ask(this.live(claim.row));
    return this.live(changed ?? (await this.find(id, browserId)));
  }

  /** Ends an order; one that has already ended is left as it is. */
  async cancel(id: string, browserId: string | undefined, token: unknown, name?: ProviderName): Promise<void> {
    await this.own(id, browserId, token, name);
    await this.cancelAll(sql.CANCEL, [id]);
  }

  /** The one use of a completed order, inside the transaction that begins the session: null if used before. */
  async consume(tx: Tx, id: string): Promise<Consumed | null> {
    return (await rowsOf<Consumed>(tx, sql.CONSUME, [id]))[0] ?? null;
  }

  /** Cancels orders whose browser has gone; gives how many. For a job that runs every few seconds. */
  sweep(): Promise<number> {
    return this.cancelAll(sql.CANCEL_ABANDONED, []);
  }

  private async ask({ order, provider, secrets }: LiveOrder): Promise<OrderRow | undefined> {
    const at = [order.id, order.attempt];
    try {
      const answer = await provider.poll(order, secrets);
      if (answer.state === 'restart') return await this.restart(order, provider);
      if (answer.hint !== order.hint) this.tell(order.id, answer.hint, provider, secrets);
      if (answer.state === 'complete') return await this.complete(order, answer);
      if (answer.state === 'failed') return await this.change(sql.FAILED, [...at, answer.hint]);
      return await this.change(sql.GOES_ON, [...at, provider.paceSeconds, answer.hint]);
    } catch (error) {
      if (!(error instanceof EidFault)) throw error;
      this.log.warn({ msg: `${provider.title} svarade inte på en fråga`, orderId: order.id, reason: error.reason });
      if (error.passing && order.silentMs < PATIENCE_MS) return this.change(sql.NO_ANSWER, [...at, provider.paceSeconds]);
      return this.change(sql.FAILED, [...at, hintOfFault(error, provider.hints.gone)]);
    }
  }

  private async complete(order: OrderRow, { hint, identity }: { hint: string; identity: Identity }): Promise<OrderRow | undefined> {
    const at = [order.id, order.attempt];
    const changed = await this.db.tx(SYSTEM, async (tx) => {
      const person = await this.persons.identify(tx, identity);
      const [query, ...facts] = person?.active
        ? [sql.COMPLETED, person.id, hint]
        : [sql.FAILED, person ? 'personBlocked' : 'unusableNumber'];
      return (await rowsOf<{ row: OrderRow }>(tx, query, [...at, ...facts]))[0]?.row;
    });
    this.log.log({ msg: 'avslutad', orderId: order.id, status: changed?.status, hint: changed?.hint, ms: order.totalMs });
    return changed;
  }

  private async restart(order: OrderRow, provider: EidProvider): Promise<OrderRow | undefined> {
    const secrets = await provider.start({ id: undefined, ip: order.ip, userAgent: order.userAgent }, order.mode);
    const { keyId, bytes } = this.vault.seal(JSON.stringify(secrets), place(order.id));
    const { paceSeconds, hints } = provider;
    const changed = await this.change(sql.RESTARTED, [order.id, order.attempt, paceSeconds, hints.first, bytes, keyId]);
    if (changed) this.tell(order.id, 'omstartad', provider, secrets);
    else await this.cancelAt(provider, secrets);
    return changed;
  }

  private async startAt(provider: EidProvider, browser: Browser, mode: OrderRow['mode']): Promise<unknown> {
    try {
      return await provider.start(browser, mode);
    } catch (error) {
      if (!(error instanceof EidFault)) throw error;
      this.log.warn({ msg: `${provider.title} startade ingen inloggning`, reason: error.reason });
      if (error.kind === 'already-in-progress') throw eidProblem(provider.busy);
      throw error.ours ? eidProblem('rejected') : eidProblem('unavailable', { retryAfter: 5 });
    }
  }

  private async own(id: string, browserId: string | undefined, token: unknown, name?: ProviderName): Promise<OrderRow> {
    const order = await this.find(id, browserId, name);
    if (!sameSecret(token, order.csrfToken)) throw kernelProblem('cross-site');
    return order;
  }

  private async find(id: string, browserId: string | undefined, name: ProviderName | null = null): Promise<OrderRow> {
    const order =
      browserId && isUUID(id) && (await this.db.read<OrderRow | null>(SYSTEM, 'eid-order', sql.FIND, [id, secretHash(browserId), name]));
    if (!order) throw eidProblem('order-not-found');
    return order;
  }

  private live(order: OrderRow): LiveOrder {
    const sealed = { keyId: order.keyId, bytes: Buffer.from(order.secrets, 'base64') };
    const secrets: unknown = JSON.parse(this.vault.open(sealed, place(order.id)));
    return { order, provider: this.providers.named(order.provider), secrets };
  }

  private async cancelOthers(browserId: string | undefined): Promise<void> {
    if (browserId) await this.cancelAll(sql.CANCEL_OTHERS, [secretHash(browserId)]);
  }

  private async cancelAll(query: string, values: unknown[]): Promise<number> {
    const cancelled = await this.rows<{ row: OrderRow }>(query, values);
    await Promise.all(cancelled.map(({ row }) => this.tellProvider(row)));
    for (const { row } of cancelled) this.log.log({ msg: 'avbruten', orderId: row.id, hint: row.hint });
    return cancelled.length;
  }

  /** An order that no key opens any more has nothing to tell its provider, and stops nobody else's. */
  private async tellProvider(row: OrderRow): Promise<void> {
    let live: LiveOrder;
    try {
      live = this.live(row);
    } catch (error) {
      this.log.warn({ msg: 'ordern gick inte att läsa', orderId: row.id, name: (error as Error).name });
      return;
    }
    await this.cancelAt(live.provider, live.secrets);
  }

  /** Best effort: an order that is not cancelled dies by itself within minutes. */
  private async cancelAt(provider: EidProvider, secrets: unknown): Promise<void> {
    await provider.cancel(secrets).catch((error: unknown) => {
      this.log.warn({ msg: `${provider.title} tog inte emot ett avbrott`, reason: (error as EidFault).reason });
    });
  }

  private async change(query: string, values: unknown[]): Promise<OrderRow | undefined> {
    return (await this.rows<{ row: OrderRow }>(query, values))[0]?.row;
  }

  private rows<T>(query: string, values: unknown[]): Promise<T[]> {
    return this.db.tx(SYSTEM, (tx) => rowsOf<T>(tx, query, values));
  }

  private tell(orderId: string, hint: string, provider: EidProvider, secrets: unknown): void {
    const ref = createHash('sha256').update(provider.reference(secrets)).digest('hex').slice(0, 12);
    this.log.log({ msg: 'e-legitimation', provider: provider.name, orderId, hint, ref });
  }
}

const place = (orderId: string): string => `eid_order:${orderId}`;

const rowsOf = async <T>(tx: Tx, query: string, values: unknown[]): Promise<T[]> => (await tx.em.query<[T[], number]>(query, values))[0];
