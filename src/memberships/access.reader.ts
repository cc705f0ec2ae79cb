import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ENV, type Env } from '../../config/env.js';
import { secretHash, SESSION_COOKIE, Sessions } from '../auth/index.js';
import {
  type Actor,
  countsWhere,
  type EmployerRole,
  fundRoles,
  type Module,
  permissionsOf,
  type Role,
  type StaffRole,
} from '../kernel/access.js';
import { Db } from '../kernel/db.js';
import type { OrganizationType } from '../organizations/index.js';
import { ACCESS } from './access.queries.js';
import type { Rights } from './role.policy.js';

/** Who asks, as it stands in the database at this moment. */
export interface Access {
  actor: Actor;
  sessionId: string;
  /** The name the session may be called by. */
  publicId: string;
  csrfToken: string;
  organization: { id: string; name: string; type: OrganizationType; orgNumber: string } | null;
  title: string | null;
  /** What the organisation uses the portal for. */
  modules: readonly Module[];
  /** The session acts for an organisation or as staff, but the right has been taken away since. */
  ended: boolean;
  /** The e-ID was shown recently enough for acts that ask for it (`@StepUp`). */
  fresh: boolean;
  authenticatedAt: string;
  idleExpiresAt: string;
  expiresAt: string;
  /** The database's clock. */
  now: string;
}

interface Grant {
  role: StaffRole;
  limitOre: number | null;
}

/** What a member holds, as the database tells. */
export interface Held {
  roles: EmployerRole[];
  departments: string[];
  modules: Module[];
}

interface AccessRow extends Omit<Access, 'actor' | 'sessionId' | 'ended' | 'modules'>, Held {
  personId: string;
  name: string;
  context: Actor['context'];
  member: boolean;
  staff: Grant[];
  memberOf: string[];
  dormant: boolean;
}

/** Reads the session, the membership and the roles in one statement, anew for each request, so a removed right is gone at the next one. */
@Injectable()
export class AccessReader implements OnModuleDestroy {
  private readonly log = new Logger('session');
  private readonly touching = new Set<Promise<void>>();

  constructor(
    private readonly db: Db,
    private readonly sessions: Sessions,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** The access of a request, which counts as activity; null when nobody is signed in. */
  async read(request: FastifyRequest): Promise<Access | null> {
    const found = await this.find(request);
    if (found?.row.dormant) this.touch(found.sessionId);
    return found && toAccess(found.row, found.sessionId);
  }

  /** The same, without making the session live longer. */
  async peek(request: FastifyRequest): Promise<Access | null> {
    const found = await this.find(request);
    return found && toAccess(found.row, found.sessionId);
  }

  private async find(request: FastifyRequest): Promise<{ row: AccessRow; sessionId: string } | null> {
    const sessionId = request.cookies[SESSION_COOKIE];
    if (!sessionId) return null;
    const idle = this.env.SESSION_IDLE_MINUTES;
    const row = await this.db.read<AccessRow | null>({ kind: 'system' }, 'access', ACCESS, [secretHash(sessionId), idle]);
    return row && { row, sessionId };
  }

  /** Lets the notes of activity that are still on their way arrive before the connections close. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.touching);
  }

  /** The sliding limit is written beside the answer, not before it. */
  private touch(sessionId: string): void {
    const done = this.sessions
      .touch(sessionId)
      .catch((error: { code?: string }) => this.log.warn({ msg: 'sessionens aktivitet kunde inte sparas', code: error.code }))
      .finally(() => this.touching.delete(done));
    this.touching.add(done);
  }
}

function toAccess(row: AccessRow, sessionId: string): Access {
  const valid = isValid(row);
  const context = valid ? row.context : 'none';
  const organization = context === 'employer' ? row.organization : null;
  const staff = context === 'staff' ? row.staff : [];
  const roles = rolesOf(row, context);
  const modules = organization ? row.modules : [];
  const actor: Actor = {
    personId: row.personId,
    name: row.name,
    context,
    organizationId: organization?.id ?? null,
    organizationName: organization?.name ?? null,
    roles,
    permissions: organization ? permissionsOf(roles, modules) : permissionsOf(roles),
    departments: organization ? row.departments : [],
    modules,
    decisionLimitOre: decisionLimit(staff),
    memberOf: row.memberOf,
  };
  const { csrfToken, publicId, fresh, authenticatedAt, idleExpiresAt, expiresAt, now } = row;
  const title = organization ? row.title : null;
  const ended = row.context !== 'none' && !valid;
  return {
    actor,
    sessionId,
    publicId,
    csrfToken,
    organization,
    title,
    modules,
    ended,
    fresh,
    authenticatedAt,
    idleExpiresAt,
    expiresAt,
    now,
  };
}

/** May the session still act as it says? For oneself always, for others as long as the right lasts. */
function isValid({ context, member, staff }: AccessRow): boolean {
  if (context === 'employer') return member;
  return context === 'staff' ? staff.length > 0 : context === 'private';
}

/** The roles of the context, never those that the person has elsewhere. */
function rolesOf(row: AccessRow, context: Actor['context']): Role[] {
  if (context === 'employer') return ['medlem', ...countingRoles(row)];
  if (context === 'private') return ['privatperson'];
  return context === 'staff' ? row.staff.map((grant) => grant.role) : [];
}

/** A member's roles that count: those of a module that is off don't, and an Avdelningsadministratör without a department is none. */
const countingRoles = ({ roles, departments, modules }: Held): EmployerRole[] =>
  roles.filter((role) => countsWhere(role, modules) && (role !== 'avdelningsadministrator' || departments.length > 0));

/** What a member holds and what of it only for a time, as the database tells. */
export type StandingRow = Held & Pick<Rights, 'lastDays'>;

/** What counts of it; null when that is not enough to administer anybody. */
export function rightsFrom(held: StandingRow | null): Rights | null {
  const roles = held ? countingRoles(held) : [];
  return held && permissionsOf(roles, held.modules).has('users:manage') ? { ...held, roles } : null;
}

/** The largest limit among the grants that decide cases; one without a limit lifts it. An economist's grant counts only when it is the only kind. */
function decisionLimit(grants: readonly Grant[]): number | null {
  const ofTheFund = grants.filter(({ role }) => fundRoles.some((one) => one === role));
  const deciding = ofTheFund.filter((grant) => grant.role !== 'ekonom');
  const limits = (deciding.length ? deciding : ofTheFund).map((grant) => grant.limitOre);
  return limits.length === 0 || limits.includes(null) ? null : Math.max(...limits.map(Number));
}
