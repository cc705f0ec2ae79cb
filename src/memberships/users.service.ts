import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { assertVersion } from '../kernel/precondition.js';
import { stockholmDay, TODAY } from '../kernel/sql.js';
import { save, Transitions } from '../kernel/transitions.js';
import { Notifications } from '../notifications/index.js';
import { Administrators, type Turn } from './administrators.service.js';
import { Membership } from './membership.entity.js';
import { membershipLifecycle } from './membership.lifecycle.js';
import { addressChanged, membershipChanged } from './membership.mail.js';
import { Grants } from './grants.service.js';
import { Joining } from './joining.service.js';
import { Leaving, type Remembered } from './leaving.service.js';
import { edits, type Mandate, type Placed, reachesToLetIn, type WHOSE } from './role.policy.js';
import type { Departure, UserContact } from './user-edit.dto.js';
import { UserPages } from './user-pages.service.js';
import type { UserView } from './users.dto.js';
import { notYours, userProblem } from './users.problems.js';

/** How often a user's address is changed in a day: the old one is told each time, whosever it is. */
const DAILY_MOVES = 5;
const MOVES_TODAY = `(select count(*)::int from event where organization_id = $1 and subject_id = $2 and verb = 'membership.edit'
  and facts -> 'fields' ? 'email' and ${stockholmDay('at')} = ${TODAY}::text)`;

/** What the person is told to be afterwards. */
const AFTERWARDS = { suspend: 'suspended', resume: 'active', end: 'ended' } as const;

/** What ending does besides, what its event remembers, and who takes over. */
interface Leave {
  leave?: (tx: Tx, member: Membership) => Promise<void>;
  facts?: () => Remembered;
  receiver?: string | null;
}

/** The story of a member: contact details, suspended, resumed, ended (A24, §8.6). */
@Injectable()
export class Users {
  constructor(
    private readonly db: Db,
    private readonly transitions: Transitions,
    private readonly events: EventLog,
    private readonly administrators: Administrators,
    private readonly notifications: Notifications,
    private readonly pages: UserPages,
    private readonly grants: Grants,
    private readonly leaving: Leaving,
    private readonly joining: Joining,
  ) {}

  /** Changes how a user is reached; the old e-mail address is told. 403 `users/not-yours`, for another e-mail address `users/others-role` and `others-address`, 409 `users/ended`, 412 when somebody saved in between, 429 `users/moved-too-often`. */
  edit(actor: Actor, id: string, version: number, contact: UserContact): Promise<UserView> {
    return this.db.tx(actor, async (tx) => {
      const { member, mandate, own, lent } = await this.administrators.takeTurnAt(tx, actor, id);
      if (!edits(mandate, [...own, ...lent])) throw userProblem('not-yours');
      if (member.status === 'ended') throw userProblem('ended');
      assertVersion(member, version);
      const given = (['email', 'phone', 'title', 'roleDescription'] as const).filter((field) => contact[field] !== undefined);
      const fields = given.filter((field) => member[field] !== contact[field]);
      if (fields.length) {
        const { email: before, organizationId } = member;
        const moved = before.toLowerCase() !== contact.email.toLowerCase();
        if (moved && member.personId !== actor.personId) {
          assertYours(mandate, [...own, ...lent], 'readdress');
          if (mandate.othersCases && (await this.leaving.openWork(tx, member)) > 0) throw userProblem('others-address');
        }
        if (moved && (await readIn<number>(tx, MOVES_TODAY, [organizationId, id])) >= DAILY_MOVES) throw userProblem('moved-too-often');
        for (const field of fields) Object.assign(member, { [field]: contact[field] });
        const editedAt = member.personId === actor.personId ? null : tx.now;
        if (fields.includes('email')) member.emailEditedAt = editedAt;
        if (fields.includes('phone')) member.phoneEditedAt = editedAt;
        if (moved) member.emailVerifiedAt = null;
        await save(tx, Membership, member);
        await this.events.append(tx, {
          organizationId,
          verb: 'membership.edit',
          subjectType: 'membership',
          subjectId: id,
          facts: { fields },
        });
        if (moved)
          await this.notifications.tell(tx, {
            eventKey: `membership.address:${id}:${member.version}`,
            personId: member.personId,
            organizationId,
            type: 'konto',
            to: before,
            ...addressChanged({ organization: actor.organizationName! }),
          });
      }
      return this.pages.viewIn(tx, actor, id);
    });
  }

  /** Shuts a user out until resumed, from the next request on; what is lent to substitutes stays, since the right does. 403 `users/not-yours`, `others-role`, 409 `users/last-administrator`. */
  suspend(actor: Actor, id: string, version: number): Promise<UserView> {
    return this.move(actor, id, version, 'suspend');
  }

  /** Lets a suspended user in again, with the permissions that are still valid. 403 `users/not-yours`, `others-role`, `not-yours-to-resume`. */
  resume(actor: Actor, id: string, version: number): Promise<UserView> {
    return this.move(actor, id, version, 'resume');
  }

  /**
   * Ends a membership for good; history and cases stay. Open work goes to who is named or, when that is asked for, stands without anybody;
   * what substitutes were lent ends unless they may keep it; open invitations that the user has sent are revoked when that is asked for.
   * 403 `users/not-yours`, `others-role`, `portal/forbidden` for who may hand nothing over; 409
   * `users/last-administrator`, `users/open-work`; 422 `insatser/receiver-not-member`, `receiver-self`.
   */
  end(actor: Actor, id: string, version: number, departure: Departure): Promise<UserView> {
    let work: Remembered = {};
    const leave = async (tx: Tx, member: Membership) => {
      // What is held first: invitations and insatser. What then ends for others writes events, whose head is the last lock (decision 0019).
      const recall = departure.revokeInvitations ? await this.leaving.holdSent(tx, actor, member) : null;
      work = await this.leaving.settle(tx, actor, member, departure);
      if (!departure.keepSubstitutes) await this.grants.endLent(tx, actor, member, 'all');
      if (recall) work = { ...work, revokedInvitations: await recall() };
      member.endedAt = tx.now;
    };
    return this.move(actor, id, version, 'end', { leave, facts: () => work, receiver: departure.handOverTo });
  }

  private move(
    actor: Actor,
    id: string,
    version: number,
    verb: keyof typeof AFTERWARDS,
    { leave, facts, receiver }: Leave = {},
  ): Promise<UserView> {
    return this.db.tx(actor, async (tx) => {
      if (verb === 'end') await this.joining.takeTurn(tx, actor.organizationId!);
      const turn = await this.administrators.takeTurnAt(tx, actor, id, receiver);
      const { member, mandate, own, lent } = turn;
      assertYours(mandate, [...own, ...lent], verb);
      await this.transitions.follow(tx, membershipLifecycle, Membership, member, verb, {
        story: async () => {
          assertVersion(member, version);
          if (verb === 'resume') await this.assertLetsIn(tx, actor, turn);
          else await this.administrators.assertAnotherRemains(tx, member);
          await leave?.(tx, member);
          await this.notifications.tell(tx, {
            eventKey: `membership.${verb}:${id}:${version}`,
            personId: member.personId,
            organizationId: member.organizationId,
            type: 'behorigheter',
            to: member.email,
            ...membershipChanged({ organization: actor.organizationName!, status: AFTERWARDS[verb] }),
          });
        },
        ...(facts && { facts }),
      });
      return this.pages.viewIn(tx, actor, id);
    });
  }

  private async assertLetsIn(tx: Tx, actor: Actor, { member, own, lent }: Turn): Promise<void> {
    if (!reachesToLetIn(await this.administrators.rightsWithout(tx, actor, member), own, lent)) throw userProblem('not-yours-to-resume');
  }
}

/** 403 `users/not-yours`, or for who administers everybody `others-role` and `others-address`. */
function assertYours(mandate: Mandate, held: readonly Placed[], verb: keyof typeof WHOSE): void {
  const fault = notYours(mandate, held, verb);
  if (!fault) return;
  const { code, ...detail } = fault;
  throw userProblem(code, detail);
}
