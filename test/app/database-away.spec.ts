import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Gate } from '../reliability/gate.js';
import { testApp } from '../setup/app.js';
import { testEnv } from '../setup/env.js';
import { command, World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let gate: Gate;
beforeAll(async () => {
  world = await World.open();
  gate = await Gate.before((await testEnv()).DATABASE_URL);
  app = await testApp({ DATABASE_URL: gate.url });
});
afterAll(async () => {
  await app.close();
  await gate.close();
  await world.close();
});

const status = async (url: string, headers: object = {}, method: 'GET' | 'POST' = 'GET') => {
  const {
    statusCode,
    headers: answered,
    body,
  } = await app.inject({ method, url, headers: { ...headers }, ...(method === 'POST' ? { payload: {} } : {}) });
  return {
    status: statusCode,
    retryAfter: answered['retry-after'],
    code: body.includes('"code"') ? (JSON.parse(body) as { code: string }).code : null,
  };
};
const away = { status: 503, retryAfter: '2', code: 'portal/unavailable' };

it('asks everyone to come back, lets nobody in, and is well again as soon as the database is', async () => {
  const { session } = await world.employer();
  expect((await status('/api/v1/members', session)).status).toBe(200);
  await gate.close();
  expect(await status('/health/ready')).toEqual(away);
  expect(await status('/api/v1/session', session)).toEqual(away);
  expect(await status('/api/v1/members', session)).toEqual(away);
  expect(await status('/api/v1/insatser', command(session), 'POST')).toEqual(away);
  expect((await status('/health/live')).status).toBe(200);
  expect((await status('/api/v1/operator')).status).toBe(200);
  await gate.open();
  expect((await status('/health/ready')).status).toBe(200);
  expect((await status('/api/v1/members', session)).status).toBe(200);
});
