import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { Elks, type SmsOutcome } from './elks.js';
import { Envelope } from './envelope.service.js';
import { type Claimed, Outbox } from './outbox.service.js';
import { smsTemplates } from './sms.js';

export const SMS_CONNECTIONS = 4;
const AWAY_MS = 20_000;
const TEMPLATE_WAIT_MS = 60_000;
const DRAIN_MS = 12_000;
const MOBILE = /^\+[1-9]\d{6,14}$/;

/** Takes sms out of the outbox and sends each at most once: what may have arrived is marked unknown, never sent again by itself. */
@Injectable()
export class SmsDelivery implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly log = new Logger('sms');
  private readonly onTheirWay = new Set<Promise<boolean>>();
  private readonly host: string;
  private stopping = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly elks: Elks,
    private readonly envelope: Envelope,
    @Inject(ENV) env: Env,
  ) {
    this.host = new URL(env.PUBLIC_ORIGIN).hostname;
  }

  /** Takes no more. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  /** Waits, at most 12 s, for those on their way. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([Promise.allSettled(this.onTheirWay), pause(DRAIN_MS, undefined, { ref: false })]);
  }

  /** Sends the sms named by `id`, or the next that is due. False when there is nothing to do or nobody to do it with. */
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

  /** Sends everything that is due, a few at a time. */
  async deliverAll(): Promise<void> {
    const lane = async () => {
      while (await this.deliver());
    };
    await Promise.all(Array.from({ length: SMS_CONNECTIONS }, lane));
  }

  private async one(id?: string): Promise<boolean> {
    const sms = await this.outbox.claim('sms', id);
    if (!sms) return false;
    const outcome = await this.attempt(sms);
    await this.settle(sms, outcome);
    const code = 'code' in outcome ? { code: outcome.code } : {};
    this.log.log({ msg: 'sms', id: sms.id, template: sms.template, attempt: sms.attempts, outcome: outcome.is, ...code });
    return outcome.is !== 'unreachable';
  }

  private async attempt(sms: Claimed): Promise<SmsOutcome> {
    if (sms.abandoned) return { is: 'unknown', code: 'ABANDONED' };
    if (sms.expired) return { is: 'refused', code: 'EXPIRED' };
    const template = smsTemplates.get(sms.template);
    // A newer version of the product wrote it; its worker is on the way.
    if (!template) return { is: 'unreachable', code: 'TEMPLATE' };
    let to: string, message: string;
    try {
      const opened = this.envelope.open('sms', sms);
      [to, message] = [opened.recipient, template.write(opened.payload, this.host)];
    } catch (error) {
      this.log.error({ msg: 'sms:et gick inte att skriva', template: sms.template, name: (error as Error).name });
      return { is: 'refused', code: 'RENDER' };
    }
    if (!MOBILE.test(to)) return { is: 'refused', code: 'RECIPIENT' };
    if (!(await this.outbox.isOurs(sms))) return { is: 'unknown', code: 'LEASE' };
    return this.elks.send({ to, message, secret: sms.secret });
  }

  private settle(sms: Claimed, outcome: SmsOutcome): Promise<void> {
    switch (outcome.is) {
      case 'sent':
        return this.outbox.markSent(sms, outcome.providerId);
      case 'refused':
        return this.outbox.markFailed(sms, outcome.code);
      case 'unknown':
        return this.outbox.markUnknown(sms, outcome.code);
      case 'unreachable':
        return this.outbox.postpone(sms, outcome.code, outcome.code === 'TEMPLATE' ? TEMPLATE_WAIT_MS : AWAY_MS, false);
    }
  }
}
