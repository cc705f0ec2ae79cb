import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { OwnBankId } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { newPersonalNumber, withBankId } from '../setup/identities.js';
import { agreement, type Ordered, Signing } from '../setup/signing.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let bankid: OwnBankId;
let signing: Signing;
const log: string[] = [];
beforeAll(async () => {
  bankid = await OwnBankId.start();
  [app, world] = [await testApp(bankid.env, log), await World.open()];
  signing = new Signing(app);
});
beforeEach(() => bankid.reset());
afterAll(async () => {
  await app.close();
  await world.close();
  await bankid.stop();
});

const stranger = () => ({ personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });
const kept = ({ id }: Ordered) => world.as<number>('select count(*)::int from signature where order_id = $1', [id]);
const refused = 'Vi kunde inte kontrollera underskriften. Försök igen. Kontakta supporten om det händer flera gånger.';
const otherPerson = 'Underskriften gjordes av en annan person än den som skulle skriva under. Försök igen med din egen e-legitimation.';

/** An order that has ended without a signature: nothing is kept and nothing can be used. */
async function isNoSignature(order: Ordered): Promise<void> {
  expect(await kept(order)).toBe(0);
  expect(await world.as('select person_id from eid_order where id = $1', [order.id])).toBeNull();
  await expect(signing.use(order, agreement())).rejects.toMatchObject({ code: 'signature/not-complete' });
}

describe('a signature that does not hold is none', () => {
  it.each([
    ...['foreignRoot', 'expiredLeaf', 'rsaSha1', 'tampered', 'truncatedXml', 'extraComment', 'secondData'],
    ...['otherText', 'otherHiddenText', 'otherPurpose', 'otherService'],
    ...['ocspRevoked', 'ocspUnknown', 'ocspStale', 'ocspOtherSerial', 'ocspOtherNonce', 'ocspNoNonce', 'ocspForged', 'ocspUnavailable'],
  ])('%s', async (evidence) => {
    const [browser, who] = [new Browser(app), stranger()];
    const order = await signing.start(browser, agreement());
    await bankid.approve(order, who, evidence);
    expect(await signing.end(browser, order)).toMatchObject({
      status: 'failed',
      hint: 'evidenceRefused',
      messageKey: 'evidence',
      message: refused,
    });
    await isNoSignature(order);
    const said = log.filter((line) => line.includes(order.id) && line.includes('underskriften håller inte'));
    expect(said.map((line) => JSON.parse(line))).toEqual([expect.objectContaining({ level: 'warn', failure: expect.any(String) })]);
    expect(log.join('\n')).not.toContain(who.personalNumber);
  });

  it('a certificate of another person than the one BankID names', async () => {
    const browser = new Browser(app);
    const order = await signing.start(browser, agreement());
    await bankid.approve(order, stranger(), 'otherPerson');
    expect(await signing.end(browser, order)).toMatchObject({ status: 'failed', hint: 'otherPerson', message: otherPerson });
    await isNoSignature(order);
  });

  it('but BankID on file is as good as the mobile one', async () => {
    const browser = new Browser(app);
    const order = await signing.start(browser, agreement());
    await bankid.approve(order, stranger(), 'otherPolicy');
    expect((await signing.end(browser, order)).status).toBe('complete');
    expect(await kept(order)).toBe(1);
  });
});

describe('a signature that only one person may make', () => {
  it('cannot be made by another: BankID refuses, and so do we when it does not; trying again in the same browser is no second errand', async () => {
    const person = await world.person('Karin Kollega');
    const { personalNumber } = await withBankId(world, person);
    const request = agreement({ signer: { personId: person.id } });
    const browser = new Browser(app);
    const first = await signing.start(browser, request);
    await expect(bankid.approve(first, stranger())).rejects.toThrow('wrongPerson');

    const order = await signing.start(browser, request);
    // As the app would be if it let somebody else in after all.
    const somebody = { ...stranger(), name: 'Ny Person' };
    const body = {
      orderRef: 'x',
      status: 'complete',
      completionData: { user: somebody, device: {}, signature: 'eA==', ocspResponse: 'eA==' },
    };
    await bankid.fault('collect', { status: 200, body });
    expect(await signing.end(browser, order)).toMatchObject({ status: 'failed', hint: 'evidenceRefused' });
    await isNoSignature(order);
    await bankid.reset();

    const own = await signing.start(browser, request);
    await bankid.approve(own, { personalNumber, givenName: 'Karin', surname: 'Kollega' });
    expect((await signing.end(browser, own)).status).toBe('complete');
    expect((await signing.use(own, request)).personId).toBe(person.id);
  });
});

describe('when a signature is started', () => {
  it.each<[what: string, fault: object, status: number, code: string]>([
    [
      'another errand of the person',
      { status: 400, body: { errorCode: 'alreadyInProgress', details: 'x' } },
      409,
      'eid/already-in-progress',
    ],
    ['invalid parameters', { status: 400, body: { errorCode: 'invalidParameters', details: 'x' } }, 502, 'eid/rejected'],
    ['403 as a page', { status: 403, html: true }, 502, 'eid/rejected'],
    ['500', { status: 500, body: { errorCode: 'internalError', details: 'x' } }, 503, 'eid/unavailable'],
    ['maintenance', { maintenance: true }, 503, 'eid/unavailable'],
    ['half of the JSON', { truncate: true }, 503, 'eid/unavailable'],
    ['a closed connection', { reset: true }, 503, 'eid/unavailable'],
  ])('tells what to do after %s, and is not sent twice', async (_what, fault, status, code) => {
    await bankid.fault('sign', fault, { times: 3 });
    await expect(signing.start(new Browser(app), agreement())).rejects.toMatchObject({ status, code });
    expect((await bankid.get<{ calls: Record<string, number> }>('stats')).calls.sign).toBe(1);
    await bankid.reset();
    await signing.start(new Browser(app), agreement());
  });
});

describe('a signature under way', () => {
  it.each([
    ['cancel', {}, 'userCancel', 'Åtgärden avbröts.'],
    [
      'block',
      {},
      'certificateErr',
      'Ditt BankID är för gammalt eller spärrat. Använd ett annat BankID eller skaffa ett nytt hos din bank.',
    ],
    ['transactionRiskBlocked', {}, 'transactionRiskBlocked', 'Underskriften stoppades av säkerhetsskäl.'],
    ['fail', { hintCode: 'inventedLater' }, 'inventedLater', 'Något gick fel. Försök igen.'],
  ])('ends with %s in the app as told', async (action, more, hint, message) => {
    const browser = new Browser(app);
    const order = await signing.start(browser, agreement());
    const { orderRef } = await bankid.orderOf(order.qr!);
    const who = stranger();
    await bankid.act(orderRef, { action: 'start', person: who });
    await bankid.act(orderRef, { action, ...more });
    expect(await signing.end(browser, order)).toMatchObject({ status: 'failed', hint, message });
    await isNoSignature(order);
  });

  it('is started anew, with the same text, when nobody scans it', async () => {
    const browser = new Browser(app);
    const order = await signing.start(browser, agreement());
    await bankid.post('clock', { advanceMs: 31_000 });
    const text = async () => JSON.stringify(await bankid.get('orders'));
    for (const end = Date.now() + 20_000; Date.now() < end && (await bankid.get<object[]>('orders')).length < 2;)
      await signing.ask(browser, order);
    expect((await text()).match(/# Godkänn ett villkor/g)?.length).toBeGreaterThanOrEqual(2);
  });
});
