import { application } from '../setup/application.js';
import { Cases, completeForm, newKey } from '../setup/cases.js';
import type { InsatsView } from '../../src/insatser/insats.dto.js';

const on = application();

const submission = (session: Parameters<Cases['send']>[0], draft: InsatsView, headers: Record<string, string> = {}) =>
  on.cases.send(session, 'POST', `/insatser/${draft.id}/submission`, undefined, { 'if-match': `"${draft.version}"`, ...headers });

it('gives a number 8-YYNNNNN, a time, a hash and a mail, and takes the draft out of the own space', async () => {
  const [{ session, person }, caseworker, period] = [await on.world.employer(), await on.world.caseworker(), await on.cases.period()];
  const draft = await on.cases.draft(session, period);
  expect(draft).toMatchObject({ number: null, status: 'utkast', statusLabel: 'Utkast' });
  expect((await on.cases.send(caseworker.session, 'GET', `/admin/insatser/${draft.id}`)).status).toBe(404);

  const receipt = await submission(session, draft);
  const address = `${person.id.slice(-12)}@testby.se`;
  expect(receipt).toMatchObject({ status: 200, body: { id: draft.id, name: draft.form.name, receiptTo: [address] } });
  expect(receipt.body.number).toMatch(/^8-\d{7,8}$/);
  expect(receipt.body.hash).toMatch(/^[0-9a-f]{64}$/);
  expect((await on.cases.send(session, 'GET', `/insatser/${draft.id}/receipt`)).body).toEqual(receipt.body);
  expect(await on.cases.mails(draft.id)).toEqual([{ template: 'insats-mottagen', recipient: address }]);

  const { body: seen } = await on.cases.send<InsatsView>(caseworker.session, 'GET', `/admin/insatser/${draft.id}`);
  expect(seen).toMatchObject({ number: receipt.body.number, status: 'registreras', form: draft.form });
  expect(seen.actions.filter((a) => a.allowed).map((a) => a.name)).toEqual(['approve', 'reject']);
});

it('makes one insats of four clicks, and of the same request sent again after a lost answer', async () => {
  const { session } = await on.world.employer();
  const draft = await on.cases.draft(session, await on.cases.period());
  const key = { 'idempotency-key': newKey() };
  const clicks = await Promise.all([1, 2, 3, 4].map(() => submission(session, draft, key)));
  const again = await submission(session, draft, key);

  expect(clicks.filter((a) => a.status === 200).length).toBeGreaterThan(0);
  expect(clicks.every((a) => [200, 409].includes(a.status))).toBe(true);
  expect(again.status).toBe(200);
  for (const answer of clicks.filter((a) => a.status === 200)) expect(answer.body).toEqual(again.body);
  expect(await on.cases.mails(draft.id)).toHaveLength(1);
});

it('names every field that is missing in the order of the form, keeps the draft, and lets it be submitted when mended', async () => {
  const { session, person } = await on.world.employer();
  const period = await on.cases.period();
  const { body: draft } = await on.cases.send<InsatsView>(session, 'POST', '/insatser', { period });
  const refused = await submission(session, draft);
  expect(refused).toMatchObject({ status: 422, body: { code: 'insatser/incomplete' } });
  const paths = (refused.body.errors as { path: string }[]).map((e) => e.path);
  expect(paths).toEqual([
    'consultationDone',
    'startOn',
    'endOn',
    'name',
    'background',
    'purpose',
    'professions',
    'participantCount',
    'supplierMode',
    'qualityControlWanted',
  ]);
  expect((await on.cases.send(session, 'GET', `/insatser/${draft.id}/preview`)).body.errors).toEqual(refused.body.errors);

  const { body: mended } = await on.cases.send<InsatsView>(
    session,
    'PUT',
    `/insatser/${draft.id}`,
    completeForm({ responsiblePersonId: person.id }),
    { 'if-match': `"${draft.version}"` },
  );
  expect((await submission(session, mended)).status).toBe(200);
});

it('stops an application without consultation and one whose end is before its start', async () => {
  const { session } = await on.world.employer();
  const draft = await on.cases.draft(session, await on.cases.period(), {
    consultationDone: false,
    startOn: '2028-05-10',
    endOn: '2028-05-09',
  });
  expect((await submission(session, draft)).body.errors).toEqual([
    expect.objectContaining({ path: 'consultationDone', code: 'consultation' }),
    expect.objectContaining({ path: 'endOn', code: 'order' }),
  ]);
});

it('wants a reason when the insats starts before the application, and refuses where the period does not allow it', async () => {
  const { session } = await on.world.employer();
  const late = await on.cases.draft(session, await on.cases.period(), { startOn: '2026-01-07', endOn: '2028-01-09' });
  expect((await submission(session, late)).body.errors).toEqual([expect.objectContaining({ path: 'lateStartReason' })]);
  const strict = await on.cases.draft(session, await on.cases.period({ allow_retroactive_start: false }), {
    startOn: '2026-01-07',
    endOn: '2028-01-09',
    lateStartReason: 'Kursen gavs bara en gång.',
  });
  expect((await submission(session, strict)).body.errors).toEqual([expect.objectContaining({ path: 'startOn', code: 'retroactive' })]);
});

it('submits what was previewed: a version that somebody changed meanwhile is 412, no version is 428', async () => {
  const { session } = await on.world.employer();
  const draft = await on.cases.draft(session, await on.cases.period());
  await on.cases.send(
    session,
    'PUT',
    `/insatser/${draft.id}`,
    { ...draft.form, name: 'Ändrat av en kollega' },
    { 'if-match': `"${draft.version}"` },
  );
  expect(await submission(session, draft)).toMatchObject({ status: 412, body: { code: 'portal/version-conflict' } });
  expect((await on.cases.send(session, 'POST', `/insatser/${draft.id}/submission`)).status).toBe(428);
});

it('gives different numbers to forty who submit at the same moment', async () => {
  const { session } = await on.world.employer();
  const period = await on.cases.period();
  const drafts = await Promise.all(Array.from({ length: 40 }, () => on.cases.draft(session, period)));
  const numbers = (await Promise.all(drafts.map((draft) => submission(session, draft)))).map((a) => a.body.number);
  expect(new Set(numbers).size).toBe(40);
});
