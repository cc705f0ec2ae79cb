import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { stockholmDate, stockholmTime } from '../kernel/clock.js';
import type { Tx } from '../kernel/db.js';
import { Memberships } from '../memberships/index.js';
import { Notifications } from '../notifications/index.js';
import type { Requisition } from './requisition.entity.js';
import { requisitionDecided, requisitionReceived, requisitionSentIn } from './requisition.mail.js';

/** Who is told what about a requisition. Mails of receipts and decisions go to the address that stands in it, messages to who sent it in. */
@Injectable()
export class RequisitionNotices {
  constructor(
    private readonly memberships: Memberships,
    private readonly notifications: Notifications,
  ) {}

  /** The receipt; the contact person of the insats learns that a colleague has sent it in (Q3). */
  async received(tx: Tx, actor: Actor, requisition: Requisition, insats: { name: string; contactPersonId: string }): Promise<void> {
    const { id, organizationId, claimedOre, contactEmail } = requisition;
    const [number, insatsName, eventKey] = [requisition.number!, insats.name, `requisition.submit:${id}`];
    const receivedAt = `${stockholmDate(tx.now)} kl. ${stockholmTime(tx.now)}`;
    const [isFinal, hash] = [requisition.isFinal!, requisition.receivedHash!];
    await this.notifications.tell(tx, {
      eventKey,
      personId: actor.personId,
      organizationId,
      type: 'kvittens',
      to: contactEmail,
      ...requisitionReceived({ id, number, insatsName, claimedOre, isFinal, receivedAt, hash }),
    });
    if (insats.contactPersonId === actor.personId) return;
    const contact = await this.memberships.contactOf(tx, insats.contactPersonId, organizationId);
    if (contact)
      await this.notifications.tell(tx, {
        eventKey,
        personId: insats.contactPersonId,
        organizationId,
        type: 'handelser',
        to: contact.email,
        ...requisitionSentIn({ id, number, insatsName, who: actor.name }),
      });
  }

  /** The decision (Q5, Q6). */
  async decided(
    tx: Tx,
    { id, number, organizationId, approvedOre, contactEmail, submittedBy }: Requisition,
    insatsName: string,
    outcome: 'godkand' | 'delvis_godkand' | 'ej_godkand',
    motivation: string,
  ): Promise<void> {
    await this.notifications.tell(tx, {
      eventKey: `requisition.decide:${id}`,
      personId: submittedBy!,
      organizationId,
      type: 'beslut',
      to: contactEmail,
      ...requisitionDecided({ id, number: number!, insatsName, outcome, approvedOre, motivation }),
    });
  }
}
