import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { BankIdApp } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { setting } from '../setup/database.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
});
afterAll(async () => {
  await app.close();
  await world.close();
});

it('logs in by QR code on another device', async () => {
  const browser = new Browser(app);
  const order = await browser.startBankId('qr');
  expect(order.qr).toMatch(/^bankid\.[0-9a-f-]{36}\.0\.[0-9a-f]{64}$/);
  await bankid.approve(order, 'ingen');
  const done = await browser.pollToEnd(order);
  expect(done).toMatchObject({ status: 'complete', next: '/ingen-organisation' });
  expect(await browser.session()).toMatchObject({ authenticated: true, person: { name: 'Ingrid Ingen' }, context: { kind: 'none' } });
});
