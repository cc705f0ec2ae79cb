import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { Elks, type SmsOutcome } from './elks.js';
import { Envelope } from './envelope.service.js';
import { Lanes } from './lanes.js';
import { type Claimed, Outbox } from './outbox.service.js';
import { smsTemplates } from './sms.js';

export const SMS_CONNECTIONS = 4;
const AWAY_MS = 20_000;
const TEMPLATE_WAIT_MS = 60_000;
const DRAIN_MS = 22_000;
const MOBILE = /^\+[1-9]\d{6,14}$/;

/** Takes sms out of the outbox and sends each at most once: what may have arrived is marked unknown, never sent again by itself. */
@Injectable()
export class SmsDelivery extends Lanes<SmsOutcome> {
  private readonly host: string;

  constructor(
    outbox: Outbox,
    private readonly elks: Elks,
    private readonly envelope: Envelope,
    @Inject(ENV) env: Env,
  ) {
    super(outbox, new Logger('sms'), { channel: 'sms', lanes: SMS_CONNECTIONS, drainMs: DRAIN_MS });
    this.host = new URL(env.PUBLIC_ORIGIN).hostname;
  }

  protected async attempt(sms: Claimed): Promise<SmsOutcome> {
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

  protected settle(sms: Claimed, outcome: SmsOutcome): Promise<void> {
    switch (outcome.is) {
      case 'sent':
        return this.outbox.markSent(sms, outcome.providerId);
      case 'refused':
        return this.outbox.markFailed(sms, outcome.code);
      case 'unknown':
        return this.outbox.markUnknown(sms, outcome.code);
      case 'unreachable':
        return this.outbox.wait(sms, outcome.code, outcome.code === 'TEMPLATE' ? TEMPLATE_WAIT_MS : AWAY_MS);
    }
  }
}
