import { Injectable } from '@nestjs/common';
import { Contacts } from '../auth/index.js';
import { asSystem, type Tx } from '../kernel/db.js';
import { Notifications } from '../notifications/index.js';
import type { ConnectionRequest } from './connection-request.entity.js';
import { connectionProblem } from './connection-request.problems.js';
import { decidedSms } from './connection-request.sms.js';

/** Tells the applicant what the region has decided (K6, K7), in the way that the row names. */
@Injectable()
export class DecisionNotices {
  constructor(
    private readonly contacts: Contacts,
    private readonly notifications: Notifications,
  ) {}

  /** Lays the message, the mail unless it has been told by telephone, and the sms if there is to be one. 409 `connections/sms-off`. Call it last. */
  async tell(tx: Tx, row: ConnectionRequest, letter: { template: string; payload: object }): Promise<void> {
    const message = { eventKey: `connection.decide:${row.id}`, personId: row.personId, organizationId: null };
    const to = row.notifiedVia === 'phone' ? null : row.email;
    await this.notifications.tell(tx, { ...message, type: 'ansokan', to, ...letter });
    if (row.notifiedVia !== 'email_sms') return;
    if (!this.notifications.sendsSms) throw connectionProblem('sms-off');
    // The number as it is verified now, which nobody at the desk may read; from here on nothing more is up to the actor.
    await asSystem(tx);
    const { mobile, language } = await this.contacts.verifiedOf(tx, row.personId);
    if (mobile) await this.notifications.sms(tx, { ...message, to: mobile, ...decidedSms[language]({ number: row.number }) });
  }
}
