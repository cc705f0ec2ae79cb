import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { startWeb, startWorker } from '../reliability/processes.js';
import { testApp } from '../setup/app.js';
import { BankIdApp } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { ownDatabaseUrl, setting } from '../setup/database.js';
import { newPersonalNumber } from '../setup/identities.js';
import { freePort } from '../setup/ports.js';
import { World } from '../setup/world.js';

const read = async (port: number) => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
const valueOf = (text: string, line: string) => Number(new RegExp(`^${line.replaceAll(/[{}/.]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);

describe('what a process counts', () => {
  it('is read on a port of its own, by route and never by address, with nothing about anybody', async () => {
    const port = await freePort();
    const web = await startWeb({ METRICS_PORT: String(port), LOG_LEVEL: 'error' });
    const secret = newPersonalNumber();
    for (const path of [
      '/api/v1/session',
      '/api/v1/session',
      `/api/v1/insatser/${secret}`,
      `/${secret}/${secret}`,
      `/api/v1/nagot-annat?q=${secret}`,
    ])
      await fetch(web.url + path);
    const start = () =>
      fetch(`${web.url}/api/v1/auth/bankid/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: '{"mode":"qr"}',
      });
    expect((await start()).status).toBe(201);
    const text = await read(port);
    expect(valueOf(text, 'http_request_duration_seconds_count{method="GET",route="/api/v1/session",status="200"}')).toBe(2);
    expect(valueOf(text, 'http_request_duration_seconds_count{method="GET",route="/api/v1/insatser/:id",status="401"}')).toBe(1);
    expect(valueOf(text, 'eid_call_duration_seconds_count{provider="bankid",endpoint="auth",outcome="ok"}')).toBe(1);
    expect(valueOf(text, 'log_ins_total{provider="bankid",outcome="started"}')).toBe(1);
    expect(valueOf(text, 'eid_circuit_open{provider="bankid"}')).toBe(0);
    for (const provider of ['bankid', 'freja'])
      expect(valueOf(text, `eid_client_certificate_days{provider="${provider}"}`)).toBeGreaterThan(30);
    expect(valueOf(text, 'db_pool_connections{state="waiting"}')).toBe(0);
    expect(valueOf(text, 'db_pool_connections{state="total"}')).toBeGreaterThan(0);
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).not.toContain(secret);
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/session`)).status).toBe(404);
    expect((await fetch(`${web.url}/metrics`)).headers.get('content-type')).not.toContain('version=0.0.4');
    await web.kill();
  }, 120_000);

  it('tells in the worker how the outbox is, from PostgreSQL', async () => {
    const [port, url] = [await freePort(), await ownDatabaseUrl('metrics')];
    const world = await World.open(url);
    const { organization } = await world.employer();
    const mail = (key: string, status: string, age: string) =>
      world.as(
        `insert into outbox (event_key, channel, template, recipient, organization_id, payload, status, next_attempt_at, created_at)
         values ($1, 'email', 'insats-beslut', 'a@testby.se', $2, '{}', $3, now() + interval '1 hour', now() - $4::interval)`,
        [key, organization.id, status, age],
      );
    await mail('a', 'pending', '90 seconds');
    await mail('b', 'pending', '1 second');
    await mail('c', 'failed', '3 days');
    await mail('d', 'unknown', '2 days');
    const worker = await startWorker({ METRICS_PORT: String(port), DATABASE_URL: url, QUEUE_PREFIX: 'test-metrics', LOG_LEVEL: 'error' });
    const text = await read(port);
    expect(valueOf(text, 'outbox_messages{status="waiting"}')).toBe(2);
    expect(valueOf(text, 'outbox_messages{status="failed"}')).toBe(2);
    expect(valueOf(text, 'outbox_oldest_seconds')).toBeGreaterThanOrEqual(90);
    expect(text).not.toContain('testby');
    await worker.kill();
    await world.close();
  }, 120_000);
});

describe('GET admin/health', () => {
  let app: NestFastifyApplication;
  let world: World;
  beforeAll(async () => {
    const DATABASE_URL = await ownDatabaseUrl('health');
    [app, world] = [await testApp({ APP_VERSION: '2026.11.25', DATABASE_URL }), await World.open(DATABASE_URL)];
    const message = (channel: string, status: string, sentAt: string | null) =>
      world.as(
        `insert into outbox (event_key, channel, template, recipient, payload, status, sent_at)
         values (gen_random_uuid()::text, $1, 'insats-beslut', 'a@testby.se', '{}', $2, $3)`,
        [channel, status, sentAt],
      );
    await message('email', 'sent', '2026-01-02T03:04:05Z');
    await message('email', 'failed', null);
    await message('sms', 'unknown', null);
    await message('sms', 'sent', '2026-01-03T03:04:05Z');
  });
  afterAll(async () => {
    await app.close();
    await world.close();
  });
  const health = (session: object) => app.inject({ url: '/api/v1/admin/health', headers: { ...session } });

  it('shows the fund’s staff how everything is that the portal leans on', async () => {
    const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
    const browser = new Browser(app);
    await bankid.approve(await browser.startBankId(), { personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });
    const { session } = await world.caseworker();
    const answer = (await health(session)).json<Record<string, unknown>>();
    const certificate = {
      circuit: 'closed',
      certificateValidTo: expect.stringMatching(/^20\d\d-/),
      certificateDaysLeft: expect.any(Number),
    };
    expect(answer).toEqual({
      version: '2026.11.25',
      migration: expect.stringMatching(/^\w+\d{13}$/),
      databaseMs: expect.any(Number),
      redis: true,
      mail: { waiting: 0, failed: 2, oldestSeconds: 0, lastSentAt: '2026-01-02T03:04:05.000Z' },
      providers: [
        { provider: 'bankid', lastSuccessAt: expect.stringMatching(/Z$/), ...certificate },
        { provider: 'freja', lastSuccessAt: null, ...certificate },
      ],
    });
  });

  it('is for the fund’s staff only', async () => {
    const { session } = await world.employer('administrera_anvandare');
    expect((await health(session)).statusCode).toBe(403);
    expect((await health({})).statusCode).toBe(401);
  });
});
