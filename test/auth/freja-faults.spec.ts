import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { Browser } from '../setup/browser.js';
import { OwnFreja } from '../setup/freja.js';
import { newPersonalNumber } from '../setup/identities.js';
import { slack } from '../setup/slack.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
/** Applications that a test may break for good. Passport knows one strategy per name and process, so `app` is made last. */
let distrustful: NestFastifyApplication;
let tripping: NestFastifyApplication;
let without: NestFastifyApplication;
let world: World;
let freja: OwnFreja;
beforeAll(async () => {
  freja = await OwnFreja.start();
  world = await World.open();
  const off = Object.fromEntries(Object.keys({ FREJA_ENV: '', ...freja.env }).map((name) => [name, undefined as unknown as string]));
  without = await testApp(off);
  distrustful = await testApp({ ...freja.env, FREJA_TLS_CA_FILE: freja.foreignRoot });
  tripping = await testApp(freja.env);
  app = await testApp(freja.env);
}, 120_000);
// A call that succeeds, so that the failures of one test are no row together with those of the next.
beforeEach(async () => {
  await freja.reset();
  await new Browser(app).startFreja();
  await freja.reset();
});
afterAll(async () => {
  for (const one of [app, tripping, distrustful, without]) await one.close();
  await world.close();
  await freja.stop();
});

const stranger = () => ({ personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });
const start = (browser: Browser) => browser.send('POST', '/auth/freja/orders', { mode: 'qr' });
const wrong = 'Något gick fel. Försök igen.';
const error = (status: number, code: number) => ({ status, body: { code, message: 'x' } });

describe('when a log-in is started', () => {
  it.each<[what: string, fault: object, status: number, code: string, title: string | RegExp]>([
    ['an ongoing one (2000)', error(422, 2000), 409, 'eid/other-errand', /^Ett annat ärende pågår redan i Freja-appen/],
    ...[1000, 1001, 1002, 1004, 1005, 1007, 1008, 1010, 1011, 1012, 2002].map(
      (code) =>
        [`code ${code}`, error(code === 1012 ? 422 : 400, code), 502, 'eid/rejected', wrong] as [string, object, number, string, string],
    ),
    ['code 0', error(500, 0), 503, 'eid/unavailable', wrong],
    ['400 without a code', { status: 400, body: {} }, 503, 'eid/unavailable', wrong],
    ['401', { status: 401, html: true }, 502, 'eid/rejected', wrong],
    ['403 as a page', { status: 403, html: true }, 502, 'eid/rejected', wrong],
    ['404 as a page', { status: 404, html: true }, 503, 'eid/unavailable', wrong],
    ['410', { status: 410, html: true }, 503, 'eid/unavailable', wrong],
    ['429', error(429, 1000), 503, 'eid/unavailable', wrong],
    ['500', { status: 500, html: true }, 503, 'eid/unavailable', wrong],
    ['503', { maintenance: true }, 503, 'eid/unavailable', wrong],
    ['an HTML page', { status: 200, html: true }, 503, 'eid/unavailable', wrong],
    ['half of the JSON', { truncate: true }, 503, 'eid/unavailable', wrong],
    ['an empty body', { status: 200, body: '' }, 503, 'eid/unavailable', wrong],
    ['JSON that is no object', { status: 200, body: '[]' }, 503, 'eid/unavailable', wrong],
    ['another content type', { contentType: 'text/html' }, 503, 'eid/unavailable', wrong],
    ['an answer without a reference', { status: 200, body: { authRef: '' } }, 503, 'eid/unavailable', wrong],
    ['a closed connection', { reset: true }, 503, 'eid/unavailable', wrong],
  ])('tells what to do after %s', async (_what, fault, status, code, title) => {
    await freja.fault('authInit', fault, { times: 3 });
    const browser = new Browser(app);
    const answer = await start(browser);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.title).toMatch(title);
    expect([...browser.cookies.keys()]).toEqual(['__Host-ms-device']);
    const { calls } = await freja.get<{ calls: Record<string, number> }>('stats');
    expect(calls.authInit).toBe(1);
  });

  it('reads past fields that were invented later', async () => {
    await freja.fault('*', { unknownField: true }, { times: 5 });
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.approve(order, stranger());
    expect((await browser.pollToEnd(order)).status).toBe('complete');
  });

  it("does not speak to a server whose certificate is not Freja's, nor trust a root that was not given to it", async () => {
    await freja.fault('*', { otherCa: true }, { times: 5 });
    expect((await start(new Browser(app))).body.code).toBe('eid/unavailable');
    await freja.reset();
    expect((await start(new Browser(distrustful))).body.code).toBe('eid/unavailable');
    expect(await freja.get('orders')).toEqual([]);
  });

  it('stops calling after five failures in a row, and BankID goes on', async () => {
    await freja.fault('authInit', { reset: true }, { times: 50 });
    for (let i = 0; i < 8; i++) await start(new Browser(tripping));
    const { calls } = await freja.get<{ calls: Record<string, number> }>('stats');
    expect(calls.authInit).toBe(5);
    expect((await new Browser(tripping).startBankId()).qr).toMatch(/^bankid\./);
  });

  it('gives up within ten seconds of silence', async () => {
    await freja.fault('authInit', { delayMs: 20_000 });
    const started = performance.now();
    expect((await start(new Browser(app))).body.code).toBe('eid/unavailable');
    expect(performance.now() - started).toBeLessThan(10_000 + slack());
  });

  it('is not offered where the operator has not configured it', async () => {
    expect((await without.inject({ url: '/api/v1/operator' })).json()).toMatchObject({ freja: false });
    expect((await app.inject({ url: '/api/v1/operator' })).json()).toMatchObject({ freja: true });
    const answer = await start(new Browser(without));
    expect([answer.status, answer.body.code]).toEqual([404, 'eid/not-offered']);
  });
});

describe('while a log-in is under way', () => {
  it.each([
    ['an order that is gone (1100)', error(400, 1100), 'EXPIRED', 'Tiden gick ut. Försök igen.'],
    ['410', { status: 410, html: true }, 'EXPIRED', 'Tiden gick ut. Försök igen.'],
    ['403 as a page', { status: 403, html: true }, 'rejected', wrong],
    ['code 1008', error(400, 1008), 'rejected', wrong],
  ])('fails at once after %s', async (_what, fault, hint, message) => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.approve(order, stranger());
    await freja.fault('authResult', fault);
    expect((await browser.poll(order)).body).toMatchObject({ status: 'failed', hint, message });
    expect(await browser.session()).toMatchObject({ authenticated: false });
  });

  it.each([
    ['a closed connection', { reset: true }],
    ['an HTML page', { html: true }],
    ['half of the JSON', { truncate: true }],
    ['another content type', { contentType: 'text/html' }],
    ['a certificate of another CA', { otherCa: true }],
    ['503', { maintenance: true }],
    ['code 0', error(500, 0)],
    ['too many requests', error(429, 1000)],
    ['an answer without a status', { status: 200, body: { authRef: 'x' } }],
  ])('goes on after %s', async (_what, fault) => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.fault('authResult', fault);
    expect((await browser.poll(order)).body).toMatchObject({ status: 'pending' });
    await freja.approve(order, stranger());
    expect((await browser.pollToEnd(order)).status).toBe('complete');
  });

  it.each([
    ['an HTML page', { html: true }],
    ['half of the JSON', { truncate: true }],
    ['another content type', { contentType: 'text/html' }],
    ['a certificate of another CA', { otherCa: true }],
  ])('gives up when Freja has given %s for twelve seconds', async (_what, fault) => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.approve(order, stranger());
    await world.as(`update eid_order set issued_at = now() - interval '13 seconds' where id = $1`, [order.id]);
    await freja.fault('*', fault, { times: 9 });
    expect(await browser.pollToEnd(order)).toMatchObject({ status: 'failed', hint: 'unavailable', message: wrong });
    expect(await browser.session()).toMatchObject({ authenticated: false });
  });

  it('gives up after two minutes also when Freja does not say that the time is out', async () => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await world.as(`update eid_order set issued_at = now() - interval '126 seconds' where id = $1`, [order.id]);
    expect((await browser.poll(order)).body).toMatchObject({ status: 'failed', hint: 'EXPIRED', messageKey: 'FREJA-EXPIRED' });
  });
});

describe('every status of Freja', () => {
  it('DELIVERED_TO_MOBILE is told, and the QR code is gone', async () => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.post('scan', { qr: order.qr, person: stranger() });
    expect((await browser.poll(order)).body).toEqual({
      status: 'pending',
      hint: 'DELIVERED_TO_MOBILE',
      messageKey: 'FREJA-DELIVERED',
      message: 'Godkänn i Freja-appen.',
    });
  });

  it('one that was invented later is told as pending', async () => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.fault('authResult', { unknownHint: true, unknownField: true });
    expect((await browser.poll(order)).body).toMatchObject({
      status: 'pending',
      messageKey: 'FREJA-PENDING',
      message: 'En identifiering pågår.',
    });
  });

  it.each([
    ['cancel', 'CANCELED', 'Du avbröt i Freja-appen.'],
    ['reject', 'REJECTED', 'Begäran avvisades. Försök igen.'],
    ['expire', 'EXPIRED', 'Tiden gick ut. Försök igen.'],
    ['block', 'REJECTED', 'Begäran avvisades. Försök igen.'],
  ])('%s ends the log-in with %s and without a session', async (action, hint, message) => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.act((await freja.latest()).ref, { action });
    expect((await browser.poll(order)).body).toMatchObject({ status: 'failed', hint, message });
    expect(await browser.session()).toMatchObject({ authenticated: false });
  });

  it('RP_CANCELED ends the log-in', async () => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.fault('authResult', { status: 200, body: { authRef: 'x', status: 'RP_CANCELED' } });
    expect((await browser.poll(order)).body).toMatchObject({ status: 'failed', hint: 'RP_CANCELED', message: 'Åtgärden avbröts.' });
  });

  it('two log-ins of one person at once end both as REJECTED', async () => {
    const [who, first, second] = [stranger(), new Browser(app), new Browser(app)];
    const [one, two] = [await first.startFreja(), await second.startFreja()];
    await freja.post('scan', { qr: one.qr, person: who });
    await freja.post('scan', { qr: two.qr, person: who }).catch(() => undefined);
    expect((await first.poll(one)).body).toMatchObject({ status: 'failed', hint: 'REJECTED' });
    expect((await second.poll(two)).body).toMatchObject({ status: 'failed', hint: 'REJECTED' });
  });
});

describe('a signed answer that does not hold gives no session', () => {
  const evidence = 'Vi kunde inte kontrollera svaret från Freja. Försök igen. Kontakta supporten om det händer flera gånger.';
  it.each<[fault: string, hint: string, message: string]>([
    ...[
      ...['unknownX5t', 'wrongX5t', 'noX5t', 'algNone', 'algHs256', 'tampered', 'truncated', 'noDetails'],
      ...['noSsn', 'invalidSsn', 'expiredTimestamp', 'futureTimestamp', 'otherRef', 'notApproved'],
    ].map((fault) => [fault, 'evidenceRefused', evidence] as [string, string, string]),
    ['basicLevel', 'levelTooLow', 'Du behöver Freja+ för att logga in. Uppgradera i Freja-appen och försök igen.'],
    ['otherCountry', 'notSwedish', 'Du behöver ett svenskt personnummer eller samordningsnummer för att logga in.'],
  ])('%s', async (fault, hint, message) => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.approve(order, stranger(), fault);
    expect((await browser.poll(order)).body).toMatchObject({ status: 'failed', hint, message });
    expect(browser.cookies.has('__Host-ms')).toBe(false);
    expect(await browser.session()).toMatchObject({ authenticated: false });
    expect(await world.one('select person_id from eid_order where id = $1', [order.id])).toBeNull();
  });
});
