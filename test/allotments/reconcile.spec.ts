import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ReconciliationJobs } from '../../src/allotments/reconciliation.jobs.js';
import { testApp } from '../setup/app.js';
import { testEnv } from '../setup/env.js';
import { Cases } from '../setup/cases.js';
import { ownDatabaseUrl } from '../setup/database.js';
import { testWorker } from '../setup/worker.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let cases: Cases;
let settings: Record<string, string>;

beforeAll(async () => {
  const DATABASE_URL = await ownDatabaseUrl('reconcile');
  const env: Record<string, unknown> = await testEnv({ DATABASE_URL });
  settings = Object.fromEntries(Object.entries(env).filter((one): one is [string, string] => typeof one[1] === 'string'));
  [app, world] = [await testApp({ DATABASE_URL }), await World.open(DATABASE_URL)];
  cases = new Cases(app, world);
});
afterAll(async () => {
  await world.close();
  await app.close();
});

/** The command as the operator gives it: its exit code and its lines. */
const reconcile = (args: string[] = [], over: Record<string, string> = {}) =>
  new Promise<{ code: number; lines: string[]; error: string }>((done) => {
    const env = { PATH: process.env.PATH, ...settings, ...over };
    execFile(process.execPath, [resolve('dist/src/commands/reconcile.js'), ...args], { env }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), lines: stdout.replaceAll('\u00a0', ' ').trim().split('\n'), error: stderr }),
    );
  });

/** An organisation in the middle of the main job: 300 000 kr allotted, 160 000 granted, 25 000 settled and 25 000 waiting. */
async function organization() {
  const [employer, caseworker, period] = [await world.employer('ser_samtliga_ansokningar'), await world.caseworker(), await cases.period()];
  const allotment = await cases.allot(employer.organization, period, 30_000_000);
  const insats = await cases.approved(employer.session, caseworker.session, period, 16_000_000);
  const requisitions = [await cases.requisitionDraft(employer.session, insats), await cases.requisitionDraft(employer.session, insats)];
  for (const draft of requisitions) await cases.submitRequisition(employer.session, draft);
  const settled = await approve(caseworker, requisitions[0]!.id);
  expect(settled.status).toBe(200);
  return { employer, caseworker, period, allotment, insats, requisitions: requisitions.map((r) => r.id), name: employer.organization.name };
}
type Organization = Awaited<ReturnType<typeof organization>>;

const approve = ({ session }: Organization['caseworker'], requisitionId: string) =>
  cases.send(session, 'POST', `/admin/requisitions/${requisitionId}/approval`, { lines: null, motivation: '' });

/** What somebody could do behind the product's back, and what the reconciliation then says. */
const breakages: [sql: string, id: (broken: Organization) => string, says: string[]][] = [
  [
    'update allotment set allotted_ore = allotted_ore + 1 where id = $1',
    (o) => o.allotment,
    ['Tilldelade medel stämmer inte med huvudboken. Där står 300 000,01 kr, men det ska vara 300 000 kr.'],
  ],
  [
    'update allotment set outstanding_ore = outstanding_ore - 100 where id = $1',
    (o) => o.allotment,
    [
      'Reserverat belopp stämmer inte med huvudboken. Där står 134 999 kr, men det ska vara 135 000 kr.',
      'Reserverat belopp stämmer inte med insatserna. Där står 134 999 kr, men det ska vara 135 000 kr.',
    ],
  ],
  [
    'update allotment set settled_ore = 0 where id = $1',
    (o) => o.allotment,
    [
      'Avräknat belopp stämmer inte med huvudboken. Där står 0 kr, men det ska vara 25 000 kr.',
      'Avräknat belopp stämmer inte med insatserna.',
    ],
  ],
  [
    'update insats set granted_ore = granted_ore + 100 where id = $1',
    (o) => o.insats,
    ['Reserverat belopp stämmer inte med insatserna.', 'Insatsens kvarvarande belopp stämmer inte med huvudboken.'],
  ],
  [
    'update insats set pending_requisitions_ore = 0 where id = $1',
    (o) => o.insats,
    ['Insatsens väntande belopp stämmer inte med rekvisitionerna. Där står 0 kr, men det ska vara 25 000 kr.'],
  ],
  [
    'update requisition set approved_ore = approved_ore - 100 where id = $1',
    (o) => o.requisitions[0]!,
    ['Insatsens avräknade belopp stämmer inte med rekvisitionerna. Där står 25 000 kr, men det ska vara 24 999 kr.'],
  ],
  [
    'update insats set active_offers_ore = 100 where id = $1',
    (o) => o.insats,
    ['Insatsens offertbelopp stämmer inte med offerterna.', 'Insatsens kvarvarande belopp stämmer inte med huvudboken.'],
  ],
  [
    `delete from ledger_entry where insats_id = $1 and kind = 'grant'`,
    (o) => o.insats,
    ['Reserverat belopp stämmer inte med huvudboken.', 'Insatsens kvarvarande belopp stämmer inte med huvudboken.'],
  ],
];

it('says that the books agree, and how much it looked at', async () => {
  await organization();
  await organization();
  expect(await reconcile()).toMatchObject({ code: 0, lines: ['Böckerna stämmer: 2 tilldelningar, 2 insatser'] });
});

it('names every counter that was changed behind its back, with organisation, period and kronor', async () => {
  const whole = await organization();
  const broken: [Organization, string[]][] = [];
  for (const [sql, id, says] of breakages) {
    const one = await organization();
    await world.as(sql, [id(one)]);
    broken.push([one, says]);
  }
  const { code, lines } = await reconcile();

  expect(code).toBe(1);
  expect(lines[0]).toBe(`Böckerna stämmer inte på ${lines.length - 1} ställen:`);
  expect(lines.filter((line) => line.includes(whole.name))).toEqual([]);
  for (const [{ name, period }, says] of broken)
    for (const text of says)
      expect(lines.filter((line) => line.startsWith(`- ${name}, ${period}`))).toContainEqual(expect.stringContaining(`: ${text}`));
});

it('freezes where the books disagree, lets the others go on, and opens again when they agree', async () => {
  const [wrong, right] = [await organization(), await organization()];
  const waiting = await cases.submitted(wrong.employer.session, wrong.period);
  await world.as('update allotment set allotted_ore = allotted_ore + 1 where id = $1', [wrong.allotment]);
  const { code, lines } = await reconcile(['--freeze']);
  expect([code, lines.at(-1)]).toEqual([1, 'Organisationernas medel i de perioderna är nu spärrade. Övriga är öppna.']);

  const frozen = {
    status: 409,
    body: { code: 'allotments/frozen', title: 'Organisationens medel är spärrade tills en avstämning är gjord.' },
  };
  const grant = { grantedOre: 100, motivation: '' };
  expect(await cases.send(wrong.caseworker.session, 'POST', `/admin/insatser/${waiting}/approval`, grant)).toMatchObject(frozen);
  expect(await approve(wrong.caseworker, wrong.requisitions[1]!)).toMatchObject(frozen);
  expect(await cases.cards(wrong.employer.session, wrong.period)).toMatchObject({ reservedOre: 13_500_000, settledOre: 2_500_000 });
  expect((await approve(right.caseworker, right.requisitions[1]!)).status).toBe(200);

  await world.as('update allotment set allotted_ore = allotted_ore - 1 where id = $1', [wrong.allotment]);
  await reconcile(['--freeze']);
  expect((await approve(wrong.caseworker, wrong.requisitions[1]!)).status).toBe(200);
});

it('is done by the worker too: freezes where the books disagree and calls for somebody in the log', async () => {
  const [wrong, right] = [await organization(), await organization()];
  await world.as('update allotment set settled_ore = settled_ore + 1 where id = $1', [wrong.allotment]);
  const lines: string[] = [];
  const worker = await testWorker({ DATABASE_URL: settings.DATABASE_URL! }, { write: (line) => void lines.push(line) });
  await worker.get(ReconciliationJobs, { strict: false }).reconcile();
  await worker.close();

  const alarm = { level: 'error', msg: 'böckerna stämmer inte; medlen är spärrade', what: 'settled-ledger', subject: wrong.allotment };
  expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(expect.objectContaining(alarm));
  expect(lines.join()).not.toContain(right.allotment);
  const frozen = (o: Organization) => world.as<boolean>('select frozen from allotment where id = $1', [o.allotment]);
  expect([await frozen(wrong), await frozen(right)]).toEqual([true, false]);
});

it('never takes a difference for none when it could not look: exit 2, without secrets', async () => {
  const dead = await reconcile([], { DATABASE_URL: 'postgres://someone:hemligt@127.0.0.1:1/x' });
  expect(dead).toMatchObject({ code: 2, error: expect.stringContaining('Avstämningen gick inte att göra') });
  expect(dead.error).not.toContain('hemligt');
  expect(await reconcile([], { DATABASE_URL: '' })).toMatchObject({ code: 2, error: expect.stringContaining('DATABASE_URL') });
});
