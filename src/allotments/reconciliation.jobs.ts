import { Injectable, Logger } from '@nestjs/common';
import { Scheduled } from '../kernel/scheduled.js';
import { Reconciliation } from './reconciliation.service.js';

const A_DAY = 86_400;

/** The books are compared once a day; where they disagree the money is frozen at once and the log calls for somebody (§9.6). */
@Injectable()
export class ReconciliationJobs {
  private readonly log = new Logger('avstämning');

  constructor(private readonly reconciliation: Reconciliation) {}

  @Scheduled({ name: 'reconcile', everySeconds: A_DAY })
  async reconcile(): Promise<void> {
    const found = await this.reconciliation.run();
    await this.reconciliation.freeze(found);
    for (const { what, subject, counterOre, expectedOre } of found)
      this.log.error({ msg: 'böckerna stämmer inte; medlen är spärrade', what, subject, counterOre, expectedOre });
  }
}
