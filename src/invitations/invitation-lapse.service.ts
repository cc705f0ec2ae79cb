import { Injectable } from '@nestjs/common';
import { readIn, type Tx } from '../kernel/db.js';
import { Transitions } from '../kernel/transitions.js';
import { Invitation } from './invitation.entity.js';
import { invitationLifecycle } from './invitation.lifecycle.js';
import { HAS_COME, OVERDUE } from './invitation.queries.js';
import { InvitationNotices } from './invitation-notices.service.js';

/** How an invitation that its last day or something else has overtaken is closed, by a job or by a command that met it first. */
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

  /** Takes back one that the caller holds and that another invitation or a membership has followed. */
  replace(tx: Tx, invitation: Invitation): Promise<void> {
    return this.transitions.follow(tx, invitationLifecycle, Invitation, invitation, 'replace', {
      story: async () => void (invitation.endedAt = tx.now),
    });
  }

  /**
   * Closes one that the caller holds and has found overdue. Who signed and was never answered is told (V3b), unless he or she has become a
   * member in another way; the answer says whether somebody has.
   */
  async close(tx: Tx, invitation: Invitation): Promise<{ member: boolean }> {
    await this.transitions.follow(tx, invitationLifecycle, Invitation, invitation, 'expire', {
      story: async () => void (invitation.endedAt = tx.now),
    });
    const member = await readIn<boolean>(tx, `select ${HAS_COME('i')} from invitation i where i.id = $1`, [invitation.id]);
    if (!member && invitation.signedAt) await this.notices.unanswered(tx, invitation, 'lapsed');
    return { member };
  }
}
