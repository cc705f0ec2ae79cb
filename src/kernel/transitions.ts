import { Injectable } from '@nestjs/common';
import type { EntityTarget, FindOptionsWhere } from 'typeorm';
import { type Actor, can } from './access.js';
import { Db, type Tx } from './db.js';
import { EventLog } from './events.js';
import { type Lifecycle, many } from './lifecycle.js';
import { kernelProblem } from './problem.js';

/** What a row needs to be moved through a lifecycle. */
export interface Movable<S extends string> {
  id: string;
  /** Whose chain of events the moves go into; null for what belongs to no organisation yet and keeps a history of its own. */
  organizationId: string | null;
  status: S;
  version: number;
}

export interface Story<E, T> {
  /** What has to be held before the row is, by the order of locks (src/README.md). */
  first?: (tx: Tx) => Promise<void>;
  /** May this person see the row at all? If not the answer is 404, before anything is told of it. Defaults to what row-level security lets through. */
  sees?: (row: E, tx: Tx) => boolean | Promise<boolean>;
  /** What the move does besides; changes of the row are saved with it. Runs with the row locked and the from-state checked. */
  story: (row: E, tx: Tx) => Promise<void>;
  /** The answer, read in the same transaction after the save. */
  answer: (row: E, tx: Tx) => Promise<T>;
  /** Where to, when the lifecycle leaves a choice. */
  to?: (row: E) => string;
  /** What the audit event remembers. Never personal data. */
  facts?: (row: E) => Record<string, unknown>;
}

/** The only way a status changes: row locked, permission and from-state checked, story run, row saved, event written; one transaction. */
@Injectable()
export class Transitions {
  constructor(
    private readonly db: Db,
    private readonly events: EventLog,
  ) {}

  /** Moves one row. Errors: 404 not visible, 403 no permission, 409 wrong status (`allowed` lists the statuses), and the story's own. */
  move<S extends string, V extends string, E extends Movable<S>, T>(
    lifecycle: Lifecycle<S, V>,
    entity: EntityTarget<E>,
    actor: Actor,
    id: string,
    verb: V,
    how: Story<E, T>,
  ): Promise<T> {
    const rule = lifecycle.moves[verb];
    return this.db.tx(actor, async (tx) => {
      await how.first?.(tx);
      const row = await lock(tx, entity, id);
      if (!row || (how.sees && !(await how.sees(row, tx)))) throw kernelProblem('not-found');
      if (rule.needs === 'automatic' || !can(actor, rule.needs)) throw kernelProblem('forbidden');
      await this.follow(tx, lifecycle, entity, row, verb, how);
      return how.answer(row, tx);
    });
  }

  /** The same inside a running transaction, for a row already locked by it: a move that follows from another one. */
  async follow<S extends string, V extends string, E extends Movable<S>>(
    tx: Tx,
    lifecycle: Lifecycle<S, V>,
    entity: EntityTarget<E>,
    row: E,
    verb: V,
    how: Pick<Story<E, unknown>, 'story' | 'to' | 'facts'>,
  ): Promise<void> {
    const rule = lifecycle.moves[verb];
    const from = row.status;
    if (!many(rule.from).includes(from))
      throw kernelProblem('invalid-transition', {
        detail: `Statusen är ${lifecycle.statuses[from]}.`,
        current: from,
        allowed: many(rule.from),
      });
    await how.story(row, tx);
    const to = (how.to?.(row) ?? many(rule.to)[0]) as S;
    if (!many(rule.to).includes(to)) throw new Error(`${lifecycle.noun}.${verb}: ${to} är inte ett tillåtet mål`);
    row.status = to;
    await save(tx, entity, row);
    if (row.organizationId === null) return;
    await this.events.append(tx, {
      organizationId: row.organizationId,
      verb: `${lifecycle.noun}.${verb}`,
      subjectType: lifecycle.noun,
      subjectId: row.id,
      facts: { from, to, ...how.facts?.(row) },
    });
  }
}

/** Reads one row and holds it until the transaction ends; null when row-level security hides it. */
export function lock<E extends { id: string }>(tx: Tx, entity: EntityTarget<E>, id: string): Promise<E | null> {
  return tx.em.findOne(entity, { where: { id } as FindOptionsWhere<E>, lock: { mode: 'pessimistic_write' } });
}

/** Saves a locked row under its version; a row changed behind our back is a fault of ours, not the user's. */
export async function save<E extends { id: string; version: number }>(tx: Tx, entity: EntityTarget<E>, row: E): Promise<void> {
  const { id, version, ...values } = row;
  const done = await tx.em
    .createQueryBuilder()
    .update(entity)
    .set({ ...values, version: version + 1 } as never)
    .where('id = :id and version = :version', { id, version })
    .execute();
  if (done.affected !== 1) throw kernelProblem('version-conflict');
  row.version = version + 1;
}
