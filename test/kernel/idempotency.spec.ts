import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import type { InsatsView } from '../../src/insatser/insats.dto.js';
import { canonicalJson, sha256 } from '../../src/kernel/canonical.js';
import { testApp } from '../setup/app.js';
import { testEnv } from '../setup/env.js';
import { Cases, completeForm, newKey } from '../setup/cases.js';
import { testDatabaseUrl } from '../setup/database.js';
import { eventually } from '../setup/mailbox.js';
import { type Session, World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let cases: Cases;

beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
  cases = new Cases(app, world);
});
afterAll(async () => {
  await world.close();
  await app.close();
});

const rowsOf = (organizationId: string) =>
  world.as<number>('select count(*)::int from insats where organization_id = $1', [organizationId]);
const create = (session: Session, period: string, key: string) =>
  cases.send<InsatsView>(session, 'POST', '/insatser', { period }, { 'idempotency-key': key });

it('gives the first answer again for the same key and body, and does it once', async () => {
  const { session, organization } = await world.employer();
  const [period, key] = [await cases.period(), newKey()];
  const first = await create(session, period, key);
  const again = await create(session, period, key);

  expect(first.status).toBe(201);
  expect(again).toMatchObject({ status: 201, body: first.body });
  expect(again.body).toEqual(first.body);
  expect(await rowsOf(organization.id)).toBe(1);
});

it('gives it again after the application has been restarted', async () => {
  const { session, organization } = await world.employer();
  const [period, key] = [await cases.period(), newKey()];
  const first = await create(session, period, key);
  await app.close();
  app = await testApp();
  cases = new Cases(app, world);

  expect((await create(session, period, key)).body).toEqual(first.body);
  expect(await rowsOf(organization.id)).toBe(1);
});

it('knows the wish again while the keys are changed, and keeps no plain hash of what a body may hold', async () => {
  const { session, organization, person } = await world.employer();
  const [period, key] = [await cases.period(), newKey()];
  const first = await create(session, period, key);
  const stored = await world.as<string>('select fingerprint from idempotency_key where person_id = $1 and key = $2', [person.id, key]);
  const wish = ['POST', '/api/v1/insatser', 'employer', organization.id, canonicalJson({ period })].join('\n');
  expect(stored).toMatch(/^[0-9a-f]{64}$/);
  expect([sha256(wish), sha256(`idempotency\n${wish}`)]).not.toContain(stored);
  const { LOOKUP_KEY } = await testEnv();
  const rotating = await testApp({ LOOKUP_KEY: `${randomBytes(32).toString('base64')},${LOOKUP_KEY}` });
  try {
    const again = new Cases(rotating, world);
    const send = (body: object) => again.send<InsatsView>(session, 'POST', '/insatser', body, { 'idempotency-key': key });
    expect((await send({ period })).body).toEqual(first.body);
    expect(await send({ period: '1999' })).toMatchObject({ status: 422, body: { code: 'portal/idempotency-key-reused' } });
  } finally {
    await rotating.close();
  }
});

it('makes one draft of twenty simultaneous sendings; each gets the draft or is asked to come back', async () => {
  const { session, organization } = await world.employer();
  const [period, key] = [await cases.period(), newKey()];
  const answers = await Promise.all(Array.from({ length: 20 }, () => create(session, period, key)));

  expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual([]);
  const [made, waiting] = [answers.filter(({ status }) => status === 201), answers.filter(({ status }) => status === 409)];
  expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
  for (const { body, headers } of waiting) expect([body, headers['retry-after']]).toMatchObject([{ code: 'portal/still-running' }, '1']);
  expect(await rowsOf(organization.id)).toBe(1);
});

it('says 409 with Retry-After while the first is still running, and gives its answer when it is done', async () => {
  const { session } = await world.employer();
  const [period, key] = [await cases.period(), newKey()];
  const draft = await cases.draft(session, period);
  const save = () =>
    cases.send(session, 'PUT', `/insatser/${draft.id}`, completeForm({ name: 'Sparad en gång' }), {
      'idempotency-key': key,
      'if-match': `"${draft.version}"`,
    });
  const holder = new Client({ connectionString: await testDatabaseUrl() });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query('select from insats where id = $1 for update', [draft.id]);
    const running = save();
    await waitUntilBlocked();
    expect(await save()).toMatchObject({ status: 409, body: { code: 'portal/still-running' }, headers: { 'retry-after': '1' } });
    await holder.query('commit');
    const first = await running;
    expect(first).toMatchObject({ status: 200, body: { version: draft.version + 1 } });
    expect((await save()).body).toEqual(first.body);
  } finally {
    await holder.end();
  }
});

it('refuses the same key with another body, for another thing or on another address (422)', async () => {
  const { session, organization } = await world.employer();
  const [period, other, key] = [await cases.period(), await cases.period(), newKey()];
  const { body: draft } = await create(session, period, key);
  const reused = { status: 422, body: { code: 'portal/idempotency-key-reused' } };

  expect(await create(session, other, key)).toMatchObject(reused);
  expect(await cases.send(session, 'DELETE', `/insatser/${draft.id}`, undefined, { 'idempotency-key': key })).toMatchObject(reused);
  expect(await rowsOf(organization.id)).toBe(1);
});

it('takes no command without a key, with an empty one or with one longer than 100 characters (400)', async () => {
  const { session } = await world.employer();
  const period = await cases.period();
  const { 'idempotency-key': _none, ...without } = { ...session, 'idempotency-key': '' };
  const bare = await app.inject({ method: 'POST', url: '/api/v1/insatser', headers: without, payload: { period } });

  expect(bare.json()).toMatchObject({ status: 400, code: 'portal/idempotency-key-missing' });
  for (const key of ['', 'x'.repeat(101)])
    expect(await create(session, period, key)).toMatchObject({ status: 400, body: { code: 'portal/idempotency-key-missing' } });
  expect((await create(session, period, `${newKey()}${'x'.repeat(64)}`)).status).toBe(201);
});

it('keeps the keys of two persons apart', async () => {
  const [one, two, period, key] = [await world.employer(), await world.employer(), await cases.period(), newKey()];
  const answers = [await create(one.session, period, key), await create(two.session, period, key)];

  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(answers[0]!.body.id).not.toBe(answers[1]!.body.id);
});

it('refuses the key of one organisation in another: the answer of the first must not appear there', async () => {
  const { person, session, organization } = await world.employer();
  const second = await world.organization();
  await world.member(person, second);
  const elsewhere = await world.login(person, second);
  const [period, key] = [await cases.period(), newKey()];
  await create(session, period, key);

  expect(await create(elsewhere, period, key)).toMatchObject({ status: 422, body: { code: 'portal/idempotency-key-reused' } });
  expect([await rowsOf(organization.id), await rowsOf(second.id)]).toEqual([1, 0]);
});

it('lets the key of a command that failed be used again, since nothing was done', async () => {
  const { session, organization } = await world.employer();
  const [closed, open, key] = [await cases.period({ registration_closes_on: '2001-01-01' }), await cases.period(), newKey()];

  expect(await create(session, closed, key)).toMatchObject({ status: 409, body: { code: 'allotments/period-closed' } });
  expect(await create(session, '1066', key)).toMatchObject({ status: 404 });
  expect(await create(session, open, key)).toMatchObject({ status: 201 });
  expect(await rowsOf(organization.id)).toBe(1);
});

it('answers a deletion that is sent again as the first time: it is gone', async () => {
  const { session } = await world.employer();
  const { body: draft } = await create(session, await cases.period(), newKey());
  const key = newKey();
  const remove = (with_: string) => cases.send(session, 'DELETE', `/insatser/${draft.id}`, undefined, { 'idempotency-key': with_ });

  expect([(await remove(key)).status, (await remove(key)).status, (await remove(newKey())).status]).toEqual([204, 204, 404]);
});

it('saves a draft once when the browser sends the autosave twice, also after somebody else has saved', async () => {
  const { session } = await world.employer();
  const draft = await cases.draft(session, await cases.period());
  const save = (name: string, version: number, key: string) =>
    cases.send<InsatsView>(session, 'PUT', `/insatser/${draft.id}`, completeForm({ name }), {
      'idempotency-key': key,
      'if-match': `"${version}"`,
    });
  const key = newKey();
  const first = await save('Första texten', draft.version, key);
  await save('Andra texten', first.body.version, newKey());
  const again = await save('Första texten', draft.version, key);

  expect(again).toMatchObject({ status: 200, body: first.body });
  expect((await cases.send<InsatsView>(session, 'GET', `/insatser/${draft.id}`)).body.form.name).toBe('Andra texten');
  expect((await save('Första texten', draft.version, newKey())).status).toBe(412);
});

it('asks for the right before it gives an old answer: who has left the organisation gets none', async () => {
  const { session, person, organization } = await world.employer();
  const [period, key] = [await cases.period(), newKey()];
  await create(session, period, key);
  await world.as(`update membership set status = 'ended' where person_id = $1 and organization_id = $2`, [person.id, organization.id]);

  expect((await create(session, period, key)).status).toBe(403);
});

/** Waits until a session of this database waits for a row. */
async function waitUntilBlocked(): Promise<void> {
  const waiting = `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await eventually(async () => (await world.as<number>(waiting, [])) || undefined, 'att någon väntar på en rad');
}
