import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EidOrders } from '../../src/auth/index.js';
import { testApp } from '../setup/app.js';
import { OwnBankId } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { newPersonalNumber } from '../setup/identities.js';
import { World } from '../setup/world.js';
import { eventually } from '../setup/mailbox.js';

let app: NestFastifyApplication;
let world: World;
let bankid: OwnBankId;
const log: string[] = [];
beforeAll(async () => {
  bankid = await OwnBankId.start();
  [app, world] = [await testApp(bankid.env, log), await World.open()];
}, 120_000);
beforeEach(() => bankid.reset());
afterAll(async () => {
  await app.close();
  await world.close();
  await bankid.stop();
});

const stranger = () => ({ personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });
const statusAtBankId = async (qr: string) => (await bankid.orderOf(qr)).status;

describe('an order belongs to the browser that started it', () => {
  it.each(['collect', 'cancel'])('cannot be used without its token: %s', async (path) => {
    const [browser, other] = [new Browser(app), new Browser(app)];
    const [order, foreign] = [await browser.startBankId(), await other.startBankId()];
    for (const headers of [{}, { 'x-csrf-token': '' }, { 'x-csrf-token': foreign.csrfToken }] as Record<string, string>[]) {
      const answer = await browser.send('POST', `/auth/bankid/orders/${order.id}/${path}`, undefined, headers);
      expect([answer.status, answer.body.code]).toEqual([403, 'portal/cross-site']);
    }
    expect(await statusAtBankId(order.qr!)).toBe('pending');
  });

  it.each(['not-an-id', '00000000-0000-4000-8000-000000000000', "1' or '1'='1"])('does not exist under the id %s', async (id) => {
    const browser = new Browser(app);
    const { csrfToken } = await browser.startBankId();
    const answer = await browser.send('POST', `/auth/bankid/orders/${encodeURIComponent(id)}/collect`, undefined, {
      'x-csrf-token': csrfToken,
    });
    expect([answer.status, answer.body.code]).toEqual([404, 'eid/order-not-found']);
  });
});

describe('an order is one at a time', () => {
  it('is asked about by one collector, at least two seconds apart, however many ask us', async () => {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    const [orders, cookie] = [app.get(EidOrders), browser.cookies.get('__Host-ms-pre')];
    for (const end = performance.now() + 5_000; performance.now() < end;)
      await Promise.all(Array.from({ length: 20 }, () => orders.collect(order.id, cookie, order.csrfToken)));
    const stats = await bankid.get<{ shortestCollectIntervalMs: number; collectsTooFast: number; calls: { collect: number } }>('stats');
    expect(stats.collectsTooFast).toBe(0);
    expect(stats.shortestCollectIntervalMs).toBeGreaterThanOrEqual(2_000);
  });

  it('gives no session when it was cancelled before the answer came', async () => {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await bankid.approve(order, stranger());
    await bankid.fault('collect', { delayMs: 8_000 });
    const asking = browser.poll(order);
    const asked = async () => (await bankid.get<{ calls: { collect?: number } }>('stats')).calls.collect;
    await eventually(async () => ((await asked()) ? true : undefined), 'att BankID är frågat');
    await browser.send('POST', `/auth/bankid/orders/${order.id}/cancel`, undefined, { 'x-csrf-token': order.csrfToken });
    expect((await asking).body).toMatchObject({ status: 'failed', hint: 'userCancel' });
    expect(browser.cookies.has('__Host-ms')).toBe(false);
  });
});

describe('an order that nobody scans', () => {
  it('is replaced silently: the same order for the page, a new one at BankID', async () => {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await bankid.post('clock', { advanceMs: 31_000 });
    const next = await browser.pollUntil(order, ({ qr }) => qr !== undefined && qr.split('.')[1] !== order.qr!.split('.')[1]);
    expect(next).toMatchObject({ status: 'pending', hint: 'outstandingTransaction', messageKey: 'RFA1-QR' });
    await bankid.approve(next, stranger());
    expect((await browser.pollToEnd(order)).status).toBe('complete');
  });

  it('fails with the QR text when three minutes have passed', async () => {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await world.as(`update eid_order set first_issued_at = now() - interval '181 seconds' where id = $1`, [order.id]);
    await bankid.post('clock', { advanceMs: 31_000 });
    expect(await browser.pollToEnd(order)).toMatchObject({ status: 'failed', hint: 'startFailed', messageKey: 'RFA17B' });
  });

  it('is not replaced on the same device', async () => {
    const browser = new Browser(app);
    const order = await browser.startBankId('same-device');
    await bankid.post('clock', { advanceMs: 31_000 });
    expect(await browser.pollToEnd(order)).toMatchObject({ status: 'failed', hint: 'startFailed', messageKey: 'RFA17A' });
  });

  it('is swept away a minute after the page has stopped asking, on the same device after three', async () => {
    const [qr, here] = [new Browser(app), new Browser(app)];
    const [gone, inApp] = [await qr.startBankId(), await here.startBankId('same-device')];
    const age = (id: string, s: number) =>
      world.as(`update eid_order set last_polled_at = now() - make_interval(secs => $2) where id = $1`, [id, s]);
    // Those of files that ran before in the same database are not to grow old just now.
    await world.as('update eid_order set last_polled_at = now()', []);
    await Promise.all([age(gone.id, 61), age(inApp.id, 61)]);
    expect(await app.get(EidOrders).sweep()).toBe(1);
    expect(await statusAtBankId(gone.qr!)).toBe('failed');
    expect((await qr.poll(gone)).body).toMatchObject({ status: 'failed', hint: 'cancelled', messageKey: 'RFA3' });
    expect((await here.poll(inApp)).body).toMatchObject({ status: 'pending' });
    await age(inApp.id, 181);
    expect(await app.get(EidOrders).sweep()).toBe(1);
  });

  it('is swept away at BankID also beside one that no key opens any more', async () => {
    const [browser, other] = [new Browser(app), new Browser(app)];
    const [readable, unreadable] = [await browser.startBankId(), await other.startBankId()];
    await world.as(`update eid_order set key_id = 'borta' where id = $1`, [unreadable.id]);
    for (const { id } of [readable, unreadable])
      await world.as(`update eid_order set last_polled_at = now() - interval '61 seconds' where id = $1`, [id]);
    await app.get(EidOrders).sweep();
    expect(await statusAtBankId(readable.qr!)).toBe('failed');
    expect(await world.one('select status from eid_order where id = $1', [unreadable.id])).toBe('cancelled');
    expect(log.some((line) => line.includes('ordern gick inte att läsa'))).toBe(true);
  });
});

it('says in the log how long our own certificate lasts', async () => {
  await new Browser(app).startBankId();
  const line = log.find((one) => one.includes('klientcertifikatet för BankID'));
  expect(JSON.parse(line ?? '{}')).toMatchObject({ validTo: expect.any(String), daysLeft: expect.any(Number) });
});

describe('what BankID keeps secret', () => {
  it('stands in no answer and in no log', async () => {
    const [browser, who] = [new Browser(app), stranger()];
    const order = await browser.startBankId();
    const [{ orderRef, autoStartToken }] = await bankid.get<[{ orderRef: string; autoStartToken: string }]>('orders');
    const { secrets } = await app.get(EidOrders).collect(order.id, browser.cookies.get('__Host-ms-pre'), order.csrfToken);
    const { qrStartSecret } = secrets as { qrStartSecret: string };
    await bankid.approve(order, who);
    await browser.pollToEnd(order);
    const said = browser.seen.join('\n') + log.join('\n');
    for (const secret of [orderRef, autoStartToken, who.personalNumber, who.personalNumber.slice(2), order.csrfToken])
      expect(log.join('\n')).not.toContain(secret);
    for (const secret of [orderRef, autoStartToken, qrStartSecret]) expect(said).not.toContain(secret);
    expect(said).not.toMatch(/qrStartSecret|orderRef|completionData/);
    expect(log.length).toBeGreaterThan(3);
  });

  it('is sealed in the database', async () => {
    const order = await new Browser(app).startBankId();
    const { orderRef } = await bankid.orderOf(order.qr!);
    const row = await world.one<string>(`select e::text || encode(secrets_enc, 'escape') from eid_order e where id = $1`, [order.id]);
    expect(row).not.toContain(orderRef);
    expect(row).not.toContain(order.qr!.split('.')[1]);
  });
});
