import { Injectable, Logger } from '@nestjs/common';
import { Db } from '../kernel/db.js';
import { kernelProblem } from '../kernel/problem.js';
import { Elks } from './elks.js';

const SYSTEM = { kind: 'system' } as const;
const DELIVERED = `status = 'sent', sent_at = coalesce(sent_at, now()), last_error = null`;
const UNDELIVERED = `status = case when secret_until is null then 'failed' else 'sent' end, sent_at = case when secret_until is not null then sent_at end,
  last_error = 'UNDELIVERED'`;

/** How sms that have left us went on. A report only says where to look: what counts is what 46elks answers when it is asked. */
@Injectable()
export class SmsReports {
  private readonly log = new Logger('sms');

  constructor(
    private readonly db: Db,
    private readonly elks: Elks,
  ) {}

  /**
   * Notes the delivery of one of our sms, which has failed when it could not be delivered, unless it was a code that is asked for anew; the same report again changes nothing. False when we have sent none by that id (yet: 46elks
   * calls again). 503 when 46elks cannot be asked, and then it calls again too.
   */
  async take(providerId: string): Promise<boolean> {
    const ours = await this.db.read<boolean>(SYSTEM, 'sms-known', 'exists (select from outbox where provider_id = $1)', [providerId]);
    if (!ours) return false;
    const delivery = await this.elks.deliveryOf(providerId).catch(() => {
      throw kernelProblem('unavailable', { retryAfter: 60 });
    });
    if (delivery === 'delivered' || delivery === 'failed') await this.note(providerId, delivery);
    return true;
  }

  private note(providerId: string, delivery: 'delivered' | 'failed'): Promise<void> {
    return this.db.tx(SYSTEM, async (tx) => {
      const [rows] = await tx.em.query<[{ id: string }[], number]>(
        `update outbox set delivery = $2, delivery_at = now(), ${delivery === 'failed' ? UNDELIVERED : DELIVERED}
         where provider_id = $1 and delivery is distinct from $2 returning id`,
        [providerId, delivery],
      );
      for (const { id } of rows) tx.afterCommit(() => this.log.log({ msg: 'sms-rapport', id, delivery }));
    });
  }
}
