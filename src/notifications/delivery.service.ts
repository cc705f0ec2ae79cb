import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { layout, type WrittenMail } from './mail.layout.js';
import { type MailTemplate, mailTemplates } from './mail.js';
import { MailLinks } from './mail-links.js';
import { type Claimed, Outbox } from './outbox.service.js';
import { type OutgoingMail, type Outcome, Smtp, SMTP_CONNECTIONS } from './smtp.js';

/** With these waits the last attempt comes about two days after the first (identity §3.2). */
const ATTEMPTS = 23;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 4 * 3600_000;
const UNREACHABLE_WAIT_MS = 20_000;
const DRAIN_MS = 15_000;
/** Quotes, comments and lists are lawful in an address and only ever used against us. */
const ONE_ADDRESS = /^[^\s@<>,;:"()\\]+@[^\s@<>,;:"()\\]+$/;

/** Takes mails out of the outbox and sends them: at least once, nearly always exactly once, always with the same Message-ID. */
@Injectable()
export class Delivery implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly log = new Logger('mail');
  private readonly onTheirWay = new Set<Promise<boolean>>();
  private stopping = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly smtp: Smtp,
    private readonly links: MailLinks,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Takes no more mails. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** Waits, at most 15 s, for those on their way. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([Promise.allSettled(this.onTheirWay), pause(DRAIN_MS, undefined, { ref: false })]);
  }

  /** Sends the mail named by `id`, or the next that is due. False when there is nothing to do or no server to do it with. */
  async deliver(id?: string): Promise<boolean> {
    if (this.stopping) return false;
    const work = this.one(id);
    this.onTheirWay.add(work);
    try {
      return await work;
    } finally {
      this.onTheirWay.delete(work);
    }
  }

  /** Sends everything that is due, a few at a time. A dead server costs one attempt a lane, not one a mail. */
  async deliverAll(): Promise<void> {
    const lane = async () => {
      while (await this.deliver());
    };
    await Promise.all(Array.from({ length: SMTP_CONNECTIONS }, lane));
  }

  private async one(id?: string): Promise<boolean> {
    const mail = await this.outbox.claim(id);
    if (!mail) return false;
    const outcome = await this.attempt(mail);
    await this.settle(mail, outcome);
    this.log.log({ msg: 'mail', id: mail.id, template: mail.template, attempt: mail.attempts, outcome: outcome.is, ...codeOf(outcome) });
    return outcome.is !== 'unreachable';
  }

  private async attempt(mail: Claimed): Promise<Outcome> {
    const template = mailTemplates.get(mail.template);
    // A newer version of the product wrote it; its worker is on the way.
    if (!template) return { is: 'unsure', code: 'TEMPLATE' };
    if (mail.attempts > ATTEMPTS) return { is: 'refused', code: 'ATTEMPTS' };
    if (!ONE_ADDRESS.test(mail.recipient)) return { is: 'refused', code: 'RECIPIENT' };
    const content = this.write(template, mail);
    if (!content) return { is: 'refused', code: 'RENDER' };
    const { id, recipient: to, createdAt } = mail;
    return this.smtp.send({ id, to, from: this.links.sender(id), createdAt, ...content, stillMine: () => this.outbox.isOurs(mail) });
  }

  /** Null when the template cannot be filled with what was stored: trying again would not help. */
  private write({ name, write }: MailTemplate, { id, personId, payload }: Claimed): Content | null {
    try {
      const letter = write(payload);
      const stop = letter.isSummary && personId ? this.links.stop(personId) : undefined;
      const written = layout(letter, this.env.PUBLIC_ORIGIN, { show: this.links.show(id), ...(stop ? { stop } : {}) });
      return { ...written, ...(letter.replyTo ? { replyTo: letter.replyTo } : {}), ...(stop ? { stop } : {}) };
    } catch (error) {
      this.log.error({ msg: 'brevet gick inte att skriva', template: name, name: (error as Error).name });
      return null;
    }
  }

  private settle(mail: Claimed, outcome: Outcome): Promise<void> {
    switch (outcome.is) {
      case 'sent':
        return this.outbox.markSent(mail);
      case 'lost':
        return Promise.resolve();
      case 'refused':
        return this.outbox.markFailed(mail, outcome.code);
      case 'unsure':
        if (mail.attempts >= ATTEMPTS) return this.outbox.markFailed(mail, outcome.code);
        return this.outbox.postpone(mail, outcome.code, jitter(Math.min(FIRST_WAIT_MS * 2 ** (mail.attempts - 1), LONGEST_WAIT_MS)), true);
      case 'unreachable':
        return this.outbox.postpone(mail, outcome.code, jitter(UNREACHABLE_WAIT_MS), false);
    }
  }
}

type Content = WrittenMail & Pick<OutgoingMail, 'replyTo' | 'stop'>;

const codeOf = (outcome: Outcome): { code?: string } => ('code' in outcome ? { code: outcome.code } : {});

/** ±20 %, so that what failed together does not come back together. */
const jitter = (ms: number): number => Math.round(ms * (0.8 + 0.4 * Math.random()));
