import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { testApp } from '../setup/app.js';
import { testEnv } from '../setup/env.js';
import { Cases } from '../setup/cases.js';
import { type Session, World } from '../setup/world.js';
import { slack } from '../setup/slack.js';
import { Gate } from './gate.js';
import { OwnPostgres } from './own-postgres.js';
import { type Program, startWeb } from './processes.js';

/** No answer may take longer, whatever happens to the database. */
const PATIENCE_MS = 10_000;

let postgres: OwnPostgres;
let gate: Gate;
let web: Program & { url: string };
let staff: Session;
let employer: Session;
let period: string;
let submitted: string;

beforeAll(async () => {
  postgres = await OwnPostgres.make();
  await prepare();
  gate = await Gate.before(postgres.url);
  web = await startWeb({ DATABASE_URL: gate.url });
});
afterAll(async () => {
  await web.kill();
  await gate.close();
  await postgres.remove();
});

/** An employer, a caseworker and a submitted insats with money to grant, made while the database is well. */
async function prepare(): Promise<void> {
  const [world, app] = [await World.open(postgres.url), await testApp({ DATABASE_URL: postgres.url })];
  const cases = new Cases(app, world);
  const [member, caseworker] = [await world.employer('ser_samtliga_ansokningar'), await world.caseworker()];
  [employer, staff, period] = [member.session, caseworker.session, await cases.period()];
  await cases.allot(member.organization, period, 100_000_000);
  submitted = await cases.submitted(employer, period);
  await app.close();
  await world.close();
}

interface Told {
  status: number;
  ms: number;
  code: string | null;
  retryAfter: string | null;
}

async function ask(path: string, session: Session | null = employer, body?: object, key: string = randomUUID()): Promise<Told> {
  const at = performance.now();
  const answer = await fetch(`${web.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...session, ...(body ? { 'content-type': 'application/json', 'idempotency-key': key } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  }).catch((error: Error) => {
    throw new Error(`Webben svarar inte (${String(error.cause)}):\n${web.lines.slice(-30).join('\n')}`);
  });
  const text = await answer.text();
  const { code = null } = text.includes('"code"') ? (JSON.parse(text) as { code?: string }) : {};
  return { status: answer.status, ms: performance.now() - at, code, retryAfter: answer.headers.get('retry-after') };
}

const AWAY = { status: 503, code: 'portal/unavailable', retryAfter: expect.stringMatching(/^\d+$/) };

async function isAway(): Promise<void> {
  const routes = ['/health/ready', '/api/v1/session', '/api/v1/overview', `/api/v1/insatser?period=${period}`, '/api/v1/me/organizations'];
  const answers = await Promise.all([...routes.map((route) => ask(route)), ask('/api/v1/insatser', employer, { period })]);
  for (const answer of answers) expect(answer).toMatchObject(AWAY);
  expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(PATIENCE_MS + slack());
  const [live, operator] = [await ask('/health/live'), await ask('/api/v1/operator', null)];
  expect([live.status, operator.status]).toEqual([200, 200]);
  expect(Math.max(live.ms, operator.ms)).toBeLessThan(1_000 + slack());
}

/** Well again, in the same process, within the time a person would wait. */
async function isBack(): Promise<void> {
  const patience = performance.now() + PATIENCE_MS;
  while ((await ask('/health/ready')).status !== 200) {
    expect(performance.now()).toBeLessThan(patience);
    await pause(50);
  }
  for (let n = 0; n < 20; n++) expect(await ask('/api/v1/overview')).toMatchObject({ status: 200 });
  expect(await ask('/api/v1/insatser', employer, { period })).toMatchObject({ status: 201 });
}

/** What ten impatient callers are told from now until `until` is done and a little longer. */
async function callers(until: Promise<unknown>): Promise<Told[]> {
  const told: Told[] = [];
  let calling = true;
  const call = async (n: number) => {
    while (calling) told.push(n % 3 ? await ask(`/api/v1/insatser?period=${period}`) : await ask('/api/v1/insatser', employer, { period }));
  };
  const all = Promise.all(Array.from({ length: 10 }, (_x, n) => call(n)));
  await until;
  await pause(500);
  calling = false;
  await all;
  return told;
}

describe.each(['stop', 'kill'] as const)('a database that somebody makes %s', (how) => {
  it('is 503 with Retry-After and never a failure of ours, and everything goes well again without a restart', async () => {
    const outage = (async () => {
      await pause(500);
      await postgres[how]();
      await isAway();
      await postgres.start();
      await isBack();
    })();
    const told = await callers(outage);
    const statuses = new Set(told.map(({ status }) => status));
    expect([...statuses].sort((a, b) => a - b)).toEqual([200, 201, 503]);
    for (const one of told.filter(({ status }) => status === 503)) expect(one).toMatchObject(AWAY);
    expect(Math.max(...told.map(({ ms }) => ms))).toBeLessThan(PATIENCE_MS + slack());
    expect(told.at(-1)!.status).toBeLessThan(300);
  });
});

it('is 503 within ten seconds also when the database falls silent, and goes well again when it speaks', async () => {
  gate.hush();
  await isAway();
  gate.speak();
  await isBack();
  expect(await ask('/health/ready')).toMatchObject({ status: 200 });
});

it('is 503 while connections are refused, and goes well again', async () => {
  await gate.close();
  await isAway();
  await gate.open();
  await isBack();
  expect(await ask('/health/ready')).toMatchObject({ status: 200 });
});

describe('a command that is cut in the middle', () => {
  const state = async () => {
    const sql = new Client({ connectionString: postgres.url });
    await sql.connect();
    const { rows } = await sql.query(
      `select (select status from insats where id = $1), (select count(*)::int from ledger_entry where insats_id = $1) as entries,
         (select count(*)::int from decision where subject_id = $1) as decisions, (select count(*)::int from event where subject_id = $1) as events,
         (select count(*)::int from outbox where event_key like '%decide:' || $1) as mails, (select outstanding_ore::int from allotment) as outstanding`,
      [submitted],
    );
    await sql.end();
    return rows[0] as object;
  };
  const before = { status: 'registreras', entries: 0, decisions: 0, events: 1, mails: 0, outstanding: 0 };
  const approve = (key: string) =>
    ask(`/api/v1/admin/insatser/${submitted}/approval`, staff, { grantedOre: 1_000_000, motivation: '' }, key);

  it('leaves nothing half done, whether the connection is cut or the server dies; sent again with its key it is done once', async () => {
    expect(await state()).toEqual(before);
    const key = randomUUID();
    const die = () => postgres.kill().then(() => postgres.start());
    for (const cut of [terminate, die]) {
      const holder = await holdTheChain();
      const answer = approve(key);
      await waits();
      await cut();
      expect(await answer).toMatchObject(AWAY);
      await holder.end().catch(() => undefined);
      await isBack();
      expect(await state()).toEqual(before);
    }
    expect(await approve(key)).toMatchObject({ status: 200 });
    expect(await approve(key)).toMatchObject({ status: 200 });
    expect(await state()).toEqual({ status: 'godkand', entries: 1, decisions: 1, events: 2, mails: 1, outstanding: 1_000_000 });
  });

  /** Takes the last lock of a command, so that everything before it has been written and nothing is committed. */
  async function holdTheChain(): Promise<Client> {
    const holder = new Client({ connectionString: postgres.url });
    holder.on('error', () => undefined);
    await holder.connect();
    await holder.query('begin; select from event_head for update');
    return holder;
  }

  const others = `from pg_stat_activity where application_name = 'web' and wait_event_type = 'Lock'`;
  const admin = async <T>(query: string): Promise<T[]> => {
    const sql = new Client({ connectionString: postgres.url });
    await sql.connect();
    const { rows } = await sql.query<T & object>(query);
    await sql.end();
    return rows;
  };
  const terminate = () => admin(`select pg_terminate_backend(pid) ${others}`);
  async function waits(): Promise<void> {
    while ((await admin(`select 1 ${others}`)).length === 0) await pause(10);
  }
});

it('does not start while the database is away, says so and ends', async () => {
  const { DATABASE_URL } = await testEnv({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' });
  const at = performance.now();
  await expect(startWeb({ DATABASE_URL })).rejects.toThrow('"ready":true');
  expect(performance.now() - at).toBeLessThan(40_000);
});
