import { Injectable } from '@nestjs/common';
import { RateLimit } from '../auth/index.js';
import type { Actor } from '../kernel/access.js';
import { readIn, type Tx } from '../kernel/db.js';
import { kernelProblem } from '../kernel/problem.js';
import { lock } from '../kernel/transitions.js';
import { Organizations } from '../organizations/index.js';
import { notLentFrom, standing } from './access.queries.js';
import { rightsFrom, type StandingRow } from './access.reader.js';
import { type LastAs, lastAs, OTHERS } from './administrators.queries.js';
import { Membership } from './membership.entity.js';
import { openGrants } from './open-grants.js';
import type { LentGrant, OpenGrant } from './permission.plan.js';
import { type AdministratorRole, administratorRoles, type Mandate, mandateOf, type Rights, sees } from './role.policy.js';
import { lastAdministratorText, userProblem } from './users.problems.js';

/** Changes of one administrator in an hour, those that were refused too: each writes to somebody, at an address that nobody may have verified. */
const CHANGES_PER_HOUR = 200;

/** A member held for a change, and what counts about it. */
export interface Turn {
  member: Membership;
  rights: Rights;
  mandate: Mandate;
  /** What the member holds or will hold: of his or her own, and lent. */
  own: OpenGrant[];
  lent: LentGrant[];
}

/** Who administers an organisation, and that somebody always does (I1, F14). */
@Injectable()
export class Administrators {
  private readonly changes = new RateLimit(CHANGES_PER_HOUR, 3_600_000);

  constructor(private readonly organizations: Organizations) {}

  /**
   * Holds a member, and the caller's turn with what he or she may do now and what the member holds; before the turn also another one who is
   * part of it, both in the order of their ids, so that nobody meets crosswise. 404 for another organisation's and for who is out of the
   * caller's sight, 429 after two hundred an hour.
   */
  async takeTurnAt(tx: Tx, actor: Actor, id: string, another: string | null = null): Promise<Turn> {
    this.count(actor);
    if (another) await tx.em.query('select from membership where id = any($1) order by id for update', [[id, another]]);
    const member = await lock(tx, Membership, id);
    if (!member) throw kernelProblem('not-found');
    const rights = await this.takeTurn(tx, actor);
    const mandate = mandateOf(rights);
    const { own, lent } = await openGrants(tx, id);
    if (!sees(mandate, [...own, ...lent])) throw kernelProblem('not-found');
    return { member, rights, mandate, own, lent };
  }

  /** Counts a change that writes to colleagues; 429 after two hundred an hour. `takeTurnAt` does it by itself. */
  count({ personId }: Actor): void {
    this.changes.take(personId);
  }

  /**
   * Lets one administrator at a time change members of an organisation, and asks anew what the caller may do: two who remove each other
   * come one after the other, and the second has lost the right (403). The rows of members are locked before.
   */
  async takeTurn(tx: Tx, actor: Actor): Promise<Rights> {
    await this.organizations.lock(tx, actor.organizationId!);
    return this.rightsNow(tx, actor);
  }

  /** What counts for the caller at this moment, also after waiting for a lock; 403 when that is no longer enough to administer anybody. */
  async rightsNow(tx: Tx, actor: Actor): Promise<Rights> {
    const rights = await this.rightsOf(tx, actor.personId, actor.organizationId!);
    if (!rights) throw kernelProblem('forbidden');
    return rights;
  }

  /** The same of anybody; null when it is not enough to administer anybody, or the person is no active member. */
  async rightsOf(tx: Tx, personId: string, organizationId: string): Promise<Rights | null> {
    return rightsFrom(await readIn<StandingRow | null>(tx, standing('$1', '$2'), [personId, organizationId]));
  }

  /** What would count for the caller without what is lent from a member; null when that is not enough to administer anybody. */
  async rightsWithout(tx: Tx, { personId, organizationId }: Actor, member: Membership): Promise<Rights | null> {
    const values = [personId, organizationId, member.id];
    return rightsFrom(await readIn<StandingRow | null>(tx, standing('$1', '$2', notLentFrom('$3')), values));
  }

  /** Throws 409 `users/last-administrator` when nobody else holds one of these roles for good as the member does. Only after `takeTurnAt`. */
  async assertAnotherRemains(tx: Tx, { id }: Membership, roles: readonly AdministratorRole[] = administratorRoles): Promise<void> {
    const last = await readIn<LastAs[]>(tx, lastAs('$1', roles), [id]);
    if (last.length) throw userProblem('last-administrator', { detail: lastAdministratorText(last) });
  }

  /** The organisation's administrators besides this person, and where they are reached. */
  others(tx: Tx, personId: string, organizationId: string): Promise<{ personId: string; email: string }[]> {
    return readIn(tx, OTHERS, [personId, organizationId]);
  }
}
