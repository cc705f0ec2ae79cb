import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { testEnv } from '../setup/env.js';
import { Cases } from '../setup/cases.js';
import { type TestOrganization, World } from '../setup/world.js';
import { settingsOf, start } from './processes.js';

let app: NestFastifyApplication;
let world: World;
let whole: TestOrganization;
let broken: TestOrganization;
let folder: string;

beforeAll(async () => {
  [app, world, folder] = [await testApp(), await World.open(), await mkdtemp(join(tmpdir(), 'kedjor-'))];
  [whole, broken] = [await withTwoEvents(), await withTwoEvents()];
  await world.as(`update event set facts = facts || '{"appliedOre": 1}' where organization_id = $1 and seq = 2`, [broken.id]);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await world.close();
  await app.close();
});

async function withTwoEvents(): Promise<TestOrganization> {
  const cases = new Cases(app, world);
  const [employer, period] = [await world.employer(), await cases.period()];
  await cases.submitted(employer.session, period);
  await cases.submitted(employer.session, period);
  return employer.organization;
}

async function verifyAudit(...args: string[]) {
  const command = start('commands/verify-audit', settingsOf(await testEnv()), ...args);
  return { code: await command.exit(), said: command.lines };
}

it('says that the chain of a named organisation holds, also when the number is written with its dash', async () => {
  const dashed = `${whole.orgNumber.slice(0, 6)}-${whole.orgNumber.slice(6)}`;
  expect(await verifyAudit(dashed)).toEqual({ code: 0, said: ['2 händelser, 1 organisationer'] });
});

it('verifies every organisation, names the event that is wrong and ends with 1', async () => {
  const { code, said } = await verifyAudit();
  expect(code).toBe(1);
  expect(said).toContain(`- ${broken.name} (${broken.orgNumber}), händelse 2: händelsen är ändrad`);
  expect(said.at(-1)).toMatch(/^\d+ händelser, \d+ organisationer, 1 brutna kedjor$/);
});

it('prints the ends of the chains to be kept elsewhere, and finds with them a past that was rewritten whole', async () => {
  const { said } = await verifyAudit('--heads', whole.orgNumber);
  const line = said.at(-1)!;
  expect(JSON.parse(line)).toEqual({ heads: [{ organizationId: whole.id, seq: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }] });
  const file = join(folder, 'heads.log');
  await writeFile(file, `${said.join('\n')}\n`);
  expect((await verifyAudit('--against', file, whole.orgNumber)).code).toBe(0);

  await writeFile(file, `${line.replace(/"hash":"./, '"hash":"x')}\n`);
  const against = await verifyAudit('--against', file, whole.orgNumber);
  expect(against).toMatchObject({
    code: 1,
    said: [expect.stringContaining('händelse 2: kedjan är omskriven sedan den förankrades'), expect.anything()],
  });
});

it('says what is wrong with what it was asked, and ends with 2', async () => {
  for (const [args, why] of [
    [['Stockholm'], 'Stockholm är inte ett organisationsnummer'],
    [['5560000000'], 'någon av organisationerna finns inte'],
    [['--headz'], 'headz'],
  ] as const) {
    const { code, said } = await verifyAudit(...args);
    expect([code, said.join(' ')]).toEqual([2, expect.stringContaining(why)]);
  }
});
