import { InjectQueue } from '@nestjs/bull';
import { Injectable } from '@nestjs/common';
import type { Queue } from 'bull';
import type { Actor, DbScope } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { tellQuietly } from '../kernel/queues.js';
import { letterOf, type NewMail, type NewNotice } from './mail.js';
import { type MailChoice, mailChoice } from './notice-types.js';
import { type MailDelivery, deliveriesOf, preferenceOf } from './notifications.queries.js';

/** What the queue carries: only the row's id, so a forged job can do no harm. */
export interface MailJob {
  outboxId: string;
}

export const MAIL_QUEUE = 'mail';
const WAKING_AT_ONCE = 100;
const LONGEST_BODY = 2_000;

/** Tells people what happened: once an event and recipient, after the commit, or not at all when the transaction fails. */
@Injectable()
export class Notifications {
  private readonly complain: (error: Error) => void;
  private waking = 0;

  constructor(
    @InjectQueue(MAIL_QUEUE) private readonly queue: Queue<MailJob>,
    private readonly db: Db,
  ) {
    this.complain = tellQuietly(queue);
  }

  /**
   * Tells a person: a message in the portal, always, and a mail at once, in the day's summary or not at all, as the person wants mails
   * of this type. Both in the caller's transaction; the same event to the same person again does nothing.
   */
  async tell(tx: Tx, { to, type, ...notice }: NewNotice): Promise<void> {
    const { personId, organizationId, eventKey, template, payload } = notice;
    const mail = mailChoice(type, await readIn<MailChoice | null>(tx, preferenceOf, [personId, type]));
    const { heading, paragraphs, brief = paragraphs[0] ?? '', action } = letterOf(template, payload);
    await tx.em.query(
      `insert into notification (person_id, organization_id, type, event_key, title, body, path, mail) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict do nothing`,
      [personId, organizationId, type, eventKey, heading, [...brief].slice(0, LONGEST_BODY).join(''), action?.path ?? null, mail],
    );
    if (mail === 'direct' && to !== null) await this.send(tx, { ...notice, to });
  }

  /**
   * Writes the mail to the outbox in the caller's transaction; the worker delivers it after the commit. The same event to the
   * same recipient again does nothing. An impossible recipient never stops the command: the mail is seen as failed afterwards.
   * A mail without organisation needs the staff's or the system's scope.
   */
  async send(tx: Tx, { eventKey, template, to, organizationId, personId = null, payload }: NewMail): Promise<void> {
    const rows = await tx.em.query<{ id: string }[]>(
      `insert into outbox (event_key, channel, template, recipient, organization_id, person_id, payload) values ($1, 'email', $2, $3, $4, $5, $6)
       on conflict (event_key, channel, recipient) do nothing returning id`,
      [eventKey, template, to, organizationId, personId, JSON.stringify(payload)],
    );
    for (const { id } of rows) tx.afterCommit(() => this.wake(id));
  }

  /** What became of the mails of an event, for the module that sent them: one for each recipient, oldest first. */
  deliveryOf(from: Tx | Actor | DbScope, eventKey: string): Promise<MailDelivery[]> {
    return 'em' in from ? readIn(from, deliveriesOf, [eventKey]) : this.db.read(from, 'mail-deliveries', deliveriesOf, [eventKey]);
  }

  /** Lets the worker know that a mail is due. Never waits and never fails: without Redis the worker's sweep finds it within seconds. */
  wake(outboxId: string): void {
    if (this.waking >= WAKING_AT_ONCE) return;
    this.waking++;
    void this.queue
      .add({ outboxId }, { jobId: outboxId })
      .catch(this.complain)
      .finally(() => this.waking--);
  }
}
