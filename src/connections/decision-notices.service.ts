import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/db.js';
import { Notifications } from '../notifications/index.js';
import type { ConnectionRequest } from './connection-request.entity.js';

/** Tells the applicant what the region has decided (K6, K7), in the way that the row names. */
@Injectable()
export class DecisionNotices {
  constructor(private readonly notifications: Notifications) {}

  /** Lays the message, and the mail unless it has been told by telephone. */
  async tell(tx: Tx, row: ConnectionRequest, letter: { template: string; payload: object }): Promise<void> {
    await this.notifications.tell(tx, {
      eventKey: `connection.decide:${row.id}`,
      personId: row.personId,
      organizationId: null,
      type: 'ansokan',
      to: row.notifiedVia === 'phone' ? null : row.email,
      ...letter,
    });
  }
}
