import type { Inbox, MessageRow } from '../../src/notifications/inbox.dto.js';
import { application } from '../setup/application.js';
import { newKey } from '../setup/cases.js';
import { command, type Session, type TestOrganization, type TestPerson, World } from '../setup/world.js';

const on = application();

const inbox = async (session: Session, query = '') => (await on.cases.send<Inbox>(session, 'GET', `/me/notifications${query}`)).body;
const unread = async (session: Session) => (await on.cases.send<{ unread: number }>(session, 'GET', '/session')).body.unread;
const read = (session: Session, id: string, headers = {}) =>
  on.cases.send<MessageRow>(session, 'POST', `/me/notifications/${id}/read`, undefined, headers);

const readAll = (session: Session, seen: string) => on.cases.send(session, 'POST', '/me/notifications/read-all', { seen });

/** A message as a committed command leaves it; `title` tells it apart. */
const write = (person: TestPerson, organization: TestOrganization | null, title = 'Något har hänt', world = on.world) =>
  world.as<string>(
    `insert into notification (person_id, organization_id, type, event_key, title, body, path, mail)
     values ($1, $2, 'beslut', $3, $4, 'Text', '/ekonomi', 'off') returning id`,
    [person.id, organization?.id ?? null, `test:${newKey()}`, title],
  );

it('tells who submits that it was received, and of the decision, once each, with a way to the case', async () => {
  const [employer, caseworker, period] = [await on.world.employer(), await on.world.caseworker(), await on.cases.period()];
  await on.cases.allot(employer.organization, period, 100_000_000);
  const id = await on.cases.approved(employer.session, caseworker.session, period, 10_000_000);
  const { rows, unread: count, next } = await inbox(employer.session);
  expect(rows.map(({ type, typeLabel, title, path, readAt }) => ({ type, typeLabel, title, path, readAt }))).toEqual([
    { type: 'beslut', typeLabel: 'Beslut', title: 'Insatsen är godkänd', path: `/insatser/${id}`, readAt: null },
    { type: 'kvittens', typeLabel: 'Kvittenser', title: 'Vi har tagit emot er anmälan om insats', path: `/insatser/${id}`, readAt: null },
  ]);
  expect([count, next, await unread(employer.session)]).toEqual([2, null, 2]);
  expect(await inbox(caseworker.session)).toMatchObject({ rows: [], next: null, unread: 0 });
});

it('tells whoever sent a requisition in, and not an address in it that is no member’s', async () => {
  const [employer, caseworker, period] = [await on.world.employer(), await on.world.caseworker(), await on.cases.period()];
  await on.cases.allot(employer.organization, period, 100_000_000);
  const insats = await on.cases.approved(employer.session, caseworker.session, period, 10_000_000);
  const draft = await on.cases.requisitionDraft(employer.session, insats);
  await on.cases.submitRequisition(employer.session, draft);
  expect((await inbox(employer.session)).rows[0]).toMatchObject({ type: 'kvittens', path: `/rekvisitioner/${draft.id}` });
  expect(await on.cases.mails(draft.id)).toEqual([
    { template: 'rekvisition-mottagen', recipient: `${employer.person.id.slice(-12)}@testby.se` },
  ]);
});

it('marks one as read, once, also when the button is pressed twice', async () => {
  const { person, organization, session } = await on.world.employer();
  const [id, other] = [await write(person, organization), await write(person, organization)];
  const key = newKey();
  const [first, second] = await Promise.all([read(session, id, { 'idempotency-key': key }), read(session, id, { 'idempotency-key': key })]);
  expect([first.status, second.status].filter((status) => status === 200).length).toBeGreaterThan(0);
  const { body } = await read(session, id);
  expect(body.readAt).toMatch(/Z$/);
  expect((await read(session, id)).body.readAt).toBe(body.readAt);
  expect((await inbox(session, '?show=unread')).rows.map((row) => row.id)).toEqual([other]);
  expect(await unread(session)).toBe(1);
});

it('marks all that has been seen as read, and nothing that came since', async () => {
  const { person, organization, session } = await on.world.employer();
  await write(person, organization);
  await write(person, organization);
  const slow = await World.open();
  await slow.sql.query('begin');
  const first = await write(person, organization, 'Skrevs först, syntes sist', slow);
  const newest = await write(person, organization);
  const { seen, rows } = await inbox(session, '?limit=1');
  expect([rows[0]!.id, first < newest]).toEqual([newest, true]);
  await slow.sql.query('commit');
  await slow.close();
  await write(person, organization, 'Kom sedan');
  const { body } = await readAll(session, seen);
  expect(body).toEqual({ unread: 2 });
  expect((await inbox(session, '?show=unread')).rows.map(({ title }) => title)).toEqual(['Kom sedan', 'Skrevs först, syntes sist']);
  for (const broken of ['7:3:', '3:9:12', '99999999999999999999:3:', '3:3', 'alla'])
    expect((await readAll(session, broken)).status).toBe(422);
});

it('marks all as read also in a database that was restored from a backup, where transactions are counted anew', async () => {
  const { person, organization, session } = await on.world.employer();
  await on.world.as(`update notification set written_in = '9000000000000' where id = $1`, [await write(person, organization)]);
  await on.world.as('update notification set written_in = null where id = $1', [await write(person, organization)]);
  expect((await readAll(session, (await inbox(session)).seen)).body).toEqual({ unread: 0 });
});

it('goes through page by page, newest first', async () => {
  const { person, organization, session } = await on.world.employer();
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.unshift(await write(person, organization));
  const first = await inbox(session, '?limit=3');
  const second = await inbox(session, `?limit=3&cursor=${first.next}`);
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(ids);
  expect([first.unread, second.next]).toEqual([5, null]);
});

it('never shows, counts or marks the messages of another organisation, of another person, or of the person as staff', async () => {
  const person = await on.world.person('Fatima Flera');
  const [here, there] = [await on.world.organization(), await on.world.organization()];
  await on.world.member(person, here);
  await on.world.member(person, there);
  await on.world.staff(person);
  const colleague = await on.world.person('Karin Kollega');
  await on.world.member(colleague, here);
  const [mine, elsewhere] = [await write(person, here, 'Här'), await write(person, there, 'Där')];
  await write(person, null, 'Överallt');
  await write(colleague, here, 'Kollegans');
  const sessions = {
    here: await on.world.login(person, here),
    there: await on.world.login(person, there),
    staff: await on.world.login(person, 'staff'),
    none: await on.world.login(person, null),
  };
  const titles = async (session: Session) => {
    const { rows, unread: count } = await inbox(session);
    expect([count, await unread(session)]).toEqual([rows.length, rows.length]);
    return rows.map(({ title }) => title);
  };
  expect(await titles(sessions.here)).toEqual(['Överallt', 'Här']);
  expect(await titles(sessions.there)).toEqual(['Överallt', 'Där']);
  expect(await titles(sessions.staff)).toEqual(['Överallt']);
  expect(await titles(sessions.none)).toEqual(['Överallt']);
  expect((await read(sessions.here, elsewhere)).body).toMatchObject({ status: 404, code: 'portal/not-found' });
  expect((await read(await on.world.login(colleague, here), mine)).status).toBe(404);
  expect((await readAll(sessions.here, (await inbox(sessions.here)).seen)).body).toEqual({ unread: 0 });
  expect(await unread(sessions.there)).toBe(1);
  expect((await inbox(sessions.there, '?show=unread')).rows.map(({ title }) => title)).toEqual(['Där']);
});

it('is closed to who is not logged in, and asks for a key', async () => {
  const { person, organization, session } = await on.world.employer();
  const id = await write(person, organization);
  const url = `/api/v1/me/notifications/${id}/read`;
  expect((await on.app.inject({ url: '/api/v1/me/notifications' })).statusCode).toBe(401);
  const { 'idempotency-key': _key, ...keyless } = command(session);
  expect((await on.app.inject({ method: 'POST', url, headers: keyless })).json()).toMatchObject({ code: 'portal/idempotency-key-missing' });
  expect((await on.cases.send(session, 'GET', '/me/notifications?show=mina')).status).toBe(422);
});
