import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { ORIGIN } from '../setup/env.js';
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

/** Logs out, with exactly these headers besides the cookie. */
async function logOut(headers: Record<string, string | undefined>, over: { payload?: string } = {}) {
  const { session } = await world.employer();
  const sent = { cookie: session.cookie, 'x-csrf-token': session['x-csrf-token'], ...headers };
  const known = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as Record<string, string>;
  const answer = await app.inject({ method: 'DELETE', url: '/api/v1/session', headers: known, ...over });
  return [answer.statusCode, answer.body ? answer.json().code : null];
}

const done = [204, null];
const crossSite = [403, 'portal/cross-site'];
const notJson = [415, 'portal/unsupported-media-type'];

it.each([
  [{ 'sec-fetch-site': 'same-origin' }, done],
  [{ 'sec-fetch-site': 'none' }, done],
  [{ 'sec-fetch-site': 'same-site' }, crossSite],
  [{ 'sec-fetch-site': 'cross-site' }, crossSite],
  [{ 'sec-fetch-site': 'cross-site', origin: ORIGIN, referer: `${ORIGIN}/` }, crossSite],
  [{ 'sec-fetch-site': '' }, crossSite],
  [{ origin: ORIGIN }, done],
  [{ origin: 'https://evil.example' }, crossSite],
  [{ origin: `${ORIGIN}.evil.example` }, crossSite],
  [{ origin: 'null' }, crossSite],
  [{ origin: 'https://evil.example', referer: `${ORIGIN}/` }, crossSite],
  [{ referer: `${ORIGIN}/ekonomi?period=1` }, done],
  [{ referer: 'https://evil.example/http://localhost:3000/' }, crossSite],
  [{ referer: 'nonsense' }, crossSite],
  [{}, crossSite],
])('judges where a write comes from: %j', async (headers, expected) => {
  expect(await logOut(headers)).toEqual(expected);
});

const own = { 'sec-fetch-site': 'same-origin' };
it.each([
  ['no body and no type', {}, undefined, done],
  ['no body', { 'content-type': 'application/json' }, undefined, done],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b', notJson],
  ['a form with a file', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--', notJson],
  ['text, as a beacon sends', { 'content-type': 'text/plain;charset=UTF-8' }, '{}', notJson],
  ['a type that only begins like JSON', { 'content-type': 'application/json-evil' }, '{}', notJson],
  ['a body without a type', {}, '{}', notJson],
])('takes nothing but JSON: %s', async (_what, headers, payload, expected) => {
  expect(await logOut({ ...own, ...headers }, payload === undefined ? {} : { payload })).toEqual(expected);
});

it.each([
  ['none', undefined],
  ['an empty one', ''],
  ['an invented one', 'A'.repeat(43)],
])('needs the token of the session, not %s', async (_what, token) => {
  expect(await logOut({ ...own, 'x-csrf-token': token })).toEqual(crossSite);
});

it('does not take the token of another session, not even of the same person', async () => {
  const { person, organization } = await world.employer();
  const other = await world.login(person, organization);
  expect(await logOut({ ...own, 'x-csrf-token': other['x-csrf-token'] })).toEqual(crossSite);
});

it('judges a log-in too, which has no session yet', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/auth/bankid/orders',
    headers: { 'sec-fetch-site': 'cross-site' },
    payload: { mode: 'qr' },
  });
  expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([403, undefined]);
});

it('lets reading be, from anywhere, and opens no door to other origins', async () => {
  const answer = await app.inject({ url: '/api/v1/session', headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' } });
  expect(answer.statusCode).toBe(200);
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/api/v1/session',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' },
  });
  expect(preflight.statusCode).toBe(404);
});
