import { InjectQueue } from '@nestjs/bull';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bull';
import type { Tx } from '../kernel/db.js';
import { tellQuietly } from '../kernel/queues.js';
import type { NewMail } from './mail.js';

/** What the queue carries: only the row's id, so a forged job can do no harm. */
export interface MailJob {
  outboxId: string;
}

export const MAIL_QUEUE = 'mail';
const WAKING_AT_ONCE = 100;

/** Tells people what happened: once an event and recipient, after the commit, or not at all when the transaction fails. */
@Injectable()
export class Notifications {
  private readonly tell: (error: Error) => void;
  private waking = 0;

  constructor(@InjectQueue(MAIL_QUEUE) private readonly queue: Queue<MailJob>) {
    this.tell = tellQuietly(queue);
  }

  /**
   * Writes the mail to the outbox in the caller's transaction; the worker delivers it after the commit. The same event to the
   * same recipient again does nothing. An impossible recipient never stops the command: the mail is seen as failed afterwards.
   * A mail without organisation needs the staff's or the system's scope.
   */
  async send(tx: Tx, { eventKey, template, to, organizationId, payload }: NewMail): Promise<void> {
    const rows = await tx.em.query<{ id: string }[]>(
      `insert into outbox (event_key, channel, template, recipient, organization_id, payload) values ($1, 'email', $2, $3, $4, $5)
       on conflict (event_key, channel, recipient) do nothing returning id`,
      [eventKey, template, to, organizationId, JSON.stringify(payload)],
    );
    for (const { id } of rows) tx.afterCommit(() => this.wake(id));
  }

  /** Lets the worker know that a mail is due. Never waits and never fails: without Redis the worker's sweep finds it within seconds. */
  wake(outboxId: string): void {
    if (this.waking >= WAKING_AT_ONCE) return;
    this.waking++;
    void this.queue
      .add({ outboxId }, { jobId: outboxId })
      .catch(this.tell)
      .finally(() => this.waking--);
  }
}
