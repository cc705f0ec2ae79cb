import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { deviceWords, providerTitles, secretHash, Sessions } from '../auth/index.js';
import { type DbScope } from '../kernel/access.js';
import { Db } from '../kernel/db.js';
import { kernelProblem } from '../kernel/problem.js';
import { instant } from '../kernel/sql.js';
import type { Access } from './access.reader.js';
import type { MySession, MySessions, SessionLimits } from './my-sessions.dto.js';
import { sessionProblem } from './session.problems.js';

/** $1 the person, $2 the hash of the session that asks, $3 the idle limit in minutes: the sessions that would be let in right now. */
const MINE = `select coalesce(json_agg(json_build_object('id', s.public_id, 'provider', s.provider, 'userAgent', s.user_agent,
    'actsFor', case s.context when 'staff' then 'Fonden' else o.name end, 'current', s.id_hash = $2,
    'authenticatedAt', ${instant('s.authenticated_at')}, 'lastSeenAt', ${instant('s.last_seen_at')})
    order by s.id_hash = $2 desc, s.last_seen_at desc, s.public_id), '[]')
  from (select * from session where person_id = $1 and ended_at is null and expires_at > now()
    and last_seen_at > now() - make_interval(mins => $3::int) order by id_hash = $2 desc, last_seen_at desc limit 1000) s
  left join organization o on o.id = s.organization_id`;

type Row = Omit<MySession, 'device' | 'providerLabel'> & { userAgent: string | null; provider: keyof typeof providerTitles };

/** "Mina inloggningar" (F7): where a person is logged in, and ending it. An ended session is out at its next request. */
@Injectable()
export class MySessionsService {
  private readonly log = new Logger('security');

  constructor(
    private readonly db: Db,
    private readonly sessions: Sessions,
    @Inject(ENV) private readonly env: Env,
  ) {}

  async list({ actor: { personId }, sessionId }: Access): Promise<MySessions> {
    const rows = await this.db.read<Row[]>(own(personId), 'my-sessions', `(${MINE})`, [
      personId,
      secretHash(sessionId),
      this.env.SESSION_IDLE_MINUTES,
    ]);
    return {
      sessions: rows.map(({ userAgent, ...row }) => ({
        ...row,
        providerLabel: providerTitles[row.provider],
        device: deviceWords(userAgent),
      })),
    };
  }

  /** Ends one session; 404 `session/not-found` for one that is not the person's own or has ended. */
  async end({ actor: { personId }, publicId }: Access, id: string): Promise<void> {
    const ended = await this.db.tx(own(personId), (tx) => this.sessions.endOne(tx, personId, id));
    if (!ended) throw sessionProblem('not-found');
    this.log.log({ msg: 'session avslutad', by: 'personen', session: id, asker: publicId });
  }

  /** Ends all of the person's sessions, or all but the one that asks. */
  async endAll({ actor: { personId }, publicId }: Access, { sparing }: { sparing: boolean }): Promise<void> {
    const ended = await this.db.tx(own(personId), (tx) => this.sessions.endAllOf(tx, personId, sparing ? { spared: publicId } : {}));
    this.log.log({ msg: sparing ? 'utloggad överallt utom här' : 'utloggad överallt', by: 'personen', session: publicId, ended });
  }

  /** "Stanna kvar" (WCAG 2.2.1): the idle limit counts from now on; 401 when the session has ended. */
  async stay({ actor: { personId }, sessionId }: Access): Promise<SessionLimits> {
    const limits = await this.db.tx(own(personId), (tx) => this.sessions.stay(tx, sessionId));
    if (!limits) throw kernelProblem('not-signed-in');
    return limits;
  }
}

const own = (personId: string): DbScope => ({ kind: 'person', personId });
