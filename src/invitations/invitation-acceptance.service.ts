import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import {
  type Browser,
  type LiveOrder,
  Persons,
  type SignatureLine,
  Signatures,
  type StartSignature as SignatureOrder,
} from '../auth/index.js';
import { stockholmDate } from '../kernel/clock.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { Transitions } from '../kernel/transitions.js';
import { Administrators, Joining, type Rights } from '../memberships/index.js';
import { orgNumberText } from '../organizations/index.js';
import type { InvitedRole } from './invitation.dto.js';
import { Invitation } from './invitation.entity.js';
import { invitationLifecycle } from './invitation.lifecycle.js';
import { assertGives, backs, invitedRoleText, lasting, needsConfirmation } from './invitation.policy.js';
import { invitationProblem } from './invitation.problems.js';
import { signerStands } from './invitation.queries.js';
import type { LinkView } from './invitation-link.dto.js';
import { assertValid, InvitationLinks, type LinkedInvitation } from './invitation-links.service.js';
import { InvitationNotices } from './invitation-notices.service.js';
import { InvitationSending } from './invitation-sending.service.js';

const INTENT = 'invitation.accept';
const SYSTEM = { kind: 'system' } as const;

/** How an invitation is accepted: by an e-ID's signature and nothing else (V3, A35). */
@Injectable()
export class InvitationAcceptance {
  constructor(
    private readonly db: Db,
    private readonly transitions: Transitions,
    private readonly signatures: Signatures,
    private readonly persons: Persons,
    private readonly joining: Joining,
    private readonly administrators: Administrators,
    private readonly links: InvitationLinks,
    private readonly sending: InvitationSending,
    private readonly notices: InvitationNotices,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Starts the signature by whoever holds the link, in this browser. Errors: 404, 409 for the link; those of a log-in for the e-ID. */
  async startSigning(
    token: string,
    provider: SignatureOrder['provider'],
    mode: SignatureOrder['mode'],
    browser: Browser,
  ): Promise<LiveOrder & { browserId: string }> {
    const linked = await this.links.open(token);
    return this.signatures.start(provider, browser, mode, {
      intent: INTENT,
      subject: subjectOf(linked),
      organizationId: linked.organizationId,
      title: 'Acceptera inbjudan',
      text: textOf(linked),
      document: documentOf(linked),
      signer: 'holder',
    });
  }

  /**
   * Accepts by a completed signature: the signer becomes a member at once, or when an administrator has confirmed (V3b), which it takes
   * without exception when the inviter could not give the rights any longer, and when the signer was a member who has been ended since the
   * invitation was sent: nobody comes back by an old letter (decision 0027). Twenty at once make one member; the same order once more gives
   * the same answer.
   * Errors: 404 `unknown-link`; 409 with why the link no longer counts, `another-person`, `already-member` and `suspended` (the invitation is intact);
   * those of the signature; 409 `users/qualification-needed` and `users/department-closed`, and the invitation is intact.
   */
  accept(token: string, signatureOrderId: string, browserId: string | undefined): Promise<LinkView> {
    return this.db.tx(SYSTEM, async (tx) => {
      await this.joining.takeTurn(tx, await this.links.organizationOf(tx, token));
      const { invitation, linked } = await this.links.lock(tx, token);
      if (invitation.signatureOrderId === signatureOrderId) return this.links.viewIn(tx, token);
      assertValid(linked);
      const expected = { intent: INTENT, subject: subjectOf(linked), document: documentOf(linked) };
      const { signatureId, personId, name } = await this.signatures.use(tx, signatureOrderId, browserId, expected);
      const number = this.sending.numberOf(invitation);
      if (number !== null && !(await this.persons.holds(tx, personId, number))) throw invitationProblem('another-person');
      const roles = lasting(invitation.roles, stockholmDate(tx.now));
      invitation.unbacked = !(await this.isBacked(tx, invitation, roles));
      const meant = { name: invitation.name, forOnePerson: number !== null, roles };
      let waits = invitation.unbacked || (!this.env.INVITATIONS_UNCONFIRMED && needsConfirmation(meant, name));
      let wasEnded = false;
      await this.transitions.follow(tx, invitationLifecycle, Invitation, invitation, 'accept', {
        story: async () => {
          Object.assign(invitation, { acceptedBy: personId, signedName: name, signedAt: tx.now, signatureId, signatureOrderId });
          wasEnded = await this.assertNotMember(tx, invitation);
          waits ||= wasEnded;
          await this.joining.assertFit(tx, personId, invitation.organizationId, roles);
          if (!waits) await this.join(tx, invitation);
        },
        to: () => (waits ? 'vantar_pa_bekraftelse' : 'accepterad'),
        facts: () => ({ acceptedBy: personId, signatureId }),
      });
      if (waits) await this.askForConfirmation(tx, invitation.id, name, wasEnded);
      return this.links.viewIn(tx, token);
    });
  }

  /**
   * Makes the one who signed a member by an administrator's word, whose rights these are. What the inviter may not give any longer, or not for
   * so long, the administrator gives within his or her own rights and time: 403 `not-yours` or `outlasts-yours` when they don't reach. Errors: those of `join`.
   */
  async confirmed(tx: Tx, invitation: Invitation, rights: Rights): Promise<void> {
    const roles = lasting(invitation.roles, stockholmDate(tx.now));
    invitation.unbacked = !(await this.isBacked(tx, invitation, roles));
    if (invitation.unbacked) assertGives(rights, roles);
    await this.join(tx, invitation);
  }

  /**
   * Makes the one who signed a member with the invitation's rights that have not ended, given by the inviter or, when he or she may not give them any
   * longer, by the administrator who confirms, tells the inviter and forgets the personnummer it was sent to. The caller moves the invitation. Errors: 409 `organization-closed`, `rights-ended`, `already-member`, `users/qualification-needed`,
   * `users/department-closed`.
   */
  private async join(tx: Tx, invitation: Invitation): Promise<void> {
    const { organizationId, title, email, phone, invitedBy, acceptedBy } = invitation;
    const roles = lasting(invitation.roles, stockholmDate(tx.now));
    if (!(await readIn<boolean>(tx, `exists (select from organization where id = $1 and status = 'active')`, [organizationId])))
      throw invitationProblem('organization-closed');
    const grantedBy = (invitation.unbacked && tx.actor?.personId) || invitedBy;
    const member = { personId: acceptedBy!, organizationId, title, email, phone, roles, grantedBy, invitedBy, cause: invitation.id };
    if (!(await this.joining.join(tx, member))) throw invitationProblem('already-member');
    // Who has come is known by the signature.
    Object.assign(invitation, { endedAt: tx.now, identifierEnc: null, identifierKeyId: null, identifierLookup: null });
    if (tx.actor?.personId !== invitedBy) await this.notices.outcome(tx, invitation, 'accepted');
  }

  /** Is the inviter still an administrator whose rights these are to give, for as long? Who has been dismissed gives nothing by an old letter. */
  private async isBacked(tx: Tx, { invitedBy, organizationId }: Invitation, roles: readonly InvitedRole[]): Promise<boolean> {
    return backs(await this.administrators.rightsOf(tx, invitedBy, organizationId), roles);
  }

  private async askForConfirmation(tx: Tx, id: string, signedName: string, wasEnded: boolean): Promise<void> {
    const invitation = await tx.em.findOneByOrFail(Invitation, { id });
    await this.notices.waits(tx, invitation, { signedName, wasEnded, confirmThrough: invitation.confirmThrough! });
    await this.sending.planExpiry(tx, id, `${id}-confirm`);
  }

  /** 409 `already-member` or `suspended`; else whether the signer was a member and has been ended since this was sent. Asked at one moment: an end comes before or after. */
  private async assertNotMember(tx: Tx, { id, acceptedBy }: Invitation): Promise<boolean> {
    const { status, ended } = await readIn<{ status: 'active' | 'suspended' | null; ended: boolean }>(tx, signerStands, [id, acceptedBy]);
    if (status) throw invitationProblem(status === 'suspended' ? 'suspended' : 'already-member');
    return ended;
  }
}

const subjectOf = ({ id }: LinkedInvitation) => ({ type: 'invitation', id });

/** What the app shows (identity §1.7). */
function textOf({ organization, orgNumber, invitedBy, roles, validThrough }: LinkedInvitation): SignatureLine[] {
  const rights = ['Användare', ...roles.map(invitedRoleText)];
  return [
    { text: 'Jag, som skriver under, accepterar att vara användare i Mina sidor Arbetsgivare för:' },
    { label: 'Organisation', value: `${organization} (${orgNumberText(orgNumber)})` },
    { label: 'Behörighet', value: rights.join(', ') },
    { label: 'Inbjuden av', value: invitedBy },
    { label: 'Inbjudan gäller till och med', value: validThrough },
  ];
}

/** What is agreed to, whatever those named in it are called by then. */
const documentOf = ({ id, organizationId, orgNumber, roles, validThrough }: LinkedInvitation): object => ({
  invitation: id,
  organization: { id: organizationId, orgNumber },
  roles: roles.map(({ role, validTo, departmentId }) => ({ role, validTo, ...(departmentId && { departmentId }) })),
  validThrough,
});
