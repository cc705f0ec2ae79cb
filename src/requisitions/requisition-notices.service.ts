import { Injectable } from '@nestjs/common';
import { LastReceivers } from '../insatser/index.js';
import type { Actor } from '../kernel/access.js';
import { momentText } from '../kernel/clock.js';
import type { Tx } from '../kernel/db.js';
import { Memberships, type Reached } from '../memberships/index.js';
import { type NewNotice, type NoticeType, Notifications } from '../notifications/index.js';
import type { Requisition } from './requisition.entity.js';
import { requisitionDecided, requisitionReceived, requisitionSentIn, requisitionUnreceived } from './requisition.mail.js';

/** Who answers for the insats of a requisition. */
export interface Answerable {
  name: string;
  contactPersonId: string;
  responsiblePersonId: string | null;
}

/**
 * Who is told what about a requisition: who sent it in, and the member whose address stands in it as its contact. Nothing goes to an address that
 * is no active member's.
 */
@Injectable()
export class RequisitionNotices {
  constructor(
    private readonly memberships: Memberships,
    private readonly notifications: Notifications,
    private readonly lastReceivers: LastReceivers,
  ) {}

  /** The receipt; the contact person of the insats learns that a colleague has sent it in (Q3). */
  async received(tx: Tx, actor: Actor, requisition: Requisition, insats: { name: string; contactPersonId: string }): Promise<void> {
    const { id, claimedOre } = requisition;
    const [number, insatsName] = [requisition.number!, insats.name];
    const receivedAt = momentText(tx.now);
    const [isFinal, hash] = [requisition.isFinal!, requisition.receivedHash!];
    const told = await this.concerned(tx, requisition);
    const receipt = requisitionReceived({ id, number, insatsName, claimedOre, isFinal, receivedAt, hash });
    await this.tell(tx, requisition, 'submit', 'kvittens', told, receipt);
    if (told.some(({ personId }) => personId === insats.contactPersonId)) return;
    const others = await this.reached(tx, requisition, insats.contactPersonId);
    await this.tell(tx, requisition, 'submit', 'handelser', others, requisitionSentIn({ id, number, insatsName, who: actor.name }));
  }

  /**
   * The decision (Q5, Q6); to those who answer for the insats when nobody who is concerned is a member still, and when they have left too to
   * the last receivers.
   */
  async decided(
    tx: Tx,
    requisition: Requisition,
    insats: Answerable,
    outcome: 'godkand' | 'delvis_godkand' | 'ej_godkand',
    motivation: string,
  ): Promise<void> {
    const { id, number, approvedOre } = requisition;
    const decision = requisitionDecided({ id, number: number!, insatsName: insats.name, outcome, approvedOre, motivation });
    const concerned = await this.concerned(tx, requisition);
    const told = concerned.length ? concerned : await this.answering(tx, requisition, insats);
    if (told.length) return this.tell(tx, requisition, 'decide', 'beslut', told, decision);
    const { receivers, see } = await this.lastReceivers.of(tx, requisition.organizationId);
    await this.tell(tx, requisition, 'decide', 'beslut', receivers, see ? decision : requisitionUnreceived({ number: number! }));
  }

  /** Where the receipt was sent. */
  receiptTo(tx: Tx, id: string): Promise<string[]> {
    return this.notifications.recipients(tx, `requisition.submit:${id}`, 'rekvisition-mottagen');
  }

  private async concerned(tx: Tx, requisition: Requisition): Promise<Reached[]> {
    const { contactEmail, organizationId, submittedBy } = requisition;
    const [submitter] = await this.reached(tx, requisition, submittedBy!);
    const contact = await this.memberships.reachedAt(tx, contactEmail, organizationId, submittedBy!);
    return [...(submitter ? [submitter] : []), ...(contact && contact.personId !== submitter?.personId ? [contact] : [])];
  }

  private async answering(tx: Tx, requisition: Requisition, { contactPersonId, responsiblePersonId }: Answerable): Promise<Reached[]> {
    const answering = await this.reached(tx, requisition, contactPersonId);
    if (responsiblePersonId && responsiblePersonId !== contactPersonId)
      answering.push(...(await this.reached(tx, requisition, responsiblePersonId)));
    return answering;
  }

  private async reached(tx: Tx, { organizationId }: Requisition, personId: string): Promise<Reached[]> {
    const contact = await this.memberships.contactOf(tx, personId, organizationId);
    return contact ? [{ personId, email: contact.email }] : [];
  }

  private async tell(
    tx: Tx,
    { id, organizationId }: Requisition,
    verb: string,
    type: NoticeType,
    persons: readonly Reached[],
    mail: Pick<NewNotice, 'template' | 'payload'>,
  ): Promise<void> {
    for (const { personId, email } of persons)
      await this.notifications.tell(tx, { eventKey: `requisition.${verb}:${id}`, personId, organizationId, type, to: email, ...mail });
  }
}
