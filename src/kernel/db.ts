import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, type DbScope, type Idempotency, scopeOf } from './access.js';
import { transactionRetries } from './metrics.js';
import { kernelProblem } from './problem.js';

declare const made: unique symbol;

/** A running transaction. Only `Db.tx` makes one, so a write without a transaction does not compile. */
export interface Tx {
  readonly [made]: true;
  readonly em: EntityManager;
  /** The transaction's instant by the database's clock, milliseconds. */
  readonly now: Date;
  /** Who acts; null for jobs and log-in. */
  readonly actor: Actor | null;
  /** Runs the callback once, after COMMIT; never when the transaction is rolled back or a stored answer is given again. Must not throw. */
  afterCommit(callback: () => void): void;
}

const RETRIES = 6;
const CONTEXT = (at: number) =>
  `set_config('app.scope', $${at}, true), set_config('app.organization_id', $${at + 1}, true), set_config('app.person_id', $${at + 2}, true)`;

/** The only door to the database: reads in one round trip, writes in one transaction, both under row-level security. */
@Injectable()
export class Db {
  /** The statements by name: the driver compares texts, which costs nothing when it is the very same string. */
  private readonly statements = new Map<string, { expression: string; text: string }>();

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Runs one screen query as a named prepared statement and gives its single value.
   * `expression` is a scalar SQL expression (mostly JSON made by PostgreSQL) that may use $1…$n; the caller's context is set
   * in the same statement, so row-level security costs no extra round trip. If the context came too late there would be no rows.
   */
  async read<T>(who: Actor | DbScope, name: string, expression: string, values: readonly unknown[] = []): Promise<T> {
    const text = this.statement(name, expression, values.length);
    const result = await this.pool.query<{ r: T }>({ name, text, values: [...values, ...contextValues(who)] });
    return result.rows[0]!.r;
  }

  /**
   * One business command: one transaction, retried on deadlock and serialization failure. When the actor carries an
   * idempotency key, the first answer is stored in the same transaction and given again for the same key and body.
   * Errors: `portal/still-running` (409), `portal/idempotency-key-reused` (422).
   */
  async tx<T>(who: Actor | DbScope, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.once(who, work);
      } catch (error) {
        const code = (error as { code?: string }).code;
        if (attempt >= RETRIES || (code !== '40P01' && code !== '40001')) throw error;
        transactionRetries.inc({ code });
        await pause(5 * 2 ** attempt * Math.random());
      }
    }
  }

  /**
   * A command whose answer is not to be stored: its key stands for this wish and no other, but the work is done each time it comes, so that
   * each time leaves its trace. Errors: those of `tx`.
   */
  async anew<T>(who: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    await this.tx(who, () => Promise.resolve(null));
    const { idempotency: _spent, ...actor } = who;
    return this.tx(actor, work);
  }

  private async once<T>(who: Actor | DbScope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const afterwards: (() => void)[] = [];
    const afterCommit = (callback: () => void) => void afterwards.push(callback);
    const answer = await this.dataSource.transaction(async (em) => {
      const [row] = await em.query<[{ now: Date }]>(`select ${CONTEXT(1)}, date_trunc('milliseconds', now()) as now`, contextValues(who));
      const actor = 'permissions' in who ? who : null;
      const tx = { em, now: row.now, actor, afterCommit } as unknown as Tx;
      return actor?.idempotency ? once(tx, actor, actor.idempotency, work) : work(tx);
    });
    for (const callback of afterwards) callback();
    return answer;
  }

  /** The pool's connections, and those who wait for one. */
  connections(): { total: number; idle: number; waiting: number } {
    const { totalCount: total, idleCount: idle, waitingCount: waiting } = this.pool;
    return { total, idle, waiting };
  }

  private statement(name: string, expression: string, values: number): string {
    const known = this.statements.get(name);
    if (known?.expression === expression) return known.text;
    const text = `with ctx as materialized (select ${CONTEXT(values + 1)}) select (${expression}) as r from ctx`;
    this.statements.set(name, { expression, text });
    return text;
  }

  private get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }
}

/** The same kind of scalar expression, read inside a running transaction: sees what the command has just written. */
export async function readIn<T>(tx: Tx, expression: string, values: readonly unknown[] = []): Promise<T> {
  const [row] = await tx.em.query<[{ r: T }]>(`select (${expression}) as r`, [...values]);
  return row.r;
}

/**
 * The rest of the transaction runs as the system: for a write that takes the row out of the actor's own sight, which PostgreSQL refuses
 * otherwise. Call it last, when everything that is up to the actor has been checked.
 */
export async function asSystem(tx: Tx): Promise<void> {
  await tx.em.query(`select set_config('app.scope', 'system', true)`);
}

/**
 * Runs a part of the transaction as the system, for what follows from the actor's act without being the actor's to see; then the actor's
 * own context counts again.
 */
export async function systemDoes(tx: Tx, work: () => Promise<void>): Promise<void> {
  const scope = await readIn<string>(tx, `current_setting('app.scope')`);
  await asSystem(tx);
  await work();
  await tx.em.query(`select set_config('app.scope', $1, true)`, [scope]);
}

/** Runs the work at most once per person and key: an advisory lock for the running one, a stored row for the finished one. */
async function once<T>(tx: Tx, actor: Actor, { key, fingerprints }: Idempotency, work: (tx: Tx) => Promise<T>): Promise<T> {
  const lock = createHash('sha256').update(`${actor.personId}\n${key}`).digest().readBigInt64BE(0);
  const [{ free }] = await tx.em.query<[{ free: boolean }]>('select pg_try_advisory_xact_lock($1) as free', [String(lock)]);
  if (!free) throw kernelProblem('still-running', { retryAfter: 1 });
  const [stored] = await tx.em.query<{ fingerprint: string; answer: T }[]>(
    'select fingerprint, answer from idempotency_key where person_id = $1 and key = $2',
    [actor.personId, key],
  );
  if (stored && !fingerprints.includes(stored.fingerprint)) throw kernelProblem('idempotency-key-reused');
  if (stored) return stored.answer;
  const answer = await work(tx);
  await tx.em.query('insert into idempotency_key (person_id, key, fingerprint, answer) values ($1, $2, $3, $4)', [
    actor.personId,
    key,
    fingerprints[0],
    JSON.stringify(answer ?? null),
  ]);
  return answer;
}

function contextValues(who: Actor | DbScope): [string, string, string] {
  const scope = 'kind' in who ? who : scopeOf(who);
  return [scope.kind, 'organizationId' in scope ? scope.organizationId : '', 'personId' in scope ? scope.personId : ''];
}
