import { InjectQueue } from '@nestjs/bull';
import { Inject, Injectable } from '@nestjs/common';
import type { Queue } from 'bull';
import { ENV, type Env } from '../../config/env.js';
import { readIn, type Tx } from '../kernel/db.js';
import { tellQuietly } from '../kernel/queues.js';
import { type Channel, Envelope } from './envelope.service.js';
import { letterOf, type NewMail, type NewMessage, type NewNotice } from './mail.js';
import { type MailChoice, mailChoice } from './notice-types.js';
import { FORGET_LETTERS, FORGET_MESSAGES, preferenceOf, RECIPIENTS } from './notifications.queries.js';
import type { NewSms } from './sms.js';

/** What the queue carries: only the row's id, so a forged job can do no harm. */
export interface MailJob {
  outboxId: string;
}

export const MAIL_QUEUE = 'mail';
export const SMS_QUEUE = 'sms';
const WAKING_AT_ONCE = 100;
const LONGEST_BODY = 2_000;
const FORGOTTEN = 'Uppgifterna är raderade.';

/** Tells people what happened: once an event and recipient, after the commit, or not at all when the transaction fails. */
@Injectable()
export class Notifications {
  private readonly complain: (error: Error) => void;
  private waking = 0;

  constructor(
    @InjectQueue(MAIL_QUEUE) private readonly mails: Queue<MailJob>,
    @InjectQueue(SMS_QUEUE) private readonly texts: Queue<MailJob>,
    private readonly envelope: Envelope,
    @Inject(ENV) private readonly env: Env,
  ) {
    this.complain = tellQuietly(mails);
    tellQuietly(texts);
  }

  /** Can sms be sent at all? Without 46elks they wait in the outbox and are given up after a week: do not ask for them. */
  get sendsSms(): boolean {
    return this.env.ELKS_BASE_URL !== undefined;
  }

  /**
   * Tells a person: a message in the portal, always, and a mail at once, in the day's summary or not at all, as the person wants mails
   * of this type. Both in the caller's transaction; the same event to the same person again does nothing.
   */
  async tell(tx: Tx, { to, type, ...notice }: NewNotice): Promise<void> {
    const { personId, organizationId, eventKey, template, payload, about = null } = notice;
    const mail = mailChoice(type, await readIn<MailChoice | null>(tx, preferenceOf, [personId, type]));
    const { heading, paragraphs, brief = paragraphs[0] ?? '', action } = letterOf(template, payload);
    await tx.em.query(
      `insert into notification (person_id, organization_id, type, event_key, title, body, path, mail, about)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      [personId, organizationId, type, eventKey, heading, [...brief].slice(0, LONGEST_BODY).join(''), action?.path ?? null, mail, about],
    );
    if (mail === 'direct' && to !== null) await this.send(tx, { ...notice, to });
  }

  /**
   * Writes the mail to the outbox in the caller's transaction; the worker delivers it after the commit. The same event to the
   * same recipient again does nothing. An impossible recipient never stops the command: the mail is seen as failed afterwards.
   * A mail without organisation needs the staff's or the system's scope.
   */
  send(tx: Tx, mail: NewMail): Promise<void> {
    return this.lay(tx, 'email', mail);
  }

  /**
   * Writes an sms in the same way. It is sent at most once: when the provider does not say how it went, nobody sends it again by
   * itself (identity §3.1), unlike a mail.
   */
  sms(tx: Tx, sms: NewSms): Promise<void> {
    return this.lay(tx, 'sms', sms);
  }

  /** Where an event's letter was sent, or is about to be, whatever the addresses are now; nowhere when it is so old that they are forgotten. */
  recipients(tx: Tx, eventKey: string, template: string): Promise<string[]> {
    return readIn(tx, RECIPIENTS, [eventKey, template]);
  }

  /**
   * Erases what was told about something that is to be forgotten: what the messages and letters about it said, and the address they went to
   * where that is to be forgotten too. What still waits to be sent is left as it is.
   */
  async forget(tx: Tx, organizationId: string, about: string, address: string): Promise<void> {
    await tx.em.query(FORGET_MESSAGES, [organizationId, about, FORGOTTEN]);
    await tx.em.query(FORGET_LETTERS, [organizationId, about, address]);
  }

  private async lay(tx: Tx, channel: Channel, message: NewMessage): Promise<void> {
    const { eventKey, template, organizationId, personId = null, secretUntil = null, about = null } = message;
    const { recipient, payload } = this.envelope.close(channel, message);
    const rows = await tx.em.query<{ id: string }[]>(
      `insert into outbox (event_key, channel, template, recipient, organization_id, payload, person_id, secret_until, about)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (event_key, channel, recipient) do nothing returning id`,
      [eventKey, channel, template, recipient, organizationId, JSON.stringify(payload), personId, secretUntil, about],
    );
    for (const { id } of rows) tx.afterCommit(() => this.wake(id, channel));
  }

  /** Lets the worker know that a message is due. Never waits and never fails: without Redis the worker's sweep finds it within seconds. */
  wake(outboxId: string, channel: Channel): void {
    if (this.waking >= WAKING_AT_ONCE) return;
    this.waking++;
    void (channel === 'sms' ? this.texts : this.mails)
      .add({ outboxId }, { jobId: outboxId })
      .catch(this.complain)
      .finally(() => this.waking--);
  }
}
