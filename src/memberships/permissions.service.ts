import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { stockholmDate } from '../kernel/clock.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { assertVersion } from '../kernel/precondition.js';
import { kernelProblem } from '../kernel/problem.js';
import { lock, save } from '../kernel/transitions.js';
import { Administrators } from './administrators.service.js';
import { LENDABLE, OPEN_GRANTS } from './grants.queries.js';
import { Grants } from './grants.service.js';
import { Membership } from './membership.entity.js';
import { losesAdministration, type OpenGrant, planPermissions } from './permission.plan.js';
import type { Substitution, UserPermissions } from './user-edit.dto.js';
import { UserPages } from './user-pages.service.js';
import type { UserView } from './users.dto.js';
import { userProblem } from './users.problems.js';

/** What a user may do, from when and how long (A20, A21, F15). */
@Injectable()
export class Permissions {
  constructor(
    private readonly db: Db,
    private readonly administrators: Administrators,
    private readonly grants: Grants,
    private readonly pages: UserPages,
  ) {}

  /**
   * Makes the user's own permissions exactly what is asked for. 422 `users/invalid-permissions`, 409 `users/last-administrator`,
   * 409 `users/ended`, 403 when the caller has lost the right meanwhile.
   */
  change(actor: Actor, id: string, version: number, { permissions }: UserPermissions): Promise<UserView> {
    return this.db.tx(actor, async (tx) => {
      const member = await this.turn(tx, actor, id, version);
      const [have, today] = [await readIn<OpenGrant[]>(tx, OPEN_GRANTS, [id]), stockholmDate(tx.now)];
      const { plan, errors } = planPermissions(have, permissions, today);
      if (errors.length) throw userProblem('invalid-permissions', { errors });
      if (losesAdministration(have, plan, today)) await this.administrators.assertAnotherRemains(tx, member);
      const changes = plan.end.length + plan.prolong.length + plan.add.length;
      if (changes === 0) return this.pages.viewIn(tx, actor, id);
      for (const grant of plan.end) await this.grants.end(tx, member, grant);
      for (const { grant, through } of plan.prolong) await this.grants.prolong(tx, member, grant, through);
      for (const grant of plan.add) await this.grants.add(tx, member, { ...grant, substituteFor: null });
      return this.done(tx, actor, member, plan.add);
    });
  }

  /** Lends a colleague's own permissions for some days, as far as they reach (F15). 422 `users/invalid-substitute`. */
  substitute(actor: Actor, id: string, version: number, { forUserId, validFrom, validThrough }: Substitution): Promise<UserView> {
    return this.db.tx(actor, async (tx) => {
      const member = await this.turn(tx, actor, id, version);
      const refuse = (path: string, code: string, message: string) =>
        userProblem('invalid-substitute', { detail: message, errors: [{ path, code, message }] });
      if (validFrom < stockholmDate(tx.now)) throw refuse('validFrom', 'past', 'Första dagen kan inte vara före i dag.');
      if (validThrough < validFrom) throw refuse('validThrough', 'order', 'Sista dagen kan inte vara före första dagen.');
      if (forUserId === id) throw refuse('forUserId', 'self', 'Ingen kan vara vikarie för sig själv.');
      const colleague = await tx.em.findOneBy(Membership, { id: forUserId });
      if (!colleague || colleague.status === 'ended')
        throw refuse('forUserId', 'member', 'Kollegan finns inte bland organisationens användare.');
      const lent = await readIn<Pick<OpenGrant, 'role' | 'from' | 'through'>[]>(tx, LENDABLE, [forUserId, id, validFrom, validThrough]);
      if (lent.length === 0)
        throw refuse('forUserId', 'nothing', 'Kollegan har inga behörigheter under perioden som användaren inte redan har.');
      for (const grant of lent) await this.grants.add(tx, member, { ...grant, substituteFor: forUserId });
      return this.done(tx, actor, member, lent);
    });
  }

  /** Takes back everything lent to the user, now. */
  endSubstitution(actor: Actor, id: string, version: number): Promise<UserView> {
    return this.db.tx(actor, async (tx) => {
      const member = await this.turn(tx, actor, id, version);
      const lent = await this.grants.endLent(tx, member);
      return lent ? this.done(tx, actor, member, []) : this.pages.viewIn(tx, actor, id);
    });
  }

  private async turn(tx: Tx, actor: Actor, id: string, version: number): Promise<Membership> {
    const member = await lock(tx, Membership, id);
    if (!member) throw kernelProblem('not-found');
    if (member.status === 'ended') throw userProblem('ended');
    assertVersion(member, version);
    await this.administrators.takeTurn(tx, actor);
    return member;
  }

  private async done(tx: Tx, actor: Actor, member: Membership, added: Parameters<Grants['tell']>[3]): Promise<UserView> {
    await save(tx, Membership, member);
    await this.grants.tell(tx, actor, member, added);
    return this.pages.viewIn(tx, actor, member.id);
  }
}
