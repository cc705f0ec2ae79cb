import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Redis } from 'ioredis';
import { testApp } from '../setup/app.js';
import { testEnv } from '../setup/env.js';
import { Cases } from '../setup/cases.js';
import { ownDatabaseUrl, setting } from '../setup/database.js';
import { eventually, mailbox } from '../setup/mailbox.js';
import { type Session, type TestOrganization, World } from '../setup/world.js';
import { type Acknowledged, CLAIMED, GRANTED, PatientClient } from './main-job.js';
import { type Program, settingsOf, start } from './processes.js';

/** How many processes are killed; 300 takes about half an hour: `KILLS=300 npm test -- test/reliability/main-job-kills`. */
const KILLS = Number(process.env.KILLS ?? 18);
const CLIENTS = 6;
const LONGEST_LIFE_MS = 700;
const ALLOTTED = 900_000_000_000;
/** Redis loses everything once in so many kills. */
const FLUSH_EVERY = 6;

let settings: Record<string, string>;
let app: NestFastifyApplication;
let world: World;
let cases: Cases;
let redis: Redis;
const domain = `kills-${randomBytes(4).toString('hex')}.example.se`;

beforeAll(async () => {
  const DATABASE_URL = await ownDatabaseUrl('kills');
  const REDIS_URL = `${setting('TEST_REDIS_URL')}/6`;
  settings = settingsOf(await testEnv({ DATABASE_URL, REDIS_URL, LOG_LEVEL: 'warn' }));
  [app, world, redis] = [await testApp({ DATABASE_URL, REDIS_URL }), await World.open(DATABASE_URL), new Redis(REDIS_URL)];
  cases = new Cases(app, world);
});
afterAll(async () => {
  for (const slot of slots) await slot.stop();
  await app.close();
  redis.disconnect();
  await world.close();
});

/** A place in the rotation: a process that lives, is killed at a random moment and starts again. */
class Slot {
  url = '';
  kills = 0;
  readonly complaints: string[] = [];
  private program: Program | null = null;

  constructor(private readonly name: 'main' | 'worker') {}

  async start(): Promise<void> {
    this.program = start(this.name, settings);
    this.url = (JSON.parse(await this.program.says('"ready":true')) as { url?: string }).url ?? '';
  }

  async kill(): Promise<void> {
    await this.stop();
    this.kills++;
  }

  async stop(): Promise<void> {
    await this.program?.kill();
    this.url = '';
    this.complaints.push(...(this.program?.lines ?? []).filter((line) => /"level":"(?:error|fatal)"/.test(line)));
    this.program = null;
  }
}

const [webs, worker] = [[new Slot('main'), new Slot('main')], new Slot('worker')];
const slots = [...webs, worker];
/** Kills of all places together, and what Redis said each time it was emptied. */
let killed = 0;
const flushes: string[] = [];

/** Kills the processes in turn, each at a random moment, and waits until it serves again: of two there is always one that does. */
async function killInTurn(slots: readonly Slot[], goOn: () => boolean): Promise<void> {
  for (let turn = 0; goOn(); turn++) {
    const slot = slots[turn % slots.length]!;
    await pause(Math.random() * LONGEST_LIFE_MS);
    await slot.kill();
    if (++killed % FLUSH_EVERY === 0) flushes.push(await redis.flushdb());
    await slot.start();
  }
}

/** The address of the next process that is up; none for a moment when both are down. */
function takeTurns(): () => string {
  let turn = 0;
  return () => {
    const up = webs.filter((web) => web.url);
    return up[turn++ % up.length]?.url ?? '';
  };
}

interface Household {
  employer: { session: Session; organization: TestOrganization };
  caseworker: Session;
  period: string;
  done: Acknowledged[];
}

/** One organisation for two clients each, so that they also meet on its money. */
async function household(): Promise<Household> {
  const [employer, { session: caseworker }] = [await world.employer('ser_samtliga_ansokningar'), await world.caseworker()];
  await world.as(`update membership set email = $2 where organization_id = $1`, [employer.organization.id, `hr@${domain}`]);
  const period = await cases.period();
  await cases.allot(employer.organization, period, ALLOTTED);
  return { employer, caseworker, period, done: [] };
}

/** The last worker finds every mail, also those that a killed one held: their leases have run out. */
async function everyMailArrives(): Promise<void> {
  await worker.stop();
  await world.as(`update outbox set lease_until = now() - interval '1 second' where status = 'sending'`, []);
  await worker.start();
  await eventually(
    async () => ((await world.as<string>(`select count(*) from outbox where status <> 'sent'`, [])) === '0' ? true : undefined),
    'att alla brev är skickade',
    120_000,
  );
}

/** What was acknowledged is what stands there: the same numbers and receipts, one booking, decision and event a command, and no more cases. */
async function everythingOnce(done: readonly Acknowledged[]): Promise<void> {
  const stored = await world.as<unknown[]>(STORED, []);
  const expected = done.map((one) => ({
    ...one,
    money: [GRANTED, GRANTED - CLAIMED, CLAIMED, 0],
    entries: ENTRIES,
    events: EVENTS,
    decisions: 2,
    mails: 4,
  }));
  const byId = (a: Acknowledged, b: Acknowledged) => (a.insatsId < b.insatsId ? -1 : 1);
  expect(stored).toEqual(expected.toSorted(byId));
  expect(new Set(done.map((one) => one.insatsNumber)).size).toBe(done.length);
  const strays = `select (select count(*) from insats) + (select count(*) from requisition) + (select count(*) from insats_revision)`;
  expect(Number(await world.as<string>(strays, []))).toBe(3 * done.length);
}

const ENTRIES = ['grant', 'grant_release', 'req_settle'];
const EVENTS = ['insats.approve', 'insats.finish', 'insats.submit', 'requisition.approve', 'requisition.submit'];
const STORED = `select coalesce(json_agg(json_build_object('insatsId', i.id, 'insatsNumber', i.number, 'insatsHash', i.received_hash,
    'requisitionId', r.id, 'requisitionNumber', r.number, 'requisitionHash', r.received_hash,
    'money', json_build_array(i.granted_ore, i.released_ore, i.settled_ore, i.remaining_ore),
    'entries', (select json_agg(kind order by kind) from ledger_entry where insats_id = i.id),
    'events', (select json_agg(verb order by verb) from event where subject_id in (i.id, r.id)),
    'decisions', (select count(*) from decision where subject_id in (i.id, r.id)),
    'mails', (select count(*) from outbox where event_key in ('insats.submit:' || i.id, 'insats.decide:' || i.id,
      'requisition.submit:' || r.id, 'requisition.decide:' || r.id))) order by i.id), '[]')
  from insats i left join requisition r on r.insats_id = i.id`;

/** Every mail of the outbox arrived; a second copy has the same Message-ID. Gives how many copies there were. */
async function everyMailOnce(cases: number): Promise<number> {
  const ids = await world.as<string[]>('select json_agg(id) from outbox', []);
  const received = (await mailbox.to(domain)).map(({ messageId }) => messageId);
  expect(ids).toHaveLength(4 * cases);
  expect(new Set(received)).toEqual(new Set(ids.map((id) => `<${id}@minasidor.example.se>`)));
  return received.length - ids.length;
}

async function said(name: string): Promise<{ code: number | null; lines: string[] }> {
  const command = start(name, settings);
  return { code: await command.exit(), lines: command.lines };
}

it(
  `carries out everything that was acknowledged exactly once, however often its processes are killed (${KILLS} times)`,
  async () => {
    await Promise.all(slots.map((slot) => slot.start()));
    const kills = () => slots.reduce((total, slot) => total + slot.kills, 0);
    const killing = () => kills() < KILLS;

    const households = [await household(), await household(), await household()];
    const client = new PatientClient(takeTurns());
    const work = Array.from({ length: CLIENTS }, async (_unused, n) => {
      const { employer, caseworker, period, done } = households[n % households.length]!;
      while (killing()) done.push(await client.job(employer.session, caseworker, period, `ekonomi@${domain}`));
    });
    await Promise.all([killInTurn(webs, killing), killInTurn([worker], killing), ...work]);

    const done = households.flatMap((house) => house.done);
    await everyMailArrives();
    for (const slot of slots) await slot.stop();

    expect(client.faults).toEqual([]);
    expect(client.retries).toBeGreaterThan(0);
    expect(flushes).toHaveLength(Math.floor(killed / FLUSH_EVERY));
    expect(flushes.length).toBeGreaterThan(0);
    expect(slots.flatMap((slot) => slot.complaints)).toEqual([]);
    await everythingOnce(done);
    const extra = await everyMailOnce(done.length);
    expect(extra).toBeLessThanOrEqual(4 * worker.kills);
    expect(await said('commands/reconcile')).toEqual({
      code: 0,
      lines: [`Böckerna stämmer: ${households.length} tilldelningar, ${done.length} insatser`],
    });
    expect(await said('commands/verify-audit')).toEqual({
      code: 0,
      lines: [`${done.length * 5} händelser, ${households.length} organisationer`],
    });
    const told = `${kills()} avbrott, ${done.length} hela ärenden, ${client.retries} frågor ställda på nytt, ${4 * done.length} brev, ${extra} extra exemplar`;
    console.info(told);
  },
  (2 + KILLS / 6) * 60_000,
);
