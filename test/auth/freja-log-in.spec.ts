import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EidOrders } from '../../src/auth/index.js';
import { testApp } from '../setup/app.js';
import { Browser, type Started } from '../setup/browser.js';
import { OwnFreja } from '../setup/freja.js';
import { newPersonalNumber, withBankId } from '../setup/identities.js';
import { eventually } from '../setup/mailbox.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let moving: NestFastifyApplication;
let world: World;
let freja: OwnFreja;
const log: string[] = [];
beforeAll(async () => {
  freja = await OwnFreja.start();
  world = await World.open();
  moving = await testApp({ ...freja.env, FREJA_DYNAMIC_QR: '1' });
  app = await testApp(freja.env, log);
});
beforeEach(() => freja.reset());
afterAll(async () => {
  for (const one of [app, moving]) await one.close();
  await world.close();
  await freja.stop();
});

const stranger = () => ({ personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });
const refOf = (qr: string) => new URL(qr).searchParams.get('transactionReference')!;
const cancel = (browser: Browser, { id, csrfToken }: Started) =>
  browser.send('POST', `/auth/freja/orders/${id}/cancel`, undefined, { 'x-csrf-token': csrfToken });

describe('two ways to start', () => {
  it('logs in by a QR code on another device', async () => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    expect(order).toEqual({ id: expect.any(String), csrfToken: expect.any(String), pollMs: 1000, mode: 'qr', qr: expect.any(String) });
    expect(order.qr).toMatch(/^frejaeid:\/\/bindUserToTransaction\?transactionReference=[\w%]+$/);
    expect((await browser.poll(order)).body).toEqual({
      status: 'pending',
      hint: 'STARTED',
      messageKey: 'FREJA-STARTED-QR',
      message: 'Öppna Freja-appen och skanna QR-koden.',
      qr: order.qr,
    });
    await freja.approve(order, stranger());
    expect(await browser.pollToEnd(order)).toEqual({
      status: 'complete',
      hint: 'APPROVED',
      messageKey: 'complete',
      message: 'Du är inloggad.',
      next: '/ingen-organisation',
    });
    const session = await browser.session();
    expect(session).toMatchObject({ authenticated: true, person: { name: 'Ny Person' } });
    expect(await world.one('select provider from session where person_id = $1', [session.person.id])).toBe('freja');
  });

  it('logs in with the app of the same device by its link, which leads back', async () => {
    const browser = new Browser(app);
    const order = await browser.startFreja('same-device');
    expect([order.qr, order.autoStartToken]).toEqual([undefined, undefined]);
    const link = new URL(order.launch!.universal);
    expect(link.href.startsWith(`${freja.base}/app?action=bindUserToTransaction&transactionReference=`)).toBe(true);
    expect(link.searchParams.get('originAppScheme')).toBe('http://localhost:3000/');
    expect(order.launch!.scheme).toBe(order.launch!.universal);
    expect((await browser.poll(order)).body).toMatchObject({ messageKey: 'FREJA-STARTED', message: 'Öppna Freja-appen.' });
    await freja.approve(order, stranger());
    expect(await browser.pollToEnd(order)).toMatchObject({ status: 'complete' });
    expect(await browser.session()).toMatchObject({ authenticated: true });
  });

  it('asks for Freja+, a name and a number, and nothing else', async () => {
    await new Browser(app).startFreja();
    expect((await freja.latest()).request).toMatchObject({
      userInfoType: 'INFERRED',
      userInfo: 'N/A',
      minRegistrationLevel: 'PLUS',
      attributesToReturn: ['BASIC_USER_INFO', 'SSN', 'REGISTRATION_LEVEL'],
      useDynamicQrCode: false,
    });
  });

  it('has a QR code that is new each second, where that is switched on', async () => {
    const browser = new Browser(moving);
    const order = await browser.startFreja();
    expect(order.qr).toMatch(/^https:\/\/app\.test\.frejaeid\.com\/freja\?action=bindUserToTransaction&transactionReference=/);
    expect(refOf(order.qr!)).toMatch(/^.+\.[0-2]\.[\w-]{43}$/);
    const later = await browser.pollUntil(order, ({ qr }) => qr !== undefined && /\.([3-9]|\d\d+)\./.test(refOf(qr)));
    await freja.approve(later, stranger());
    expect((await browser.pollToEnd(order)).status).toBe('complete');
    const here = await browser.startFreja('same-device');
    await freja.approve(here, stranger());
    expect((await browser.pollToEnd(here)).status).toBe('complete');
  });

  it('shows neither secret nor reference outside the code and the link', async () => {
    const browser = new Browser(app);
    for (const mode of ['qr', 'same-device'] as const) {
      const order = await browser.startFreja(mode);
      await browser.poll(order);
      const { ref } = await freja.latest();
      const link = order.qr ?? order.launch!.universal;
      expect(refOf(link)).toBe(ref);
      await freja.approve(order, stranger());
      await browser.pollToEnd(order);
      const rest = browser.seen.map((text) => text.replaceAll(/"(qr|universal|scheme)":"[^"]*"/g, '')).join('\n');
      for (const form of [ref, encodeURIComponent(ref), 'qrCodeSecret', 'authRef']) expect(rest).not.toContain(form);
      expect(log.join('')).not.toContain(ref.slice(0, 20));
    }
  });
});

describe('who it is', () => {
  it('is the same person as with BankID', async () => {
    const person = await world.person('Kim Båda');
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.approve(order, await withBankId(world, person));
    await browser.pollToEnd(order);
    expect((await browser.session()).person.id).toBe(person.id);
  });

  it('is who the signed answer says, whatever stands beside it', async () => {
    const who = stranger();
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.approve(order, who, 'outerDiffers');
    expect((await browser.pollToEnd(order)).status).toBe('complete');
    expect((await browser.session()).person.name).toBe('Ny Person');
    expect(log.join('')).not.toContain(who.personalNumber.slice(2));
  });

  it('may have a samordningsnummer, but not be blocked', async () => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.approve(order, { personalNumber: '196903732383', givenName: 'Sam', surname: 'Ordning' });
    expect((await browser.pollToEnd(order)).status).toBe('complete');

    const person = await world.person('Bo Blockerad');
    await world.as(`update person set status = 'blocked' where id = $1`, [person.id]);
    const second = await browser.startFreja();
    await freja.approve(second, await withBankId(world, person));
    expect(await browser.pollToEnd(second)).toMatchObject({ status: 'failed', messageKey: 'blocked' });
  });

  it('is taken from answers signed with either of two keys, as when Freja changes', async () => {
    await freja.post('profile', { jwsKey: 'next' });
    const browser = new Browser(app);
    const order = await browser.startFreja();
    await freja.approve(order, stranger());
    expect((await browser.pollToEnd(order)).status).toBe('complete');
  });
});

describe('an order belongs to the browser that started it', () => {
  it('does not exist for another browser, nor at the address of BankID', async () => {
    const [mine, theirs] = [new Browser(app), new Browser(app)];
    const order = await mine.startFreja();
    await theirs.startFreja();
    await freja.approve(order, stranger());
    for (const path of ['collect', 'cancel']) {
      const foreign = await theirs.send('POST', `/auth/freja/orders/${order.id}/${path}`, undefined, { 'x-csrf-token': order.csrfToken });
      const astray = await mine.send('POST', `/auth/bankid/orders/${order.id}/${path}`, undefined, { 'x-csrf-token': order.csrfToken });
      const tokenless = await mine.send('POST', `/auth/freja/orders/${order.id}/${path}`);
      expect([foreign.body.code, astray.body.code, tokenless.body.code]).toEqual([
        'eid/order-not-found',
        'eid/order-not-found',
        'portal/cross-site',
      ]);
    }
    expect(theirs.cookies.has('__Host-ms')).toBe(false);
    expect((await mine.pollToEnd(order)).status).toBe('complete');
  });

  it('is cancelled at Freja when the browser chooses BankID instead, or gives up', async () => {
    const browser = new Browser(app);
    await browser.startFreja();
    const { ref } = await freja.latest();
    await browser.startBankId();
    const statusOf = async (wanted: string) =>
      (await freja.get<{ ref: string; status: string }[]>('orders')).find((one) => one.ref === wanted)?.status;
    const cancelled = (wanted: string) =>
      eventually(async () => ((await statusOf(wanted)) === 'RP_CANCELED' ? true : undefined), 'att Freja får veta det');
    await cancelled(ref);
    const second = await browser.startFreja();
    expect((await cancel(browser, second)).status).toBe(204);
    await cancelled((await freja.latest()).ref);
    expect((await browser.poll(second)).body).toMatchObject({ status: 'failed', message: 'Åtgärden avbröts.' });
    expect((await cancel(browser, second)).status).toBe(204);
  });

  it('is cancelled when the browser has gone', async () => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    // Those of files that ran before in the same database are not to grow old just now.
    await world.as('update eid_order set last_polled_at = now()', []);
    await world.as(`update eid_order set last_polled_at = now() - interval '2 minutes' where id = $1`, [order.id]);
    expect(await app.get(EidOrders).sweep()).toBe(1);
    expect((await freja.latest()).status).toBe('RP_CANCELED');
  });

  it('is asked about at least three seconds apart, however many ask us', async () => {
    const browser = new Browser(app);
    const order = await browser.startFreja();
    const [orders, cookie] = [app.get(EidOrders), browser.cookies.get('__Host-ms-pre')];
    for (const end = performance.now() + 6_500; performance.now() < end;)
      await Promise.all(Array.from({ length: 5 }, () => orders.collect(order.id, cookie, order.csrfToken)));
    const stats = await freja.get<{ shortestCollectIntervalMs: number; calls: { authResult: number } }>('stats');
    expect(stats.shortestCollectIntervalMs).toBeGreaterThanOrEqual(3_000);
    expect(stats.calls.authResult).toBeLessThanOrEqual(3);
  });
});
