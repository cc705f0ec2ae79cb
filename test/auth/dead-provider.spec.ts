import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { type Answer, Browser } from '../setup/browser.js';
import { OwnFreja } from '../setup/freja.js';
import { OwnOidc } from '../setup/oidc.js';
import { slack } from '../setup/slack.js';
import { type Session, World } from '../setup/world.js';

/** A pool of two: were a connection held while a provider is waited for, everything would stop. */
let app: NestFastifyApplication;
let world: World;
let freja: OwnFreja;
let oidc: OwnOidc;
let employer: Session;
/** Takes connections and says nothing. */
let silent: Server;
const sockets = new Set<Socket>();

beforeAll(async () => {
  silent = createServer((socket) => void sockets.add(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  [world, freja, oidc] = [await World.open(), await OwnFreja.start(), await OwnOidc.start()];
  const OIDC_ISSUER = `http://localhost:${(silent.address() as { port: number }).port}`;
  app = await testApp({ ...freja.env, ...oidc.env, OIDC_ISSUER, DATABASE_POOL: '2' });
  employer = (await world.employer()).session;
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  await app.close();
  await world.close();
  await freja.stop();
  await oidc.stop();
});

interface Timed {
  ms: number;
  result: Answer;
}
async function timed(work: Promise<Answer>): Promise<Timed> {
  const from = performance.now();
  const result = await work;
  return { ms: performance.now() - from, result };
}
const start = (at: 'freja' | 'oidc') =>
  new Browser(app).send('POST', `/auth/${at}/orders`, at === 'oidc' ? { entrance: 'employer' } : { mode: 'qr' });
const page = () => app.inject({ url: '/api/v1/members', headers: { ...employer } });

/** Forty log-ins at once at a provider that says nothing; `meanwhile` has to be done before the first of them has ended. */
async function die(at: 'freja' | 'oidc', meanwhile: () => Promise<void>): Promise<Timed[]> {
  await page();
  let ended = 0;
  const dying = Array.from({ length: 40 }, () => timed(start(at)).finally(() => ended++));
  await meanwhile();
  expect(ended).toBe(0);
  return Promise.all(dying);
}
async function expectRefusedInTime(at: 'freja' | 'oidc', answers: Timed[]): Promise<void> {
  for (const { ms, result } of answers) {
    expect([result.status, result.body.code, result.headers['retry-after']]).toEqual([503, 'eid/unavailable', '5']);
    expect(ms).toBeLessThan(10_000 + slack());
  }
  // The circuit is open now: nobody waits for what is known to be dead.
  expect((await timed(start(at))).ms).toBeLessThan(1_000 + slack());
}

it('forty log-ins at a Freja that never answers end with 503 within ten seconds; pages and BankID go on meanwhile', async () => {
  await freja.fault('authInit', { delayMs: 60_000 }, { times: 100 });
  const answers = await die('freja', async () => {
    for (let n = 0; n < 5; n++) expect((await page()).statusCode).toBe(200);
    expect((await new Browser(app).startBankId()).qr).toMatch(/^bankid\./);
  });
  await expectRefusedInTime('freja', answers);
});

it('forty log-ins at an issuer that takes connections and says nothing end the same way', async () => {
  const answers = await die('oidc', async () => expect((await page()).statusCode).toBe(200));
  await expectRefusedInTime('oidc', answers);
});

it('lets the person change to another e-ID at once, without waiting for the dead one to hear of it', async () => {
  await freja.reset();
  await freja.fault('authCancel', { delayMs: 60_000 }, { times: 100 });
  const other = await testApp({ ...freja.env });
  const browser = new Browser(other);
  const order = await browser.startFreja();
  const started = await timed(browser.send('POST', '/auth/bankid/orders', { mode: 'qr' }));
  expect(started.result.status).toBe(201);
  expect(started.ms).toBeLessThan(8_000 + slack());
  expect(await world.as('select status from eid_order where id = $1', [order.id])).toBe('cancelled');
  await other.close();
});
