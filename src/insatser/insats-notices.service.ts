import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { momentText } from '../kernel/clock.js';
import type { Tx } from '../kernel/db.js';
import { Memberships } from '../memberships/index.js';
import { type NewNotice, type NoticeType, Notifications } from '../notifications/index.js';
import type { Insats } from './insats.entity.js';
import { insatsDecided, insatsReceived, insatsSentIn, insatsUnreceived } from './insats.mail.js';
import { LastReceivers } from './last-receivers.service.js';

/** Who is told what about an insats, in the transaction of what happened. */
@Injectable()
export class InsatsNotices {
  constructor(
    private readonly memberships: Memberships,
    private readonly notifications: Notifications,
    private readonly lastReceivers: LastReceivers,
  ) {}

  /** The receipt to the one who submitted; those who answer for the insats learn that a colleague did (M3). */
  async received(tx: Tx, actor: Actor, insats: Insats): Promise<void> {
    const { id, name, submittedBy, contactPersonId, responsiblePersonId } = insats;
    const number = insats.number!;
    const receivedAt = momentText(tx.now);
    const receipt = insatsReceived({ id, number, name, organization: actor.organizationName!, receivedAt, hash: insats.receivedHash! });
    await this.tell(tx, insats, 'submit', 'kvittens', [submittedBy], receipt);
    const others = [contactPersonId, responsiblePersonId].filter((person) => person !== submittedBy);
    await this.tell(tx, insats, 'submit', 'handelser', others, insatsSentIn({ id, number, name, who: actor.name }));
  }

  /** Where the receipt was sent. */
  receiptTo(tx: Tx, id: string): Promise<string[]> {
    return this.notifications.recipients(tx, `insats.submit:${id}`, 'insats-mottagen');
  }

  /**
   * The decision to the contact person and the one who submitted; whoever else is responsible learns of it (M7, M8). When all of them have
   * left it goes to the last receivers.
   */
  async decided(tx: Tx, insats: Insats, outcome: 'godkand' | 'ej_godkand', motivation: string): Promise<void> {
    const { id, name, submittedBy, contactPersonId, responsiblePersonId } = insats;
    const decision = insatsDecided({ id, number: insats.number!, name, outcome, motivation });
    const first = [contactPersonId, submittedBy];
    const told = await this.tell(tx, insats, 'decide', 'beslut', first, decision);
    const others = first.includes(responsiblePersonId) ? [] : [responsiblePersonId];
    if (told + (await this.tell(tx, insats, 'decide', 'handelser', others, decision)) > 0) return;
    const { receivers, see } = await this.lastReceivers.of(tx, insats.organizationId);
    const persons = receivers.map(({ personId }) => personId);
    await this.tell(tx, insats, 'decide', 'beslut', persons, see ? decision : insatsUnreceived({ number: insats.number! }));
  }

  /** Tells those of the persons who are members still, and gives how many. */
  private async tell(
    tx: Tx,
    { id, organizationId }: Insats,
    verb: string,
    type: NoticeType,
    persons: readonly (string | null)[],
    mail: Pick<NewNotice, 'template' | 'payload'>,
  ): Promise<number> {
    let told = 0;
    for (const personId of new Set(persons)) {
      const contact = personId && (await this.memberships.contactOf(tx, personId, organizationId));
      if (!contact) continue;
      await this.notifications.tell(tx, { eventKey: `insats.${verb}:${id}`, personId, organizationId, type, to: contact.email, ...mail });
      told++;
    }
    return told;
  }
}
