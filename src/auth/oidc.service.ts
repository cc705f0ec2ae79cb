import { randomUUIDv7 } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Db, type Tx } from '../kernel/db.js';
import { logIns } from '../kernel/metrics.js';
import type { Problem } from '../kernel/problem.js';
import { eidProblem } from './eid.problems.js';
import type { Browser } from './eid.provider.js';
import type { Identified } from './eid.strategy.js';
import { type Entrance, orderPlace } from './eid-order.js';
import { EidOrders } from './eid-orders.service.js';
import { OidcClient, type OidcSecrets } from './oidc.client.js';
import { OidcFault, type OidcFaultKind } from './oidc.fault.js';
import * as sql from './oidc.queries.js';
import { type Identity, Persons } from './persons.service.js';
import { newSecret, sameSecret, secretHash } from './secrets.js';
import { Vault } from './vault.js';

const SYSTEM = { kind: 'system' } as const;

interface Waiting {
  id: string;
  keyId: string;
  bytes: Buffer;
  entrance: Entrance;
}

/** Log-ins at the OpenID Connect issuer: an order bound to the browser that began it, which comes back once. */
@Injectable()
export class OidcLogIns {
  private readonly log = new Logger('oidc');

  constructor(
    private readonly db: Db,
    private readonly client: OidcClient,
    private readonly orders: EidOrders,
    private readonly vault: Vault,
    private readonly persons: Persons,
  ) {}

  /** 404 `eid/not-offered` where the operator has configured no issuer. */
  requireOffered(): void {
    if (!this.client.offered) throw eidProblem('not-offered');
  }

  /**
   * Begins a log-in under a new cookie (`browserId`) by an entrance, which is its own from here on, and ends what the browser had begun before.
   * Errors: 502 or 503 when the issuer is not there.
   */
  async start(browser: Browser, entrance: Entrance): Promise<{ orderId: string; redirect: string; browserId: string }> {
    const [{ redirect, secrets }] = await Promise.all([this.begin(), this.orders.cancelOthers(browser.id)]);
    const [id, browserId] = [randomUUIDv7(), newSecret()];
    const { keyId, bytes } = this.vault.seal(JSON.stringify(secrets), orderPlace(id));
    const row = [id, secretHash(browserId), newSecret(), bytes, keyId, browser.ip, browser.userAgent, entrance];
    await this.db.tx(SYSTEM, (tx) => tx.em.query(sql.INSERT, row));
    this.log.log({ msg: 'e-legitimation', provider: 'oidc', orderId: id, hint: 'startad' });
    logIns.inc({ provider: 'oidc', outcome: 'started' });
    return { orderId: id, redirect, browserId };
  }

  /**
   * Whom the issuer has identified in this browser, from what it sent the browser back with; the order can't be used again, whatever came of it.
   * Errors: 404 for another browser, another log-in or a second time; 403, 409, 502 or 503 `eid/…` for what the issuer said.
   */
  async finish(browserId: string | undefined, parameters: string): Promise<Identified> {
    this.requireOffered();
    const { id, secrets, entrance } = await this.take(browserId, new URLSearchParams(parameters).get('state'));
    let identity: Identity;
    try {
      identity = await this.client.finish(parameters, secrets);
    } catch (error) {
      const kind = error instanceof OidcFault ? error.kind : 'unavailable';
      await this.end(id, kind, error instanceof OidcFault ? error.reason : 'internt fel');
      throw error instanceof OidcFault ? problemOf(kind) : error;
    }
    const found = await this.db.tx(SYSTEM, async (tx) => {
      const person = await this.persons.identify(tx, identity);
      if (person?.active) await tx.em.query(sql.COMPLETED, [id, person.id]);
      return person;
    });
    if (found?.active) {
      logIns.inc({ provider: 'oidc', outcome: 'complete' });
      return { orderId: id, personId: found.id, entrance };
    }
    await this.end(id, found ? 'personBlocked' : 'unusableNumber', 'person');
    throw eidProblem(found ? 'person-blocked' : 'unusable-identity');
  }

  /** The browser's own order, if it is the one that the state belongs to: the first who asks gets it, nobody after. */
  private async take(
    browserId: string | undefined,
    state: string | null,
  ): Promise<{ id: string; secrets: OidcSecrets; entrance: Entrance }> {
    const taken = await this.db.tx(SYSTEM, async (tx) => {
      const [waiting] = browserId ? await tx.em.query<Waiting[]>(sql.FIND, [secretHash(browserId)]) : [];
      if (!waiting) return null;
      const secrets = JSON.parse(this.vault.open(waiting, orderPlace(waiting.id))) as OidcSecrets;
      if (!sameSecret(state, secrets.state)) return null;
      await tx.em.query(sql.TAKE, [waiting.id]);
      return { id: waiting.id, secrets, entrance: waiting.entrance };
    });
    if (!taken) throw eidProblem('order-not-found');
    return taken;
  }

  private async begin(): Promise<{ redirect: string; secrets: OidcSecrets }> {
    try {
      return await this.client.begin();
    } catch (error) {
      if (!(error instanceof OidcFault)) throw error;
      this.log.warn({ msg: 'OIDC-utfärdaren startade ingen inloggning', reason: error.reason });
      throw problemOf(error.kind);
    }
  }

  private async end(id: string, hint: string, reason: string): Promise<void> {
    this.log.warn({ msg: 'avslutad', orderId: id, hint, reason });
    logIns.inc({ provider: 'oidc', outcome: 'failed' });
    await this.db.tx(SYSTEM, (tx: Tx) => tx.em.query(sql.FAILED, [id, hint]));
  }
}

const problemOf = (kind: OidcFaultKind): Problem => eidProblem(kind, kind === 'unavailable' ? { retryAfter: 5 } : {});
