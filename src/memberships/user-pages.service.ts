import { Injectable } from '@nestjs/common';
import { type Actor, can, type GrantableRole } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { action, lifecycleActions, type Refusal } from '../kernel/lifecycle.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import { searchPatterns } from '../kernel/sql.js';
import { MemberNumbers } from './member-numbers.service.js';
import { membershipLifecycle, type MembershipStatus } from './membership.lifecycle.js';
import { historyOf, type MemberEvent } from './user-history.js';
import { covers, edits, gives, type Mandate, mandateOf, removes, sees } from './role.policy.js';
import type { UserExport } from './user-edit.dto.js';
import type { ExportedUser, PermissionView, SentInvitation, UserFilter, UserPage, UserView } from './users.dto.js';
import { userProblem } from './users.problems.js';
import { allUsers, USER, userPage } from './users.queries.js';

interface Detail extends Omit<UserView, 'actions' | 'history' | 'status' | 'sentInvitations'> {
  status: MembershipStatus;
  sentInvitations: (Omit<SentInvitation, 'isYours'> & { roles: { role: GrantableRole; departmentId?: string | null }[] })[];
  /** Nobody else administers the organisation for good. */
  isLast: boolean;
  history: MemberEvent[];
}

/** Every read of "Administrera användare". One statement each. */
@Injectable()
export class UserPages {
  constructor(
    private readonly db: Db,
    private readonly numbers: MemberNumbers,
  ) {}

  /** A page of the users whom the caller sees, searched and sorted; without a status all but those who have ended (A19). */
  async list(actor: Actor, { q, status, sort = 'name', order = 'asc', cursor, limit }: UserFilter): Promise<UserPage> {
    const after = decodeCursor(cursor, `${sort} ${order}`);
    const values = [...filter(actor, { q, status }), limit, after && String(after.value), after?.id ?? null];
    const page = await this.db.read<Pick<UserPage, 'next'> & { rows: ExportedUser[] }>(
      actor,
      `users:${sort}:${order}`,
      userPage(sort, order),
      values,
    );
    return { ...page, rows: await this.numbers.onto(actor, page.rows) };
  }

  /** Every user that the list would show, in its order, for a file. */
  all(actor: Actor, { sort = 'name', order = 'asc', ...wanted }: Omit<UserExport, 'format'>): Promise<ExportedUser[]> {
    return this.db.read<ExportedUser[]>(actor, `users:all:${sort}:${order}`, allUsers(sort, order), filter(actor, wanted));
  }

  /** One user with permissions, history and what can be done; 404 for another organisation's and for who is out of the caller's sight. */
  async view(actor: Actor, id: string): Promise<UserView> {
    const detail = await this.db.read<Detail | null>(actor, 'user', USER, [id, actor.organizationId, actor.personId]);
    if (!detail || !sees(mandateOf(actor), openOnes(detail))) throw kernelProblem('not-found');
    return present(actor, detail);
  }

  /** The same inside a running transaction, also of who has just left the caller's sight. */
  async viewIn(tx: Tx, actor: Actor, id: string): Promise<UserView> {
    return present(actor, await readIn<Detail | null>(tx, USER, [id, actor.organizationId, actor.personId]));
  }
}

function filter(actor: Actor, { q, status }: Pick<UserExport, 'q' | 'status'>): unknown[] {
  const words = q ? searchPatterns(q) : [];
  const { everybody, departments, supervisors } = mandateOf(actor);
  return [actor.organizationId, status ?? null, words.length ? words : null, everybody, departments, supervisors];
}

const openOnes = ({ permissions }: Detail): PermissionView[] => permissions.filter(({ state }) => state !== 'ended');

function present(actor: Actor, detail: Detail | null): UserView {
  if (!detail) throw kernelProblem('not-found');
  const { isLast, history, sentInvitations, ...view } = detail;
  const [mandate, held] = [mandateOf(actor), openOnes(detail)];
  const refuse = (verb: string): Refusal | null =>
    !removes(mandate, held) ? refusal('not-yours') : verb !== 'resume' && isLast ? refusal('last-administrator') : null;
  return {
    ...view,
    permissions: view.permissions.map((one) => Object.assign(one, { isYours: one.state !== 'ended' && covers(mandate, one) })),
    sentInvitations: sentInvitations.flatMap(({ roles, ...one }) => {
      const placed = roles.map(({ role, departmentId = null }) => ({ role, departmentId }));
      return sees(mandate, placed) ? [{ ...one, isYours: gives(mandate, placed) }] : [];
    }),
    history: can(actor, 'audit:read') ? historyOf(history.filter((event) => edits(mandate, held) || isWithin(mandate, event))) : [],
    actions: [
      action('edit', 'Ändra uppgifter', edits(mandate, held) ? null : refusal('not-yours')),
      ...lifecycleActions(membershipLifecycle, actor, detail.status, refuse),
    ],
  };
}

/** An event about a role in one of the caller's own departments. */
const isWithin = ({ departments }: Mandate, { facts }: MemberEvent): boolean =>
  facts.departmentId !== undefined && departments.includes(facts.departmentId);

const refusal = (code: 'not-yours' | 'last-administrator'): Refusal => ({ code: userProblem.code(code), title: userProblem.title(code) });
