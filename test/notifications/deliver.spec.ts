import type { INestApplicationContext } from '@nestjs/common';
import { Envelope } from '../../src/notifications/envelope.service.js';
import { eventually, mailbox } from '../setup/mailbox.js';
import { someAddress, TestOutbox } from '../setup/outbox.js';
import { testWorker } from '../setup/worker.js';
import { World } from '../setup/world.js';

describe('the worker delivers what stands in the outbox', () => {
  const log: string[] = [];
  let worker: INestApplicationContext, world: World, outbox: TestOutbox;

  beforeAll(async () => {
    world = await World.open();
    outbox = new TestOutbox(world);
    worker = await testWorker({}, { write: (line) => void log.push(line) });
  });
  afterAll(() => Promise.all([worker.close(), world.close()]));

  const now = () => world.as<Date>('select now()', []);
  /** How long after an instant before the attempt the next one comes. */
  const waitMs = (id: string, before: Date) =>
    world.as<number>('select extract(epoch from next_attempt_at - $2)::float8 * 1000 from outbox where id = $1', [id, before]);

  it('without any queue job having told it', async () => {
    const to = someAddress();
    const id = await outbox.write(to);
    await mailbox.arrived(to);
    expect(await outbox.becomes(id, 'sent')).toEqual({ status: 'sent', attempts: 1, last_error: null });
  });

  it('again, later, when the server refuses for now', async () => {
    const to = someAddress();
    await mailbox.fault({ mode: 'reject-4xx', match: to, times: 2 });
    const first = await now();
    const id = await outbox.write(to);
    expect(await outbox.becomes(id, 'pending', 1)).toMatchObject({ last_error: 'EENVELOPE 450' });
    expect(await waitMs(id, first)).toBeGreaterThan(2000);
    const second = await now();
    await outbox.makeDue(id);
    await outbox.becomes(id, 'pending', 2);
    expect(await waitMs(id, second)).toBeGreaterThan(6000);
    await outbox.makeDue(id);
    expect(await outbox.becomes(id, 'sent')).toEqual({ status: 'sent', attempts: 3, last_error: null });
    expect(await mailbox.to(to)).toHaveLength(1);
  });

  it('never again when the server refuses for good', async () => {
    const to = someAddress();
    await mailbox.fault({ mode: 'reject-5xx', match: to });
    const id = await outbox.write(to);
    expect(await outbox.becomes(id, 'failed')).toEqual({ status: 'failed', attempts: 1, last_error: 'EENVELOPE 550 5.1.1' });
    await outbox.makeDue(id);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await mailbox.to(to)).toHaveLength(0);
  });

  it.each([
    ['with 421, which ends the connection', { mode: 'refuse-recipient', reply: '421 4.7.0 Too many connections' }, 'ECONNECTION 421'],
    ['with 503, which is about the session', { mode: 'refuse-recipient', reply: '503 5.5.1 Bad sequence' }, 'EENVELOPE 503 5.5.1'],
    ['by not answering for this recipient', { mode: 'hang-at-rcpt', delayMs: 100 }, 'ECONNECTION'],
  ] as const)('later and later, and at last no more, when the server puts one recipient off %s', async (_how, fault, code) => {
    const to = someAddress();
    // The library takes a mail that a kept connection broke under to another one by itself.
    await mailbox.fault({ ...fault, match: to, times: 100 });
    const id = await outbox.write(to);
    expect(await outbox.becomes(id, 'pending', 1)).toMatchObject({ last_error: code });
    const seventh = await now();
    await world.as('update outbox set attempts = 6, next_attempt_at = now() where id = $1', [id]);
    await outbox.becomes(id, 'pending', 7);
    expect(await waitMs(id, seventh)).toBeGreaterThan(120_000);
    await world.as('update outbox set attempts = 22, next_attempt_at = now() where id = $1', [id]);
    expect(await outbox.becomes(id, 'failed', 23)).toMatchObject({ last_error: code });
  });

  it('later, with what it said kept, when it is we who are refused, and the address is blamed for nothing', async () => {
    const to = someAddress();
    const fault = { mode: 'refuse-recipient', match: to } as const;
    await mailbox.fault({ ...fault, reply: '554 5.7.1 Relay access denied' });
    const { person, organization } = await world.employer();
    const id = await outbox.write(to, { personId: person.id, organizationId: organization.id });
    expect(await outbox.becomes(id, 'pending', 1)).toMatchObject({ last_error: 'EENVELOPE 554 5.7.1' });
    await mailbox.fault({ mode: 'refuse-sender', match: id, reply: '530 Authentication required' });
    const second = await now();
    await outbox.makeDue(id);
    expect(await outbox.becomes(id, 'pending', 2)).toMatchObject({ last_error: 'EENVELOPE FROM 530' });
    expect(await waitMs(id, second)).toBeGreaterThan(6000);
    await mailbox.fault({ ...fault, reply: '530 Authentication required' });
    await world.as('update outbox set attempts = 22, next_attempt_at = now() where id = $1', [id]);
    expect(await outbox.becomes(id, 'failed', 23)).toMatchObject({ last_error: 'EENVELOPE 530' });
    const told = 'select count(*)::int from notification where person_id = $1';
    expect(await world.as<number>(told, [person.id])).toBe(0);
  });

  it('twice under one Message-ID when the server took it and did not say so', async () => {
    const to = someAddress();
    await mailbox.fault({ mode: 'drop-after-data', match: to });
    const id = await outbox.write(to);
    await outbox.becomes(id, 'pending', 1);
    await outbox.makeDue(id);
    await outbox.becomes(id, 'sent');
    const mails = await mailbox.to(to);
    expect(mails.map(({ messageId }) => messageId)).toEqual(Array(2).fill(`<${id}@minasidor.example.se>`));
  });

  it('no more after two days of refusals', async () => {
    const to = someAddress();
    await mailbox.fault({ mode: 'reject-4xx', match: to, times: 2 });
    const id = await outbox.write(to);
    await outbox.becomes(id, 'pending', 1);
    const late = await now();
    await world.as('update outbox set attempts = 21, next_attempt_at = now() where id = $1', [id]);
    await outbox.becomes(id, 'pending', 22);
    expect(await waitMs(id, late)).toBeGreaterThan(3 * 3600_000);
    await world.as('update outbox set next_attempt_at = now() where id = $1', [id]);
    await mailbox.fault({ mode: 'reject-4xx', match: to });
    expect(await outbox.becomes(id, 'failed', 23)).toMatchObject({ last_error: 'EENVELOPE 450' });
  });

  it('with a code first, however many other mails stand in line', async () => {
    const batch = someAddress();
    await mailbox.fault({ mode: 'slow', match: batch, delayMs: 2_000, times: 60 });
    const ids = await Promise.all(Array.from({ length: 60 }, () => outbox.write(batch)));
    await mailbox.arrived(batch);
    const to = someAddress();
    const code = { eventKey: to, to, organizationId: null, template: 'verifieringskod', payload: { code: '123456' } };
    const { recipient, payload } = worker.get(Envelope, { strict: false }).close('email', { ...code, secretUntil: new Date() });
    const id = await world.as<string>(
      `insert into outbox (event_key, channel, template, recipient, payload, secret_until)
       values ($1, 'email', 'verifieringskod', $2, $3, now() + interval '10 minutes') returning id`,
      [to, recipient, JSON.stringify(payload)],
    );
    await outbox.becomes(id, 'sent');
    const before =
      'select count(*)::int from outbox o join outbox code on code.id = $1 where o.id = any($2) and o.sent_at between code.created_at and code.sent_at';
    expect(await world.as<number>(before, [id, ids])).toBeLessThanOrEqual(8);
    await world.as(`update outbox set status = 'withdrawn' where id = any($1) and status = 'pending'`, [ids]);
  });

  it('also while one of them takes long, and finishes that one before it ends', async () => {
    const [slow, other] = [someAddress(), someAddress()];
    await mailbox.fault({ mode: 'slow', match: slow, delayMs: 12_000 });
    const held = await outbox.write(slow);
    await mailbox.arrived(slow);
    await outbox.write(other);
    await mailbox.arrived(other);
    expect(await outbox.state(held)).toMatchObject({ status: 'sending' });
    await worker.close();
    expect(await outbox.state(held)).toMatchObject({ status: 'sent', attempts: 1 });
    worker = await testWorker({}, { write: (line) => void log.push(line) });
  });

  it('later, when a newer version of the product wrote it', async () => {
    const id = await outbox.write(someAddress(), { template: 'mall-som-kommer' });
    expect(await outbox.becomes(id, 'pending', 1)).toMatchObject({ last_error: 'TEMPLATE' });
  });

  it('never, when its template cannot be filled', async () => {
    const id = await outbox.write(someAddress(), { payload: null });
    expect(await outbox.becomes(id, 'failed')).toMatchObject({ last_error: 'RENDER' });
  });

  it('and logs ids and codes, never who it was to', async () => {
    const to = someAddress();
    const id = await outbox.write(to);
    await outbox.becomes(id, 'sent');
    await eventually(async () => log.find((line) => line.includes(id)), 'loggraden');
    expect(log.join()).not.toContain(to);
  });
});
