import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Db, type Tx } from '../kernel/db.js';
import { Bounces } from './bounces.service.js';
import type { Channel, Stored } from './envelope.service.js';

/** A row this worker holds: nobody else sends it while the lease lasts. */
export interface Claimed extends Stored {
  id: string;
  token: string;
  template: string;
  eventKey: string;
  /** Whom it is for; null for an address that is nobody's in particular. */
  personId: string | null;
  /** Recipient and payload are sealed. */
  secret: boolean;
  /** A secret that is too old to be sent. */
  expired: boolean;
  /** Written, or last run again, so long ago that it is given up when there is still nobody to take it. */
  stale: boolean;
  /** Somebody had begun to send it and never said how it went. */
  abandoned: boolean;
  /** With this one. */
  attempts: number;
  createdAt: Date;
}

/** Longer than a delivery can take (smtp.ts, elks.ts), so it only runs out when a worker died or was stopped. */
const LEASE = `interval '90 seconds'`;
const DUE = `status in ('pending', 'sending') and next_attempt_at <= now() and (status = 'pending' or lease_until < now())`;
/** What it says is no news any more, and what waits is not erased. */
const STALE = `interval '7 days'`;
const SYSTEM = { kind: 'system' } as const;
/** A secret is kept no longer than it is needed. */
const ERASED = `payload = case when secret_until is null then payload else '{}' end`;

/** pending → sending (token, lease) → sent | failed | unknown | withdrawn, or back to pending. Each step is one guarded update by the database's clock. */
@Injectable()
export class Outbox {
  constructor(
    private readonly db: Db,
    private readonly bounces: Bounces,
  ) {}

  /** Takes the message named by `id`, or the secret that is out of date first, or the one that has waited longest; null when it is not due, held by somebody else or gone. */
  claim(channel: Channel, id?: string): Promise<Claimed | null> {
    const token = randomUUID();
    return this.db.tx(SYSTEM, async (tx) => {
      const [[row]] = await tx.em.query<[Omit<Claimed, 'token'>[], number]>(
        `update outbox set status = 'sending', claim_token = $1, lease_until = now() + ${LEASE}, attempts = attempts + 1
         where id = (select id from outbox where channel = $2 and ${DUE} ${id ? 'and id = $3' : ''} order by secret_until, next_attempt_at limit 1 for update skip locked)
         returning id, template, recipient, payload, attempts, created_at as "createdAt", event_key as "eventKey",
            person_id as "personId", secret_until is not null as secret,
           coalesce(secret_until < now(), false) as expired, coalesce(retried_at, created_at) < now() - ${STALE} as stale, old.status = 'sending' as abandoned`,
        id ? [token, channel, id] : [token, channel],
      );
      return row ? { ...row, token } : null;
    });
  }

  /** The fence: is the row still ours? */
  isOurs({ id, token }: Claimed): Promise<boolean> {
    return this.db.read(
      SYSTEM,
      'outbox-fence',
      `exists (select from outbox where id = $1 and claim_token = $2 and status = 'sending' and lease_until > now())`,
      [id, token],
    );
  }

  /** The server took it. True even when the claim was lost meanwhile: then the one who holds it now is stopped by the fence. */
  markSent({ id }: Claimed, providerId: string | null = null): Promise<void> {
    return this.write(
      `status = 'sent', sent_at = now(), last_error = null, provider_id = $2, delivery = null, delivery_at = null, ${ERASED}`,
      `id = $1 and status <> 'sent'`,
      [id, providerId],
    );
  }

  /** To be tried again after `delayMs`; `counted` is 1 when the server had a chance to refuse this very message. */
  postpone({ id, token }: Claimed, error: string, delayMs: number, counted: 0 | 1): Promise<void> {
    return this.write(
      `status = 'pending', last_error = $3, next_attempt_at = now() + $4 * interval '1 millisecond', attempts = attempts - $5`,
      'id = $1 and claim_token = $2',
      [id, token, error, delayMs, 1 - counted],
    );
  }

  /** Nobody was there to take it: to be tried again after `delayMs` without counting, unless it has waited for a week. */
  wait(message: Claimed, error: string, delayMs: number): Promise<void> {
    return message.stale ? this.markFailed(message, 'AGE') : this.postpone(message, error, delayMs, 0);
  }

  /** Given up: seen on the operations page, where somebody may run it again. A refused address is told to its person. */
  markFailed({ id, token }: Claimed, error: string): Promise<void> {
    return this.db.tx(SYSTEM, async (tx) => {
      const ours = await change(tx, `status = 'failed', last_error = $3, ${ERASED}`, 'id = $1 and claim_token = $2', [id, token, error]);
      if (ours) await this.bounces.tell(tx, id);
    });
  }

  /** It may have arrived, and sending it again might make two of it: a person decides. */
  markUnknown({ id, token }: Claimed, error: string): Promise<void> {
    return this.write(`status = 'unknown', last_error = $3, ${ERASED}`, 'id = $1 and claim_token = $2', [id, token, error]);
  }

  /** No longer wanted when its turn came: never sent, and nothing has gone wrong. */
  markWithdrawn({ id, token }: Claimed): Promise<void> {
    return this.write(`status = 'withdrawn', last_error = null, ${ERASED}`, 'id = $1 and claim_token = $2', [id, token]);
  }

  private async write(changes: string, which: string, values: readonly unknown[]): Promise<void> {
    await this.db.tx(SYSTEM, (tx) => change(tx, changes, which, values));
  }
}

/** Lets go of the row with these changes; false when it was not there to be changed. */
async function change(tx: Tx, changes: string, which: string, values: readonly unknown[]): Promise<boolean> {
  const [, count] = await tx.em.query<[unknown[], number]>(
    `update outbox set ${changes}, claim_token = null, lease_until = null where ${which}`,
    [...values],
  );
  return count === 1;
}
