import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { ORIGIN } from '../setup/env.js';
import { Cases } from '../setup/cases.js';
import { Contract, type Route } from '../setup/contract.js';
import { Stage } from '../setup/stage.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let stage: Stage;
let routes: Route[];
beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
  stage = await Stage.build(world, new Cases(app, world));
  // 46elks reports from elsewhere, without our pages: what it may do is in test/notifications/sms.spec.ts.
  routes = Contract.of(app).routes.filter(({ method, path }) => method !== 'GET' && !path.includes('/webhooks/'));
});
afterAll(async () => {
  await app.close();
  await world.close();
});

/** A fingerprint of each table. */
async function everything(): Promise<Record<string, string>> {
  const { rows } = await world.sql.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  );
  await world.as('select 1', []);
  const prints = rows.map(
    ({ name }) => `(select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) from "${name}" t) as "${name}"`,
  );
  return (await world.sql.query<Record<string, string>>(`select ${prints.join(', ')}`)).rows[0]!;
}

const crossSite = '403 portal/cross-site';
const notJson = '415 portal/unsupported-media-type';
const forged: readonly [string, Record<string, string | undefined>, string][] = [
  ['another site', { 'sec-fetch-site': 'cross-site' }, crossSite],
  ['a sister site', { 'sec-fetch-site': 'same-site' }, crossSite],
  ['another site that names our origin', { 'sec-fetch-site': 'cross-site', origin: ORIGIN, referer: `${ORIGIN}/` }, crossSite],
  ['a foreign origin', { 'sec-fetch-site': undefined, origin: 'https://evil.example' }, crossSite],
  ['a foreign origin with our referer', { 'sec-fetch-site': undefined, origin: 'null', referer: `${ORIGIN}/` }, crossSite],
  ['a foreign referer', { 'sec-fetch-site': undefined, referer: 'https://evil.example/' }, crossSite],
  ['a client that says nothing of where it is', { 'sec-fetch-site': undefined }, crossSite],
  ['our own page, as a form', { 'content-type': 'application/x-www-form-urlencoded' }, notJson],
  ['our own page, with a file', { 'content-type': 'multipart/form-data; boundary=x' }, notJson],
  ['our own page, as plain text', { 'content-type': 'text/plain' }, notJson],
  ['our own page without the token', { 'x-csrf-token': undefined }, crossSite],
  ['our own page with an invented token', { 'x-csrf-token': 'A'.repeat(43) }, crossSite],
];

it.each(forged)('every route that may change something refuses %s, and nothing is changed (identity §6.2)', async (_from, over, due) => {
  // A log-in order has a token of its own, and one that nobody has started has none to compare with.
  const asked = routes.filter(({ isPublic }) => !(isPublic && 'x-csrf-token' in over));
  const subjects = new Map<string, string>();
  for (const { name } of asked) subjects.set(name, (await stage.subject(name)).id);
  // Else the activity of a session that has been quiet for a minute is noted meanwhile.
  await world.as('update session set last_seen_at = now()', []);
  const before = await everything();
  const answers: Record<string, string> = {};
  for (const { name, path, method } of asked) {
    const side = path.includes('/admin/') ? stage.staff.session : stage.employer.session;
    const sent = { ...side, 'idempotency-key': 'förfalskad', 'if-match': '"1"', 'content-type': 'application/json', ...over };
    const headers = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as Record<string, string>;
    const url = path.replace(/\{\w+\}/, subjects.get(name)!);
    const answer = await app.inject({ method: method as 'POST', url, headers, payload: JSON.stringify(stage.complete(name) ?? {}) });
    answers[name] = `${answer.statusCode} ${answer.json().code}`;
  }
  expect(asked.length).toBeGreaterThan(15);
  expect(answers).toEqual(Object.fromEntries(asked.map(({ name }) => [name, due])));
  expect(await everything()).toEqual(before);
});
