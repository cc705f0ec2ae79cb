import { Injectable } from '@nestjs/common';
import { Db } from '../kernel/db.js';
import { Scheduled } from '../kernel/scheduled.js';

/** What contact points leave behind is tidied by the worker. */
@Injectable()
export class ContactJobs {
  constructor(private readonly db: Db) {}

  /** Codes, and what was never verified or counts no more, are forgotten after a day (domain §5.3). */
  @Scheduled({ name: 'contact-gc', everySeconds: 600 })
  forgetOldCodes(): Promise<void> {
    return this.db.tx({ kind: 'system' }, async (tx) => {
      await tx.em.query(`delete from verification_code where sent_at < now() - interval '24 hours'`);
      await tx.em.query(
        `delete from contact_point c where status <> 'verifierad' and coalesce(replaced_at, created_at) < now() - interval '24 hours'
           and not exists (select from verification_code v where v.contact_point_id = c.id)`,
      );
    });
  }
}
