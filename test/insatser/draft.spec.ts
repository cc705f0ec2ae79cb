import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { Cases, completeForm } from '../setup/cases.js';
import { World } from '../setup/world.js';
import type { InsatsView } from '../../src/insatser/insats.dto.js';

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

it('saves half a form as it stands and gives every character back', async () => {
  const { session } = await world.employer();
  const text = 'Åäö é 👩‍⚕️ <b>"&\' \u00a0rad ett\nrad två';
  const draft = await cases.draft(session, await cases.period(), {
    name: text,
    background: '',
    endOn: null,
    budget: [{ description: '', netOre: 0, vatOre: 0 }],
  });
  const { body, headers } = await cases.send<InsatsView>(session, 'GET', `/insatser/${draft.id}`);
  expect(headers.etag).toBe(`"${draft.version}"`);
  expect(body.form).toMatchObject({
    name: text.normalize('NFC'),
    background: '',
    endOn: null,
    budget: [{ description: '', netOre: 0, vatOre: 0 }],
  });
});

it('lets the first of two savers win and tells the second, losing neither', async () => {
  const { session } = await world.employer();
  const draft = await cases.draft(session, await cases.period());
  const save = (name: string) =>
    cases.send<InsatsView>(session, 'PUT', `/insatser/${draft.id}`, { ...draft.form, name }, { 'if-match': `"${draft.version}"` });
  const [first, second] = [await save('Min text'), await save('Den andra flikens text')];
  expect(first).toMatchObject({ status: 200, body: { version: draft.version + 1, form: { name: 'Min text' } } });
  expect(second).toMatchObject({ status: 412, body: { currentVersion: draft.version + 1 } });
});

it.each([
  ['31 februari', { startOn: '2026-02-31' }],
  ['ett datum som text', { endOn: '18/4 2026' }],
  ['NUL', { name: 'a\u0000b' }],
  ['riktningstecken', { name: 'a\u202eb' }],
  ['för lång text', { background: 'å'.repeat(5001) }],
  ['decimaler', { budget: [{ description: 'x', netOre: 10.5, vatOre: 0 }] }],
  ['för stort belopp', { budget: [{ description: 'x', netOre: 1e308, vatOre: 0 }] }],
  ['objekt i stället för lista', { budget: { 0: { description: 'x', netOre: 1, vatOre: 0 } } }],
  ['null i listan', { budget: [null] }],
  ['okänt fält', { grantedOre: 100 }],
  ['fel i listans fält', { budget: [{ description: 'x', netOre: 1, vatOre: 0, approved: true }] }],
  ['noll deltagare', { participantCount: 0 }],
  ['någon annan som ansvarig', { responsiblePersonId: '019a0000-0000-7000-8000-000000000001' }],
])('refuses %s with the field named, and keeps what was saved', async (_what, over) => {
  const { session } = await world.employer();
  const draft = await cases.draft(session, await cases.period());
  const answer = await cases.send(
    session,
    'PUT',
    `/insatser/${draft.id}`,
    { ...draft.form, ...over },
    { 'if-match': `"${draft.version}"` },
  );
  expect(answer.status).toBe(422);
  expect((await cases.send<InsatsView>(session, 'GET', `/insatser/${draft.id}`)).body.form).toEqual(draft.form);
});

it('belongs to its creator: a colleague and the fund get 404, one who sees all applications may continue it', async () => {
  const { session, organization } = await world.employer();
  const [colleague, boss] = [await world.person('Eva Ekonomi'), await world.person('Bo Chef')];
  await world.member(colleague, organization);
  await world.member(boss, organization, 'ser_samtliga_ansokningar');
  const draft = await cases.draft(session, await cases.period());
  const attempt = async (who: typeof session) =>
    (await cases.send(who, 'PUT', `/insatser/${draft.id}`, completeForm(), { 'if-match': `"${draft.version}"` })).status;
  expect(await attempt(await world.login(colleague, organization))).toBe(404);
  expect(await attempt((await world.employer('ser_samtliga_ansokningar')).session)).toBe(404);
  expect(await attempt((await world.caseworker()).session)).toBe(403);
  expect(await attempt(await world.login(boss, organization))).toBe(200);
});

it('is thrown away for good, but not after submission', async () => {
  const { session } = await world.employer();
  const period = await cases.period();
  const draft = await cases.draft(session, period);
  expect((await cases.send(session, 'DELETE', `/insatser/${draft.id}`)).status).toBe(204);
  expect((await cases.send(session, 'GET', `/insatser/${draft.id}`)).status).toBe(404);
  const submitted = await cases.submitted(session, period);
  expect(await cases.send(session, 'DELETE', `/insatser/${submitted}`)).toMatchObject({
    status: 409,
    body: { code: 'insatser/not-draft' },
  });
  expect(await cases.send(session, 'PUT', `/insatser/${submitted}`, completeForm(), { 'if-match': '"3"' })).toMatchObject({ status: 409 });
});

it('begins only in a period that is open', async () => {
  const { session } = await world.employer();
  const closed = await cases.period({ registration_closes_on: '2001-01-01' });
  expect(await cases.send(session, 'POST', '/insatser', { period: closed })).toMatchObject({
    status: 409,
    body: { code: 'allotments/period-closed' },
  });
  expect(await cases.send(session, 'POST', '/insatser', { period: '1999' })).toMatchObject({ status: 404 });
});
