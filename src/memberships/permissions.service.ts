import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { stockholmDate } from '../kernel/clock.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { assertVersion } from '../kernel/precondition.js';
import { type FieldError, kernelProblem } from '../kernel/problem.js';
import { save } from '../kernel/transitions.js';
import { Administrators, type Turn } from './administrators.service.js';
import { LENDABLE } from './grants.queries.js';
import { type GrantDays, Grants } from './grants.service.js';
import { Joining } from './joining.service.js';
import { Membership } from './membership.entity.js';
import { openGrants } from './open-grants.js';
import { areShown, lostAdministrations, type PermissionPlan, planPermissions, prolonged } from './permission.plan.js';
import { covers, type Mandate, placeFault, type Rights, sees, timeFault } from './role.policy.js';
import { RoleOffers } from './role-offers.service.js';
import type { PermissionWish, Substitution, UserPermissions } from './user-edit.dto.js';
import { UserPages } from './user-pages.service.js';
import type { UserView } from './users.dto.js';
import { PERSON_OF } from './users.queries.js';
import { userProblem } from './users.problems.js';

/** What a user may do, from when and how long (A20, A21, F15). */
@Injectable()
export class Permissions {
  constructor(
    private readonly db: Db,
    private readonly administrators: Administrators,
    private readonly grants: Grants,
    private readonly joining: Joining,
    private readonly offers: RoleOffers,
    private readonly pages: UserPages,
  ) {}

  /**
   * Makes the user's own permissions exactly what is asked for, of those that the caller may give, and for as long; the rest stays as it
   * is. What was lent on from what is taken ends with it. 412 when the caller's share is another than was `shown`, 422 `users/invalid-permissions`, 409 `users/last-administrator`, 409 `users/ended`, 403 `users/not-yours-to-give`, 403 when the caller has
   * lost the right meanwhile, 404 for who is out of the caller's sight.
   */
  change(actor: Actor, id: string, version: number, { permissions, shown }: UserPermissions): Promise<UserView> {
    return this.db.tx(actor, async (tx) => {
      const { member, rights, mandate, own } = await this.turn(tx, actor, id, version);
      assertGives(mandate, permissions);
      const [have, today] = [own.filter((grant) => covers(mandate, grant)), stockholmDate(tx.now)];
      if (shown && !areShown(have, shown)) throw kernelProblem('version-conflict');
      const { plan, errors } = planPermissions(have, permissions, today);
      const added = await this.placed(tx, member, rights, plan, errors);
      if (errors.length) throw userProblem('invalid-permissions', { errors });
      const lost = lostAdministrations(have, plan, today);
      if (lost.length) await this.administrators.assertAnotherRemains(tx, member, lost);
      if (plan.end.length + plan.prolong.length + added.length === 0) return this.pages.viewIn(tx, actor, id);
      for (const grant of plan.end) await this.grants.end(tx, member, grant);
      for (const { grant, through } of plan.prolong) await this.grants.prolong(tx, member, grant, through);
      for (const grant of added) await this.grants.add(tx, member, { ...grant, substituteFor: null });
      if (plan.end.length + plan.prolong.length > 0) await this.grants.endLent(tx, actor, member, 'lost');
      return this.done(tx, actor, member, added, prolonged(plan));
    });
  }

  /** Lends a colleague's own permissions for some days, as far as they reach and are the caller's to give, and for as long (F15). 422 `users/invalid-substitute`. */
  substitute(actor: Actor, id: string, version: number, { forUserId, validFrom, validThrough }: Substitution): Promise<UserView> {
    return this.db.tx(actor, async (tx) => {
      const { member, rights, mandate } = await this.turn(tx, actor, id, version, forUserId);
      const refuse = (path: string, code: string, message: string) =>
        userProblem('invalid-substitute', { detail: message, errors: [{ path, code, message }] });
      if (validFrom < stockholmDate(tx.now)) throw refuse('validFrom', 'past', 'Första dagen kan inte vara före i dag.');
      if (validThrough < validFrom) throw refuse('validThrough', 'order', 'Sista dagen kan inte vara före första dagen.');
      if (forUserId === id) throw refuse('forUserId', 'self', 'Ingen kan vara vikarie för sig själv.');
      const colleague = await tx.em.findOneBy(Membership, { id: forUserId, organizationId: member.organizationId });
      const theirs = await openGrants(tx, forUserId);
      if (!colleague || colleague.status === 'ended' || !sees(mandate, [...theirs.own, ...theirs.lent]))
        throw refuse('forUserId', 'member', 'Kollegan finns inte bland organisationens användare.');
      const lendable = await readIn<GrantDays[]>(tx, LENDABLE, [forUserId, id, validFrom, validThrough]);
      const lent = lendable.filter((grant) => covers(mandate, grant));
      if (lent.length === 0)
        throw refuse('forUserId', 'nothing', 'Kollegan har inga behörigheter under perioden som användaren inte redan har.');
      const late = lent.map((grant) => timeFault(rights, grant, grant.through)).find(Boolean);
      if (late) throw refuse('validThrough', late.code, late.message);
      if (lent.some(({ role }) => role === 'handledare') && !(await this.joining.maySupervise(tx, member.personId)))
        throw refuse('forUserId', 'qualification', NOT_QUALIFIED);
      for (const grant of lent) await this.grants.add(tx, member, { ...grant, substituteFor: forUserId });
      const { name: lentFromName } = await readIn<{ name: string }>(tx, PERSON_OF, [forUserId, member.organizationId]);
      const named = lent.map((grant) => ({ ...grant, lentFromName }));
      const view = await this.done(tx, actor, member, named);
      await this.grants.tellLender(tx, actor, colleague, member, lent);
      return view;
    });
  }

  /** Takes back, now, everything lent to the user that is the caller's to take. */
  endSubstitution(actor: Actor, id: string, version: number): Promise<UserView> {
    return this.db.tx(actor, async (tx) => {
      const { member, mandate, lent } = await this.turn(tx, actor, id, version);
      const taken = lent.filter((grant) => covers(mandate, grant));
      for (const grant of taken) await this.grants.end(tx, member, grant, { substitute: true });
      return taken.length ? this.done(tx, actor, member, []) : this.pages.viewIn(tx, actor, id);
    });
  }

  /** What is added, with its department's name; what can't be given longer, there or to this person becomes a fault of its field. */
  private async placed(tx: Tx, member: Membership, rights: Rights, plan: PermissionPlan, errors: FieldError[]): Promise<GrantDays[]> {
    const given = [...plan.add, ...prolonged(plan)];
    if (given.length === 0) return [];
    const places = given.map(({ departmentId }) => departmentId);
    const departments = await this.offers.departmentsIn(tx, member.organizationId, places);
    const ids = departments.map(({ id }) => id);
    const qualified = !given.some(({ role }) => role === 'handledare') || (await this.joining.maySupervise(tx, member.personId));
    for (const { at, role, departmentId, through } of given) {
      const fault = placeFault({ role, departmentId }, ids);
      if (fault) errors.push({ path: `permissions.${at}.departmentId`, ...fault });
      const late = timeFault(rights, { role, departmentId }, through);
      if (late) errors.push({ path: `permissions.${at}.validThrough`, ...late });
      if (role === 'handledare' && !qualified)
        errors.push({ path: `permissions.${at}.role`, code: 'qualification', message: NOT_QUALIFIED });
    }
    const nameOf = (id: string | null) => departments.find((one) => one.id === id)?.name ?? null;
    return plan.add.map(({ at: _at, ...grant }) => ({ ...grant, department: nameOf(grant.departmentId) }));
  }

  private async turn(tx: Tx, actor: Actor, id: string, version: number, another?: string): Promise<Turn> {
    const turn = await this.administrators.takeTurnAt(tx, actor, id, another);
    if (turn.member.status === 'ended') throw userProblem('ended');
    assertVersion(turn.member, version);
    return turn;
  }

  private async done(
    tx: Tx,
    actor: Actor,
    member: Membership,
    added: readonly GrantDays[],
    longer: readonly GrantDays[] = [],
  ): Promise<UserView> {
    await save(tx, Membership, member);
    await this.grants.tell(tx, actor, member, added, longer);
    return this.pages.viewIn(tx, actor, member.id);
  }
}

const NOT_QUALIFIED = userProblem.title('qualification-needed');

/** 403 `users/not-yours-to-give` naming each wish that is not the caller's to grant. */
function assertGives(mandate: Mandate, wishes: readonly PermissionWish[]): void {
  const message = userProblem.title('not-yours-to-give');
  const errors = wishes.flatMap(({ role, departmentId = null }, n) =>
    covers(mandate, { role, departmentId }) ? [] : [{ path: `permissions.${n}.role`, code: 'not-yours', message }],
  );
  if (errors.length) throw userProblem('not-yours-to-give', { errors });
}
