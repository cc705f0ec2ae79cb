import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import type { Channel } from './envelope.service.js';
import { Notifications } from './notifications.service.js';
import { outboxFilters, type OutboxPage, type OutboxQuery, type OutboxRow } from './outbox.dto.js';
import { outboxProblem } from './outbox.problems.js';
import { outboxPage, outboxRow } from './outbox.queries.js';

/** The dead letter list of the fund's staff. */
@Injectable()
export class OutboxAdmin {
  constructor(
    private readonly db: Db,
    private readonly events: EventLog,
    private readonly notifications: Notifications,
  ) {}

  /** A page of mails, newest first, recipients masked. */
  page(actor: Actor, { status, cursor, limit }: OutboxQuery): Promise<OutboxPage> {
    const after = decodeCursor(cursor, 'newest')?.id ?? null;
    return this.db.read(actor, 'outbox-page', outboxPage, [outboxFilters[status], limit, after]);
  }

  /** "Kör igen": a failed mail gets all its attempts anew, under the same Message-ID. 409 unless it has failed. */
  retry(actor: Actor, id: string): Promise<OutboxRow> {
    return this.db.tx(actor, async (tx) => {
      const [mail] = await tx.em.query<{ status: string; channel: Channel; secret: boolean; organization_id: string | null }[]>(
        'select status, channel, secret_until is not null as secret, organization_id from outbox where id = $1 for update',
        [id],
      );
      if (!mail) throw kernelProblem('not-found');
      if (mail.status !== 'failed' && mail.status !== 'unknown') throw outboxProblem('not-failed');
      if (mail.secret) throw outboxProblem('erased');
      await tx.em.query(`update outbox set status = 'pending', attempts = 0, next_attempt_at = now(), last_error = null where id = $1`, [
        id,
      ]);
      if (mail.organization_id)
        await this.events.append(tx, { organizationId: mail.organization_id, verb: 'outbox.retry', subjectType: 'outbox', subjectId: id });
      tx.afterCommit(() => this.notifications.wake(id, mail.channel));
      return readIn<OutboxRow>(tx, outboxRow, [id]);
    });
  }
}
