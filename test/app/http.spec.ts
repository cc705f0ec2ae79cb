import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Drain } from '../../src/drain.js';
import { createApp } from '../../src/setup.js';
import { testApp } from '../setup/app.js';
import { testEnv } from '../setup/env.js';
import { eventually } from '../setup/mailbox.js';
import { command, World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
const log: string[] = [];
const client = mkdtempSync(join(tmpdir(), 'client-'));
beforeAll(async () => {
  mkdirSync(join(client, 'assets'));
  mkdirSync(join(client, '.vite'));
  writeFileSync(join(client, 'index.html'), '<!doctype html><title>Mina sidor</title>');
  writeFileSync(join(client, 'favicon.svg'), '<svg/>');
  writeFileSync(join(client, 'assets/index-a1b2c3.js'), `/* ${'lång '.repeat(500)} */`);
  writeFileSync(join(client, '.vite/manifest.json'), '{}');
  world = await World.open();
  app = await createApp(await testEnv({ LOG_LEVEL: 'debug' }), { write: (line) => void log.push(line) }, client);
});
afterAll(async () => {
  await app.close();
  await world.close();
  rmSync(client, { recursive: true });
});

const get = (url: string, headers: object = {}) => app.inject({ url, headers: { ...headers } });

describe('headers', () => {
  it('forbid everything the pages do not need', async () => {
    const { headers } = await get('/');
    const policy = headers['content-security-policy'] as string;
    expect(policy.split(';').sort()).toEqual(
      [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ].sort(),
    );
    expect(headers).toMatchObject({
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('insist on https where the service is reached by it', async () => {
    const secure = await testApp({ PUBLIC_ORIGIN: 'https://minasidor.example.se' });
    const { headers } = await secure.inject({ url: '/api/v1/session' });
    expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
    await secure.close();
  });

  it('keep every answer of the API out of caches, and name the request', async () => {
    const { headers } = await get('/api/v1/operator');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });
});

describe('the web client', () => {
  it.each(['/', '/valj-organisation', '/insatser/01a2/redigera?flik=1'])('is the answer to the address %s', async (url) => {
    const { statusCode, headers, body } = await get(url);
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
    expect(body).toContain('<title>Mina sidor</title>');
  });

  it('keeps files named by their content for a year, compressed', async () => {
    const { headers } = await get('/assets/index-a1b2c3.js', { 'accept-encoding': 'br' });
    expect(headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br' });
    expect((await get('/favicon.svg')).headers['cache-control']).toBe('public, max-age=3600');
  });

  it.each([
    '/assets/gone.js',
    '/index.php',
    '/.vite/manifest.json',
    '/api',
    '/api/v1',
    '/api/v1/nonsense',
    '/health/nonsense',
    '/..%2f..%2fpackage.json',
  ])('is not the answer to %s', async (url) => {
    const { statusCode, headers, body } = await get(url);
    expect([statusCode, headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(JSON.parse(body)).toMatchObject({ code: 'portal/not-found', title: 'Sidan eller ärendet finns inte.' });
  });
});

describe('what cannot be read', () => {
  const send = async (payload: string, headers: Record<string, string> = {}) => {
    const { session } = await world.employer();
    const answer = await app.inject({
      method: 'PUT',
      url: '/api/v1/context',
      headers: { ...command(session), 'content-type': 'application/json', ...headers },
      payload,
    });
    return [answer.statusCode, answer.json().code];
  };

  it.each([
    ['{', [400, 'portal/bad-request']],
    ['{"kind":"staff","__proto__":{"a":1}}', [400, 'portal/bad-request']],
    ['', [422, 'portal/invalid']],
    ['[]', [422, 'portal/invalid']],
    ['"kind"', [422, 'portal/invalid']],
    ['null', [422, 'portal/invalid']],
    ['1', [422, 'portal/invalid']],
    [JSON.stringify({ kind: 'x'.repeat(1_048_576) }), [413, 'portal/too-large']],
  ])('is refused with a problem of ours: %.30s', async (payload, expected) => {
    expect(await send(payload)).toEqual(expected);
  });

  it.each(['/api/v1/insatser/%00', '/api/v1/insatser/%ff', '/api/v1/insatser?q=%00'])('is refused in an address: %s', async (url) => {
    const { session } = await world.employer();
    expect((await get(url, session)).statusCode).toBe(400);
  });
});

describe('health', () => {
  it('is alive and ready', async () => {
    expect([(await get('/health/live')).statusCode, (await get('/health/ready')).statusCode]).toEqual([200, 200]);
  });

  it('is ready again at once when the database has dropped every connection', async () => {
    const { session } = await world.employer();
    await get('/health/ready');
    const ours = `select coalesce(array_agg(pid), '{}') from pg_stat_activity where datname = current_database() and application_name = 'web'`;
    const pids = await world.one<number[]>(ours);
    expect(pids.length).toBeGreaterThan(0);
    await world.one('select count(pg_terminate_backend(pid)) from unnest($1::int[]) pid', [pids]);
    const left = async () => world.one<number>('select count(*)::int from pg_stat_activity where pid = any($1)', [pids]);
    await eventually(async () => ((await left()) === 0 ? true : undefined), 'att förbindelserna är avbrutna');
    // The first question may come before the pool has read that its connections are closed.
    expect([200, 503]).toContain((await get('/health/ready')).statusCode);
    expect((await get('/health/ready')).statusCode).toBe(200);
    expect((await get('/health/live')).statusCode).toBe(200);
    expect((await get('/api/v1/members', session)).statusCode).toBe(200);
  });

  it('is not ready on its way out, and asks callers to connect elsewhere', async () => {
    const leaving = await testApp();
    leaving.get(Drain).draining = true;
    const ready = await leaving.inject({ url: '/health/ready' });
    expect([ready.statusCode, ready.headers.connection, ready.headers['retry-after']]).toEqual([503, 'close', '1']);
    const other = await leaving.inject({ url: '/api/v1/operator' });
    expect([other.statusCode, other.headers.connection]).toEqual([200, 'close']);
    await leaving.close();
  });
});

it('logs each request by its route, without address, search words, cookies or who asked from where', async () => {
  const { session } = await world.employer();
  log.length = 0;
  await app.inject({
    url: '/api/v1/insatser/01890000-0000-7000-8000-000000000000?q=hemlig',
    headers: { ...session, 'user-agent': 'Spårbar/1.0' },
    remoteAddress: '203.0.113.9',
  });
  expect(log.map((line) => JSON.parse(line) as Record<string, unknown>)).toEqual([
    {
      level: 'info',
      time: expect.any(String),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      method: 'GET',
      route: '/api/v1/insatser/:id',
      status: expect.any(Number),
      ms: expect.any(Number),
      msg: 'request',
    },
  ]);
});

it('believes a forwarded address only from the proxies it knows', async () => {
  const behind = await testApp({ TRUST_PROXY: '10.0.0.1' });
  const start = (remoteAddress: string, forwarded: string) =>
    behind.inject({
      method: 'POST',
      url: '/api/v1/auth/bankid/orders',
      remoteAddress,
      headers: { 'x-forwarded-for': forwarded, 'sec-fetch-site': 'same-origin' },
      payload: { mode: 'qr' },
    });
  const address = () => world.one<string>('select ip from eid_order order by created_at desc, id desc limit 1');
  await start('10.0.0.1', '198.51.100.1, 203.0.113.5');
  expect(await address()).toBe('203.0.113.5');
  await start('10.0.0.2', '203.0.113.6');
  expect(await address()).toBe('10.0.0.2');
  await behind.close();
});
