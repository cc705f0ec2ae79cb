import { Injectable } from '@nestjs/common';
import { sha256 } from '../kernel/canonical.js';
import { stockholmDate } from '../kernel/clock.js';
import { readIn, type Tx } from '../kernel/db.js';
import { mailBounced } from './bounce.mail.js';
import { BOUNCED, STILL_REACHED } from './notifications.queries.js';
import { Notifications } from './notifications.service.js';

/** A bounced mail that was for somebody in particular, at an address that counts. $1 = its id. */
const bouncedMail = `select json_build_object('personId', o.person_id, 'organizationId', o.organization_id, 'address', o.recipient)
  from outbox o where o.id = $1 and o.person_id is not null and o.secret_until is null and ${BOUNCED} and ${STILL_REACHED}`;

/** Tells a person, in the portal, that our mails do not come through. */
@Injectable()
export class Bounces {
  constructor(private readonly notifications: Notifications) {}

  /** Tells the one whom a failed mail was for, at most once a month, organisation and address; nothing when it failed for another reason. */
  async tell(tx: Tx, outboxId: string): Promise<void> {
    const mail = await readIn<{ personId: string; organizationId: string | null; address: string } | null>(tx, bouncedMail, [outboxId]);
    if (!mail) return;
    const { personId, organizationId, address } = mail;
    const eventKey = `mail.bounce:${organizationId ?? '-'}:${sha256(address).slice(0, 16)}:${stockholmDate(tx.now).slice(0, 7)}`;
    await this.notifications.tell(tx, {
      eventKey,
      personId,
      organizationId,
      type: 'konto',
      to: null,
      ...mailBounced({ address, isOwn: organizationId === null }),
    });
  }
}
