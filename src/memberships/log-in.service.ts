import { Injectable } from '@nestjs/common';
import { EidOrders, type Identified, Sessions, type SessionSecrets } from '../auth/index.js';
import { Db } from '../kernel/db.js';
import { Contexts } from './contexts.service.js';

/** Turns an identified person into a session. */
@Injectable()
export class LogIn {
  constructor(
    private readonly db: Db,
    private readonly orders: EidOrders,
    private readonly sessions: Sessions,
    private readonly contexts: Contexts,
  ) {}

  /**
   * Begins a session with a new id, exactly once per order; the one the browser had before is ended. For a second asker of the same order
   * `session` is null. `next` is where to go: straight in, to choose an organisation, or to help for those who have none (A10); by the
   * private entrance always to one's own page (A3).
   */
  enter(
    { orderId, personId, entrance }: Identified,
    browser: { oldSessionId: string | undefined; userAgent: string | null },
  ): Promise<{ session: SessionSecrets | null; next: string }> {
    return this.db.tx({ kind: 'system' }, async (tx) => {
      const consumed = await this.orders.consume(tx, orderId);
      const { context, next } = await this.contexts.atLogin(tx, personId, entrance);
      if (!consumed) return { session: null, next };
      if (browser.oldSessionId) await this.sessions.end(tx, browser.oldSessionId);
      const { completedAt: authenticatedAt, provider } = consumed;
      const session = await this.sessions.begin(tx, { personId, provider, context, authenticatedAt, userAgent: browser.userAgent });
      return { session, next };
    });
  }
}
