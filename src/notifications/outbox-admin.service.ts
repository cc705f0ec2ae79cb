import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import { Bounces } from './bounces.service.js';
import type { Channel } from './envelope.service.js';
import { letterOf } from './mail.js';
import { MailLinks } from './mail-links.js';
import { Notifications } from './notifications.service.js';
import { outboxFilters, type OutboxPage, type OutboxQuery, type OutboxRow } from './outbox.dto.js';
import { outboxProblem } from './outbox.problems.js';
import { ERASED, outboxPage, outboxRow } from './outbox.queries.js';

/** The dead letter list of the fund's staff. */
@Injectable()
export class OutboxAdmin {
  constructor(
    private readonly db: Db,
    private readonly events: EventLog,
    private readonly notifications: Notifications,
    private readonly bounces: Bounces,
    private readonly links: MailLinks,
  ) {}

  /** A page of mails, newest first, recipients masked. */
  async page(actor: Actor, { status, cursor, limit }: OutboxQuery): Promise<OutboxPage> {
    const after = decodeCursor(cursor, 'newest')?.id ?? null;
    const asked = [outboxFilters[status], limit, after];
    const { rows, next } = await this.db.read<{ rows: StoredRow[]; next: string | null }>(actor, 'outbox-page', outboxPage, asked);
    return { rows: rows.map(withSubject), next };
  }

  /** "Kör igen": a failed mail gets all its attempts and all its time anew, under the same Message-ID. 409 unless it has failed. */
  retry(actor: Actor, id: string): Promise<OutboxRow> {
    return this.db.tx(actor, async (tx) => {
      const mail = await this.lock(tx, id);
      if (mail.status !== 'failed' && mail.status !== 'unknown') throw outboxProblem('not-failed');
      if (mail.erased) throw outboxProblem('erased');
      await tx.em.query(
        `update outbox set status = 'pending', attempts = 0, next_attempt_at = now(), retried_at = now(), last_error = null,
           provider_id = null, delivery = null, delivery_at = null where id = $1`,
        [id],
      );
      await this.note(tx, 'outbox.retry', id, mail);
      tx.afterCommit(() => this.notifications.wake(id, mail.channel));
      return withSubject(await readIn<StoredRow>(tx, outboxRow, [id]));
    });
  }

  /**
   * A mail came back after it was sent, to the return address that names it: it counts as failed, and its person is told in the portal.
   * 422 `outbox/not-ours` for an address with another's proof, 409 unless the mail was sent.
   */
  bounce(actor: Actor, address: string): Promise<OutboxRow> {
    const id = this.links.returned(address);
    if (!id) throw outboxProblem('not-ours');
    return this.db.tx(actor, async (tx) => {
      const mail = await this.lock(tx, id);
      if (mail.status !== 'sent' || mail.channel !== 'email') throw outboxProblem('not-sent');
      await tx.em.query(`update outbox set status = 'failed', sent_at = null, last_error = 'DSN' where id = $1`, [id]);
      await this.bounces.tell(tx, id);
      await this.note(tx, 'outbox.bounce', id, mail);
      return withSubject(await readIn<StoredRow>(tx, outboxRow, [id]));
    });
  }

  private async lock(tx: Tx, id: string): Promise<LockedMail> {
    const [mail] = await tx.em.query<LockedMail[]>(
      `select o.status, o.channel, ${ERASED} as erased, o.organization_id from outbox o where o.id = $1 for update`,
      [id],
    );
    if (!mail) throw kernelProblem('not-found');
    return mail;
  }

  private async note(tx: Tx, verb: string, subjectId: string, { organization_id: organizationId }: LockedMail): Promise<void> {
    const event = { verb, subjectType: 'outbox', subjectId };
    await (organizationId ? this.events.append(tx, { organizationId, ...event }) : this.events.appendOperation(tx, event));
  }
}

interface LockedMail {
  status: string;
  channel: Channel;
  erased: boolean;
  organization_id: string | null;
}

type StoredRow = Omit<OutboxRow, 'subject'> & { payload: object };

function withSubject({ payload, ...row }: StoredRow): OutboxRow {
  return { ...row, subject: row.channel === 'email' && !row.erased ? subjectOf(row.template, payload) : null };
}

/** The subject has neither amounts nor personal data (domain §12). Null when the payload is gone, or not what the template is filled with. */
function subjectOf(template: string, payload: object): string | null {
  try {
    if (Object.keys(payload).length === 0) return null;
    return letterOf(template, payload).subject;
  } catch {
    return null;
  }
}
