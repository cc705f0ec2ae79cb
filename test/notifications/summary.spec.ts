import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Digests } from '../../src/notifications/digests.service.js';
import { testApp } from '../setup/app.js';
import { Cases, newKey } from '../setup/cases.js';
import { mailbox } from '../setup/mailbox.js';
import { testWorker } from '../setup/worker.js';
import { type TestOrganization, type TestPerson, World } from '../setup/world.js';

describe('the daily summary', () => {
  let app: NestFastifyApplication, worker: INestApplicationContext, world: World, cases: Cases;

  beforeAll(async () => {
    [world, app, worker] = [await World.open(), await testApp(), await testWorker()];
    cases = new Cases(app, world);
  });
  afterAll(() => Promise.all([app.close(), worker.close(), world.close()]));

  const someone = async (name = 'Anni Widdersjö') => {
    const [person, organization] = [await world.person(name), await world.organization()];
    await world.member(person, organization);
    return { person, organization, address: `${person.id.slice(-12)}@testby.se` };
  };
  /** An event that waits for the summary, so many hours old. */
  const event = (person: TestPerson, organization: TestOrganization | null, title: string, hours = 48) =>
    world.as<string>(
      `insert into notification (person_id, organization_id, type, event_key, title, body, mail, created_at)
       values ($1, $2, 'handelser', $3, $4, 'Text', 'daily', now() - $5 * interval '1 hour') returning id`,
      [person.id, organization?.id ?? null, `test:${newKey()}`, title, hours],
    );
  const sendDue = () => worker.get(Digests, { strict: false }).sendDue();
  const summaries = (person: TestPerson) =>
    world.as<number>(`select count(*)::int from outbox where template = 'daglig-sammanstallning' and person_id = $1`, [person.id]);
  const open = async (address: string) => mailbox.open((await mailbox.arrived(address))[0]!);

  it('comes once a day, also when many workers write it at the same time and again later', async () => {
    const { person, organization, address } = await someone();
    await event(person, organization, 'Första');
    await event(person, organization, 'Andra');
    await Promise.all(Array.from({ length: 8 }, sendDue));
    await event(person, organization, 'Kom för sent in', 47);
    await sendDue();
    expect(await summaries(person)).toBe(1);
    const mail = await open(address);
    expect(mail.subject).toBe('Sammanställning: 2 nya meddelanden');
    expect(mail.text).toMatch(/Första[^]*Andra/);
    expect(mail.text).not.toContain('Kom för sent');
  });

  it('goes on past one that it can’t write, whose message another version of the product knows', async () => {
    const [first, second] = [await someone(), await someone()];
    const unknown = await event(first.person, first.organization, 'Okänd');
    await world.as(`update notification set type = 'kommande' where id = $1`, [unknown]);
    await event(second.person, second.organization, 'Känd');
    await sendDue();
    expect([await summaries(first.person), await summaries(second.person)]).toEqual([0, 1]);
    await world.as('delete from notification where id = $1', [unknown]);
  });

  it('takes what was left over from the days when no worker ran, and leaves what came after seven for tomorrow', async () => {
    const { person, organization, address } = await someone();
    await event(person, organization, 'För nio dagar sedan', 9 * 24);
    const waits = await event(person, organization, 'Alldeles nyss', 0);
    await sendDue();
    const mail = await open(address);
    expect(mail.subject).toBe('Sammanställning: ett nytt meddelande');
    expect(mail.text).not.toContain('Alldeles nyss');
    expect(await world.as('select summed_up_at from notification where id = $1', [waits])).toBeNull();
  });

  it('never mixes two organisations: one mail to each address, each with its own', async () => {
    const { person, organization, address } = await someone('Fatima Flera');
    const other = await world.organization();
    const membership = await world.member(person, other);
    const elsewhere = `${membership.slice(-12)}@testby.se`;
    await world.as('update membership set email = $2 where id = $1', [membership, elsewhere]);
    await event(person, organization, 'Hos den första');
    await event(person, other, 'Hos den andra');
    await sendDue();
    const [first, second] = [await open(address), await open(elsewhere)];
    for (const [mail, own, foreign] of [
      [first, organization, other],
      [second, other, organization],
    ] as const) {
      expect(mail.text).toContain(own.name);
      expect(mail.text).not.toContain(foreign.name);
    }
    expect([first.text.includes('andra'), second.text.includes('första')]).toEqual([false, false]);
  });

  it('leaves out what has been read, and is not sent when nothing is left, when it is turned off or the membership has ended', async () => {
    const [reader, off, left] = [await someone(), await someone(), await someone()];
    await world.as('update notification set read_at = now() where id = $1', [await event(reader.person, reader.organization, 'Läst')]);
    await event(off.person, off.organization, 'Av');
    await world.as(`insert into notification_preference (person_id, type, choice) values ($1, 'handelser', 'off')`, [off.person.id]);
    await event(left.person, left.organization, 'Borta');
    await world.as(`update membership set status = 'ended', ended_at = now() where person_id = $1`, [left.person.id]);
    await sendDue();
    for (const { person } of [reader, off, left]) expect(await summaries(person)).toBe(0);
  });

  it('waits for somebody who is suspended at seven, and has it all when the user is resumed', async () => {
    const { person, organization, address } = await someone();
    const told = await event(person, organization, 'Hände under avstängningen');
    const turn = (status: string) => world.as('update membership set status = $2 where person_id = $1', [person.id, status]);
    await turn('suspended');
    await sendDue();
    expect([await summaries(person), await world.as('select summed_up_at from notification where id = $1', [told])]).toEqual([0, null]);
    await turn('active');
    await sendDue();
    expect((await open(address)).text).toContain('Hände under avstängningen');
  });

  it('can be stopped with one press by the mail program: with no log-in, without other effect, and never by opening the link', async () => {
    const { person, organization, address } = await someone();
    await event(person, organization, 'Nytt');
    await sendDue();
    const mail = await open(address);
    const header = (key: string) => mail.headers.find((one) => one.key === key)?.value;
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const path = /^<http:\/\/localhost:3000(\/brev\/avsluta\/[\w-]{44})>$/.exec(header('list-unsubscribe')!)![1]!;
    expect(mail.html).toContain(path);
    const chosen = () => world.as(`select json_object_agg(type, choice) from notification_preference where person_id = $1`, [person.id]);

    for (const method of ['GET', 'HEAD', 'GET'] as const) expect((await app.inject({ method, url: path })).statusCode).toBe(200);
    expect((await app.inject({ url: path })).body).toContain('<form method="post"><button');
    expect(await chosen()).toBeNull();

    const press = (url: string, type = 'application/x-www-form-urlencoded') =>
      app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload: 'List-Unsubscribe=One-Click' });
    expect((await press(path.slice(0, -1) + (path.endsWith('A') ? 'B' : 'A'))).statusCode).toBe(404);
    expect((await press('/brev/avsluta/hej')).statusCode).toBe(404);
    expect(await chosen()).toBeNull();
    const answers = await Promise.all([press(path), press(path), press(path, 'multipart/form-data; boundary=x')]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(answers[0].body).toContain('Sammanställningen är avslutad');
    expect(await chosen()).toEqual({ handelser: 'off' });
    // The other door stays shut for such a request.
    expect((await press('/api/v1/me/notifications/read-all')).statusCode).toBe(403);
  });

  it('has no such header on other mails', async () => {
    const [employer, period] = [await world.employer(), await cases.period()];
    await cases.submitted(employer.session, period);
    const mail = await open(`${employer.person.id.slice(-12)}@testby.se`);
    expect(mail.headers.some(({ key }) => key === 'list-unsubscribe')).toBe(false);
    expect(mail.text).not.toContain('/brev/avsluta/');
  });
});
