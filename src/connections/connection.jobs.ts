import { Injectable } from '@nestjs/common';
import { Db, type Tx } from '../kernel/db.js';
import { oneByOne } from '../kernel/one-by-one.js';
import { Scheduled } from '../kernel/scheduled.js';
import { lock, Transitions } from '../kernel/transitions.js';
import { Notifications } from '../notifications/index.js';
import { ConnectionHistory } from './connection-history.service.js';
import { ConnectionRequest } from './connection-request.entity.js';
import { connectionRequestLifecycle } from './connection-request.lifecycle.js';
import { connectionExpired, connectionReminder, regionQueue } from './connection-request.mail.js';

const SYSTEM = { kind: 'system' } as const;

interface Waiting {
  code: string;
  region: string;
  email: string;
  waiting: number;
  oldestOn: string;
  /** The day whose morning it is. */
  day: string;
}

/** What waited in each region's queue at the latest 07:00, Stockholm time, and still does: what came later is told tomorrow. */
const WAITING = `with morning as (select d.day, (d.day + time '07:00') at time zone 'Europe/Stockholm' as at
    from (select (now() at time zone 'Europe/Stockholm' - interval '7 hours')::date as day) d)
  select coalesce(json_agg(q), '[]') from (select r.code, r.name as region, r.email, m.day::text as day, count(*)::int as waiting,
    (min(c.created_at) at time zone 'Europe/Stockholm')::date::text as "oldestOn"
  from connection_request c join region r on r.code = c.region_code join morning m on c.created_at < m.at
  where c.status = 'ansokt' group by r.code, m.day) q`;

/** What time does to applications (K9): a reminder on day 30, the end on day 60, and each region's mail in the morning. */
@Injectable()
export class ConnectionJobs {
  constructor(
    private readonly db: Db,
    private readonly transitions: Transitions,
    private readonly history: ConnectionHistory,
    private readonly notifications: Notifications,
  ) {}

  @Scheduled({ name: 'connection-overdue', everySeconds: 3600 })
  async sweep(): Promise<void> {
    await this.each('connection-overdue', await this.overdue('60 days'), String, (tx, id) => this.expire(tx, id));
    const silent = await this.overdue('30 days', 'and reminded_at is null');
    await this.each('connection-overdue', silent, String, (tx, id) => this.remind(tx, id));
  }

  /** In the morning, one mail a day and region that has something waiting; also for a 07:00 when no worker ran. */
  @Scheduled({ name: 'region-queue-mail', everySeconds: 600 })
  async tellRegions(): Promise<void> {
    const all = await this.db.read<Waiting[]>(SYSTEM, 'regions-waiting', WAITING);
    await this.each(
      'region-queue-mail',
      all,
      ({ code }) => code,
      (tx, { code, email, day, ...facts }) =>
        this.notifications.send(tx, { eventKey: `region.queue:${code}:${day}`, to: email, organizationId: null, ...regionQueue(facts) }),
    );
  }

  /** A transaction each, past those that can't be written. */
  private each<T>(job: string, all: readonly T[], idOf: (one: T) => string, work: (tx: Tx, one: T) => Promise<void>): Promise<void> {
    return oneByOne(job, all, idOf, (one) => this.db.tx(SYSTEM, (tx) => work(tx, one)));
  }

  private async overdue(age: string, also = ''): Promise<string[]> {
    const found = await this.db.read<string[]>(
      SYSTEM,
      `connections:${age}`,
      `select coalesce(json_agg(id), '[]') from connection_request
       where status = 'mer_information' and asked_at < now() - interval '${age}' ${also}`,
    );
    return found;
  }

  private async expire(tx: Tx, id: string): Promise<void> {
    const row = await lock(tx, ConnectionRequest, id);
    if (row?.status !== 'mer_information') return;
    await this.transitions.follow(tx, connectionRequestLifecycle, ConnectionRequest, row, 'expire', {
      story: async () => {
        row.decidedAt = tx.now;
        await this.history.add(tx, id, 'expire', 'utgangen');
        await this.tell(tx, row, 'expire', connectionExpired({ number: row.number }));
      },
    });
  }

  private async remind(tx: Tx, id: string): Promise<void> {
    const [rows] = await tx.em.query<[ConnectionRequest[], number]>(
      `update connection_request set reminded_at = now() where id = $1 and status = 'mer_information' and reminded_at is null
       returning id, number, email, person_id as "personId"`,
      [id],
    );
    for (const row of rows) await this.tell(tx, row, `remind:${tx.now.toISOString()}`, connectionReminder({ number: row.number }));
  }

  private tell(
    tx: Tx,
    row: Pick<ConnectionRequest, 'id' | 'email' | 'personId'>,
    what: string,
    mail: { template: string; payload: object },
  ) {
    return this.notifications.tell(tx, {
      eventKey: `connection.${what}:${row.id}`,
      personId: row.personId,
      organizationId: null,
      type: 'ansokan',
      to: row.email,
      ...mail,
    });
  }
}
