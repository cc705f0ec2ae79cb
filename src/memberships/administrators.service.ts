import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { readIn, type Tx } from '../kernel/db.js';
import { kernelProblem } from '../kernel/problem.js';
import { Organizations } from '../organizations/index.js';
import { ADMINISTERS, isLast, OTHERS } from './administrators.queries.js';
import type { Membership } from './membership.entity.js';
import { userProblem } from './users.problems.js';

/** Who administers an organisation, and that somebody always does (I1, F14). */
@Injectable()
export class Administrators {
  constructor(private readonly organizations: Organizations) {}

  /**
   * Lets one administrator at a time change members of an organisation, and asks anew whether the caller still is one: two who remove
   * each other come one after the other, and the second has lost the right (403). The member's row is locked before.
   */
  async takeTurn(tx: Tx, actor: Actor): Promise<void> {
    await this.organizations.lock(tx, actor.organizationId!);
    if (!(await readIn<boolean>(tx, ADMINISTERS, [actor.personId, actor.organizationId]))) throw kernelProblem('forbidden');
  }

  /** Throws 409 `users/last-administrator` when nobody else administers for good. Only after `takeTurn`. */
  async assertAnotherRemains(tx: Tx, { id }: Membership): Promise<void> {
    if (await readIn<boolean>(tx, isLast('$1'), [id])) throw userProblem('last-administrator');
  }

  /** The organisation's administrators besides this person, and where they are reached. */
  others(tx: Tx, personId: string, organizationId: string): Promise<{ personId: string; email: string }[]> {
    return readIn(tx, OTHERS, [personId, organizationId]);
  }
}
