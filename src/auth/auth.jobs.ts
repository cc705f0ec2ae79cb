import { Injectable } from '@nestjs/common';
import { Db } from '../kernel/db.js';
import { Scheduled } from '../kernel/scheduled.js';
import { EidHealth } from './eid.health.js';
import { EidOrders } from './eid-orders.service.js';

/** What log-in leaves behind is tidied by the worker. */
@Injectable()
export class AuthJobs {
  constructor(
    private readonly orders: EidOrders,
    private readonly health: EidHealth,
    private readonly db: Db,
  ) {}

  /** Ends orders whose browser has gone. */
  @Scheduled({ name: 'eid-order-sweep', everySeconds: 10 })
  cancelAbandonedOrders(): Promise<number> {
    return this.orders.sweep();
  }

  /** Says in time that a client certificate has to be renewed. */
  @Scheduled({ name: 'client-certificates', everySeconds: 86_400 })
  async tellCertificates(): Promise<void> {
    this.health.tellCertificates();
  }

  /** Orders, with their addresses, are forgotten after a day; sessions a day after they have ended; browsers when their cookie is gone. */
  @Scheduled({ name: 'session-gc', everySeconds: 600 })
  forgetOldSessions(): Promise<void> {
    return this.db.tx({ kind: 'system' }, async (tx) => {
      await tx.em.query(`delete from eid_order where created_at < now() - interval '24 hours'`);
      await tx.em.query(`delete from known_device where last_seen_at < now() - interval '400 days'`);
      await tx.em.query(`delete from session where least(expires_at, coalesce(ended_at, expires_at)) < now() - interval '24 hours'`);
    });
  }
}
