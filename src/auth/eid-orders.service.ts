import { createHash, randomUUIDv7 } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Db, type Tx } from '../kernel/db.js';
import { logIns } from '../kernel/metrics.js';
import { kernelProblem } from '../kernel/problem.js';
import { EidFault, hintOfFault } from './eid.fault.js';
import { eidProblem } from './eid.problems.js';
import type { Browser, EidAnswer, EidProvider } from './eid.provider.js';
import { EidProviders } from './eid.providers.js';
import * as sql from './eid-order.queries.js';
import type { Entrance, OrderRow, ProviderName, Purpose, SessionProvider } from './eid-order.js';
import { startAt } from './eid-start.js';
import { EidOrderStore, type LiveOrder, rowsOf } from './eid-order.store.js';
import { Persons } from './persons.service.js';
import { newSecret, sameSecret, secretHash } from './secrets.js';
import { SignatureBook } from './signature-book.service.js';
import type { Signing } from './signing.js';

/** How long a provider may be silent before an order is given up. */
const PATIENCE_MS = 12_000;
const SYSTEM = { kind: 'system' } as const;

/** The one use of a completed log-in. */
export interface Consumed {
  completedAt: Date;
  provider: SessionProvider;
}

/** Orders at the e-ID providers, to log in or to sign: started, asked about by one collector at a time, ended. They live in PostgreSQL, so any process may answer. */
@Injectable()
export class EidOrders {
  private readonly log = new Logger('eid');

  constructor(
    private readonly db: Db,
    private readonly providers: EidProviders,
    private readonly store: EidOrderStore,
    private readonly persons: Persons,
    private readonly signatures: SignatureBook,
  ) {}

  /**
   * Starts an order for a browser under a new cookie (`browserId`) and cancels the one it had before, also at another provider. With
   * something to sign it is a signature, else a log-in by an entrance that is the order's from here on: nothing that is sent later changes
   * it (A3).
   * Errors: 404 `eid/not-offered`; 409, 502 or 503 `eid/…` when the provider gives none.
   */
  async start(
    name: ProviderName,
    browser: Browser,
    mode: OrderRow['mode'],
    { signing = null, entrance = 'employer' }: { signing?: Signing | null; entrance?: Entrance } = {},
  ): Promise<LiveOrder & { browserId: string }> {
    const provider = this.providers.named(name);
    if (!provider.offered) throw eidProblem('not-offered');
    // Of a known person a provider takes one order at a time: the one before has to be gone first.
    if (signing?.signer) await this.cancelOthers(browser.id, { heard: true });
    const starting = startAt(this.log, provider, browser, mode, signing);
    const [{ secrets, returnHash }] = await Promise.all([starting, this.cancelOthers(browser.id)]);
    const [id, browserId, csrfToken] = [randomUUIDv7(), newSecret(), newSecret()];
    const { keyId, bytes } = this.store.sealSecrets(id, secrets);
    const request = signing && this.store.sealSigning(id, signing);
    const purpose: Purpose = signing ? 'sign' : 'login';
    const row = [id, mode, secretHash(browserId), csrfToken, bytes, keyId, browser.ip, browser.userAgent, name, provider.hints.first];
    const asked = [purpose, request?.bytes ?? null, request?.keyId ?? null, browser.deviceIdentifier ?? null, entrance, returnHash];
    await this.db.tx(SYSTEM, (tx) => tx.em.query(sql.INSERT, [...row, ...asked]));
    this.tell(id, 'startad', provider, secrets);
    if (!signing) logIns.inc({ provider: name, outcome: 'started' });
    return { order: await this.store.find(id, browserId, purpose, name), provider, secrets, signing, browserId };
  }

  /**
   * How an order goes. Asks the provider when nobody else does and its pace allows; 404 for another browser, for another purpose
   * or, where `name` is given, another provider, 403 without its token.
   */
  async collect(
    id: string,
    browserId: string | undefined,
    token: unknown,
    name: ProviderName | null = null,
    purpose: Purpose = 'login',
  ): Promise<LiveOrder> {
    const known = await this.own(id, browserId, token, name, purpose);
    if (known.status !== 'pending') return this.store.live(known);
    const [claim] = await this.store.rows<{ row: OrderRow; claimed: boolean }>(sql.CLAIM, [id]);
    const again = () => this.store.find(id, browserId, purpose, name);
    if (!claim) return this.store.live(await again());
    if (!claim.claimed) return this.store.live(claim.row);
    const changed = await this.ask(this.store.live(claim.row));
    return this.store.live(changed ?? (await again()));
  }

  /** Ends an order; one that has already ended is left as it is. */
  async cancel(
    id: string,
    browserId: string | undefined,
    token: unknown,
    name: ProviderName | null = null,
    purpose: Purpose = 'login',
  ): Promise<void> {
    await this.own(id, browserId, token, name, purpose);
    await this.cancelAll(sql.CANCEL, [id]);
  }

  /** The one use of a completed log-in, inside the transaction that begins the session: null if used before. */
  async consume(tx: Tx, id: string): Promise<Consumed | null> {
    return (await rowsOf<Consumed>(tx, sql.CONSUME, [id]))[0] ?? null;
  }

  /** Cancels orders whose browser has gone; gives how many. For a job that runs every few seconds. */
  sweep(): Promise<number> {
    return this.cancelAll(sql.CANCEL_ABANDONED, []);
  }

  private async ask(live: LiveOrder): Promise<OrderRow | undefined> {
    const { order, provider, secrets, signing } = live;
    const at = [order.id, order.attempt];
    try {
      const answer = await provider.poll(order, secrets, signing);
      if (answer.state === 'restart') return await this.restart(live);
      if (answer.hint !== order.hint) this.tell(order.id, answer.hint, provider, secrets);
      if (answer.state === 'complete') return await this.complete(order, signing, answer);
      if (answer.state === 'failed') return await this.fail(live, answer.hint);
      return await this.store.change(sql.GOES_ON, [...at, provider.paceSeconds, answer.hint]);
    } catch (error) {
      if (!(error instanceof EidFault)) throw error;
      this.log.warn({ msg: `${provider.title} svarade inte på en fråga`, orderId: order.id, reason: error.reason });
      if (error.passing && order.silentMs < PATIENCE_MS) return this.store.change(sql.NO_ANSWER, [...at, provider.paceSeconds]);
      return this.fail(live, hintOfFault(error, provider.hints.gone));
    }
  }

  /** The person, what was signed and the order's end are written together or not at all. */
  private async complete(
    order: OrderRow,
    signing: Signing | null,
    { hint, identity, signed }: Extract<EidAnswer, { state: 'complete' }>,
  ): Promise<OrderRow | undefined> {
    const at = [order.id, order.attempt];
    const changed = await this.db.tx(SYSTEM, async (tx) => {
      const stranger = signing?.signer && signing.signer.personalNumber !== identity.personalNumber;
      const person = stranger ? null : await this.persons.identify(tx, identity);
      const refusal = stranger ? 'otherPerson' : !person ? 'unusableNumber' : !person.active ? 'personBlocked' : null;
      const [query, ...facts] = refusal || !person ? [sql.FAILED, refusal] : [sql.COMPLETED, person.id, hint];
      const [ended] = await rowsOf<{ row: OrderRow }>(tx, query, [...at, ...facts]);
      if (ended && !refusal && person && signing) await this.signatures.write(tx, { order, signing, personId: person.id, ...signed! });
      return ended?.row;
    });
    if (changed && !signing) logIns.inc({ provider: order.provider, outcome: changed.status });
    this.log.log({ msg: 'avslutad', orderId: order.id, status: changed?.status, hint: changed?.hint, ms: order.totalMs });
    return changed;
  }

  private async fail({ order: { id, attempt, provider }, signing }: LiveOrder, hint: string): Promise<OrderRow | undefined> {
    const changed = await this.store.change(sql.FAILED, [id, attempt, hint]);
    if (changed && !signing) logIns.inc({ provider, outcome: 'failed' });
    return changed;
  }

  private async restart({ order, provider, signing }: LiveOrder): Promise<OrderRow | undefined> {
    const secrets = await provider.start({ ...order, id: undefined }, order.mode, signing, null);
    const { keyId, bytes } = this.store.sealSecrets(order.id, secrets);
    const { paceSeconds, hints } = provider;
    const changed = await this.store.change(sql.RESTARTED, [order.id, order.attempt, paceSeconds, hints.first, bytes, keyId]);
    if (changed) this.tell(order.id, 'omstartad', provider, secrets);
    else await this.cancelAt(provider, secrets);
    return changed;
  }

  private async own(
    id: string,
    browserId: string | undefined,
    token: unknown,
    name: ProviderName | null,
    purpose: Purpose,
  ): Promise<OrderRow> {
    const order = await this.store.find(id, browserId, purpose, name);
    if (!sameSecret(token, order.csrfToken)) throw kernelProblem('cross-site');
    return order;
  }

  /** Cancels what a browser had begun, for whoever begins something else in it. Nobody waits for the provider to hear of it unless told to. */
  async cancelOthers(browserId: string | undefined, { heard = false } = {}): Promise<void> {
    if (!browserId) return;
    const cancelled = await this.store.rows(sql.CANCEL_OTHERS, [secretHash(browserId)]);
    const told = Promise.all(cancelled.map(({ row }) => this.tellProvider(row)));
    if (heard) await told;
  }

  private async cancelAll(query: string, values: unknown[]): Promise<number> {
    const cancelled = await this.store.rows(query, values);
    await Promise.all(cancelled.map(({ row }) => this.tellProvider(row)));
    return cancelled.length;
  }

  /** An order that no key opens any more has nothing to tell its provider, and stops nobody else's. */
  private async tellProvider(row: OrderRow): Promise<void> {
    this.log.log({ msg: 'avbruten', orderId: row.id, hint: row.hint });
    let live: LiveOrder;
    try {
      live = this.store.live(row);
    } catch (error) {
      return this.log.warn({ msg: 'ordern gick inte att läsa', orderId: row.id, name: (error as Error).name });
    }
    await this.cancelAt(live.provider, live.secrets);
  }

  /** Best effort: an order that is not cancelled dies by itself within minutes. */
  private async cancelAt(provider: EidProvider, secrets: unknown): Promise<void> {
    await provider.cancel(secrets).catch((error: unknown) => {
      this.log.warn({ msg: `${provider.title} tog inte emot ett avbrott`, reason: (error as EidFault).reason });
    });
  }

  private tell(orderId: string, hint: string, provider: EidProvider, secrets: unknown): void {
    const ref = createHash('sha256').update(provider.reference(secrets)).digest('hex').slice(0, 12);
    this.log.log({ msg: 'e-legitimation', provider: provider.name, orderId, hint, ref });
  }
}
