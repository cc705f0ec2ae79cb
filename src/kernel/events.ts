import { Injectable } from '@nestjs/common';
import { canonicalJson, sha256 } from './canonical.js';
import type { Tx } from './db.js';

/** What happened, to what, by whom. `facts` holds codes, amounts in öre and ids; never personal data. */
export interface NewEvent {
  organizationId: string;
  verb: string;
  subjectType: string;
  subjectId: string;
  facts?: Record<string, unknown>;
}

/** A stored event, as the chain's hash covers it. */
export interface StoredEvent extends Required<NewEvent> {
  seq: number;
  at: string;
  personId: string | null;
  actingAs: string;
}

/** The hash of an event: SHA-256 over the previous hash and the canonical JSON of the event. */
export function eventHash(previous: string, event: StoredEvent): string {
  return sha256(`${previous}\n${canonicalJson(event)}`);
}

/** The append-only audit trail, hash-chained per organisation under a locked head row. Taken last in a transaction, held briefly. */
@Injectable()
export class EventLog {
  /** What one of the staff did that concerns no organisation: written down for good, in no chain. */
  async appendOperation(tx: Tx, { verb, subjectType, subjectId }: Pick<NewEvent, 'verb' | 'subjectType' | 'subjectId'>): Promise<void> {
    await tx.em.query('insert into operation_event (at, person_id, verb, subject_type, subject_id) values ($1, $2, $3, $4, $5)', [
      tx.now,
      tx.actor?.personId,
      verb,
      subjectType,
      subjectId,
    ]);
  }

  async append(tx: Tx, event: NewEvent): Promise<void> {
    const [head] = await tx.em.query<{ seq: string; hash: string }[]>(
      'select seq, hash from event_head where organization_id = $1 for update',
      [event.organizationId],
    );
    if (!head) throw new Error(`organisation ${event.organizationId} saknar händelsekedja`);
    const stored: StoredEvent = {
      facts: {},
      ...event,
      seq: Number(head.seq) + 1,
      at: tx.now.toISOString(),
      personId: tx.actor?.personId ?? null,
      actingAs: tx.actor?.context ?? 'system',
    };
    const hash = eventHash(head.hash, stored);
    await tx.em.query(
      `with e as (insert into event (organization_id, seq, at, person_id, acting_as, verb, subject_type, subject_id, facts, previous_hash, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))
       update event_head set seq = $2, hash = $11 where organization_id = $1`,
      [
        stored.organizationId,
        stored.seq,
        stored.at,
        stored.personId,
        stored.actingAs,
        stored.verb,
        stored.subjectType,
        stored.subjectId,
        JSON.stringify(stored.facts),
        head.hash,
        hash,
      ],
    );
  }
}
