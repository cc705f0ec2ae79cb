import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OutboxPage, OutboxRow } from '../../src/notifications/outbox.dto.js';
import { testApp } from '../setup/app.js';
import { Cases } from '../setup/cases.js';
import { returnAddress, someAddress, TestOutbox } from '../setup/outbox.js';
import { type Session, World } from '../setup/world.js';

describe("the fund's staff sees which mails did not leave, and runs them again", () => {
  let app: NestFastifyApplication, world: World, cases: Cases, outbox: TestOutbox, staff: Session;

  beforeAll(async () => {
    world = await World.open();
    app = await testApp();
    cases = new Cases(app, world);
    outbox = new TestOutbox(world);
    staff = (await world.caseworker()).session;
  });
  afterAll(() => Promise.all([app.close(), world.close()]));

  const fail = (id: string) =>
    world.as(`update outbox set status = 'failed', attempts = 1, last_error = 'EENVELOPE 550' where id = $1`, [id]);
  const failed = async (organizationId: string | null = null) => {
    const id = await outbox.write(`anna.${someAddress()}`, { organizationId });
    await fail(id);
    return id;
  };
  const page = async (query: string) => (await cases.send<OutboxPage>(staff, 'GET', `/admin/outbox?${query}`)).body;
  const retry = (id: string, session = staff) => cases.send<OutboxRow>(session, 'POST', `/admin/outbox/${id}/retry`);

  it('lists them newest first, page by page, with the recipient masked', async () => {
    const ids = [await failed(), await failed(), await failed()].toReversed();
    const first = await page('status=failed&limit=2');
    expect(first.rows.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.rows[0]).toMatchObject({
      recipient: 'a***@testby.se',
      subject: expect.stringMatching(/^Beslut om insats 8-\d+$/),
      statusLabel: 'Gick inte att skicka',
      lastError: 'EENVELOPE 550',
      attempts: 1,
      nextAttemptAt: null,
      sentAt: null,
    });
    const second = await page(`status=failed&limit=2&cursor=${first.next}`);
    expect(second.rows[0]!.id).toBe(ids[2]);
    const odd = await outbox.write(someAddress(), { payload: null, status: 'failed' });
    expect((await page('status=failed&limit=1')).rows[0]).toMatchObject({ id: odd, subject: null });
  });

  it('gives a failed mail new attempts and writes down who did it', async () => {
    const organization = await world.organization();
    const id = await failed(organization.id);
    const answer = await retry(id);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id, status: 'pending', statusLabel: 'Väntar', attempts: 0, lastError: null });
    expect((await page('status=pending')).rows.map((row) => row.id)).toContain(id);
    const verbs = 'select json_agg(verb) from event where subject_id = $1';
    expect(await world.as(verbs, [id])).toEqual(['outbox.retry']);
    const nobodys = await failed();
    await retry(nobodys);
    await world.as(`update outbox set status = 'sent', sent_at = now() where id = $1`, [nobodys]);
    expect((await cases.send(staff, 'POST', `/admin/outbox/${await returnAddress(nobodys)}/bounce`)).status).toBe(200);
    const operations = `select json_agg(e.verb || ' ' || p.display_name order by e.id) from operation_event e join person p on p.id = e.person_id where subject_id = $1`;
    expect(await world.as(operations, [nobodys])).toEqual(['outbox.retry Hanna Handläggare', 'outbox.bounce Hanna Handläggare']);
  });

  it('runs it again once, also when ten press the button', async () => {
    const id = await failed();
    const answers = await Promise.all(Array.from({ length: 10 }, () => retry(id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.find(({ status }) => status !== 200)!.body).toMatchObject({ status: 409, code: 'outbox/not-failed' });
  });

  it('says 404 for a mail that is not there and 422 for an unknown status', async () => {
    expect((await retry('019a0000-0000-7000-8000-000000000001')).status).toBe(404);
    expect((await cases.send(staff, 'GET', '/admin/outbox?status=borta')).status).toBe(422);
    expect((await cases.send(staff, 'GET', '/admin/outbox')).status).toBe(422);
  });

  it('is closed to employers', async () => {
    const { session } = await world.employer('administrera_anvandare', 'ser_samtliga_ansokningar');
    expect((await cases.send(session, 'GET', '/admin/outbox?status=failed')).status).toBe(403);
    expect((await cases.send(session, 'GET', '/admin/mails')).status).toBe(403);
    expect((await retry(await failed(), session)).status).toBe(403);
  });
});
