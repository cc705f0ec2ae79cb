import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { Db } from '../kernel/db.js';
import { Envelope, type Stored } from './envelope.service.js';
import { Lanes } from './lanes.js';
import { layout, type WrittenMail } from './mail.layout.js';
import { mailSecrets, type MailTemplate, mailTemplates } from './mail.js';
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
export class Delivery extends Lanes<Attempted> {
  constructor(
    outbox: Outbox,
    private readonly smtp: Smtp,
    private readonly envelope: Envelope,
    private readonly links: MailLinks,
    private readonly db: Db,
    @Inject(ENV) private readonly env: Env,
  ) {
    super(outbox, new Logger('mail'), { channel: 'email', lanes: SMTP_CONNECTIONS, drainMs: DRAIN_MS });
  }

  protected async attempt(mail: Claimed): Promise<Attempted> {
    const template = mailTemplates.get(mail.template);
    // A newer version of the product wrote it; its worker is on the way.
    if (!template || (template.secret && !mailSecrets.has(template.name))) return { is: 'unsure', code: 'TEMPLATE' };
    if (mail.attempts > ATTEMPTS) return { is: 'refused', code: 'ATTEMPTS' };
    if (mail.expired) return { is: 'refused', code: 'EXPIRED' };
    const opened = this.open(mail);
    if (!opened) return { is: 'refused', code: 'SEAL' };
    const { recipient: to, payload } = opened;
    if (!ONE_ADDRESS.test(to)) return { is: 'refused', code: 'RECIPIENT' };
    const secrets = template.secret ? await mailSecrets.get(template.name)!(payload, this.db) : {};
    if (secrets === 'overtaken') return { is: 'withdrawn' };
    if (!secrets) return { is: 'refused', code: 'LINK' };
    const content = this.write(template, mail, template.secret ? { ...payload, ...secrets } : payload);
    if (!content) return { is: 'refused', code: 'RENDER' };
    const { id, createdAt } = mail;
    return this.smtp.send({ id, to, from: this.links.sender(id), createdAt, ...content, stillMine: () => this.outbox.isOurs(mail) });
  }

  /** Null when the seal does not open: the key is gone, or somebody has moved the row. */
  private open(mail: Claimed): Stored | null {
    try {
      return this.envelope.open('email', mail);
    } catch {
      return null;
    }
  }

  /** Null when the template cannot be filled with what was stored and worked out: trying again would not help. */
  private write({ name, write }: MailTemplate, { id, personId, secret: isSealed }: Claimed, payload: object): Content | null {
    try {
      const letter = write(payload);
      const stop = letter.isSummary && personId ? { stop: this.links.stop(personId) } : {};
      // What is sealed is erased when it is sent: there will be nothing to show.
      const show = isSealed ? {} : { show: this.links.show(id) };
      return {
        ...layout(letter, this.env.PUBLIC_ORIGIN, { ...show, ...stop }),
        ...stop,
        language: letter.language ?? 'sv',
        ...(letter.replyTo ? { replyTo: letter.replyTo } : {}),
      };
    } catch (error) {
      this.log.error({ msg: 'brevet gick inte att skriva', template: name, name: (error as Error).name });
      return null;
    }
  }

  protected settle(mail: Claimed, outcome: Attempted): Promise<void> {
    switch (outcome.is) {
      case 'sent':
        return this.outbox.markSent(mail);
      case 'withdrawn':
        return this.outbox.markWithdrawn(mail);
      case 'lost':
        return Promise.resolve();
      case 'refused':
        return this.outbox.markFailed(mail, outcome.code);
      case 'unsure':
      case 'barred':
        if (mail.attempts >= ATTEMPTS) return this.outbox.markFailed(mail, outcome.code);
        return this.outbox.postpone(mail, outcome.code, jitter(Math.min(FIRST_WAIT_MS * 2 ** (mail.attempts - 1), LONGEST_WAIT_MS)), 1);
      case 'unreachable':
        return this.outbox.wait(mail, outcome.code, jitter(UNREACHABLE_WAIT_MS));
    }
  }
}

/** What came of it; `withdrawn` when the letter was no longer wanted, so that nothing was sent. */
type Attempted = Outcome | { is: 'withdrawn' };
type Content = WrittenMail & Pick<OutgoingMail, 'replyTo' | 'stop' | 'language'>;

/** ±20 %, so that what failed together does not come back together. */
const jitter = (ms: number): number => Math.round(ms * (0.8 + 0.4 * Math.random()));
