import { Injectable } from '@nestjs/common';
import { type Actor, can, type GrantableRole } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { action, lifecycleActions, type Refusal } from '../kernel/lifecycle.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import { phonePattern, searchPatterns } from '../kernel/sql.js';
import { rightsFrom, type StandingRow } from './access.reader.js';
import type { LastAs } from './administrators.queries.js';
import { MemberNumbers } from './member-numbers.service.js';
import { membershipLifecycle, type MembershipStatus } from './membership.lifecycle.js';
import { historyOf, type MemberEvent } from './user-history.js';
import { closes, covers, edits, type Mandate, mandateOf, type Placed, reachesToLetIn, sees, type WHOSE } from './role.policy.js';
import type { UserExport } from './user-edit.dto.js';
import type { ExportedUser, PermissionView, SentInvitation, UserFilter, UserPage, UserView } from './users.dto.js';
import { lastAdministratorText, notYours, userProblem } from './users.problems.js';
import { allUsers, USER, userPage } from './users.queries.js';

/** A permission, and whether it is in force or coming, or was when the user was ended: that decides whose the user is. */
type Held = PermissionView & { isOpen: boolean };

interface Detail extends Omit<UserView, 'actions' | 'history' | 'status' | 'permissions' | 'sentInvitations'> {
  status: MembershipStatus;
  permissions: Held[];
  sentInvitations: (Omit<SentInvitation, 'isYours'> & { roles: { role: GrantableRole; departmentId?: string | null }[] })[];
  /** Which administrations nobody else holds for good. */
  lastAs: LastAs[];
  /** What the caller holds besides what is lent from this user; only while the user is suspended. */
  asker: StandingRow | null;
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
  async list(actor: Actor, { sort = 'name', order = 'asc', cursor, limit, ...wanted }: UserFilter): Promise<UserPage> {
    const after = decodeCursor(cursor, `${sort} ${order}`);
    const values = [...filter(actor, wanted), limit, after && String(after.value), after?.id ?? null];
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

function filter(actor: Actor, { q, status, role }: Pick<UserExport, 'q' | 'status' | 'role'>): unknown[] {
  const words = q ? searchPatterns(q) : [];
  const { everybody, departments, supervisors } = mandateOf(actor);
  const patterns = words.length ? words : null;
  return [actor.organizationId, status ?? null, patterns, everybody, departments, supervisors, role ?? null, phonePattern(q ?? '')];
}

const openOnes = ({ permissions }: Detail): Held[] => permissions.filter(({ isOpen }) => isOpen);

function present(actor: Actor, detail: Detail | null): UserView {
  if (!detail) throw kernelProblem('not-found');
  const { lastAs, asker, history, sentInvitations, ...view } = detail;
  const [mandate, held] = [mandateOf(actor), openOnes(detail)];
  const foreign = (verb: keyof typeof WHOSE): Refusal | null => {
    const fault = notYours(mandate, held, verb);
    return fault && refusal(fault.code, fault.detail);
  };
  const refuse = (verb: keyof typeof membershipLifecycle.moves): Refusal | null => {
    const others = foreign(verb);
    if (others) return others;
    if (verb === 'resume') return reachesToLetIn(rightsFrom(asker), ...split(held)) ? null : refusal('not-yours-to-resume');
    return lastAs.length ? refusal('last-administrator', lastAdministratorText(lastAs)) : null;
  };
  return {
    ...view,
    permissions: view.permissions.map(({ isOpen: _, ...one }) =>
      Object.assign(one, { isYours: one.state !== 'ended' && covers(mandate, one) }),
    ),
    sentInvitations: sentInvitations.flatMap(({ roles, ...one }) => {
      const placed = roles.map(({ role, departmentId = null }) => ({ role, departmentId }));
      return sees(mandate, placed) ? [{ ...one, isYours: closes(mandate, placed) }] : [];
    }),
    history: can(actor, 'audit:read') ? historyOf(history.filter((event) => edits(mandate, held) || isWithin(mandate, event))) : [],
    actions: [
      action('edit', 'Ändra uppgifter', edits(mandate, held) ? null : refusal('not-yours')),
      action('readdress', 'Ändra e-postadress', view.isSelf ? null : foreign('readdress')),
      ...lifecycleActions(membershipLifecycle, actor, detail.status, refuse),
    ],
  };
}

/** A user's own permissions, with their last days, and those that are lent. */
function split(held: readonly PermissionView[]): [own: (Placed & { through: string | null })[], lent: Placed[]] {
  const own = held.filter(({ substituteFor }) => substituteFor === null);
  return [
    own.map(({ validThrough: through, ...one }) => ({ ...one, through })),
    held.filter(({ substituteFor }) => substituteFor !== null),
  ];
}

/** An event about a role in one of the caller's own departments. */
const isWithin = ({ departments }: Mandate, { facts }: MemberEvent): boolean =>
  facts.departmentId !== undefined && departments.includes(facts.departmentId);

type Refused = 'not-yours' | 'others-role' | 'others-address' | 'not-yours-to-resume' | 'last-administrator';

const refusal = (code: Refused, detail = ''): Refusal => ({
  code: userProblem.code(code),
  title: [userProblem.title(code), detail].filter(Boolean).join(' '),
});
