import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import type { Tx } from '../kernel/db.js';
import type { Membership } from './membership.entity.js';
import type { Departure } from './user-edit.dto.js';
import { userProblem } from './users.problems.js';

/** Work of a module that members answer for: memberships knows no module above it, so each tells of its own (§8.6). */
export interface Duties {
  /** How much of it is open and the member's. */
  count(tx: Tx, member: Membership): Promise<number>;
  /** Gives all of it to another member, by the user's id; tells how much. Errors are the module's. */
  handOver(tx: Tx, actor: Actor, from: Membership, toUserId: string): Promise<number>;
}

/** What members have sent out and that counts on without them. As for `Duties`, each module tells of its own. */
export interface Outstanding {
  /** Holds it, and gives what takes it back, as far as that is the actor's to do, and tells how much. */
  hold(tx: Tx, actor: Actor, member: Membership): Promise<() => Promise<number>>;
}

/** How many and to whom, as the event of an end has it. */
export type Remembered = Readonly<Record<string, number | string>>;

/** What becomes of a member's open work when the member is ended (§8.6): given to somebody, or left by a decision, never by oversight. */
@Injectable()
export class Leaving {
  private readonly modules: Duties[] = [];
  private readonly outstanding: Outstanding[] = [];

  /** A module's work counts from now on; called once, at start. */
  answerFor(duties: Duties): void {
    this.modules.push(duties);
  }

  /** What a module's members have sent can be taken back from now on; called once, at start. */
  takeBack(outstanding: Outstanding): void {
    this.outstanding.push(outstanding);
  }

  /**
   * Holds what the member has sent, and gives what takes all of it back. Called before `settle`, so that everything is held before the first
   * event, and what it gives afterwards. The organisation's turn to join is taken.
   */
  async holdSent(tx: Tx, actor: Actor, member: Membership): Promise<() => Promise<number>> {
    const recalls: (() => Promise<number>)[] = [];
    for (const one of this.outstanding) recalls.push(await one.hold(tx, actor, member));
    return async () => {
      let count = 0;
      for (const recall of recalls) count += await recall();
      return count;
    };
  }

  /** How much open work is the member's, of every module. */
  async openWork(tx: Tx, member: Membership): Promise<number> {
    let open = 0;
    for (const duties of this.modules) open += await duties.count(tx, member);
    return open;
  }

  /**
   * Hands the member's open work over as was asked, or lets it stand when that was asked; what is remembered of it goes into the event.
   * 409 `users/open-work` when neither was, and there is any. The member's row is locked, and the organisation's.
   */
  async settle(tx: Tx, actor: Actor, member: Membership, { handOverTo = null, leaveWork }: Departure): Promise<Remembered> {
    const open = await this.openWork(tx, member);
    if (open === 0) return {};
    if (handOverTo === null) {
      if (leaveWork) return { leftUnassigned: open };
      throw userProblem('open-work', { detail: `Användaren har ${open === 1 ? 'ett pågående ärende' : `${open} pågående ärenden`}.` });
    }
    let handedOver = 0;
    for (const duties of this.modules) handedOver += await duties.handOver(tx, actor, member, handOverTo);
    return { handedOver, handedOverTo: handOverTo };
  }
}
