import type { INestApplicationContext } from '@nestjs/common';
import { testApp } from '../setup/app.js';
import { application } from '../setup/application.js';
import { type Applicant, Board, connection, rejection } from '../setup/board.js';
import { Cases, newKey } from '../setup/cases.js';
import { smsbox } from '../setup/smsbox.js';
import { testWorker } from '../setup/worker.js';
import { newOrgNumber, type Session } from '../setup/world.js';
import type { ConnectionRequestView } from '../../src/connections/connection-request.dto.js';
import { ConnectionJobs } from '../../src/connections/connection.jobs.js';
import type { DeskView } from '../../src/connections/desk.dto.js';

const OFF = { ELKS_BASE_URL: undefined, ELKS_USERNAME: undefined, ELKS_PASSWORD: undefined, ELKS_WEBHOOK_SECRET: undefined };

const on = application();
let board: Board;
let region: string;
let desk: Session;
beforeAll(async () => {
  board = new Board(on.world);
  region = await board.region();
  desk = (await board.staff(region)).session;
});

const post = <T = DeskView>(id: string, act: string, body?: object, headers = {}) =>
  on.cases.send<T>(desk, 'POST', `/admin/connection-requests/${id}/${act}`, body, headers);

/** An application that the desk has taken. */
async function taken(): Promise<Applicant & { id: string; number: string }> {
  const applicant = await board.applicant();
  const body = board.application(region, await board.registered());
  const made = await on.cases.send<ConnectionRequestView>(applicant.session, 'POST', '/me/connection-requests', body);
  expect((await post(made.body.id, 'taking')).status).toBe(200);
  return { ...applicant, id: made.body.id, number: made.body.number };
}
const laid = async (id: string) => (await on.cases.mails(id)).map(({ template }) => template);
const messages = async ({ session }: Applicant) =>
  (await on.cases.send<{ rows: { title: string }[] }>(session, 'GET', '/me/notifications')).body.rows.map(({ title }) => title);

describe('a decision that was told by telephone', () => {
  it.each([
    [
      'rejection',
      rejection({ notifiedVia: 'phone' }),
      'Vi kan inte koppla dig till företaget',
      `${rejection().reason} Meddelad per telefon.`,
    ],
    ['connection', connection({ notifiedVia: 'phone' }), 'Du är kopplad till Exempelbygg AB', 'Meddelad per telefon.'],
  ])('(%s) stands in the history and among the messages, and sends no mail', async (act, body, title, note) => {
    const one = await taken();
    const decided = await post(one.id, act, body);
    expect(decided.status).toBe(200);
    expect(decided.body.history.at(-1)!.note).toBe(note);
    expect(await messages(one)).toContain(title);
    expect(await laid(one.id)).toEqual(['koppla-foretag-mottagen']);
    expect(await on.world.as('select notified_via from connection_request where id = $1', [one.id])).toBe('phone');
  });

  it('is told in no way that does not exist', async () => {
    const one = await taken();
    for (const notifiedVia of ['brevduva', null, undefined])
      expect(await post(one.id, 'rejection', rejection({ notifiedVia }))).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'notifiedVia' }] },
      });
  });
});

describe('a decision that is told by sms too', () => {
  let worker: INestApplicationContext;
  beforeAll(async () => {
    worker = await testWorker();
  });
  afterAll(() => worker.close());

  it.each([
    [
      'rejection',
      rejection({ notifiedVia: 'email_sms' }),
      'sv',
      'Din ansökan # på Mina sidor är avgjord. Logga in på localhost för att läsa beslutet.',
    ],
    [
      'connection',
      connection({ notifiedVia: 'email_sms' }),
      'en',
      'Your application # on Mina sidor has been decided. Log in at localhost to read the decision.',
    ],
  ])('(%s) reaches the number that is verified now, once, and says neither who nor what', async (act, body, language, text) => {
    const one = await taken();
    const mobile = await board.reach(one.person, `ny-${one.email}`);
    expect((await on.cases.send(one.session, 'PUT', '/me/language', { language })).status).toBe(200);
    const key = { 'idempotency-key': newKey() };
    const twice = await Promise.all([post(one.id, act, body, key), post(one.id, act, body, key)]);
    expect(twice.map(({ status }) => status)).toContain(200);
    expect((await post(one.id, act, body, key)).body.history.at(-1)!.note).toMatch(/Meddelad med e-post och sms\.$/);
    expect(await laid(one.id)).toHaveLength(3);
    const [sms] = await smsbox.arrived(mobile);
    expect(sms).toMatchObject({ to: mobile, message: text.replace('#', one.number) });
    expect(await smsbox.to(mobile)).toHaveLength(1);
  });
});

it('offers no sms where the portal sends none, and decides nothing when it is asked for', async () => {
  const one = await taken();
  const silent = await testApp(OFF as unknown as Record<string, string>);
  const elsewhere = new Cases(silent, on.world);
  try {
    const path = `/admin/connection-requests/${one.id}`;
    expect((await elsewhere.send<DeskView>(desk, 'GET', path)).body.sms).toBe(false);
    const asked = await elsewhere.send(desk, 'POST', `${path}/rejection`, rejection({ notifiedVia: 'email_sms' }));
    expect(asked).toMatchObject({ status: 409, body: { code: 'connections/sms-off' } });
  } finally {
    await silent.close();
  }
  expect((await on.cases.send<DeskView>(desk, 'GET', `/admin/connection-requests/${one.id}`)).body).toMatchObject({
    sms: true,
    status: 'under_handlaggning',
  });
});

it('goes on past a region and an application that can’t be written to', async () => {
  const { person } = await board.applicant();
  const [stuck, other] = [await board.region(), await board.region()];
  const addressOf = (code: string) => `${code.replace('_', '-')}@byn.example.se`;
  const late: string[] = [];
  for (const code of [stuck, other]) {
    const waits = await board.laid(person, code, newOrgNumber());
    await on.world.as(`update connection_request set created_at = '2026-01-05T09:00:00Z' where id = $1`, [waits]);
    for (const days of [61, 31]) {
      const id = await board.laid(person, code, newOrgNumber(), 'mer_information');
      await on.world.as(`update connection_request set asked_at = now() - make_interval(days => $2), email = $3 where id = $1`, [
        ...[id, days, addressOf(code)],
      ]);
      late.push(id);
    }
  }
  const jobs = on.app.get(ConnectionJobs);
  await on.world.sql.query(`alter table outbox add constraint stuck check (recipient <> '${addressOf(stuck)}') not valid`);
  try {
    await jobs.sweep();
    await jobs.tellRegions();
  } finally {
    await on.world.sql.query('alter table outbox drop constraint stuck');
  }
  const to = (code: string) =>
    on.world.as<string[] | null>('select json_agg(template order by template) from outbox where recipient = $1', [addressOf(code)]);
  expect([await to(stuck), await to(other)]).toEqual([null, ['koppla-foretag-paminnelse', 'koppla-foretag-utgangen', 'region-ko']]);
  const states = await on.world.as(
    'select json_agg(status order by array_position($1::uuid[], id)) from connection_request where id = any($1)',
    [late],
  );
  expect(states).toEqual(['mer_information', 'mer_information', 'utgangen', 'mer_information']);
});

it('writes to each region in the morning, once a day, what waits in its own queue since before seven', async () => {
  const { person } = await board.applicant();
  const lay = async (of: string, at: string, status?: string) => {
    const id = await board.laid(person, of, newOrgNumber(), status);
    await on.world.as('update connection_request set created_at = $2::timestamptz where id = $1', [id, at]);
  };
  const [busy, calm, idle] = [await board.region(), await board.region(), await board.region()];
  await lay(busy, '2026-01-05T09:00:00Z');
  await lay(busy, '2026-01-06T09:00:00Z');
  await lay(busy, '2026-01-02T09:00:00Z', 'under_handlaggning');
  await lay(busy, 'now');
  await lay(calm, '2026-01-07T23:30:00Z');
  await lay(idle, 'now');
  const jobs = on.app.get(ConnectionJobs);
  await Promise.all([jobs.tellRegions(), jobs.tellRegions()]);
  await jobs.tellRegions();
  const mails = (code: string) =>
    on.world.as<object[] | null>(
      `select json_agg(json_build_object('to', recipient, 'template', template, 'payload', payload)) from outbox where event_key like $1`,
      [`region.queue:${code}:%`],
    );
  const mail = (code: string, waiting: number, oldestOn: string) => ({
    to: `${code.replace('_', '-')}@byn.example.se`,
    template: 'region-ko',
    payload: { region: `BYN ${code}`, waiting, oldestOn },
  });
  expect(await mails(busy)).toEqual([mail(busy, 2, '2026-01-05')]);
  expect(await mails(calm)).toEqual([mail(calm, 1, '2026-01-08')]);
  expect(await mails(idle)).toBeNull();
});
