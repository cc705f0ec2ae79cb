import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { Db, type Tx } from '../kernel/db.js';
import { instant } from '../kernel/sql.js';
import type { SessionProvider } from './eid-order.js';
import { newSecret, secretHash } from './secrets.js';

/** On whose behalf a session acts; `private` for nobody but the person. */
export type SessionContext = { kind: 'none' } | { kind: 'employer'; organizationId: string } | { kind: 'staff' } | { kind: 'private' };

/** The two secrets of a session; the id goes into the cookie, the token to our own pages. */
export interface SessionSecrets {
  id: string;
  csrfToken: string;
}

/** A session that has just begun, with the name it may be called by. */
export interface BegunSession extends SessionSecrets {
  publicId: string;
}

export interface EndedSession {
  publicId: string;
  personId: string;
}

export interface NewSession {
  personId: string;
  /** What identified the person. */
  provider: SessionProvider;
  context: SessionContext;
  authenticatedAt: Date;
  userAgent: string | null;
}

/** The rows behind the cookies. Limits are decided by the database's clock when a session is read. */
@Injectable()
export class Sessions {
  private readonly log = new Logger('security');

  constructor(
    private readonly db: Db,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Begins a session with an id nobody has seen before; it ends after SESSION_ABSOLUTE_HOURS whatever happens. */
  async begin(tx: Tx, { personId, provider, context, authenticatedAt, userAgent }: NewSession): Promise<BegunSession> {
    const secrets = { id: newSecret(), csrfToken: newSecret() };
    const [{ publicId }] = await tx.em.query<[{ publicId: string }]>(
      `insert into session (id_hash, person_id, context, organization_id, provider, csrf_token, authenticated_at, expires_at, user_agent)
       values ($1, $2, $3, $4, $9, $5, $6, now() + make_interval(hours => $7), $8)
       returning public_id as "publicId"`,
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
    return { ...secrets, publicId };
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

  /** Ends a session; gives its name and whose it was, or null when there was none to end. */
  async end(tx: Tx, id: string): Promise<EndedSession | null> {
    return (await endedBy(tx, 'id_hash = $1', [secretHash(id)])) ?? null;
  }

  /** Ends one of a person's own sessions by its name; false when it is not that person's or has ended already. */
  async endOne(tx: Tx, personId: string, publicId: string): Promise<boolean> {
    return (await endedBy(tx, 'public_id = $1 and person_id = $2', [publicId, personId])) !== undefined;
  }

  /**
   * Ends every session of a person, or those that act for one organisation, in any browser: they are out at their next request. One may be
   * spared by its name. A person's scope ends the own ones, an employer's only those for that organisation, the system's any. Gives how many.
   */
  async endAllOf(tx: Tx, personId: string, { organizationId, spared }: { organizationId?: string; spared?: string } = {}): Promise<number> {
    const [{ ended }] = await tx.em.query<[{ ended: number }]>('select end_sessions($1, $2, $3) as ended', [
      personId,
      organizationId ?? null,
      spared ?? null,
    ]);
    if (ended > 0) tx.afterCommit(() => this.log.log({ msg: 'sessioner avslutade', by: tx.actor?.context ?? 'system', ended }));
    return ended;
  }

  /** "Stanna kvar": a live session counts from now on, however recently it was touched; null when it has ended. */
  async stay(tx: Tx, id: string): Promise<{ idleExpiresAt: string; expiresAt: string; now: string } | null> {
    const [rows] = await tx.em.query<[{ idleExpiresAt: string; expiresAt: string; now: string }[], number]>(
      `update session set last_seen_at = now() where id_hash = $1 and ended_at is null and expires_at > now()
         and last_seen_at > now() - make_interval(mins => $2)
       returning ${instant('least(expires_at, now() + make_interval(mins => $2))')} as "idleExpiresAt", ${instant('expires_at')} as "expiresAt",
         ${instant('now()')} as "now"`,
      [secretHash(id), this.env.SESSION_IDLE_MINUTES],
    );
    return rows[0] ?? null;
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

async function endedBy(tx: Tx, which: string, values: unknown[]): Promise<EndedSession | undefined> {
  const [rows] = await tx.em.query<[EndedSession[], number]>(
    `update session set ended_at = now() where ${which} and ended_at is null returning public_id as "publicId", person_id as "personId"`,
    values,
  );
  return rows[0];
}

const organizationOf = (context: SessionContext): string | null => (context.kind === 'employer' ? context.organizationId : null);
