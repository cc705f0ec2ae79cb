import type { INestApplicationContext } from '@nestjs/common';
import { NotificationJobs } from '../../src/notifications/notification.jobs.js';
import { Elks, type SmsOutcome } from '../../src/notifications/elks.js';
import { DeafServer } from '../setup/deaf-server.js';
import { ELKS_WEBHOOK_SECRET, testEnv } from '../setup/env.js';
import { setting } from '../setup/database.js';
import { application } from '../setup/application.js';
import { ContactSteps, type Pending } from '../setup/contacts.js';
import { eventually, mailbox } from '../setup/mailbox.js';
import { someAddress } from '../setup/outbox.js';
import { smsbox, someMobile } from '../setup/smsbox.js';
import { testWorker } from '../setup/worker.js';
import type { Session } from '../setup/world.js';

const on = application();
const steps = new ContactSteps(() => on.cases);
let worker: INestApplicationContext, deaf: DeafServer, unheard: Promise<SmsOutcome>;
beforeAll(async () => {
  worker = await testWorker();
  deaf = await DeafServer.open();
  // Begun now and asked for last: it takes its time to find that nobody answers.
  unheard = new Elks(await testEnv({ ELKS_BASE_URL: deaf.url })).send({ to: someMobile(), message: 'Hej', secret: false });
});
afterAll(() => Promise.all([worker.close(), deaf.close()]));

/** Who got theirs again because somebody chose "Kör igen". */
const onPurpose = new Set<string>();

interface Row {
  id: string;
  status: string;
  last_error: string | null;
  payload: object;
  recipient: string;
  provider_id: string | null;
  delivery: string | null;
  attempts: number;
}
const row = (pointId: string): Promise<Row> =>
  on.world.as<Row>(
    `select to_json(o) from outbox o join verification_code v on o.event_key = 'contact.code:' || v.id where v.contact_point_id = $1 order by o.id desc limit 1`,
    [pointId],
  );
const becomes = (pointId: string, status: string): Promise<Row> =>
  eventually(
    async () => {
      const found = await row(pointId);
      return found.status === status ? found : undefined;
    },
    `sms med status ${status}`,
    90_000,
  );
const begin = async (number: string): Promise<{ id: string; session: Session }> => {
  const session = await on.world.login(await on.world.person(), null);
  return { id: await steps.begun(session, 'mobile', number), session };
};
const pending = async (session: Session): Promise<Pending> => (await steps.view(session)).pending[0]!;

describe('an sms with a code', () => {
  it('reaches the phone once, unlogged at the provider, with a last line that binds it to our page, and leaves nothing behind', async () => {
    const number = someMobile();
    const { id, session } = await begin(number);
    const [sms] = await smsbox.arrived(number);
    expect(sms).toMatchObject({ from: 'MinaSidor', to: number, dontlog: true });
    expect(sms!.message).toMatch(/^Din kod till Mina sidor är (\d{6})\. Dela den inte med någon\.\n\n@localhost #\1$/);
    expect(await becomes(id, 'sent')).toMatchObject({ payload: {}, recipient: '+46***', provider_id: sms!.id, attempts: 1 });
    expect((await pending(session)).delivery).toBe('sent');
  });

  it('is sealed in the outbox while it waits, and given up when the code has run out', async () => {
    await worker.close();
    const number = someMobile();
    const { id, session } = await begin(number);
    const waiting = await row(id);
    expect(JSON.stringify(waiting)).not.toMatch(new RegExp(`"code"|${number.slice(1)}`));
    expect(waiting.payload).toEqual({ keyId: 'k1', sealed: expect.any(String) });
    expect((await pending(session)).delivery).toBe('waiting');
    await on.world.as(`update outbox set secret_until = now() - interval '1 second' where id = $1`, [waiting.id]);
    worker = await testWorker();
    expect(await becomes(id, 'failed')).toMatchObject({ last_error: 'EXPIRED', payload: {} });
    expect(await smsbox.to(number)).toEqual([]);
  });

  it.each([
    ['refused', { mode: 'reject-4xx', status: 400 }, 'failed', 'ELKS 400', 0],
    ['met by a fault', { mode: 'fail-5xx' }, 'unknown', 'ELKS 500', 0],
    ['taken without an answer', { mode: 'drop' }, 'unknown', /.+/, 1],
    ['taken after we gave up waiting', { mode: 'timeout', delayMs: 22_000 }, 'unknown', /.+/, 1],
  ] as const)('that is %s is not sent again, and the person sees it', async (_how, fault, status, error, arrived) => {
    const number = someMobile();
    await smsbox.fault({ ...fault, match: number });
    const { id, session } = await begin(number);
    const settled = await becomes(id, status);
    expect(settled).toMatchObject({
      payload: {},
      attempts: 1,
      last_error: typeof error === 'string' ? error : expect.stringMatching(error),
    });
    expect((await pending(session)).delivery).toBe(status);
    await on.world.as('update outbox set next_attempt_at = now() where id = $1', [settled.id]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await smsbox.to(number)).toHaveLength(arrived);
  });

  it.each([503, 403])('waits when the provider takes none for now (%d), and then arrives once', async (status) => {
    const number = someMobile();
    await smsbox.fault({ mode: 'fail-5xx', status, match: number });
    const { id, session } = await begin(number);
    await eventually(async () => ((await row(id)).last_error === `ELKS ${status}` ? true : undefined), 'att 46elks avböjer');
    expect((await pending(session)).delivery).toBe('delayed');
    await on.world.as('update outbox set next_attempt_at = now() where id = $1', [(await row(id)).id]);
    await becomes(id, 'sent');
    expect(await smsbox.to(number)).toHaveLength(1);
  });

  it('is given up when nobody could take it for a week, and then what it said is forgotten', async () => {
    const number = someMobile();
    await smsbox.fault({ mode: 'fail-5xx', status: 503, match: number });
    const id = await on.world.as<string>(
      `insert into outbox (event_key, channel, template, recipient, payload, created_at)
       values (gen_random_uuid()::text, 'sms', 'koppla-foretag-beslut', $1, '{"number":"9-2600001"}', now() - interval '31 days') returning id`,
      [number],
    );
    const state = () =>
      on.world.as<object>("select json_build_object('status', status, 'error', last_error, 'said', payload) from outbox where id = $1", [
        id,
      ]);
    await eventually(async () => (JSON.stringify(await state()).includes('"failed"') ? true : undefined), 'att sms:et ges upp');
    await worker.get(NotificationJobs, { strict: false }).forgetOldMail();
    expect(await state()).toEqual({ status: 'failed', error: 'AGE', said: {} });
    expect(await smsbox.to(number)).toEqual([]);
  });

  it('has its whole week anew when it is run again, however old it is', async () => {
    const number = someMobile();
    await smsbox.fault({ mode: 'fail-5xx', status: 503, match: number, times: 2 });
    const id = await on.world.as<string>(
      `insert into outbox (event_key, channel, template, recipient, payload, created_at)
       values (gen_random_uuid()::text, 'sms', 'koppla-foretag-beslut', $1, '{"number":"9-2600001"}', now() - interval '8 days') returning id`,
      [number],
    );
    const state = () =>
      on.world.as<object>("select json_build_object('status', status, 'error', last_error) from outbox where id = $1", [id]);
    const settles = (error: string) =>
      eventually(async () => (JSON.stringify(await state()).includes(`"${error}"`) ? state() : undefined), `felet ${error}`);
    expect(await settles('AGE')).toEqual({ status: 'failed', error: 'AGE' });
    const { session } = await on.world.caseworker();
    expect((await on.cases.send(session, 'POST', `/admin/outbox/${id}/retry`)).status).toBe(200);
    expect(await settles('ELKS 503')).toEqual({ status: 'pending', error: 'ELKS 503' });
    await on.world.as('update outbox set next_attempt_at = now() where id = $1', [id]);
    await smsbox.arrived(number);
  });

  it('is unknown, never sent a second time, when the worker died while it was sending', async () => {
    await worker.close();
    const number = someMobile();
    const { id } = await begin(number);
    await on.world.as(
      `update outbox set status = 'sending', attempts = 1, claim_token = gen_random_uuid(), lease_until = now() - interval '1 second' where id = $1`,
      [(await row(id)).id],
    );
    worker = await testWorker();
    expect(await becomes(id, 'unknown')).toMatchObject({ last_error: 'ABANDONED', payload: {} });
    expect(await smsbox.to(number)).toEqual([]);
  });

  it('cannot be run again from the operations page, which shows neither code nor number', async () => {
    const number = someMobile();
    await smsbox.fault({ mode: 'reject-4xx', status: 400, match: number });
    const { id } = await begin(number);
    const { id: outboxId } = await becomes(id, 'failed');
    const { session } = await on.world.caseworker();
    const page = await on.cases.send(session, 'GET', '/admin/outbox?status=failed');
    expect(JSON.stringify(page.body)).toContain(outboxId);
    expect(JSON.stringify(page.body)).not.toContain(number.slice(3));
    expect(await on.cases.send(session, 'POST', `/admin/outbox/${outboxId}/retry`)).toMatchObject({
      status: 409,
      body: { code: 'outbox/erased' },
    });
  });
});

describe('a code by mail', () => {
  it('is seen to have failed when the address does not exist, and is erased', async () => {
    const address = someAddress();
    await mailbox.fault({ mode: 'reject-5xx', match: address });
    const session = await on.world.login(await on.world.person(), null);
    const id = await steps.begun(session, 'email', address);
    expect(await becomes(id, 'failed')).toMatchObject({ payload: {}, recipient: 'b***@testby.se' });
    expect((await pending(session)).delivery).toBe('failed');
  });
});

describe('a delivery report', () => {
  const report = (secret: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
    on.app.inject({
      method: 'POST',
      url: `/api/v1/webhooks/46elks/${secret}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams(body).toString(),
    });
  const sent = async (fault?: 'undelivered') => {
    const number = someMobile();
    if (fault) await smsbox.fault({ mode: fault, match: number });
    const { id, session } = await begin(number);
    const { provider_id } = await becomes(id, 'sent');
    await eventually(async () => (['delivered', 'failed'].includes((await smsbox.to(number))[0]!.status) ? true : undefined), 'leveransen');
    return { id, session, provider: provider_id! };
  };

  it('is taken from a machine without cookies, once and again, when 46elks says the same', async () => {
    const { id, session, provider } = await sent();
    const at = () => on.world.as<string>(`select delivery_at::text from outbox where provider_id = $1`, [provider]);
    expect(
      (await report(ELKS_WEBHOOK_SECRET, { id: provider, status: 'delivered', delivered: '2026-11-21T18:02:11.123000' })).statusCode,
    ).toBe(204);
    expect((await pending(session)).delivery).toBe('delivered');
    const first = await at();
    expect((await report(ELKS_WEBHOOK_SECRET, { id: provider, status: 'delivered' })).statusCode).toBe(204);
    expect([await at(), (await row(id)).delivery]).toEqual([first, 'delivered']);
  });

  it('is not believed: what counts is what 46elks answers', async () => {
    const { id, session, provider } = await sent('undelivered');
    expect((await report(ELKS_WEBHOOK_SECRET, { id: provider, status: 'delivered' })).statusCode).toBe(204);
    expect([(await row(id)).delivery, (await pending(session)).delivery]).toEqual(['failed', 'failed']);
  });

  it('of one that never arrived puts it with the dead letters, from where it is sent again', async () => {
    const number = someMobile();
    await smsbox.fault({ mode: 'undelivered', match: number });
    const id = await on.world.as<string>(
      `insert into outbox (event_key, channel, template, recipient, payload)
       values (gen_random_uuid()::text, 'sms', 'koppla-foretag-beslut', $1, '{"number":"9-2600001"}') returning id`,
      [number],
    );
    const { session } = await on.world.caseworker();
    const dead = async () =>
      (await on.cases.send<{ rows: { id: string; lastError: string }[] }>(session, 'GET', '/admin/outbox?status=failed')).body.rows.find(
        (one) => one.id === id,
      );
    const [first] = await smsbox.arrived(number);
    await eventually(async () => ((await smsbox.to(number))[0]!.status === 'failed' ? true : undefined), 'att den inte når fram');
    const reported = async () => (await report(ELKS_WEBHOOK_SECRET, { id: first!.id, status: 'failed' })).statusCode;
    await eventually(async () => ((await reported()) === 204 ? true : undefined), 'att rapporten tas emot');
    expect(await dead()).toMatchObject({ lastError: 'UNDELIVERED' });
    expect(await on.cases.send(session, 'POST', `/admin/outbox/${id}/retry`)).toMatchObject({ status: 200 });
    await smsbox.arrived(number, 2);
    await eventually(async () => ((await dead()) ? undefined : true), 'att den är skickad igen');
    expect(await reported()).toBe(404);
    onPurpose.add(number);
  });

  it('is nobody’s without the secret, and about nothing when we have sent no such sms', async () => {
    const { id, provider } = await sent();
    for (const wrong of [`${ELKS_WEBHOOK_SECRET.slice(0, -1)}x`, 'x', '%20'])
      expect((await report(wrong, { id: provider, status: 'delivered' })).statusCode).toBe(404);
    expect((await row(id)).delivery).toBeNull();
    expect((await report(ELKS_WEBHOOK_SECRET, { id: 's0000', status: 'delivered' })).statusCode).toBe(404);
    expect((await report(ELKS_WEBHOOK_SECRET, { id: '../me', status: 'delivered' })).statusCode).toBe(422);
    expect((await report(ELKS_WEBHOOK_SECRET, { id: provider, status: 'delivered', constructor: 'x', __proto__x: 'y' })).statusCode).toBe(
      400,
    );
  });

  it('is the only thing that may come as a form or from another site', async () => {
    const session = await on.world.login(await on.world.person(), null);
    const post = (headers: Record<string, string>) =>
      on.app.inject({
        method: 'POST',
        url: '/api/v1/me/contact-points',
        headers: { ...session, 'idempotency-key': 'a', ...headers },
        payload: 'kind=email&value=a@b.se',
      });
    expect((await post({ 'content-type': 'application/x-www-form-urlencoded' })).statusCode).toBe(415);
    expect((await post({ 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    for (const path of ['webhooks/46elks', 'webhooks/46elks/a/b', 'webhooks/46elks/../../me/contact-points'])
      expect(
        (
          await on.app.inject({
            method: 'POST',
            url: `/api/v1/${path}`,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            payload: 'id=a',
          })
        ).statusCode,
      ).toBe(403);
  });
});

it('waits, as nothing was sent, when the provider takes no connections', async () => {
  expect(await unheard).toEqual({ is: 'unreachable', code: 'UND_ERR_CONNECT_TIMEOUT' });
});

it('has sent no text twice to anybody', async () => {
  const numbers = new Map<string, number>();
  const all = (await (await fetch(new URL('messages', setting('TEST_SMS')))).json()) as { to: string; message: string }[];
  for (const { to, message } of all.filter((sms) => !onPurpose.has(sms.to)))
    numbers.set(`${to} ${message}`, (numbers.get(`${to} ${message}`) ?? 0) + 1);
  expect([...numbers].filter(([, count]) => count > 1)).toEqual([]);
});
