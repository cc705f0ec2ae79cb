import { Injectable } from '@nestjs/common';
import { Db } from '../kernel/db.js';
import { Scheduled } from '../kernel/scheduled.js';
import { Digests } from './digests.service.js';

/** Nothing more is done with it, unless somebody runs it again in time. */
const OVER = `'sent', 'failed', 'unknown', 'withdrawn'`;

/** What a mail said is kept for 30 days, the same as it is shown in a browser; that it was sent, and messages, for 13 months. */
@Injectable()
export class NotificationJobs {
  constructor(
    private readonly digests: Digests,
    private readonly db: Db,
  ) {}

  /** The summaries of 07:00; asked each minute, so one that was missed comes as soon as a worker runs. */
  @Scheduled({ name: 'daily-summary', everySeconds: 60 })
  sumUp(): Promise<void> {
    return this.digests.sendDue();
  }

  @Scheduled({ name: 'mail-retention', everySeconds: 3600 })
  forgetOldMail(): Promise<void> {
    return this.db.tx({ kind: 'system' }, async (tx) => {
      await tx.em.query(
        `update outbox set payload = '{}' where status in (${OVER}) and created_at < now() - interval '30 days'
           and coalesce(sent_at, created_at) < now() - interval '30 days' and payload <> '{}'`,
      );
      await tx.em.query(`delete from outbox where status in (${OVER}) and created_at < now() - interval '13 months'`);
      await tx.em.query(`delete from notification where created_at < now() - interval '13 months'`);
    });
  }
}
