import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../kernel/db.js';
import { Transitions } from '../kernel/transitions.js';
import { Administrators, Leaving, type Rights } from '../memberships/index.js';
import { Invitation } from './invitation.entity.js';
import { invitationLifecycle } from './invitation.lifecycle.js';
import { isYoursToClose } from './invitation.policy.js';
import { InvitationLapse } from './invitation-lapse.service.js';
import { InvitationNotices } from './invitation-notices.service.js';

/** The open invitations that somebody has sent, held. $1 organisation, $2 who sent them. */
const SENT = `select id from invitation where organization_id = $1 and invited_by = $2
  and status in ('skickad', 'vantar_pa_bekraftelse') order by id for update`;

/** How an invitation is taken back (V6): by an administrator's word, or with the user who sent it (§8.6). */
@Injectable()
export class InvitationRecall implements OnModuleInit {
  constructor(
    private readonly leaving: Leaving,
    private readonly administrators: Administrators,
    private readonly transitions: Transitions,
    private readonly lapse: InvitationLapse,
    private readonly notices: InvitationNotices,
  ) {}

  /** Who is ended takes open invitations along when that is asked for, in the transaction of the end. */
  onModuleInit(): void {
    this.leaving.takeBack({
      hold: async (tx, actor, { organizationId, personId }) => {
        // Asked before anything ends: the actor may be the one who is ended, or hold what was lent by that one.
        const rights = await this.administrators.rightsNow(tx, actor);
        const held = await tx.em.query<{ id: string }[]>(SENT, [organizationId, personId]);
        return () => this.revokeAll(tx, rights, held);
      },
    });
  }

  /** What a revocation does with an invitation that is held: who has signed it is told. */
  async revoke(tx: Tx, invitation: Invitation): Promise<void> {
    invitation.endedAt = tx.now;
    if (invitation.signedAt) await this.notices.unanswered(tx, invitation, 'revoked');
  }

  /** Those of them that are still open and the caller's; gives how many. */
  private async revokeAll(tx: Tx, rights: Rights, held: readonly { id: string }[]): Promise<number> {
    let count = 0;
    for (const { id } of held) {
      const invitation = await tx.em.findOneByOrFail(Invitation, { id });
      await this.lapse.closeIfOverdue(tx, invitation);
      if (invitation.status === 'utgangen' || !isYoursToClose(rights, invitation.roles)) continue;
      await this.transitions.follow(tx, invitationLifecycle, Invitation, invitation, 'revoke', {
        story: () => this.revoke(tx, invitation),
      });
      count++;
    }
    return count;
  }
}
