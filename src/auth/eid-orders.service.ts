import { createHash, randomUUIDv7 } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { ENV, type Env } from '../../config/env.js';
import { Db, type Tx } from '../kernel/db.js';
import { kernelProblem } from '../kernel/problem.js';
import { BankIdClient, type CompletionData, type StartedAtBankId } from './bankid.client.js';
import { BankIdFault } from './bankid.fault.js';
import { hintOfFault } from './bankid.messages.js';
import { eidProblem } from './eid.problems.js';
import * as sql from './eid-order.queries.js';
import type { OrderRow } from './eid-order.queries.js';
import { logInRequest } from './log-in.request.js';
import { Persons } from './persons.service.js';
import { newSecret, sameSecret, secretHash } from './secrets.js';
import { Vault } from './vault.js';

/** An order that nobody scans dies after 30 s; a new one takes its place until this long after the button was pressed. */
const RESTART_WITHIN_MS = 180_000;
/** How long BankID may be silent before an order is given up. */
const PATIENCE_MS = 12_000;
const SYSTEM = { kind: 'system' } as const;

/** The browser that wants to log in. */
export interface Browser {
  /** Its pre-authentication cookie, if it has one. */
  id: string | undefined;
  ip: string;
  userAgent: string | null;
}

/** An order and, for our own pages' use, what BankID gave for it. */
export interface LiveOrder {
  order: OrderRow;
  secrets: StartedAtBankId;
}

/** Log-in orders at BankID: started, asked about by one collector at a time, ended. They live in PostgreSQL, so any process may answer. */
@Injectable()
export class EidOrders {
  private readonly log = new Logger('eid');

  constructor(
    private readonly db: Db,
    private readonly bankid: BankIdClient,
    private readonly vault: Vault,
    private readonly persons: Persons,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Starts an order for a browser under a new cookie (`browserId`) and cancels the one it had before.
   * Errors: 409, 502 or 503 `eid/…` when BankID gives none.
   */
  async start(browser: Browser, mode: OrderRow['mode']): Promise<LiveOrder & { browserId: string }> {
    const [secrets] = await Promise.all([this.startAtBankId(browser), this.cancelOthers(browser.id)]);
    const [id, browserId, csrfToken] = [randomUUIDv7(), newSecret(), newSecret()];
    const { keyId, bytes } = this.vault.seal(JSON.stringify(secrets), place(id));
    await this.db.tx(SYSTEM, (tx) =>
      tx.em.query(sql.INSERT, [id, mode, secretHash(browserId), csrfToken, bytes, keyId, browser.ip, browser.userAgent]),
    );
    this.tell(id, 'startad', secrets.orderRef);
    const order = await this.find(id, browserId);
    return { order, secrets, browserId };
  }

  /** How an order goes. Asks BankID when nobody else does and two seconds have passed; 404 for another browser, 403 without its token. */
  async collect(id: string, browserId: string | undefined, token: unknown): Promise<LiveOrder> {
    const known = await this.own(id, browserId, token);
    if (known.status !== 'pending') return this.live(known);
    const [claim] = await this.rows<{ row: OrderRow; claimed: boolean }>(sql.CLAIM, [id]);
    if (!claim) return this.live(await this.find(id, browserId));
    if (!claim.claimed) return this.live(claim.row);
    const changed = await this.ask(this.live(claim.row));
    return this.live(changed ?? (await this.find(id, browserId)));
  }

  /** Ends an order; one that has already ended is left as it is. */
  async cancel(id: string, browserId: string | undefined, token: unknown): Promise<void> {
    await this.own(id, browserId, token);
    await this.cancelAll(sql.CANCEL, [id]);
  }

  /** The one use of a completed order, inside the transaction that begins the session: when it was completed, or null if used before. */
  async consume(tx: Tx, id: string): Promise<Date | null> {
    const [rows] = await tx.em.query<[{ completedAt: Date }[], number]>(sql.CONSUME, [id]);
    return rows[0]?.completedAt ?? null;
  }

  /** Cancels orders whose browser has gone; gives how many. For a job that runs every few seconds. */
  sweep(): Promise<number> {
    return this.cancelAll(sql.CANCEL_ABANDONED, []);
  }

  private async ask({ order, secrets }: LiveOrder): Promise<OrderRow | undefined> {
    const at = [order.id, order.attempt];
    try {
      const answer = await this.bankid.collect(secrets.orderRef);
      if (answer.hint !== order.hint) this.tell(order.id, answer.hint, secrets.orderRef);
      if (answer.status === 'complete') return await this.complete(order, answer.completionData);
      if (answer.status === 'pending') return await this.change(sql.GOES_ON, [...at, answer.hint]);
      const unscanned = answer.hint === 'startFailed' && order.mode === 'qr' && order.totalMs < RESTART_WITHIN_MS;
      return unscanned ? await this.restart(order) : await this.change(sql.FAILED, [...at, answer.hint]);
    } catch (error) {
      if (!(error instanceof BankIdFault)) throw error;
      this.log.warn({ msg: 'BankID svarade inte på en fråga', orderId: order.id, reason: error.reason });
      if (error.passing && order.silentMs < PATIENCE_MS) return this.change(sql.NO_ANSWER, at);
      return this.change(sql.FAILED, [...at, hintOfFault(error.kind)]);
    }
  }

  private async complete(order: OrderRow, { user, device, risk }: CompletionData): Promise<OrderRow | undefined> {
    const at = [order.id, order.attempt];
    if (risk === 'high') return this.change(sql.FAILED, [...at, 'transactionRiskBlocked']);
    if (order.mode === 'same-device' && device.ipAddress !== null && device.ipAddress !== order.ip)
      this.log.warn({ msg: 'appen och webbläsaren har olika adresser', orderId: order.id });
    const changed = await this.db.tx(SYSTEM, async (tx) => {
      const person = await this.persons.identify(tx, user);
      const [query, fact] = person?.active ? [sql.COMPLETED, person.id] : [sql.FAILED, person ? 'personBlocked' : 'unusableNumber'];
      return (await rowsOf<{ row: OrderRow }>(tx, query, [...at, fact]))[0]?.row;
    });
    this.log.log({ msg: 'avslutad', orderId: order.id, status: changed?.status, hint: changed?.hint, ms: order.totalMs });
    return changed;
  }

  private async restart(order: OrderRow): Promise<OrderRow | undefined> {
    const secrets = await this.bankid.auth(logInRequest(this.env.PUBLIC_ORIGIN, order.ip, order.userAgent));
    const { keyId, bytes } = this.vault.seal(JSON.stringify(secrets), place(order.id));
    const changed = await this.change(sql.RESTARTED, [order.id, order.attempt, bytes, keyId]);
    if (changed) this.tell(order.id, 'omstartad', secrets.orderRef);
    else await this.cancelAtBankId(secrets.orderRef);
    return changed;
  }

  private async startAtBankId(browser: Browser): Promise<StartedAtBankId> {
    try {
      return await this.bankid.auth(logInRequest(this.env.PUBLIC_ORIGIN, browser.ip, browser.userAgent));
    } catch (error) {
      if (!(error instanceof BankIdFault)) throw error;
      this.log.warn({ msg: 'BankID startade ingen inloggning', reason: error.reason });
      if (error.kind === 'already-in-progress' || error.kind === 'rejected') throw eidProblem(error.kind);
      throw error.kind === 'unauthorized' ? eidProblem('rejected') : eidProblem('unavailable', { retryAfter: 5 });
    }
  }

  private async own(id: string, browserId: string | undefined, token: unknown): Promise<OrderRow> {
    const order = await this.find(id, browserId);
    if (!sameSecret(token, order.csrfToken)) throw kernelProblem('cross-site');
    return order;
  }

  private async find(id: string, browserId: string | undefined): Promise<OrderRow> {
    const order =
      browserId && isUUID(id) && (await this.db.read<OrderRow | null>(SYSTEM, 'eid-order', sql.FIND, [id, secretHash(browserId)]));
    if (!order) throw eidProblem('order-not-found');
    return order;
  }

  private live(order: OrderRow): LiveOrder {
    const sealed = { keyId: order.keyId, bytes: Buffer.from(order.secrets, 'base64') };
    return { order, secrets: JSON.parse(this.vault.open(sealed, place(order.id))) as StartedAtBankId };
  }

  private async cancelOthers(browserId: string | undefined): Promise<void> {
    if (browserId) await this.cancelAll(sql.CANCEL_OTHERS, [secretHash(browserId)]);
  }

  private async cancelAll(query: string, values: unknown[]): Promise<number> {
    const cancelled = await this.rows<{ row: OrderRow }>(query, values);
    await Promise.all(cancelled.map(({ row }) => this.cancelAtBankId(this.live(row).secrets.orderRef)));
    for (const { row } of cancelled) this.log.log({ msg: 'avbruten', orderId: row.id, hint: row.hint });
    return cancelled.length;
  }

  /** Best effort: an order that is not cancelled dies by itself within minutes. */
  private async cancelAtBankId(orderRef: string): Promise<void> {
    await this.bankid.cancel(orderRef).catch((error: unknown) => {
      this.log.warn({ msg: 'BankID tog inte emot ett avbrott', reason: (error as BankIdFault).reason });
    });
  }

  private async change(query: string, values: unknown[]): Promise<OrderRow | undefined> {
    return (await this.rows<{ row: OrderRow }>(query, values))[0]?.row;
  }

  private rows<T>(query: string, values: unknown[]): Promise<T[]> {
    return this.db.tx(SYSTEM, (tx) => rowsOf<T>(tx, query, values));
  }

  private tell(orderId: string, hint: string, orderRef: string): void {
    this.log.log({ msg: 'e-legitimation', orderId, hint, ref: createHash('sha256').update(orderRef).digest('hex').slice(0, 12) });
  }
}

const place = (orderId: string): string => `eid_order:${orderId}`;

const rowsOf = async <T>(tx: Tx, query: string, values: unknown[]): Promise<T[]> => (await tx.em.query<[T[], number]>(query, values))[0];
