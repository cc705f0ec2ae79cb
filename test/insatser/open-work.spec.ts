import type { HandedOver, OpenWork } from '../../src/insatser/open-work.dto.js';
import { application } from '../setup/application.js';
import { completeForm, newKey } from '../setup/cases.js';
import { eventually } from '../setup/mailbox.js';
import { type Insider, UserDesk, wish } from '../users/users.js';

const on = application();
const desk = new UserDesk(on);

const open = async (who: Insider, user: Insider) => (await on.cases.send<OpenWork>(who.session, 'GET', `/users/${user.id}/open-work`)).body;
const handOver = (who: Insider, user: Insider, to: Insider, headers = {}) =>
  on.cases.send<HandedOver & { code?: string }>(who.session, 'POST', `/users/${user.id}/handover`, { toUserId: to.id }, headers);

/** Does somebody wait for what this test's own transaction holds? */
const HELD = 'select true from pg_locks where not granted and transactionid = pg_current_xact_id()::xid limit 1';

/** An office where Eva has a draft, an insats that waits, an approved one with a begun requisition, and one that is closed. */
async function busy() {
  const { organization, admin } = await desk.office();
  const [eva, kim] = [await desk.join(organization, 'Eva Ekonomi'), await desk.join(organization, 'Kim Kollega')];
  const [period, caseworker] = [await on.cases.period(), await on.world.caseworker()];
  await on.cases.allot(organization, period, 100_000_000);
  const draft = (await on.cases.draft(eva.session, period)).id;
  const waiting = await on.cases.submitted(eva.session, period);
  const approved = await on.cases.approved(eva.session, caseworker.session, period, 1_000_000);
  await on.cases.requisitionDraft(eva.session, approved);
  const closed = await on.cases.submitted(eva.session, period);
  await on.cases.send(caseworker.session, 'POST', `/admin/insatser/${closed}/rejection`, { motivation: 'Det ingår i ordinarie drift.' });
  const others = (await on.cases.draft(kim.session, period)).id;
  return { organization, admin, eva, kim, period, draft, waiting, approved, closed, others };
}

it('lists what waits for a person, without the name of what the administrator may not see (A21)', async () => {
  const { organization, admin, eva, draft, waiting, approved } = await busy();
  const listed = await open(admin, eva);
  expect(listed).toMatchObject({ count: 3, requisitionDrafts: 1 });
  expect(listed.insatser.map(({ id }) => id).toSorted()).toEqual([draft, waiting, approved].toSorted());
  for (const insats of listed.insatser) expect(insats).toMatchObject({ name: null, isResponsible: true, isContact: true });
  const chef = await desk.join(organization, 'Karin Chef', 'administrera_anvandare', 'ser_samtliga_ansokningar');
  expect((await open(chef, eva)).insatser.map(({ name }) => name)).toEqual(Array(3).fill('Kurs svenska för invandrare'));
});

it('hands everything open over to a colleague at once, who then sees it; what is closed and others’ stays; one mail, one event each', async () => {
  const { admin, eva, kim, period, draft, waiting, approved, closed } = await busy();
  const see = async (who: Insider, id: string) => (await on.cases.send(who.session, 'GET', `/insatser/${id}`)).status;
  expect([await see(kim, waiting), await see(kim, draft)]).toEqual([404, 404]);
  const key = { 'idempotency-key': newKey() };
  const [one, two] = [await handOver(admin, eva, kim, key), await handOver(admin, eva, kim, key)];
  expect([one.status, one.body, two.body]).toEqual([200, { count: 3, toName: 'Kim Kollega' }, one.body]);
  for (const id of [draft, waiting, approved]) expect([id, await see(kim, id)]).toEqual([id, 200]);
  expect([await see(kim, closed), await see(eva, draft)]).toEqual([404, 404]);
  expect(await open(admin, eva)).toMatchObject({ count: 0, insatser: [], requisitionDrafts: 1 });
  expect((await desk.events(waiting)).at(-1)).toEqual({
    verb: 'insats.handover',
    facts: { roles: ['responsible', 'contact'], from: eva.person.id, to: kim.person.id },
  });
  expect((await desk.mails(kim)).map(({ template, payload }) => [template, payload.count])).toEqual([['arbete-overlamnat', 3]]);
  expect((await desk.mails(eva)).at(-1)).toMatchObject({ template: 'arbete-overtaget', payload: { toName: 'Kim Kollega', count: 3 } });
  expect(await desk.mails(admin)).toEqual([]);
  expect((await desk.view(admin, eva.id)).history).toMatchObject([
    { by: 'Anni Widdersjö', text: '3 pågående ärenden lämnades över till Kim Kollega.' },
  ]);
  const found = await on.cases.send<{ rows: { contactName: string }[] }>(kim.session, 'GET', `/insatser?period=${period}&q=kollega`);
  expect(found.body.rows.map(({ contactName }) => contactName)).toEqual(Array(4).fill('Kim Kollega'));
});

it('hands over also after the end, and never back to the one who left', async () => {
  const { admin, eva, kim, waiting } = await busy();
  await desk.change(admin, 'POST', eva.id, '/end', { leaveWork: true });
  expect(await open(admin, eva)).toMatchObject({ count: 3 });
  expect((await handOver(admin, kim, eva)).body.code).toBe('insatser/receiver-not-member');
  expect((await handOver(admin, eva, eva)).body.code).toBe('insatser/receiver-not-member');
  expect((await handOver(admin, eva, kim)).body.count).toBe(3);
  expect((await on.cases.send(kim.session, 'GET', `/insatser/${waiting}`)).status).toBe(200);
});

it('ends nobody whose work is open by oversight: it goes to a colleague in the same transaction, or is left by a decision', async () => {
  const { organization, admin, eva, kim, waiting } = await busy();
  const end = (body?: object) => desk.change(admin, 'POST', eva.id, '/end', body);
  expect(await end()).toMatchObject({
    status: 409,
    body: { code: 'users/open-work', detail: 'Användaren har 3 pågående ärenden.' },
  });
  for (const to of [eva, admin]) expect((await end({ handOverTo: to.id })).status).toBe(422);
  expect((await open(admin, eva)).count).toBe(3);
  expect((await desk.view(admin, eva.id)).status).toBe('active');
  expect((await end({ handOverTo: kim.id })).body.status).toBe('ended');
  expect([await open(admin, eva), await open(admin, kim)]).toMatchObject([{ count: 0 }, { count: 4 }]);
  expect(await desk.events(eva.id)).toMatchObject([{ verb: 'membership.end', facts: { handedOver: 3, handedOverTo: kim.id } }]);
  expect((await desk.view(admin, eva.id)).history[0]!.text).toBe('Avslutades. 3 pågående ärenden lämnades över till Kim Kollega.');
  expect((await desk.events(waiting)).at(-1)?.verb).toBe('insats.handover');
  const idle = await desk.join(organization, 'Nils Nolla');
  expect((await desk.change(admin, 'POST', idle.id, '/end')).status).toBe(200);
  expect((await desk.change(admin, 'POST', kim.id, '/end', { leaveWork: true })).status).toBe(200);
  expect((await desk.events(kim.id)).at(-1)).toMatchObject({ verb: 'membership.end', facts: { leftUnassigned: 4 } });
  expect((await desk.view(admin, kim.id)).history[0]!.text).toBe('Avslutades. 4 pågående ärenden lämnades utan ansvarig.');
});

it('waits for an insats before it takes the organisation’s events, also when what was lent ends: else it could stand crosswise with a decision', async () => {
  const { organization, admin, eva, kim, waiting } = await busy();
  await desk.permit(admin, eva.id, wish('attestant'));
  const today = await on.world.one<string>(`select to_char((now() at time zone 'Europe/Stockholm')::date, 'YYYY-MM-DD')`);
  const lent = { forUserId: eva.id, validFrom: today, validThrough: '2150-01-10' };
  expect((await desk.change(admin, 'POST', kim.id, '/substitution', lent)).status).toBe(200);
  await on.world.sql.query('begin');
  await on.world.as('select id from insats where id = $1 for update', [waiting]);
  const ending = desk.change(admin, 'POST', eva.id, '/end', { handOverTo: kim.id });
  await eventually(() => on.world.one<true | undefined>(HELD), 'att den som avslutar väntar på insatsen');
  const free = 'select organization_id from event_head where organization_id = $1 for update skip locked';
  const head = await on.world.as<string | undefined>(free, [organization.id]);
  await on.world.sql.query('commit');
  expect([head, (await ending).body.status]).toEqual([organization.id, 'ended']);
  expect((await desk.view(admin, kim.id)).permissions.filter(({ state }) => state !== 'ended')).toEqual([]);
});

it('gives nothing to who is ended at the same moment, neither by handing over nor as the responsible of a draft', async () => {
  const { admin, eva, kim, period } = await busy();
  const { id, version } = await on.cases.draft(eva.session, period);
  const form = completeForm({ responsiblePersonId: kim.person.id });
  const given = {
    handover: () => handOver(admin, eva, kim),
    draft: () => on.cases.send<{ code?: string }>(eva.session, 'PUT', `/insatser/${id}`, form, { 'if-match': `"${version}"` }),
  };
  for (const [what, code] of [
    ['handover', 'insatser/receiver-not-member'],
    ['draft', 'insatser/responsible-not-member'],
  ] as const) {
    await on.world.sql.query('begin');
    await on.world.as('select id from membership where id = $1 for update', [kim.id]);
    const asked = given[what]();
    await eventually(() => on.world.one<true | undefined>(HELD), 'att den som ger väntar på användaren');
    await on.world.as(`update membership set status = 'ended', ended_at = now() where id = $1`, [kim.id]);
    await on.world.sql.query('commit');
    expect([what, await asked]).toMatchObject([what, { status: 422, body: { code } }]);
    await on.world.as(`update membership set status = 'active', ended_at = null where id = $1`, [kim.id]);
  }
  expect((await open(admin, eva)).count).toBe(4);
});

it('lets a decision reach somebody when all who stood for the insats have left: who sees every insats, else the administrators', async () => {
  const { organization, admin, eva, period, waiting } = await busy();
  const [caseworker, other] = [await on.world.caseworker(), await on.cases.submitted(eva.session, period)];
  await desk.change(admin, 'POST', eva.id, '/end', { leaveWork: true });
  const motivation = 'Det ingår i ordinarie drift.';
  const reject = (id: string) => on.cases.send(caseworker.session, 'POST', `/admin/insatser/${id}/rejection`, { motivation });
  expect((await reject(waiting)).status).toBe(200);
  const [unseen] = (await desk.mails(admin)).filter(({ template }) => template.startsWith('insats-beslut'));
  expect(unseen).toEqual({ template: 'insats-beslut-utan-mottagare', payload: { number: expect.any(String) } });
  const seeing = await desk.join(organization, 'Sara Ser', 'ser_samtliga_ansokningar');
  expect((await reject(other)).status).toBe(200);
  expect(await desk.mails(seeing)).toMatchObject([{ template: 'insats-beslut', payload: { motivation } }]);
  expect((await desk.mails(admin)).filter(({ template }) => template.startsWith('insats-beslut'))).toHaveLength(1);
});

it('gives nobody sight of others’ insatser by taking them over: that takes Ser samtliga ansökningar, which is told to others (A21)', async () => {
  const { organization, admin, eva, waiting } = await busy();
  expect(await handOver(admin, eva, admin)).toMatchObject({ status: 422, body: { code: 'insatser/receiver-self' } });
  expect((await on.cases.send(admin.session, 'GET', `/insatser/${waiting}`)).status).toBe(404);
  const chef = await desk.join(organization, 'Karin Chef', 'administrera_anvandare', 'ser_samtliga_ansokningar');
  expect(await handOver(chef, eva, chef)).toMatchObject({ status: 200, body: { count: 3 } });
});

it('hands a thing over once when two administrators do it at the same moment', async () => {
  const { organization, admin, eva, kim } = await busy();
  const chef = await desk.join(organization, 'Karin Chef', 'administrera_anvandare', 'ser_samtliga_ansokningar');
  const answers = await Promise.all([handOver(admin, eva, kim), handOver(chef, eva, chef), handOver(admin, eva, kim)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers.reduce((sum, { body }) => sum + body.count, 0)).toBe(3);
});

it('is judged by what the caller may do when it is done: a right that is taken while it waits hands nothing over', async () => {
  const { admin, organization, eva, kim } = await busy();
  const chef = await desk.join(organization, 'Karin Chef', 'administrera_anvandare', 'ser_samtliga_ansokningar');
  await on.world.sql.query('begin');
  await on.world.as('select id from organization where id = $1 for no key update', [organization.id]);
  const asked = handOver(chef, eva, kim);
  await eventually(() => on.world.one<true | undefined>(HELD), 'att den som lämnar över väntar på sin tur');
  await on.world.as('update role_grant set valid_to = now() where membership_id = $1', [chef.id]);
  await on.world.sql.query('commit');
  expect([(await asked).status, (await open(admin, eva)).count]).toEqual([403, 3]);
});

it('is only for those who administer users', async () => {
  const { eva, kim } = await busy();
  expect((await on.cases.send(kim.session, 'GET', `/users/${eva.id}/open-work`)).status).toBe(403);
  expect((await handOver(kim, eva, kim)).status).toBe(403);
});
