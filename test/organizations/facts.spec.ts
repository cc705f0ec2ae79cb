import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Db } from '../../src/kernel/db.js';
import { Organizations, organizationTypes, orgNumberText } from '../../src/organizations/index.js';
import { testApp } from '../setup/app.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const system = { kind: 'system' } as const;

it('gives the same facts inside a transaction and outside, and 404 for none', async () => {
  const { id, name, orgNumber } = await world.organization({ vatTreatment: 'bears_vat', type: 'region' });
  const [organizations, db] = [app.get(Organizations), app.get(Db)];
  const facts = { id, name, orgNumber, type: 'region', vatTreatment: 'bears_vat' };
  expect(await organizations.byId(system, id)).toEqual(facts);
  expect(await db.tx(system, (tx) => organizations.byId(tx, id))).toEqual(facts);
  await expect(organizations.byId(system, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'portal/not-found' });
});

it('has a label for every type the database lets in (A14)', async () => {
  const check = await world.one<string>(
    `select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'organization'::regclass and conname = 'organization_type_check'`,
  );
  expect([...check.matchAll(/'(\w+)'/g)].map(([, type]) => type)).toEqual(Object.keys(organizationTypes));
  expect(orgNumberText('2120000142')).toBe('212000-0142');
});
