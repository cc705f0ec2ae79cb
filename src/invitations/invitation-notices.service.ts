import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/db.js';
import { administratorRoles, Administrators, Memberships, type Reached } from '../memberships/index.js';
import { type NewMail, type NoticeType, Notifications } from '../notifications/index.js';
import { Organizations } from '../organizations/index.js';
import type { Invitation } from './invitation.entity.js';
import {
  invitationReminder,
  invitationSent,
  newInvitationWanted,
  signatureAnswered,
  signatureUnanswered,
  signatureWaits,
  type Unanswered,
  type WaitingSignature,
} from './invitation.mail.js';
import { invitationOutcome, type Outcome } from './invitation-outcome.mail.js';
import { isYours, isYoursToClose, namesMatch } from './invitation.policy.js';

type Filled = Pick<NewMail, 'template' | 'payload'>;

/** What may happen again once it has been mended: each time, told apart by the invitation's version, is an event of its own. */
const mayRecur: ReadonlySet<Outcome> = new Set(['bounced', 'unsent']);

/** Everything that is told about an invitation, once an event and recipient (domain §12, mails 1–4). */
@Injectable()
export class InvitationNotices {
  constructor(
    private readonly notifications: Notifications,
    private readonly memberships: Memberships,
    private readonly administrators: Administrators,
    private readonly organizations: Organizations,
  ) {}

  /** The invitation to the invited person. */
  async sent(tx: Tx, invitation: Invitation): Promise<void> {
    await this.toInvited(tx, invitation, 'send', invitationSent(await this.letter(tx, invitation)));
  }

  /** The reminder on day 10. */
  async reminder(tx: Tx, invitation: Invitation): Promise<void> {
    await this.toInvited(tx, invitation, 'remind', invitationReminder(await this.letter(tx, invitation)));
  }

  /** What became of it and who signed, if the name is another, to the one who sent it; when it is no longer that person's to give, to the administrators besides the one who did it. */
  async outcome(tx: Tx, invitation: Invitation, outcome: Outcome): Promise<void> {
    const { id: invitationId, name, signedName } = invitation;
    const inviter = await this.inviterOf(tx, invitation);
    const parties = signedName !== null && !namesMatch(name, signedName) ? { name, signedName } : { name };
    const mail = invitationOutcome({ invitationId, outcome, ...parties, organization: await this.organizationName(tx, invitation) });
    const event = mayRecur.has(outcome) ? `${outcome}:${invitation.version}` : outcome;
    if (inviter) await this.toMember(tx, invitation, event, 'inbjudningar', inviter, mail);
    else await this.toAdministrators(tx, invitation, event, 'inbjudningar', mail, tx.actor?.personId);
  }

  /** The invited person asks for a new one. */
  async wanted(tx: Tx, invitation: Invitation): Promise<void> {
    const { id: invitationId, name } = invitation;
    const mail = newInvitationWanted({ invitationId, name, organization: await this.organizationName(tx, invitation) });
    await this.toWhoDecide(tx, invitation, `want:${tx.now.toISOString()}`, 'inbjudningar', mail);
  }

  /** A signature waits for an administrator; told at once, and once more before its last day. */
  async waits(tx: Tx, invitation: Invitation, signature: WaitingSignature): Promise<void> {
    const { id: invitationId, name, unbacked } = invitation;
    const mail = signatureWaits({ invitationId, name, unbacked, organization: await this.organizationName(tx, invitation), ...signature });
    await this.toWhoDecide(tx, invitation, signature.again ? 'wait-again' : 'wait', 'behorigheter', mail);
  }

  /** The administrator's answer, to the invited person. */
  async answered(tx: Tx, invitation: Invitation, confirmed: boolean): Promise<void> {
    await this.toInvited(
      tx,
      invitation,
      'answer',
      signatureAnswered({ confirmed, organization: await this.organizationName(tx, invitation) }),
    );
  }

  /** Nobody answered whoever signed and waits: the last day passed, or the invitation was taken back (V3b). */
  async unanswered(tx: Tx, invitation: Invitation, why: Unanswered): Promise<void> {
    await this.toInvited(tx, invitation, 'answer', signatureUnanswered({ why, organization: await this.organizationName(tx, invitation) }));
  }

  /** Erases who was invited from all of it, when the invitation itself forgets (domain §5.3). */
  async forget(tx: Tx, { id, organizationId, email }: Invitation): Promise<void> {
    await this.notifications.forget(tx, organizationId, id, email);
  }

  private async letter(tx: Tx, invitation: Invitation) {
    const { id: invitationId, validThrough } = invitation;
    return { invitationId, validThrough, organization: await this.organizationName(tx, invitation) };
  }

  /** To the administrators, and to the one who invited as long as it is his or hers to decide: an Avdelningsadministratör for the own ones. */
  private async toWhoDecide(tx: Tx, invitation: Invitation, event: string, type: NoticeType, mail: Filled): Promise<void> {
    const inviter = await this.inviterOf(tx, invitation);
    if (inviter) await this.toMember(tx, invitation, event, type, inviter, mail);
    await this.toAdministrators(tx, invitation, event, type, mail, invitation.invitedBy);
  }

  /** The one who invited, as long as the invitation is his or hers to decide; who has lost that hears no more of it. */
  private async inviterOf(tx: Tx, { invitedBy: personId, organizationId, roles }: Invitation): Promise<Reached | null> {
    const contact = await this.memberships.contactOf(tx, personId, organizationId);
    const rights = contact && (await this.administrators.rightsOf(tx, personId, organizationId));
    return rights && isYours(rights, roles) ? { personId, email: contact.email } : null;
  }

  /** To those who administer the whole organisation and may give what the invitation gives. */
  private async toAdministrators(
    tx: Tx,
    invitation: Invitation,
    event: string,
    type: NoticeType,
    mail: Filled,
    except?: string,
  ): Promise<void> {
    const { organizationId, roles } = invitation;
    const [giving, closing]: [Reached[], Reached[]] = [[], []];
    for (const administrator of await this.memberships.holders(tx, organizationId, administratorRoles)) {
      const rights = await this.administrators.rightsOf(tx, administrator.personId, organizationId);
      if (rights && isYours(rights, roles)) giving.push(administrator);
      else if (rights && isYoursToClose(rights, roles)) closing.push(administrator);
    }
    // When it takes two to give it, those hear of it who may close it.
    for (const administrator of giving.length ? giving : closing)
      if (administrator.personId !== except) await this.toMember(tx, invitation, event, type, administrator, mail);
  }

  private toMember(
    tx: Tx,
    { id, organizationId }: Invitation,
    event: string,
    type: NoticeType,
    { personId, email: to }: Reached,
    mail: Filled,
  ): Promise<void> {
    return this.notifications.tell(tx, { eventKey: `invitation.${event}:${id}`, about: id, personId, organizationId, type, to, ...mail });
  }

  /** To the address that was written: whose it is shows when the invitation is accepted. */
  private toInvited(tx: Tx, { id, organizationId, email: to }: Invitation, event: string, mail: Filled): Promise<void> {
    return this.notifications.send(tx, { eventKey: `invitation.${event}:${id}`, about: id, to, organizationId, ...mail });
  }

  private async organizationName(tx: Tx, { organizationId }: Invitation): Promise<string> {
    return (await this.organizations.byId(tx, organizationId)).name;
  }
}
