import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { UserView } from '../../src/memberships/users.dto.js';
import type { Inbox, Preferences } from '../../src/notifications/inbox.dto.js';
import { CompanyDesk } from '../company/company.js';
import { testApp } from '../setup/app.js';
import { Cases } from '../setup/cases.js';
import { eventually, mailbox } from '../setup/mailbox.js';
import { returnAddress, TestOutbox } from '../setup/outbox.js';
import { testWorker } from '../setup/worker.js';
import { type Session, type TestPerson, World } from '../setup/world.js';

describe('a mail that does not get through', () => {
  let app: NestFastifyApplication, worker: INestApplicationContext, world: World, cases: Cases, outbox: TestOutbox;

  beforeAll(async () => {
    [world, app, worker] = [await World.open(), await testApp(), await testWorker()];
    [cases, outbox] = [new Cases(app, world), new TestOutbox(world)];
  });
  afterAll(() => Promise.all([app.close(), worker.close(), world.close()]));

  const messages = async (session: Session) => (await cases.send<Inbox>(session, 'GET', '/me/notifications')).body.rows;
  const undelivered = async (session: Session) =>
    (await cases.send<Preferences>(session, 'GET', '/me/notification-preferences')).body.undelivered.map(({ address }) => address);
  const addressOf = ({ person }: { person: TestPerson }) => `${person.id.slice(-12)}@testby.se`;
  const mailOf = (insats: string) => world.as<string>('select id from outbox where event_key = $1', [`insats.submit:${insats}`]);

  it('is told to its person once, and stands in the settings until a mail gets through', async () => {
    const [employer, period] = [await world.employer(), await cases.period()];
    const address = `${employer.person.id.slice(-12)}@testby.se`;
    await mailbox.fault({ mode: 'reject-5xx', match: address });
    await mailbox.fault({ mode: 'refuse-contents', match: address, reply: '550 5.1.1 No such mailbox' });
    const [first, second] = [await cases.submitted(employer.session, period), await cases.submitted(employer.session, period)];
    for (const id of [first, second]) await outbox.becomes(await mailOf(id), 'failed');
    const bounced = await eventually(async () => {
      const found = (await messages(employer.session)).filter(({ title }) => title === 'Ett e-postmeddelande till dig kom inte fram');
      return found.length ? found : undefined;
    }, 'meddelandet om studsen');
    expect(bounced).toMatchObject([{ type: 'konto', path: '/mina-installningar/aviseringar', text: expect.stringContaining(address) }]);
    expect(await undelivered(employer.session)).toEqual([address]);
    const stranger = await world.employer();
    expect(await undelivered(stranger.session)).toEqual([]);

    await outbox.becomes(await mailOf(await cases.submitted(employer.session, period)), 'sent');
    expect(await undelivered(employer.session)).toEqual([]);
  });

  it('is told in each organisation that has the address, since its administrator is the one to ask', async () => {
    const [employer, other, period] = [await world.employer(), await world.organization(), await cases.period()];
    await world.member(employer.person, other);
    const there = { ...employer, session: await world.login(employer.person, other) };
    await mailbox.fault({ mode: 'reject-5xx', match: addressOf(employer), times: 2 });
    for (const { session } of [employer, there]) {
      await outbox.becomes(await mailOf(await cases.submitted(session, period)), 'failed');
      expect((await messages(session)).map(({ title }) => title)).toContain('Ett e-postmeddelande till dig kom inte fram');
    }
  });

  it('is shown to the administrator, and complained of no more when the address has been corrected: the notice to the old one bounces, as it must', async () => {
    const [employer, admin, period] = [await world.employer(), await world.person('Anni Widdersjö'), await cases.period()];
    await world.member(admin, employer.organization, 'administrera_anvandare');
    const [id, old] = [await world.as<string>('select id from membership where person_id = $1', [employer.person.id]), addressOf(employer)];
    await mailbox.fault({ mode: 'reject-5xx', match: old, times: 2 });
    const asAdmin = await world.login(admin, employer.organization);
    const shown = async () => (await cases.send<UserView>(asAdmin, 'GET', `/users/${id}`)).body.undelivered;
    expect(await shown()).toBe(false);
    await outbox.becomes(await mailOf(await cases.submitted(employer.session, period)), 'failed');
    expect(await undelivered(employer.session)).toEqual([old]);
    expect(await shown()).toBe(true);
    await world.as('delete from notification where person_id = $1', [employer.person.id]);

    const contact = { email: `ny-${old}`, phone: '046-99 88 77', title: 'Ekonom' };
    const at = { 'if-match': '"1"' };
    expect((await cases.send(asAdmin, 'PUT', `/users/${id}`, contact, at)).status).toBe(200);
    const notice = await world.as<string>(`select id from outbox where template = 'e-postadress-andrad' and recipient = $1`, [old]);
    await outbox.becomes(notice, 'failed');
    expect((await messages(employer.session)).map(({ title }) => title)).toEqual(['Din e-postadress har ändrats']);
    expect([await undelivered(employer.session), await shown()]).toEqual([[], false]);
  });

  it('of being added to a company is told to who was added, and shown to who added until the address is corrected', async () => {
    const desk = new CompanyDesk({ app, world, cases });
    const { company, admin } = await desk.company();
    const form = desk.form();
    await mailbox.fault({ mode: 'reject-5xx', match: form.email, times: 1 });
    const { id } = (await desk.add(admin.session, form)).body;
    await outbox.becomes(await world.as<string>('select id from outbox where event_key = $1', [`membership.added:${id}`]), 'failed');
    expect((await desk.person(admin.session, id)).body.letter).toBe('bounced');
    const person = { id: await world.as<string>('select person_id from membership where id = $1', [id]), name: form.name };
    expect((await messages(await world.login(person, company)))[0]).toMatchObject({ text: expect.stringContaining(form.email) });

    const contact = { email: `ny-${form.email}`, phone: '070-174 06 05', title: '' };
    expect((await cases.send(admin.session, 'PUT', `/users/${id}`, contact, { 'if-match': '"1"' })).status).toBe(200);
    expect((await desk.person(admin.session, id)).body.letter).toBeNull();
  });

  it('comes back to an address that names it, and can be written down by the fund’s staff, once', async () => {
    const [employer, { session: staff }, period] = [await world.employer(), await world.caseworker(), await cases.period()];
    const id = await mailOf(await cases.submitted(employer.session, period));
    await outbox.becomes(id, 'sent');
    const [letter] = (await mailbox.arrived(`${employer.person.id.slice(-12)}@testby.se`)) as unknown as { from: string }[];
    expect(letter!.from).toMatch(new RegExp(`^bounce\\+${id}\\.[0-9a-f]{8}@minasidor\\.example\\.se$`));
    const bounce = (session: Session, address = letter!.from) =>
      cases.send(session, 'POST', `/admin/outbox/${encodeURIComponent(address)}/bounce`);
    expect((await bounce(employer.session)).status).toBe(403);
    // Anybody can send a return that names a mail; only its own return address has the proof.
    const other = (await returnAddress(randomUUID())).slice(-'12345678@minasidor.example.se'.length);
    for (const forged of [letter!.from.replace(/[0-9a-f]{8}@.*/, other), `bounce+${id}@minasidor.example.se`, id])
      expect(await bounce(staff, forged)).toMatchObject({ status: 422, body: { code: 'outbox/not-ours' } });
    expect((await outbox.state(id)).status).toBe('sent');
    expect((await bounce(staff, await returnAddress(randomUUID()))).status).toBe(404);
    const pasted = `Till: <${letter!.from.toUpperCase()}>`;
    const answers = await Promise.all([bounce(staff), bounce(staff, pasted), bounce(staff)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
    expect(await outbox.state(id)).toMatchObject({ status: 'failed', last_error: 'DSN' });
    expect((await messages(employer.session))[0]!.title).toBe('Ett e-postmeddelande till dig kom inte fram');
    expect(await undelivered(employer.session)).toHaveLength(1);
    expect(await world.as(`select json_agg(verb) from event where subject_id = $1`, [id])).toEqual(['outbox.bounce']);
  });

  it('is not sent again when what it said is gone after 30 days', async () => {
    const [employer, { session: staff }, period] = [await world.employer(), await world.caseworker(), await cases.period()];
    const id = await mailOf(await cases.submitted(employer.session, period));
    await outbox.becomes(id, 'sent');
    await world.as(`update outbox set payload = '{}', created_at = now() - interval '31 days' where id = $1`, [id]);
    expect((await cases.send<{ erased: boolean }>(staff, 'POST', `/admin/outbox/${await returnAddress(id)}/bounce`)).body).toMatchObject({
      status: 'failed',
      erased: true,
    });
    expect(await cases.send(staff, 'POST', `/admin/outbox/${id}/retry`)).toMatchObject({ status: 409, body: { code: 'outbox/erased' } });
  });

  it('to an address of the person’s own says where it is changed; what was sealed is told to nobody', async () => {
    const [{ session: staff }, person] = [await world.caseworker(), await world.person()];
    const session = await world.login(person, null);
    for (const secret of [true, false]) {
      const id = await world.as<string>(
        `insert into outbox (event_key, channel, template, recipient, person_id, payload, status, sent_at, secret_until)
         values (gen_random_uuid()::text, 'email', 'ny-enhet', 'a***@testby.se', $1, '{}', 'sent', now(), case when $2 then now() end) returning id`,
        [person.id, secret],
      );
      expect((await cases.send(staff, 'POST', `/admin/outbox/${await returnAddress(id)}/bounce`)).status).toBe(200);
      const path = '/mina-installningar';
      expect(await messages(session)).toMatchObject(secret ? [] : [{ path, text: expect.stringContaining('dina kontaktuppgifter') }]);
    }
    expect(await undelivered(session)).toEqual(['a***@testby.se']);
  });
});
