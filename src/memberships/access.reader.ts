import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ENV, type Env } from '../../config/env.js';
import { secretHash, SESSION_COOKIE, Sessions } from '../auth/index.js';
import { type Actor, type EmployerRole, fundRoles, type Module, permissionsOf, type Role, type StaffRole } from '../kernel/access.js';
import { Db } from '../kernel/db.js';
import type { OrganizationType } from '../organizations/index.js';
import { ACCESS } from './access.queries.js';

/** Who asks, as it stands in the database at this moment. */
export interface Access {
  actor: Actor;
  sessionId: string;
  csrfToken: string;
  organization: { id: string; name: string; type: OrganizationType; orgNumber: string } | null;
  title: string | null;
  /** What the organisation uses the portal for. */
  modules: readonly Module[];
  /** The session acts for an organisation or as staff, but the right has been taken away since. */
  ended: boolean;
  idleExpiresAt: string;
  expiresAt: string;
}

interface Grant {
  role: StaffRole;
  limitOre: number | null;
}

interface AccessRow extends Pick<Access, 'csrfToken' | 'organization' | 'title' | 'modules' | 'idleExpiresAt' | 'expiresAt'> {
  personId: string;
  name: string;
  context: Actor['context'];
  member: boolean;
  roles: EmployerRole[];
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

  /** The access of a request; null when nobody is signed in. */
  async read(request: FastifyRequest): Promise<Access | null> {
    const sessionId = request.cookies[SESSION_COOKIE];
    if (!sessionId) return null;
    const idle = this.env.SESSION_IDLE_MINUTES;
    const row = await this.db.read<AccessRow | null>({ kind: 'system' }, 'access', ACCESS, [secretHash(sessionId), idle]);
    if (!row) return null;
    if (row.dormant) this.touch(sessionId);
    return toAccess(row, sessionId);
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
  const valid = row.context === 'employer' ? row.member : row.context === 'staff' && row.staff.length > 0;
  const context = valid ? row.context : 'none';
  const organization = context === 'employer' ? row.organization : null;
  const staff = context === 'staff' ? row.staff : [];
  const roles: Role[] = organization ? ['medlem', ...row.roles] : staff.map((grant) => grant.role);
  const modules = organization ? row.modules : [];
  const actor: Actor = {
    personId: row.personId,
    name: row.name,
    context,
    organizationId: organization?.id ?? null,
    organizationName: organization?.name ?? null,
    roles,
    permissions: organization ? permissionsOf(roles, modules) : permissionsOf(roles),
    decisionLimitOre: decisionLimit(staff),
    memberOf: row.memberOf,
  };
  const { csrfToken, idleExpiresAt, expiresAt } = row;
  const title = organization ? row.title : null;
  return { actor, sessionId, csrfToken, organization, title, modules, ended: row.context !== 'none' && !valid, idleExpiresAt, expiresAt };
}

/** The largest limit among the grants that decide cases; one without a limit lifts it. An economist's grant counts only when it is the only kind. */
function decisionLimit(grants: readonly Grant[]): number | null {
  const ofTheFund = grants.filter(({ role }) => fundRoles.some((one) => one === role));
  const deciding = ofTheFund.filter((grant) => grant.role !== 'ekonom');
  const limits = (deciding.length ? deciding : ofTheFund).map((grant) => grant.limitOre);
  return limits.length === 0 || limits.includes(null) ? null : Math.max(...limits.map(Number));
}
