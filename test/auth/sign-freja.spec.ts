import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { Browser } from '../setup/browser.js';
import { OwnFreja } from '../setup/freja.js';
import { newPersonalNumber, withBankId } from '../setup/identities.js';
import { agreement, type Ordered, Signing } from '../setup/signing.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let freja: OwnFreja;
let signing: Signing;
const log: string[] = [];
const FREJA = { provider: 'freja' } as const;
beforeAll(async () => {
  freja = await OwnFreja.start();
  [app, world] = [await testApp(freja.env, log), await World.open()];
  signing = new Signing(app);
});
beforeEach(() => freja.reset());
afterAll(async () => {
  await app.close();
  await world.close();
  await freja.stop();
});

const stranger = () => ({ personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });
const evidence = 'Vi kunde inte kontrollera svaret från Freja. Försök igen. Kontakta supporten om det händer flera gånger.';
const otherPerson = 'Underskriften gjordes av en annan person än den som skulle skriva under. Försök igen med din egen e-legitimation.';

async function isNoSignature(order: Ordered): Promise<void> {
  expect(await world.as('select count(*)::int from signature where order_id = $1', [order.id])).toBe(0);
  await expect(signing.use(order, agreement())).rejects.toMatchObject({ code: 'signature/not-complete' });
}

it('lets whoever holds the link sign by the QR code, over the text and the hidden data, and keeps it', async () => {
  const [browser, who] = [new Browser(app), stranger()];
  const order = await signing.start(browser, agreement(), FREJA);
  const { request } = await freja.latest();
  expect(request).toMatchObject({
    userInfoType: 'INFERRED',
    minRegistrationLevel: 'PLUS',
    title: 'Godkänn ett villkor',
    signatureType: 'EXTENDED',
  });
  expect(JSON.stringify(request)).toContain('• Organisation: Testby kommun (212000-0142)');
  await freja.approve(order, who);
  expect(await signing.end(browser, order)).toMatchObject({ status: 'complete', messageKey: 'signed' });
  expect(await signing.use(order, agreement())).toMatchObject({ provider: 'freja', name: 'Ny Person' });
  await expect(signing.use(order, agreement())).rejects.toMatchObject({ code: 'signature/used' });
  expect(log.join('\n')).not.toContain(who.personalNumber);
});

it('sends a signature that one person must make to that person’s own app, without a code to scan', async () => {
  const person = await world.person('Karin Kollega');
  const who = await withBankId(world, person);
  const request = agreement({ signer: { personId: person.id } });
  const browser = new Browser(app);
  const order = await signing.start(browser, request, FREJA);
  expect(order.qr).toBeUndefined();
  const { ref, request: asked } = await freja.latest();
  expect(asked).toMatchObject({ userInfoType: 'SSN' });
  expect((await signing.ask(browser, order)).body).toMatchObject({ status: 'pending', message: 'Godkänn i Freja-appen.' });
  await freja.act(ref, { action: 'approve', person: who });
  expect((await signing.end(browser, order)).status).toBe('complete');
  expect((await signing.use(order, request)).personId).toBe(person.id);
});

describe('a signature that does not hold is none', () => {
  it.each<[fault: string, hint: string, message: string]>([
    ...[
      ...['unknownX5t', 'wrongX5t', 'noX5t', 'algNone', 'algHs256', 'tampered', 'truncated', 'noDetails'],
      ...['noSsn', 'invalidSsn', 'expiredTimestamp', 'futureTimestamp', 'otherRef', 'notApproved', 'otherText'],
      ...['ocspRevoked', 'ocspUnknown', 'ocspStale', 'ocspOtherSerial', 'ocspForged', 'ocspUnavailable', 'ocspMissing'],
    ].map((fault) => [fault, 'evidenceRefused', evidence] as [string, string, string]),
    ['otherPerson', 'otherPerson', otherPerson],
    ['basicLevel', 'levelTooLow', 'Du behöver Freja+ för att skriva under. Uppgradera i Freja-appen och försök igen.'],
    ['otherCountry', 'notSwedish', 'Du behöver ett svenskt personnummer eller samordningsnummer för att skriva under.'],
  ])('%s', async (fault, hint, message) => {
    const [browser, who] = [new Browser(app), stranger()];
    const order = await signing.start(browser, agreement(), FREJA);
    await freja.approve(order, who, fault);
    expect(await signing.end(browser, order)).toMatchObject({ status: 'failed', hint, message });
    await isNoSignature(order);
    expect(log.filter((line) => line.includes(order.id) && line.includes('godtogs inte')).length).toBe(1);
    expect(log.join('\n')).not.toContain(who.personalNumber);
  });

  it('but what stands outside the signed result is never read', async () => {
    const browser = new Browser(app);
    const order = await signing.start(browser, agreement(), FREJA);
    await freja.approve(order, stranger(), 'outerDiffers');
    expect((await signing.end(browser, order)).status).toBe('complete');
    expect((await signing.use(order, agreement())).name).toBe('Ny Person');
  });
});

describe('a signature under way', () => {
  it.each([
    ['cancel', 'CANCELED', 'Du avbröt i Freja-appen.'],
    ['reject', 'REJECTED', 'Begäran avvisades. Försök igen.'],
    ['expire', 'EXPIRED', 'Tiden gick ut. Försök igen.'],
  ])('ends with %s in the app as told', async (action, hint, message) => {
    const browser = new Browser(app);
    const order = await signing.start(browser, agreement(), FREJA);
    await freja.act((await freja.latest()).ref, { action });
    expect(await signing.end(browser, order)).toMatchObject({ status: 'failed', hint, message });
    await isNoSignature(order);
  });

  it('is cancelled at Freja when the person gives up', async () => {
    const browser = new Browser(app);
    const order = await signing.start(browser, agreement(), FREJA);
    expect((await signing.ask(browser, order, 'cancel')).status).toBe(204);
    expect((await freja.latest()).status).toBe('RP_CANCELED');
  });

  it.each([
    ['another errand (2000)', { status: 422, body: { code: 2000, message: 'x' } }, 'eid/other-errand'],
    ['a refused request (3001)', { status: 400, body: { code: 3001, message: 'x' } }, 'eid/rejected'],
    ['500', { status: 500, html: true }, 'eid/unavailable'],
    ['a closed connection', { reset: true }, 'eid/unavailable'],
  ])('does not begin after %s', async (_what, fault, code) => {
    await freja.fault('signInit', fault);
    await expect(signing.start(new Browser(app), agreement(), FREJA)).rejects.toMatchObject({ code });
  });
});
