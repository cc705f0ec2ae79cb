import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { Reconciliation } from '../../src/allotments/index.js';
import type { DeskPage, DeskView } from '../../src/connections/desk.dto.js';
import { connectionRequestLifecycle } from '../../src/connections/index.js';
import type { OverviewView } from '../../src/insatser/insats-list.dto.js';
import type { InsatsView } from '../../src/insatser/insats.dto.js';
import type { OffertView } from '../../src/offerter/offert.dto.js';
import { testApp } from '../setup/app.js';
import { testEnv } from '../setup/env.js';
import { Cases } from '../setup/cases.js';
import { setting } from '../setup/database.js';
import { type Session, World } from '../setup/world.js';

const name = `minasidor_test_demo_${process.env.TEST_RUN ?? '0'}`;
const run = promisify(execFile);
let app: NestFastifyApplication;
let world: World;
let cases: Cases;
let said: string[] = [];

beforeAll(async () => {
  const server = new Client({ connectionString: setting('TEST_PG_URL') });
  await server.connect();
  await server.query(`create database "${name}" template "${setting('TEST_TEMPLATE')}"`);
  await server.end();
  const url = new URL(setting('TEST_PG_URL'));
  url.pathname = `/${name}`;
  const env = Object.fromEntries(
    Object.entries(await testEnv({ DATABASE_URL: url.href })).filter(([, value]) => ['string', 'number'].includes(typeof value)),
  );
  const seed = () =>
    run(process.execPath, ['dist/src/commands/seed.js'], { env: { PATH: process.env.PATH ?? '', ...(env as Record<string, string>) } });
  said = [(await seed()).stdout, (await seed()).stdout];
  [app, world] = [await testApp({ DATABASE_URL: url.href }), await World.open(url.href)];
  cases = new Cases(app, world);
});
afterAll(async () => {
  await world.close();
  await app.close();
});

async function login(person: string, organization: string): Promise<Session> {
  const id = await world.as<string>('select id from person where display_name = $1', [person]);
  const orgId = await world.as<string>('select id from organization where name = $1', [organization]);
  return world.login({ id, name: person }, { id: orgId, name: organization, orgNumber: '' });
}

it('is laid once, however often it is asked for', () => {
  expect(said).toEqual([expect.stringMatching(/^Demodata inlagd/), expect.stringMatching(/^Demodata finns redan/)]);
});

it('shows Stockholm as the manual does: four cards and seven rows, to the krona', async () => {
  const { body } = await cases.send<OverviewView>(await login('Anni Widdersjö', 'Stockholms stad'), 'GET', '/overview');
  expect(body.periods.map((p) => p.code)).toEqual(['2017-2019', '2020', '2021-2023', '2024-2026']);
  expect(body.period).toBe('2024-2026');
  expect(body.cards).toEqual({ reservedOre: 65_625_000, settledOre: 0, remainingOre: 2_928_863_900, allottedOre: 2_994_488_900 });
  expect(body.insatser.rows.map((r) => [r.number, r.createdOn, r.statusLabel, r.grantedOre, r.settledOre, r.remainingOre])).toEqual([
    ['8-2403273', '2024-04-29', 'Registreras', 0, 0, 0],
    ['8-2403266', '2024-04-26', 'Registreras', 0, 0, 17_625_000],
    ['8-2402952', '2024-04-16', 'Ej godkänd', 0, 0, 0],
    ['8-2402777', '2024-04-10', 'Ej godkänd', 0, 0, 0],
    ['8-2402238', '2024-03-20', 'Godkänd', 16_000_000, 0, 16_000_000],
    ['8-2402237', '2024-03-20', 'Godkänd', 16_000_000, 0, 16_000_000],
    ['8-2402236', '2024-03-20', 'Godkänd', 16_000_000, 0, 16_000_000],
  ]);
});

it('shows Skövde 800 000 / 500 000 / 476 250, of which 300 000 can be requisitioned, and the offert both ways', async () => {
  const session = await login('Anni Skövdesjö', 'Skövde kommun');
  const { body: overview } = await cases.send<OverviewView>(session, 'GET', '/overview?period=2024-2026');
  const { body: insats } = await cases.send<InsatsView>(session, 'GET', `/insatser/${overview.insatser.rows[0]!.id}`);
  expect(insats).toMatchObject({
    number: '8-2403267',
    amounts: { grantedOre: 80_000_000, settledOre: 50_000_000, remainingOre: 47_625_000, requisitionableOre: 30_000_000 },
  });
  const linked = insats.linked.find((l) => l.kind === 'offert')!;
  expect(linked).toMatchObject({ statusLabel: 'Godkänd, pågående affär', amountOre: 17_625_000 });
  const { body: offert } = await cases.send<OffertView>(session, 'GET', `/offerter/${linked.id}`);
  expect(offert).toMatchObject({ issuedOn: '2024-04-26', validThrough: '2024-07-26', totalOre: 17_625_000, insatsId: insats.id });
  expect(offert.lines.map((l) => [l.description, l.quantity, l.unitOre, l.totalOre])).toEqual([
    ['', '1', 5_625_000, 5_625_000],
    ['Egen beskrivning', '2', 6_000_000, 12_000_000],
  ]);
});

it('has money and history in all four periods, an empty organisation, and books that agree', async () => {
  const session = await login('Anni Widdersjö', 'Stockholms stad');
  for (const period of ['2017-2019', '2020', '2021-2023']) {
    const { body } = await cases.send<OverviewView>(session, 'GET', `/overview?period=${period}`);
    expect(body.cards.settledOre).toBeGreaterThan(0);
    expect(body.insatser.rows.map((r) => r.statusLabel)).toEqual(['Avslutad']);
  }
  const { body } = await cases.send<OverviewView>(await login('Fatima Flera', 'Staffanstorps kommun'), 'GET', '/overview');
  expect(body).toMatchObject({
    insatser: { rows: [], next: null },
    cards: { reservedOre: 0, settledOre: 0, remainingOre: 61_275_000, allottedOre: 61_275_000 },
  });
  expect(await app.get(Reconciliation).run()).toEqual([]);
});

it('has an application to be connected in every state; the one that was approved led Mona to her company', async () => {
  const kim = await world.as<string>(`select id from person where display_name = 'Kim Kansli'`, []);
  const office = await world.login({ id: kim, name: 'Kim Kansli' }, 'staff');
  const at = '/admin/connection-requests';
  const applicants: Record<string, string[]> = {};
  for (const status of Object.keys(connectionRequestLifecycle.statuses)) {
    const { rows } = (await cases.send<DeskPage>(office, 'GET', `${at}?status=${status}`)).body;
    applicants[status] = rows.map(({ applicant }) => applicant);
    const { body } = await cases.send<DeskView>(office, 'GET', `${at}/${rows[0]!.id}`);
    expect(body.history.at(-1)!.statusLabel).toBe(body.statusLabel);
    expect(body.companyName).toBe(status === 'kopplad' ? 'Mur & Puts i Väst AB' : null);
  }
  expect(applicants).toMatchObject({ ansokt: ['Sanna Sökande'], kopplad: ['Mona Mur'], avslagen: ['Sanna Sökande'] });
});
