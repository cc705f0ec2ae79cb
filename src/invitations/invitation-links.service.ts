import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { secretHash } from '../auth/index.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { Transitions } from '../kernel/transitions.js';
import { mailTemplates } from '../notifications/index.js';
import type { InvitedRoleView } from './invitation.dto.js';
import { Invitation } from './invitation.entity.js';
import { invitationLifecycle } from './invitation.lifecycle.js';
import { letterOfWebView } from './invitation.mail.js';
import { linkRefusal, type Standing, stateOf } from './invitation.policy.js';
import { invitationProblem } from './invitation.problems.js';
import { askAnew, latestTo, letterByToken, linkByToken } from './invitation.queries.js';
import type { LetterView, LinkState, LinkView } from './invitation-link.dto.js';
import { InvitationNotices } from './invitation-notices.service.js';

/** An invitation as the page of its link needs it, with its status by the clock. */
export interface LinkedInvitation extends Standing {
  id: string;
  organizationId: string;
  organization: string;
  orgNumber: string;
  invitedBy: string;
  roles: InvitedRoleView[];
  validThrough: string;
}

const SYSTEM = { kind: 'system' } as const;
const UNKNOWN: LinkView = { state: 'unknown', organization: null, invitedBy: null, roles: [], validThrough: null };

/** What the one who holds a link sees and does. Reading it, by whatever scanner and however often, changes nothing (§0.9). */
@Injectable()
export class InvitationLinks {
  constructor(
    private readonly db: Db,
    private readonly transitions: Transitions,
    private readonly events: EventLog,
    private readonly notices: InvitationNotices,
  ) {}

  /** Who invites to what, and whether it still counts. */
  async view(token: string): Promise<LinkView> {
    return shown(await this.db.read<LinkedInvitation | null>(SYSTEM, 'invitation-link', linkByToken, [secretHash(token)]));
  }

  /** The letter, or the reminder, as a page, by the token that accepts nothing (A30); empty when the invitation is no longer open. */
  async letter(webView: string): Promise<LetterView> {
    const { webViewToken, template } = letterOfWebView(webView);
    const hash = secretHash(webViewToken);
    const payload = await this.db.read<object | null>(SYSTEM, 'invitation-letter', letterByToken, [hash]);
    if (!payload) return { subject: null, paragraphs: [] };
    const { subject, paragraphs, after = [] } = mailTemplates.get(template)!.write(payload);
    return { subject, paragraphs: ['Hej', ...paragraphs, ...after] };
  }

  /** What is to be signed; 404 for an unknown link, 409 when it no longer counts. */
  async open(token: string): Promise<LinkedInvitation> {
    const found = await this.db.read<LinkedInvitation | null>(SYSTEM, 'invitation-link', linkByToken, [secretHash(token)]);
    return assertValid(found);
  }

  /** The organisation behind a link, before anything of it is held; 404 for an unknown one. */
  async organizationOf(tx: Tx, token: string): Promise<string> {
    const found = await readIn<string | null>(tx, 'select organization_id from invitation where token_hash = $1', [secretHash(token)]);
    if (!found) throw invitationProblem('unknown-link');
    return found;
  }

  /**
   * The invitation behind a link, locked until the transaction ends, and its status by the clock; 404 for an unknown link and for one whose
   * invited person is erased.
   */
  async lock(tx: Tx, token: string): Promise<{ invitation: Invitation; linked: LinkedInvitation }> {
    const tokenHash = secretHash(token);
    const invitation = await tx.em.findOne(Invitation, { where: { tokenHash, erasedAt: IsNull() }, lock: { mode: 'pessimistic_write' } });
    if (!invitation) throw invitationProblem('unknown-link');
    return { invitation, linked: await readIn<LinkedInvitation>(tx, linkByToken, [tokenHash]) };
  }

  /** "Tacka nej" (V4); 409 when it no longer counts. Once more changes nothing. */
  decline(token: string): Promise<LinkView> {
    return this.db.tx(SYSTEM, async (tx) => {
      const { invitation, linked } = await this.lock(tx, token);
      if (linked.status === 'avbojd') return shown(linked);
      assertValid(linked);
      await this.transitions.follow(tx, invitationLifecycle, Invitation, invitation, 'decline', {
        story: async () => void (invitation.endedAt = tx.now),
      });
      await this.notices.outcome(tx, invitation, 'declined');
      return this.viewIn(tx, token);
    });
  }

  /**
   * "Be om ny inbjudan" (A33): tells the administrators, at most once a day and three times. Nothing for a link that has not expired, was sent
   * anew or whose organisation is closed, and when the person has joined or has had another answer since. Asked of the latest invitation to
   * the address, whichever of its links is used: what an administrator sends again may be asked for three times more.
   */
  renew(token: string): Promise<LinkView> {
    return this.db.tx(SYSTEM, async (tx) => {
      const { invitation, linked } = await this.lock(tx, token);
      const id = isRenewable(stateOf(linked)) && (await this.noteAsked(tx, invitation));
      if (id) {
        await this.notices.wanted(tx, await tx.em.findOneByOrFail(Invitation, { id }));
        const { organizationId } = invitation;
        await this.events.append(tx, { organizationId, verb: 'invitation.want', subjectType: 'invitation', subjectId: id });
      }
      return shown(linked);
    });
  }

  /** Counts a wish for a new invitation where the administrators see it; null when it has been said often enough. Rows are locked in the order of their ids. */
  private async noteAsked(tx: Tx, { organizationId, email }: Invitation): Promise<string | null> {
    const latest = await readIn<string>(tx, latestTo, [organizationId, email]);
    const [[asked]] = await tx.em.query<[[{ id: string }?], number]>(askAnew, [latest]);
    return asked?.id ?? null;
  }

  /** The page of the link after a change, inside the transaction that made it. */
  async viewIn(tx: Tx, token: string): Promise<LinkView> {
    return shown(await readIn<LinkedInvitation | null>(tx, linkByToken, [secretHash(token)]));
  }
}

/** 404 for an unknown link, 409 with the reason for one that no longer counts. */
export function assertValid(linked: LinkedInvitation | null): LinkedInvitation {
  if (!linked) throw invitationProblem('unknown-link');
  const state = stateOf(linked);
  if (state !== 'valid' && state !== 'unknown') throw linkRefusal(state);
  return linked;
}

/** May a new invitation be asked for? */
const isRenewable = (state: LinkState): state is 'expired' | 'unconfirmed' => state === 'expired' || state === 'unconfirmed';

/** A link that no longer counts tells no more than which organisation it came from. */
function shown(linked: LinkedInvitation | null): LinkView {
  if (!linked) return UNKNOWN;
  const { organization, invitedBy, roles, validThrough, confirmThrough } = linked;
  const state = stateOf(linked);
  const lastDay = { expired: validThrough, unconfirmed: confirmThrough };
  return state === 'valid'
    ? { state, organization, invitedBy, roles, validThrough }
    : { state, organization, invitedBy: null, roles: [], validThrough: isRenewable(state) ? lastDay[state] : null };
}
