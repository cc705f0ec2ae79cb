import { Injectable, Logger } from '@nestjs/common';
import { eidProblem } from './eid.problems.js';
import * as sql from './eid-order.queries.js';
import type { OrderRow } from './eid-order.js';
import { EidOrderStore } from './eid-order.store.js';
import { secretHash } from './secrets.js';

/**
 * The way back from the app of the same device (identity §1.7.6). Whoever is made to open somebody else's log-in in his or her own app comes
 * back to the wrong browser, and so the log-in is completed in neither.
 */
@Injectable()
export class EidReturns {
  private readonly log = new Logger('eid');

  constructor(private readonly store: EidOrderStore) {}

  /**
   * Notes that the app has led back to the browser that began the log-in; that alone completes nothing. Once an order. Errors: 404 for
   * another browser, another order's word or a second time, and nothing is said of which.
   */
  async arrive(browserId: string | undefined, nonce: string): Promise<OrderRow> {
    const order = browserId && (await this.store.change(sql.RETURNED, [secretHash(browserId), secretHash(nonce)]));
    if (!order) throw eidProblem('order-not-found');
    this.log.log({ msg: 'tillbaka från appen', orderId: order.id });
    return order;
  }
}
