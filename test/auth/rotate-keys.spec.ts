import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { migrationDataSource } from '../../config/data-source.js';
import { Persons, Vault } from '../../src/auth/index.js';
import { InvitationJobs } from '../../src/invitations/invitation.jobs.js';
import { Db } from '../../src/kernel/db.js';
import { settingsOf, start } from '../reliability/processes.js';
import { testApp } from '../setup/app.js';
import { testEnv } from '../setup/env.js';
import { BankIdApp } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { Cases } from '../setup/cases.js';
import { ownDatabaseUrl, setting } from '../setup/database.js';
import { newPersonalNumber } from '../setup/identities.js';
import { Invitations } from '../setup/invitations.js';
import { eventually, mailbox } from '../setup/mailbox.js';
import { testWorker } from '../setup/worker.js';
import { World } from '../setup/world.js';

const key = () => randomBytes(32).toString('base64');
const [k1, k2, l1, l2] = [`k1:${key()}`, `k2:${key()}`, key(), key()];
/** The four settings of a change of keys, in the order of docs/operations.md. */
const before = { KEYS: k1, LOOKUP_KEY: l1 };
const prepared = { KEYS: `${k1},${k2}`, LOOKUP_KEY: `${l1},${l2}` };
const during = { KEYS: `${k2},${k1}`, LOOKUP_KEY: `${l2},${l1}` };
const after = { KEYS: k2, LOOKUP_KEY: l2 };
type Keys = typeof before;

const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
let url: string;
let world: World;
let owner: DataSource;
beforeAll(async () => {
  url = await ownDatabaseUrl('keys');
  world = await World.open(url);
  owner = await new DataSource(migrationDataSource(url)).initialize();
});
afterAll(async () => {
  await owner.destroy();
  await world.close();
});

const numbers: string[] = [];
while (numbers.length < 450) {
  const number = newPersonalNumber();
  if (!numbers.includes(number)) numbers.push(number);
}
const who = (personalNumber: string) => ({ personalNumber, givenName: 'Ny', surname: 'Person' });
const identify = (keys: Keys, personalNumber: string) =>
  new Db(owner).tx({ kind: 'system' }, (tx) => new Persons(new Vault(keys)).identify(tx, { ...who(personalNumber), name: 'Ny Person' }));
const count = (where: string) => world.as<number>(`select count(*)::int from person_identifier where ${where}`, []);
const fingerprint = () => world.as<string>(`select md5(string_agg(i::text, '|' order by i.person_id)) from person_identifier i`, []);

/** Logs each of them in with BankID at an application that has these keys; gives who they were. */
async function logIns(keys: Keys, ...personalNumbers: string[]): Promise<string[]> {
  const app: NestFastifyApplication = await testApp({ DATABASE_URL: url, ...keys });
  const ids: string[] = [];
  for (const personalNumber of personalNumbers) {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await bankid.approve(order, who(personalNumber));
    expect((await browser.pollToEnd(order)).status).toBe('complete');
    ids.push((await browser.session()).person.id);
  }
  await app.close();
  return ids;
}

const command = async (keys: Keys) => start('commands/rotate-keys', settingsOf(await testEnv({ DATABASE_URL: url, ...keys })));
async function rotate(keys: Keys): Promise<{ code: number | null; said: string }> {
  const process = await command(keys);
  return { code: await process.exit(60_000), said: process.lines.join('\n') };
}

const people = new Map<string, string>();

it('finds everybody under the first keys', async () => {
  for (const number of numbers) people.set(number, (await identify(before, number))!.id);
  expect(await logIns(before, numbers[0]!)).toEqual([people.get(numbers[0]!)]);
  expect(await logIns(prepared, numbers[0]!)).toEqual([people.get(numbers[0]!)]);
  expect(await count(`key_id = 'k1'`)).toBe(numbers.length);
});

it('finds everybody while both are there, and moves whoever logs in', async () => {
  const last = numbers.at(-1)!;
  expect(await logIns(during, last, last)).toEqual([people.get(last), people.get(last)]);
  expect(await count(`key_id = 'k2'`)).toBe(1);
  const [sealed] = (await owner.query(`select i.*, encode(lookup, 'hex') as hex from person_identifier i where key_id = 'k2'`)) as [
    { hex: string },
  ];
  expect(sealed.hex).toBe(new Vault(after).lookup(last).toString('hex'));
});

it('makes one person of two first log-ins at once, whichever key each process writes with', async () => {
  const wasPersons = await world.one<number>('select count(*)::int from person');
  for (let round = 0; round < 20; round++) {
    const number = newPersonalNumber();
    const made = await Promise.all([prepared, during, prepared, during].map((keys) => identify(keys, number)));
    expect(new Set(made.map((person) => person!.id)).size).toBe(1);
    people.set(number, made[0]!.id);
  }
  expect(await world.one('select count(*)::int from person')).toBe(wasPersons + 20);
});

it('loses nothing when it is killed on the way', async () => {
  const held = owner.createQueryRunner();
  await held.startTransaction();
  await held.query(`select set_config('app.scope', 'system', true)`);
  const third = '(select person_id from person_identifier order by person_id offset 300 limit 1)';
  await held.query(`select from person_identifier where person_id = ${third} for update`);
  const interrupted = await command(during);
  const moved = () => count(`key_id = 'k2'`).then((n) => (n >= 200 && n < 300) || undefined);
  await eventually(moved, 'den första omgången', 60_000);
  await interrupted.kill();
  await held.rollbackTransaction();
  await held.release();
  expect(await logIns(during, numbers[0]!, numbers[400]!)).toEqual([people.get(numbers[0]!), people.get(numbers[400]!)]);
});

it('refuses what it cannot open, says which key is missing and leaves every row as it was', async () => {
  const was = await fingerprint();
  const missing = await rotate(after);
  expect(missing).toMatchObject({
    code: 1,
    said: expect.stringContaining('rader är krypterade med en nyckel som saknas i KEYS. De är orörda.'),
  });
  expect(missing.said).toContain('Ta inte bort någon gammal nyckel än');
  const wrong = await rotate({ ...during, KEYS: `k3:${key()},k2:${key()},k1:${key()}` });
  expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('går inte att öppna med den nyckel i KEYS') });
  const lookup = await rotate({ ...during, LOOKUP_KEY: key() });
  expect(lookup).toMatchObject({ code: 1, said: expect.stringContaining('har ett uppslagsvärde som ingen nyckel i LOOKUP_KEY ger') });
  expect(await fingerprint()).toBe(was);
  for (const said of [missing.said, wrong.said, lookup.said])
    for (const secret of [k1, k2, l1, l2]) expect(said).not.toContain(secret.slice(-44));
});

it('does not let the portal start with keys that are not those of the database, so that nobody becomes a new person', async () => {
  const fault = (keys: Keys) =>
    testApp({ DATABASE_URL: url, ...keys }).then(
      () => 'startade',
      ({ message }: Error) => message,
    );
  expect(await fault(after)).toBe('KEYS: saknar k1, som uppgifter i databasen är krypterade med');
  expect(await fault({ ...during, LOOKUP_KEY: key() })).toBe('LOOKUP_KEY: är inte den nyckel som databasens personer söks med');
  expect(await fault({ ...during, KEYS: `k2:${key()},k1:${key()}` })).toMatch(/^KEYS: k[12] är inte den nyckel som databasens uppgifter/);
});

it('moves the rest when it is run again, also log-ins that are under way, and then the old keys may go', async () => {
  await world.as(
    `insert into eid_order (id, provider, purpose, mode, browser_hash, csrf_token, secrets_enc, key_id, issued_at, expires_at, ip)
     values ($1, 'bankid', 'login', 'qr', $2, 'x', $3, 'k1', now(), now() + interval '10 minutes', '127.0.0.1') returning id`,
    [
      '00000000-0000-7000-8000-000000000001',
      randomBytes(32),
      new Vault(before).seal('{}', 'eid_order:00000000-0000-7000-8000-000000000001').bytes,
    ],
  );
  const done = await rotate(during);
  expect(done).toMatchObject({ code: 0, said: expect.stringContaining('De äldre kan tas bort.') });
  expect(done.said).toMatch(/^person_identifier\.value_enc: 470 rader, \d+ flyttade$/m);
  expect(await count(`key_id <> 'k2'`)).toBe(0);
  expect(await world.as(`select count(*)::int from eid_order where key_id <> 'k2'`, [])).toBe(0);
  expect(await rotate(after)).toMatchObject({
    code: 0,
    said: expect.stringContaining('person_identifier.value_enc: 470 rader, 0 flyttade'),
  });
  const some = [...people.keys()].filter((_number, at) => at % 90 === 0);
  expect(await logIns(after, ...some)).toEqual(some.map((number) => people.get(number)));
  for (const [number, id] of people) expect((await identify(after, number))!.id).toBe(id);
});

it('writes the link that an invitation was sent with, also in a letter that waited and in a reminder, and no letter without it', async () => {
  const app = await testApp({ DATABASE_URL: url, ...prepared });
  const invitations = new Invitations({ app, world, cases: new Cases(app, world) });
  const admin = await invitations.administrator();
  const [one, other] = [await invitations.sent(admin), await invitations.sent(admin)];
  const worker = async (keys: Keys, work: (jobs: InvitationJobs) => Promise<unknown>) => {
    const context = await testWorker({ DATABASE_URL: url, ...keys });
    await work(context.get(InvitationJobs));
    await context.close();
  };
  await invitations.age(one.id, 11);
  await worker(during, async (jobs) => {
    await jobs.remind();
    for (const mail of [...(await mailbox.arrived(one.email, 2)), ...(await mailbox.arrived(other.email))]) {
      const token = mail.to[0] === one.email ? one.token : other.token;
      const { text } = await mailbox.open(mail);
      expect(text).toContain(`/inbjudan/${token}\n`);
      expect(text).toContain(`/inbjudan/visa/${invitations.webViewToken(token === one.token ? one.id : other.id)}`);
    }
  });
  expect((await invitations.link(one.token)).body.state).toBe('valid');
  await app.close();
  await invitations.age(other.id, 11);
  await worker(after, async (jobs) => {
    await jobs.remind();
    const fate = `select status || ' ' || last_error from outbox where event_key = $1 and status not in ('pending', 'sending')`;
    const settled = async () => (await world.as<string | undefined>(fate, [`invitation.remind:${other.id}`])) ?? undefined;
    expect(await eventually(settled, 'påminnelsens öde')).toBe('failed LINK');
  });
  expect(await mailbox.to(other.email)).toHaveLength(1);
});
