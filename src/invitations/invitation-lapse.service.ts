import { Injectable } from '@nestjs/common';
import { readIn, type Tx } from '../kernel/db.js';
import { Transitions } from '../kernel/transitions.js';
import { Invitation } from './invitation.entity.js';
import { invitationLifecycle } from './invitation.lifecycle.js';
import { HAS_JOINED, OVERDUE } from './invitation.queries.js';
import { InvitationNotices } from './invitation-notices.service.js';

/** How an invitation whose last day has passed is closed, by the job or by a command that met it first. */
@Injectable()
export class InvitationLapse {
  constructor(
    private readonly transitions: Transitions,
    private readonly notices: InvitationNotices,
  ) {}

  /** Closes one that the caller holds if its last day has passed, so that what follows finds the status that the pages show. */
  async closeIfOverdue(tx: Tx, invitation: Invitation): Promise<void> {
    if (await readIn<boolean>(tx, `exists (select from invitation where id = $1 and ${OVERDUE})`, [invitation.id]))
      await this.close(tx, invitation);
  }

  /**
   * Closes one that the caller holds and has found overdue. Who signed and was never answered is told (V3b), unless he or she has become a
   * member in another way; the answer says whether somebody has.
   */
  async close(tx: Tx, invitation: Invitation): Promise<{ member: boolean }> {
    await this.transitions.follow(tx, invitationLifecycle, Invitation, invitation, 'expire', {
      story: async () => void (invitation.endedAt = tx.now),
    });
    const member = await readIn<boolean>(tx, `select ${HAS_JOINED('i')} from invitation i where i.id = $1`, [invitation.id]);
    if (!member && invitation.signedAt) await this.notices.unanswered(tx, invitation, 'lapsed');
    return { member };
  }
}
