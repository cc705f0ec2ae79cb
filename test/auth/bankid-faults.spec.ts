import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { OwnBankId } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { newPersonalNumber } from '../setup/identities.js';
import { slack } from '../setup/slack.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
/** Applications that a test may break for good. Passport knows one strategy per name and process, so `app` is made last. */
let distrustful: NestFastifyApplication;
let tripping: NestFastifyApplication;
let world: World;
let bankid: OwnBankId;
beforeAll(async () => {
  bankid = await OwnBankId.start();
  world = await World.open();
  distrustful = await testApp({ ...bankid.env, BANKID_TLS_CA_FILE: bankid.foreignRoot });
  tripping = await testApp(bankid.env);
  app = await testApp(bankid.env);
}, 120_000);
// A call that succeeds, so that the failures of one test are no row together with those of the next.
beforeEach(async () => {
  await bankid.reset();
  await new Browser(app).startBankId();
  await bankid.reset();
});
afterAll(async () => {
  for (const one of [app, tripping, distrustful]) await one.close();
  await world.close();
  await bankid.stop();
});

const stranger = () => ({ personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });
const wrong = 'Något gick fel. Försök igen.';
const inProgress = 'En identifiering eller underskrift pågår redan för ditt personnummer. Försök igen.';

describe('when a log-in is started', () => {
  it.each([
    ['400 invalidParameters', { status: 400, body: { errorCode: 'invalidParameters', details: 'x' } }, 502, 'eid/rejected', wrong],
    [
      '400 alreadyInProgress',
      { status: 400, body: { errorCode: 'alreadyInProgress', details: 'x' } },
      409,
      'eid/already-in-progress',
      inProgress,
    ],
    ['401', { status: 401, body: { errorCode: 'unauthorized' } }, 502, 'eid/rejected', wrong],
    ['403 as a page', { status: 403, html: true }, 502, 'eid/rejected', wrong],
    ['404', { status: 404, body: { errorCode: 'notFound' } }, 502, 'eid/rejected', wrong],
    ['405', { status: 405, body: { errorCode: 'methodNotAllowed' } }, 502, 'eid/rejected', wrong],
    ['408', { status: 408, body: { errorCode: 'requestTimeout' } }, 503, 'eid/unavailable', wrong],
    ['415', { status: 415, body: { errorCode: 'unsupportedMediaType' } }, 502, 'eid/rejected', wrong],
    ['429', { status: 429, body: { errorCode: 'tooManyRequests' } }, 503, 'eid/unavailable', wrong],
    ['500', { status: 500, body: { errorCode: 'internalError' } }, 503, 'eid/unavailable', wrong],
    ['503 maintenance', { maintenance: true }, 503, 'eid/unavailable', wrong],
    ['an HTML page', { html: true }, 503, 'eid/unavailable', wrong],
    ['half of the JSON', { truncate: true }, 503, 'eid/unavailable', wrong],
    ['an empty body', { status: 200, body: '' }, 503, 'eid/unavailable', wrong],
    ['JSON that is no object', { status: 200, body: '[]' }, 503, 'eid/unavailable', wrong],
    ['an answer without its fields', { status: 200, body: { orderRef: 'x' } }, 503, 'eid/unavailable', wrong],
    ['another content type', { contentType: 'text/plain' }, 503, 'eid/unavailable', wrong],
    ['a closed connection', { reset: true }, 503, 'eid/unavailable', wrong],
  ])('tells what to do after %s', async (_what, fault, status, code, title) => {
    await bankid.fault('auth', fault, { times: 3 });
    const browser = new Browser(app);
    const answer = await browser.send('POST', '/auth/bankid/orders', { mode: 'qr' });
    expect([answer.status, answer.body.code, answer.body.title]).toEqual([status, code, title]);
    expect([...browser.cookies.keys()]).toEqual(['__Host-ms-device']);
    const { calls } = await bankid.get<{ calls: Record<string, number> }>('stats');
    expect(calls.auth ?? 0).toBeLessThanOrEqual(1);
  });

  it("does not speak to a server whose certificate is not BankID's", async () => {
    await bankid.fault('*', { otherCa: true }, { times: 5 });
    const answer = await new Browser(app).send('POST', '/auth/bankid/orders', { mode: 'qr' });
    expect([answer.status, answer.body.code]).toEqual([503, 'eid/unavailable']);
    expect(await bankid.get('orders')).toEqual([]);
  });

  it('does not trust a root that was not given to it', async () => {
    const answer = await new Browser(distrustful).send('POST', '/auth/bankid/orders', { mode: 'qr' });
    expect(answer.body.code).toBe('eid/unavailable');
  });

  it('stops calling after five failures in a row', async () => {
    await bankid.fault('auth', { reset: true }, { times: 50 });
    for (let i = 0; i < 8; i++) await new Browser(tripping).send('POST', '/auth/bankid/orders', { mode: 'qr' });
    const { calls } = await bankid.get<{ calls: Record<string, number> }>('stats');
    expect(calls.auth).toBe(5);
  });

  it('gives up within ten seconds of silence', async () => {
    await bankid.fault('auth', { delayMs: 20_000 });
    const started = performance.now();
    const answer = await new Browser(app).send('POST', '/auth/bankid/orders', { mode: 'qr' });
    expect(answer.body.code).toBe('eid/unavailable');
    expect(performance.now() - started).toBeGreaterThan(8_900);
    expect(performance.now() - started).toBeLessThan(10_000 + slack());
  });

  it('reads past fields that were invented later', async () => {
    await bankid.fault('*', { unknownField: true }, { times: 5 });
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await bankid.approve(order, stranger());
    expect((await browser.pollToEnd(order)).status).toBe('complete');
  });
});

describe('while a log-in is under way', () => {
  it.each([
    ['408', { status: 408, body: { errorCode: 'requestTimeout' } }, 'unavailable', 'RFA5'],
    ['500', { status: 500, body: { errorCode: 'internalError' } }, 'unavailable', 'RFA5'],
    [
      'an order that is gone',
      { status: 400, body: { errorCode: 'invalidParameters', details: 'No such order' } },
      'expiredTransaction',
      'RFA8',
    ],
    ['403 as a page', { status: 403, html: true }, 'rejected', 'RFA22'],
  ])('fails at once after %s', async (_what, fault, hint, messageKey) => {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await bankid.approve(order, stranger());
    await bankid.fault('collect', fault);
    expect(await browser.pollToEnd(order)).toMatchObject({ status: 'failed', hint, messageKey });
    expect(await browser.session()).toMatchObject({ authenticated: false });
  });

  it.each([
    ['a closed connection', { reset: true }],
    ['an HTML page', { html: true }],
    ['half of the JSON', { truncate: true }],
    ['another content type', { contentType: 'text/plain' }],
    ['a certificate of another CA', { otherCa: true }],
    ['maintenance', { maintenance: true }],
    ['too many requests', { status: 429, body: { errorCode: 'tooManyRequests' } }],
    ['an unknown hint', { unknownHint: true }],
  ])('goes on after %s', async (_what, fault) => {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await bankid.fault('collect', fault);
    expect(await browser.pollUntil(order, () => true)).toMatchObject({ status: 'pending' });
    await bankid.approve(await browser.pollUntil(order, ({ qr }) => qr !== undefined).catch(() => order), stranger());
    expect((await browser.pollToEnd(order)).status).toBe('complete');
  });

  it('asks a second time at once when the connection broke before any answer, and gets the final answer', async () => {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await bankid.approve(order, stranger());
    await bankid.fault('collect', { reset: true });
    expect((await browser.poll(order)).body).toMatchObject({ status: 'complete' });
  });

  it.each([
    ['an HTML page', { html: true }],
    ['half of the JSON', { truncate: true }],
    ['another content type', { contentType: 'text/plain' }],
    ['a certificate of another CA', { otherCa: true }],
  ])('gives up when BankID has given %s for twelve seconds', async (_what, fault) => {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await bankid.approve(order, stranger());
    await world.as(`update eid_order set issued_at = now() - interval '13 seconds' where id = $1`, [order.id]);
    await bankid.fault('*', fault, { times: 9 });
    expect(await browser.pollToEnd(order)).toMatchObject({ status: 'failed', hint: 'unavailable', messageKey: 'RFA5', message: wrong });
    expect(await browser.session()).toMatchObject({ authenticated: false });
  });

  it('gives no session for an identity that is none', async () => {
    for (const completionData of [undefined, {}, { user: { personalNumber: '199908072391' } }, { user: null }]) {
      const browser = new Browser(app);
      const order = await browser.startBankId();
      await bankid.fault('collect', { status: 200, body: { orderRef: 'x', status: 'complete', completionData } });
      expect((await browser.poll(order)).body).toMatchObject({ status: 'pending' });
      await bankid.reset();
    }
    const browser = new Browser(app);
    const order = await browser.startBankId();
    const user = { personalNumber: '199908072392', name: 'Fel Siffra', givenName: 'Fel', surname: 'Siffra' };
    await bankid.fault('collect', { status: 200, body: { orderRef: 'x', status: 'complete', completionData: { user } } });
    expect((await browser.poll(order)).body).toMatchObject({ status: 'failed', messageKey: 'RFA22' });
    expect(browser.cookies.has('__Host-ms')).toBe(false);
  });

  it('refuses a high risk also when BankID lets it pass', async () => {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    const user = { personalNumber: newPersonalNumber(), name: 'Ny Person', givenName: 'Ny', surname: 'Person' };
    await bankid.fault('collect', { status: 200, body: { orderRef: 'x', status: 'complete', completionData: { user, risk: 'high' } } });
    expect((await browser.poll(order)).body).toMatchObject({ status: 'failed', hint: 'transactionRiskBlocked' });
    expect(browser.cookies.has('__Host-ms')).toBe(false);
  });

  it('refuses a high risk', async () => {
    await bankid.post('profile', { risk: 'high' });
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await bankid.approve(order, stranger()).catch(() => undefined);
    expect(await browser.pollToEnd(order)).toMatchObject({
      status: 'failed',
      hint: 'transactionRiskBlocked',
      message: 'Identifieringen stoppades av säkerhetsskäl.',
    });
  });
});

describe('every hint of BankID', () => {
  it.each([
    ['noClient', 'RFA1'],
    ['started', 'RFA15A'],
    ['userSign', 'RFA9'],
    ['processing', 'RFA21'],
    ['userMrtd', 'RFA23'],
    ['userFace', 'RFA24'],
    ['userStepUp', 'RFA25'],
    ['userCallConfirm', 'RFA21'],
    ['inventedLater', 'RFA21'],
  ])('%s is told while the log-in goes on', async (hint, messageKey) => {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await bankid.act((await bankid.orderOf(order.qr!)).orderRef, { action: 'hint', hintCode: hint });
    expect((await browser.poll(order)).body).toMatchObject({ status: 'pending', hint, messageKey });
  });

  it.each([
    ['expiredTransaction', 'RFA8'],
    ['certificateErr', 'RFA16'],
    ['userCancel', 'RFA6'],
    ['cancelled', 'RFA3'],
    ['userDeclinedCall', 'RFA22'],
    ['notSupportedByUserApp', 'RFA22'],
    ['transactionRiskBlocked', 'RFA22'],
    ['mrtdVerificationFailed', 'RFA26'],
    ['facialRecognitionFailed', 'RFA27'],
    ['nfcNotSupportedByDevice', 'RFA28'],
    ['multipleBankIdsOnDevice', 'RFA29'],
    ['stepUpFailed', 'RFA30'],
    ['inventedLater', 'RFA22'],
  ])('%s ends the log-in with its text and without a session', async (hint, messageKey) => {
    const browser = new Browser(app);
    const order = await browser.startBankId();
    await bankid.act((await bankid.orderOf(order.qr!)).orderRef, { action: 'fail', hintCode: hint });
    expect((await browser.poll(order)).body).toMatchObject({ status: 'failed', hint, messageKey });
    expect(await browser.session()).toMatchObject({ authenticated: false });
  });
});
