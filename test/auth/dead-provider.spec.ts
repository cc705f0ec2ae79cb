import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { Browser } from '../setup/browser.js';
import { OwnFreja } from '../setup/freja.js';
import { OwnOidc } from '../setup/oidc.js';
import { type Session, World } from '../setup/world.js';

/** Freja takes connections and says nothing; BankID lives. A pool of two: were one held while Freja is waited for, everything would stop. */
let app: NestFastifyApplication;
let world: World;
let freja: OwnFreja;
let oidc: OwnOidc;
let employer: Session;
const sockets = new Set<Socket>();
let silent: Server;
beforeAll(async () => {
  silent = createServer((socket) => void sockets.add(socket.on('error', () => undefined))).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  [world, freja, oidc] = [await World.open(), await OwnFreja.start(), await OwnOidc.start()];
  const port = (silent.address() as { port: number }).port;
  app = await testApp({
    ...freja.env,
    FREJA_BASE_URL: `https://localhost:${port}`,
    ...oidc.env,
    OIDC_ISSUER: `http://localhost:${port}`,
    DATABASE_POOL: '2',
  });
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

async function timed<T>(work: Promise<T>): Promise<{ ms: number; result: T }> {
  const from = performance.now();
  const result = await work;
  return { ms: performance.now() - from, result };
}
const start = (at: 'freja' | 'oidc') => new Browser(app).send('POST', `/auth/${at}/orders`, at === 'oidc' ? undefined : { mode: 'qr' });

it.each(['freja', 'oidc'] as const)(
  'forty log-ins at once at a dead %s all end with 503 within ten seconds, and slow nothing else',
  async (at) => {
    const dying = Array.from({ length: 40 }, () => timed(start(at)));
    const pages: number[] = [];
    for (let n = 0; n < 20; n++) {
      const { ms, result } = await timed(app.inject({ url: '/api/v1/members', headers: { ...employer } }));
      expect(result.statusCode).toBe(200);
      pages.push(ms);
    }
    const bankid = await timed(new Browser(app).startBankId());
    expect(bankid.result.qr).toMatch(/^bankid\./);
    expect(Math.max(...pages, bankid.ms)).toBeLessThan(2_500);
    for (const { ms, result } of await Promise.all(dying)) {
      expect([result.status, result.body.code, result.headers['retry-after']]).toEqual([503, 'eid/unavailable', '5']);
      expect(ms).toBeLessThan(10_000);
    }
    // The circuit is open now: nobody waits for what is known to be dead.
    expect((await timed(start(at))).ms).toBeLessThan(1_000);
  },
  30_000,
);

it('lets the person change to another e-ID at once, without waiting for the dead one to hear of it', async () => {
  const browser = new Browser(app);
  const order = await browser.startBankId();
  await world.as(`update eid_order set provider = 'freja' where id = $1`, [order.id]);
  const { ms, result } = await timed(browser.startBankId());
  expect(result.qr).toMatch(/^bankid\./);
  expect(ms).toBeLessThan(2_500);
  expect(await world.as('select status from eid_order where id = $1', [order.id])).toBe('cancelled');
});
