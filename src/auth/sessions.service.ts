import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { Db, type Tx } from '../kernel/db.js';
import type { ProviderName } from './eid-order.js';
import { newSecret, secretHash } from './secrets.js';

/** On whose behalf a session acts; `private` for nobody but the person. */
export type SessionContext = { kind: 'none' } | { kind: 'employer'; organizationId: string } | { kind: 'staff' } | { kind: 'private' };

/** The two secrets of a session; the id goes into the cookie, the token to our own pages. */
export interface SessionSecrets {
  id: string;
  csrfToken: string;
}

export interface NewSession {
  personId: string;
  /** The e-ID that identified the person. */
  provider: ProviderName;
  context: SessionContext;
  authenticatedAt: Date;
  userAgent: string | null;
}

/** The rows behind the cookies. Limits are decided by the database's clock when a session is read. */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: Db,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Begins a session with an id nobody has seen before; it ends after SESSION_ABSOLUTE_HOURS whatever happens. */
  async begin(tx: Tx, { personId, provider, context, authenticatedAt, userAgent }: NewSession): Promise<SessionSecrets> {
    const secrets = { id: newSecret(), csrfToken: newSecret() };
    await tx.em.query(
      `insert into session (id_hash, person_id, context, organization_id, provider, csrf_token, authenticated_at, expires_at, user_agent)
       values ($1, $2, $3, $4, $9, $5, $6, now() + make_interval(hours => $7), $8)`,
      [
        secretHash(secrets.id),
        personId,
        context.kind,
        organizationOf(context),
        secrets.csrfToken,
        authenticatedAt,
        this.env.SESSION_ABSOLUTE_HOURS,
        userAgent,
        provider,
      ],
    );
    return secrets;
  }

  /**
   * Moves a session to another context under a new id; the old id is dead at once. Null when the session has ended meanwhile. Nothing moves
   * in or out of the private entrance.
   */
  async rotate(tx: Tx, id: string, context: SessionContext): Promise<SessionSecrets | null> {
    const secrets = { id: newSecret(), csrfToken: newSecret() };
    const moved = await tx.em.query<[unknown[], number]>(
      `update session set id_hash = $2, csrf_token = $3, context = $4, organization_id = $5, last_seen_at = now()
       where id_hash = $1 and ended_at is null and (context = 'private') = ($4 = 'private')`,
      [secretHash(id), secretHash(secrets.id), secrets.csrfToken, context.kind, organizationOf(context)],
    );
    return moved[1] === 1 ? secrets : null;
  }

  /** Ends a session; nothing happens when there is none. */
  async end(tx: Tx, id: string): Promise<void> {
    await tx.em.query('update session set ended_at = now() where id_hash = $1 and ended_at is null', [secretHash(id)]);
  }

  /** Notes that the person is active, at most once a minute and session; a session that has gone idle stays so. */
  async touch(id: string): Promise<void> {
    await this.db.tx({ kind: 'system' }, (tx) =>
      tx.em.query(
        `update session set last_seen_at = now() where id_hash = $1 and ended_at is null and last_seen_at < now() - interval '60 seconds'
           and last_seen_at > now() - make_interval(mins => $2)`,
        [secretHash(id), this.env.SESSION_IDLE_MINUTES],
      ),
    );
  }
}

const organizationOf = (context: SessionContext): string | null => (context.kind === 'employer' ? context.organizationId : null);
