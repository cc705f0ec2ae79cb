import { application } from '../setup/application.js';
import { completeForm } from '../setup/cases.js';
import type { InsatsView } from '../../src/insatser/insats.dto.js';

const on = application();

it('saves half a form as it stands and gives every character back', async () => {
  const { session } = await on.world.employer();
  const text = 'Åäö é 👩‍⚕️ <b>"&\' \u00a0rad ett\nrad två';
  const draft = await on.cases.draft(session, await on.cases.period(), {
    name: text,
    background: '',
    endOn: null,
    budget: [{ description: '', netOre: 0, vatOre: 0 }],
  });
  const { body, headers } = await on.cases.send<InsatsView>(session, 'GET', `/insatser/${draft.id}`);
  expect(headers.etag).toBe(`"${draft.version}"`);
  expect(body.form).toMatchObject({
    name: text.normalize('NFC'),
    background: '',
    endOn: null,
    budget: [{ description: '', netOre: 0, vatOre: 0 }],
  });
});

it('lets the first of two savers win and tells the second, losing neither', async () => {
  const { session } = await on.world.employer();
  const draft = await on.cases.draft(session, await on.cases.period());
  const save = (name: string) =>
    on.cases.send<InsatsView>(session, 'PUT', `/insatser/${draft.id}`, { ...draft.form, name }, { 'if-match': `"${draft.version}"` });
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
  const { session } = await on.world.employer();
  const draft = await on.cases.draft(session, await on.cases.period());
  const answer = await on.cases.send(
    session,
    'PUT',
    `/insatser/${draft.id}`,
    { ...draft.form, ...over },
    { 'if-match': `"${draft.version}"` },
  );
  expect(answer.status).toBe(422);
  expect((await on.cases.send<InsatsView>(session, 'GET', `/insatser/${draft.id}`)).body.form).toEqual(draft.form);
});

it('belongs to its creator: a colleague and the fund get 404, one who sees all applications may continue it', async () => {
  const { session, organization } = await on.world.employer();
  const [colleague, boss] = [await on.world.person('Eva Ekonomi'), await on.world.person('Bo Chef')];
  await on.world.member(colleague, organization);
  await on.world.member(boss, organization, 'ser_samtliga_ansokningar');
  const draft = await on.cases.draft(session, await on.cases.period());
  const attempt = async (who: typeof session) =>
    (await on.cases.send(who, 'PUT', `/insatser/${draft.id}`, completeForm(), { 'if-match': `"${draft.version}"` })).status;
  expect(await attempt(await on.world.login(colleague, organization))).toBe(404);
  expect(await attempt((await on.world.employer('ser_samtliga_ansokningar')).session)).toBe(404);
  expect(await attempt((await on.world.caseworker()).session)).toBe(403);
  expect(await attempt(await on.world.login(boss, organization))).toBe(200);
});

it('is thrown away for good, but not after submission; the audit trail says by whom', async () => {
  const { session, person } = await on.world.employer();
  const period = await on.cases.period();
  const draft = await on.cases.draft(session, period);
  expect((await on.cases.send(session, 'DELETE', `/insatser/${draft.id}`)).status).toBe(204);
  expect((await on.cases.send(session, 'GET', `/insatser/${draft.id}`)).status).toBe(404);
  const trace = `select json_build_object('verb', verb, 'person', person_id, 'facts', facts) from event where subject_id = $1`;
  expect(await on.world.as(trace, [draft.id])).toEqual({ verb: 'insats.discard', person: person.id, facts: {} });
  const submitted = await on.cases.submitted(session, period);
  expect(await on.cases.send(session, 'DELETE', `/insatser/${submitted}`)).toMatchObject({
    status: 409,
    body: { code: 'insatser/not-draft' },
  });
  expect(await on.cases.send(session, 'PUT', `/insatser/${submitted}`, completeForm(), { 'if-match': '"3"' })).toMatchObject({
    status: 409,
  });
});

it('begins only in a period that is open', async () => {
  const { session } = await on.world.employer();
  const closed = await on.cases.period({ registration_closes_on: '2001-01-01' });
  expect(await on.cases.send(session, 'POST', '/insatser', { period: closed })).toMatchObject({
    status: 409,
    body: { code: 'allotments/period-closed' },
  });
  expect(await on.cases.send(session, 'POST', '/insatser', { period: '1999' })).toMatchObject({ status: 404 });
});
