import { Injectable } from '@nestjs/common';
import { Db } from './db.js';
import { Scheduled } from './scheduled.js';

/** Stored answers are kept for two days: within that time the same Idempotency-Key gives the first answer again. */
@Injectable()
export class IdempotencyJobs {
  constructor(private readonly db: Db) {}

  @Scheduled({ name: 'idempotency-gc', everySeconds: 600 })
  forgetOldAnswers(): Promise<void> {
    return this.db.tx({ kind: 'system' }, async (tx) => {
      await tx.em.query(`delete from idempotency_key where created_at < now() - interval '48 hours'`);
    });
  }
}
