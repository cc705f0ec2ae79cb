import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { kernelProblem } from '../kernel/problem.js';
import { lock, Transitions } from '../kernel/transitions.js';
import { Administrators, Joining, type Rights } from '../memberships/index.js';
import type { InvitationView, NewInvitation } from './invitation.dto.js';
import { Invitation } from './invitation.entity.js';
import { invitationLifecycle } from './invitation.lifecycle.js';
import { assertGives, isSeen, isYours, isYoursToClose, resendRefusal } from './invitation.policy.js';
import { invitationProblem } from './invitation.problems.js';
import { HAS_JOINED } from './invitation.queries.js';
import { InvitationAcceptance } from './invitation-acceptance.service.js';
import { InvitationLapse } from './invitation-lapse.service.js';
import { InvitationNotices } from './invitation-notices.service.js';
import { InvitationPages } from './invitation-pages.service.js';
import { InvitationRecall } from './invitation-recall.service.js';
import { InvitationSending } from './invitation-sending.service.js';
import { InvitedNumbers } from './invited-numbers.service.js';

/** The administrators' part of an invitation's story. One method a verb. */
@Injectable()
export class Invitations {
  constructor(
    private readonly db: Db,
    private readonly transitions: Transitions,
    private readonly sending: InvitationSending,
    private readonly acceptance: InvitationAcceptance,
    private readonly notices: InvitationNotices,
    private readonly pages: InvitationPages,
    private readonly administrators: Administrators,
    private readonly joining: Joining,
    private readonly lapse: InvitationLapse,
    private readonly recall: InvitationRecall,
    private readonly numbers: InvitedNumbers,
  ) {}

  /** "Skicka inbjudan" (V1, A28). Errors: 429 after 50 a day, 409 when the address or the personnummer is a member's or the address has an open invitation here. */
  send(actor: Actor, form: NewInvitation): Promise<InvitationView> {
    return this.db.tx(actor, async (tx) => {
      this.numbers.count(actor, [form.personalNumber]);
      if ((await this.sending.leftToday(tx, actor.organizationId!)) < 1) throw invitationProblem('too-many-today');
      const { id } = await this.sending.send(tx, actor, form);
      return this.pages.viewIn(tx, actor, id);
    });
  }

  /** "Skicka igen" (V7): a new link; the old one is dead from this moment. */
  resend(actor: Actor, id: string): Promise<InvitationView> {
    return this.db.tx(actor, async (tx) => {
      if ((await this.sending.leftToday(tx, actor.organizationId!)) < 1) throw invitationProblem('too-many-today');
      const old = await lock(tx, Invitation, id);
      if (!old || !isSeen(actor, old.roles)) throw kernelProblem('not-found');
      const rights = await this.administrators.rightsNow(tx, actor);
      assertGives(rights, old.roles);
      await this.lapse.closeIfOverdue(tx, old);
      const { status, erasedAt } = old;
      const refused = resendRefusal({ status, erased: erasedAt !== null })?.title ?? (await this.sentAgainSince(tx, old));
      if (refused) throw invitationProblem('not-resendable', { detail: refused });
      if (status === 'skickad') await this.lapse.replace(tx, old);
      if (await readIn<boolean>(tx, `select ${HAS_JOINED('i')} from invitation i where i.id = $1`, [id]))
        throw invitationProblem('already-member');
      if ((await this.pages.lookUpIn(tx, actor, old.email)).invitationId) throw invitationProblem('already-invited');
      const { id: newId } = await this.sending.again(tx, actor, rights, old);
      return this.pages.viewIn(tx, actor, newId);
    });
  }

  /** "Återkalla" (V6): the link shows that it no longer counts; who has signed it is told, and the inviter of a colleague's doing. */
  revoke(actor: Actor, id: string): Promise<InvitationView> {
    return this.transitions.move(invitationLifecycle, Invitation, actor, id, 'revoke', {
      sees: ({ roles }) => isSeen(actor, roles),
      story: async (invitation, tx) => {
        await this.assertOpen(tx, actor, invitation, isYoursToClose, 'late-to-revoke');
        await this.recall.revoke(tx, invitation);
        if (actor.personId !== invitation.invitedBy) await this.notices.outcome(tx, invitation, 'revoked');
      },
      answer: (invitation, tx) => this.pages.viewIn(tx, actor, invitation.id),
    });
  }

  /** "Bekräfta": the signature was the right person's, who becomes a member (V3b). */
  confirm(actor: Actor, id: string): Promise<InvitationView> {
    return this.transitions.move(invitationLifecycle, Invitation, actor, id, 'confirm', {
      first: (tx) => this.joining.takeTurn(tx, actor.organizationId!),
      sees: ({ roles }) => isSeen(actor, roles),
      story: async (invitation, tx) => {
        await this.acceptance.confirmed(tx, invitation, await this.assertOpen(tx, actor, invitation));
        await this.notices.answered(tx, invitation, true);
      },
      facts: ({ acceptedBy, signatureId }) => ({ acceptedBy, signatureId }),
      answer: (invitation, tx) => this.pages.viewIn(tx, actor, invitation.id),
    });
  }

  /** "Avvisa": the signature was somebody else's; no rights are given, and the inviter is told of a colleague's doing (V3b). */
  refuse(actor: Actor, id: string): Promise<InvitationView> {
    return this.transitions.move(invitationLifecycle, Invitation, actor, id, 'refuse', {
      sees: ({ roles }) => isSeen(actor, roles),
      story: async (invitation, tx) => {
        await this.assertOpen(tx, actor, invitation, isYoursToClose);
        invitation.endedAt = tx.now;
        await this.notices.answered(tx, invitation, false);
        if (actor.personId !== invitation.invitedBy) await this.notices.outcome(tx, invitation, 'refused');
      },
      facts: ({ acceptedBy, signatureId }) => ({ acceptedBy, signatureId }),
      answer: (invitation, tx) => this.pages.viewIn(tx, actor, invitation.id),
    });
  }

  /** Open by the clock, not only by what a job has noted (409 `late-to-confirm`, `late-to-revoke`), and the caller's to decide (403 `not-yours`); gives what the caller may. */
  private async assertOpen(
    tx: Tx,
    actor: Actor,
    { id, roles }: Invitation,
    isTheirs = isYours,
    late: 'late-to-confirm' | 'late-to-revoke' = 'late-to-confirm',
  ): Promise<Rights> {
    const rights = await this.administrators.rightsNow(tx, actor);
    if (!isTheirs(rights, roles)) throw invitationProblem('not-yours');
    const { status } = await this.pages.viewIn(tx, actor, id);
    if (status === 'utgangen') throw invitationProblem(late);
    return rights;
  }

  private async sentAgainSince(tx: Tx, { id }: Invitation): Promise<string | null> {
    const later = await tx.em.countBy(Invitation, { resendOf: id });
    return later > 0 ? 'Inbjudan har redan skickats igen. Den nya står i listan.' : null;
  }
}
