import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Db, type Tx } from '../kernel/db.js';
import { eidProblem } from './eid.problems.js';
import type { EidProvider } from './eid.provider.js';
import { EidProviders } from './eid.providers.js';
import * as sql from './eid-order.queries.js';
import { orderPlace, type OrderRow, type ProviderName, type Purpose, requestPlace } from './eid-order.js';
import { secretHash } from './secrets.js';
import { signatureProblem } from './signature.problems.js';
import type { Signing } from './signing.js';
import { type Sealed, Vault } from './vault.js';

const SYSTEM = { kind: 'system' } as const;

/** An order, whose it is and, for our own pages' use, what the provider gave for it and what is to be signed. */
export interface LiveOrder {
  order: OrderRow;
  provider: EidProvider;
  secrets: unknown;
  signing: Signing | null;
}

/** The rows of e-ID orders: found only for their own browser, what they hold sealed for their own place. */
@Injectable()
export class EidOrderStore {
  constructor(
    private readonly db: Db,
    private readonly providers: EidProviders,
    private readonly vault: Vault,
  ) {}

  /** The order of this browser, for this purpose, at this provider or (null) any; 404 for every other. */
  async find(id: string, browserId: string | undefined, purpose: Purpose, name: ProviderName | null): Promise<OrderRow> {
    const values = browserId && isUUID(id) && [id, secretHash(browserId), name, purpose];
    const order = values && (await this.db.read<OrderRow | null>(SYSTEM, 'eid-order', sql.FIND, values));
    if (!order) throw purpose === 'sign' ? signatureProblem('order-not-found') : eidProblem('order-not-found');
    return order;
  }

  /** The order with what it holds; throws when no key opens it any more. */
  live(order: OrderRow): LiveOrder {
    const secrets = this.open(order.keyId, order.secrets, orderPlace(order.id));
    const signing = order.request === null ? null : (this.open(order.requestKeyId!, order.request, requestPlace(order.id)) as Signing);
    return { order, provider: this.providers.named(order.provider), secrets, signing };
  }

  /** What a provider gave for an order, as it is stored. */
  sealSecrets(id: string, secrets: unknown): Sealed {
    return this.vault.seal(JSON.stringify(secrets), orderPlace(id));
  }

  /** What is to be signed, as it is stored. */
  sealSigning(id: string, signing: Signing): Sealed {
    return this.vault.seal(JSON.stringify(signing), requestPlace(id));
  }

  /** Runs a statement of its own and gives the orders it changed. */
  rows<T = { row: OrderRow }>(query: string, values: unknown[]): Promise<T[]> {
    return this.db.tx(SYSTEM, (tx) => rowsOf<T>(tx, query, values));
  }

  /** The order that a statement changed; nothing when it had already gone on. */
  async change(query: string, values: unknown[]): Promise<OrderRow | undefined> {
    return (await this.rows(query, values))[0]?.row;
  }

  private open(keyId: string, base64: string, where: string): unknown {
    return JSON.parse(this.vault.open({ keyId, bytes: Buffer.from(base64, 'base64') }, where));
  }
}

/** The rows that an update gives back. */
export const rowsOf = async <T>(tx: Tx, query: string, values: unknown[]): Promise<T[]> =>
  (await tx.em.query<[T[], number]>(query, values))[0];
