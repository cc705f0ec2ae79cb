import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EidOrders } from '../../src/auth/index.js';
import { LogIn } from '../../src/memberships/log-in.service.js';
import { testApp } from '../setup/app.js';
import { BankIdApp } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { setting } from '../setup/database.js';
import { FrejaApp } from '../setup/freja.js';
import { newPersonalNumber, withBankId } from '../setup/identities.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
const freja = new FrejaApp(new URL(setting('TEST_FREJA_APP')).origin);
beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const stranger = () => ({ personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });

/** Logs somebody in on this browser as the page does. */
async function logIn(browser: Browser, who: object, mode: 'qr' | 'same-device' = 'qr') {
  const order = await browser.startBankId(mode);
  await bankid.approve(order, who);
  return { order, done: await browser.pollToEnd(order) };
}

describe('two ways to start', () => {
  it('logs in by a QR code on another device, which is new each second', async () => {
    const browser = new Browser(app);
    const order = await browser.startBankId('qr');
    expect(order).toEqual({ id: expect.any(String), csrfToken: expect.any(String), pollMs: 1000, mode: 'qr', qr: expect.any(String) });
    expect(order.qr).toMatch(/^bankid\.[0-9a-f-]{36}\.[0-2]\.[0-9a-f]{64}$/);
    const later = await browser.pollUntil(order, ({ qr }) => qr !== undefined && Number(qr.split('.')[2]) >= 3);
    expect(later).toMatchObject({ status: 'pending', hint: 'outstandingTransaction', messageKey: 'RFA1-QR' });
    await bankid.approve(later, stranger());
    const done = await browser.pollToEnd(order);
    expect(done).toEqual({
      status: 'complete',
      hint: 'complete',
      messageKey: 'complete',
      message: 'Du är inloggad.',
      next: '/ingen-organisation',
    });
    expect(await browser.session()).toMatchObject({ authenticated: true, person: { name: 'Ny Person' }, context: { kind: 'none' } });
  });

  it('hides the QR code when it has been scanned', async () => {
    const browser = new Browser(app);
    const order = await browser.startBankId('qr');
    await bankid.post('scan', { qr: order.qr, person: stranger() });
    const scanned = await browser.pollUntil(order, ({ hint }) => hint !== 'outstandingTransaction');
    expect(scanned).toEqual({ status: 'pending', hint: 'userSign', messageKey: 'RFA9', message: expect.stringContaining('säkerhetskod') });
  });

  it('logs in with the app of the same device by its launch link', async () => {
    const browser = new Browser(app);
    const order = await browser.startBankId('same-device');
    expect(order.qr).toBeUndefined();
    expect(order.launch!.scheme).toBe(`${setting('TEST_BANKID_APP')}?autostarttoken=${order.autoStartToken}&redirect=null`);
    expect(await browser.pollUntil(order, () => true)).toMatchObject({ messageKey: 'RFA13' });
    await bankid.approve(order, stranger());
    await browser.comeBack(await bankid.nonceOf(order));
    expect(await browser.pollToEnd(order)).toMatchObject({ status: 'complete' });
  });

  it('leads a telephone back to a browser that addresses do not open in by the browser’s own link, and asks for nothing more', async () => {
    const browser = new Browser(app, undefined, 'Mozilla/5.0 (iPhone) CriOS/140.0 Mobile Safari');
    const order = await browser.startBankId('same-device');
    expect(new URL(order.launch!.universal).searchParams.get('redirect')).toBe('googlechrome://');
    expect(await bankid.nonceOf(order)).toBeNull();
    await bankid.approve(order, stranger());
    expect(await browser.pollToEnd(order)).toMatchObject({ status: 'complete' });
  });
});

describe('where it leads (A10)', () => {
  it('goes straight in with one organisation', async () => {
    const [person, organization] = [await world.person('Anni Ensam'), await world.organization()];
    await world.member(person, organization);
    const browser = new Browser(app);
    const { done } = await logIn(browser, await withBankId(world, person));
    expect(done.next).toBe('/');
    expect(await browser.session()).toMatchObject({
      person: { id: person.id },
      context: { kind: 'employer', organization: { id: organization.id } },
    });
  });

  it('goes straight in as staff without an organisation', async () => {
    const person = await world.person('Hanna Handläggare');
    await world.staff(person);
    const browser = new Browser(app);
    const { done } = await logIn(browser, await withBankId(world, person));
    expect(done.next).toBe('/');
    expect(await browser.session()).toMatchObject({ context: { kind: 'staff', roles: [{ code: 'handlaggare' }] } });
  });

  it('asks which with several organisations', async () => {
    const person = await world.person('Fatima Flera');
    for (const organization of [await world.organization(), await world.organization()]) await world.member(person, organization);
    const browser = new Browser(app);
    const { done } = await logIn(browser, await withBankId(world, person));
    expect(done.next).toBe('/valj-organisation');
    expect(await browser.session()).toMatchObject({ context: { kind: 'none', permissions: ['session:use'] }, choices: 2 });
  });

  it('counts neither ended nor suspended memberships nor closed organisations', async () => {
    const person = await world.person('Eva Förut');
    const [ended, paused, closed] = [await world.organization(), await world.organization(), await world.organization()];
    await world.as(`update membership set status = 'ended' where id = $1`, [await world.member(person, ended)]);
    await world.as(`update membership set status = 'suspended' where id = $1`, [await world.member(person, paused)]);
    await world.member(person, closed);
    await world.as(`update organization set status = 'closed' where id = $1`, [closed.id]);
    const { done } = await logIn(new Browser(app), await withBankId(world, person));
    expect(done.next).toBe('/ingen-organisation');
  });

  it('lets nobody in who is blocked', async () => {
    const person = await world.person('Bo Blockerad');
    await world.as(`update person set status = 'blocked' where id = $1`, [person.id]);
    const browser = new Browser(app);
    const { done } = await logIn(browser, await withBankId(world, person));
    expect(done).toMatchObject({ status: 'failed', hint: 'personBlocked', message: 'Ditt konto är spärrat. Kontakta supporten.' });
    expect(await browser.session()).toMatchObject({ authenticated: false });
  });
});

describe('the session', () => {
  it('has a host-bound cookie and an id that nobody had before', async () => {
    const browser = new Browser(app);
    browser.cookies.set('__Host-ms', 'planted-by-somebody-else');
    const order = await browser.startBankId();
    const before = new Map(browser.cookies);
    await bankid.approve(order, stranger());
    await browser.pollToEnd(order);
    expect(browser.cookies.get('__Host-ms')).toMatch(/^[\w-]{43}$/);
    expect([...before.values()]).not.toContain(browser.cookies.get('__Host-ms'));
    expect(browser.cookies.has('__Host-ms-pre')).toBe(false);
    const sent = browser.seen.filter((text) => text.includes('set-cookie')).join('\n');
    expect(sent).toMatch(/__Host-ms=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax/);
    expect(sent).toMatch(/__Host-ms-pre=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax/);
  });

  it('ends the one the browser had before', async () => {
    const { session } = await world.employer();
    const old = session.cookie.split('=')[1]!;
    const browser = new Browser(app);
    browser.cookies.set('__Host-ms', old);
    await logIn(browser, stranger());
    expect((await app.inject({ url: '/api/v1/session', headers: { cookie: `__Host-ms=${old}` } })).json()).toMatchObject({
      authenticated: false,
    });
  });

  it('is stored as a hash only', async () => {
    const browser = new Browser(app);
    await logIn(browser, stranger());
    const stored = await world.one<string>(`select string_agg(encode(id_hash, 'hex'), ' ') from session`);
    expect(stored).not.toContain(Buffer.from(browser.cookies.get('__Host-ms')!).toString('hex'));
  });

  it.each(['bankid', 'freja'] as const)('begins once an order at %s, also when a hundred ask at the same moment', async (at) => {
    const browser = new Browser(app);
    const order = at === 'bankid' ? await browser.startBankId() : await browser.startFreja();
    await { bankid, freja }[at].approve(order, stranger());
    const [orders, entrance, id] = [app.get(EidOrders), app.get(LogIn, { strict: false }), browser.cookies.get('__Host-ms-pre')];
    const polls = await Promise.all(Array.from({ length: 100 }, () => orders.collect(order.id, id, order.csrfToken)));
    const { personId } = (await orders.collect(order.id, id, order.csrfToken)).order;
    expect(polls.filter(({ order: { status } }) => status !== 'pending' && status !== 'complete')).toEqual([]);
    const entered = await Promise.all(
      Array.from({ length: 100 }, () =>
        entrance.enter({ orderId: order.id, personId: personId!, entrance: 'employer' }, { oldSessionId: undefined, userAgent: null }),
      ),
    );
    expect(entered.filter(({ session }) => session !== null)).toHaveLength(1);
    expect(await world.one('select count(*)::int from session where person_id = $1', [personId])).toBe(1);
  });
});

describe('the person', () => {
  it('is the same at the next log-in, with the name BankID gives now', async () => {
    const personalNumber = newPersonalNumber();
    const [first, second] = [new Browser(app), new Browser(app)];
    await logIn(first, { personalNumber, givenName: 'KIM', surname: 'VERSALSSON' });
    await logIn(second, { personalNumber, givenName: 'Kim', surname: 'Nygift-Versalsson' });
    const [was, is] = [await first.session(), await second.session()];
    expect(is.person.id).toBe(was.person.id);
    expect(is).toMatchObject({ person: { name: 'Kim Nygift-Versalsson' } });
  });

  it('is one, also when two first log-ins complete at once', async () => {
    const who = stranger();
    const browsers = [new Browser(app), new Browser(app), new Browser(app)];
    await Promise.all(browsers.map((browser) => logIn(browser, who)));
    const ids = await Promise.all(browsers.map(async (browser) => (await browser.session()).person.id));
    expect(new Set(ids).size).toBe(1);
  });

  it('has a personnummer that stands encrypted in the database and nowhere in clear', async () => {
    const who = stranger();
    const browser = new Browser(app);
    await logIn(browser, who);
    const { id } = (await browser.session()).person;
    const row = await world.one<string>(
      `select kind || ' ' || key_id || ' ' || octet_length(value_enc) || ' ' || encode(lookup, 'hex') from person_identifier where person_id = $1`,
      [id],
    );
    expect(row).toMatch(/^personnummer k1 40 [0-9a-f]{64}$/);
    const everything = await world.one<string>(
      `select (select string_agg(p::text, '') from person p) || (select string_agg(i::text || encode(value_enc, 'escape'), '') from person_identifier i)
         || (select string_agg(e::text || encode(secrets_enc, 'escape'), '') from eid_order e) || (select string_agg(s::text, '') from session s)`,
    );
    expect(everything).not.toContain(who.personalNumber);
    expect(browser.seen.join('')).not.toContain(who.personalNumber.slice(2));
  });

  it('may have a samordningsnummer', async () => {
    const browser = new Browser(app);
    const { done } = await logIn(browser, { personalNumber: '196903732383', givenName: 'Sam', surname: 'Ordning' });
    expect(done.status).toBe('complete');
    const { id } = (await browser.session()).person;
    expect(await world.one('select kind from person_identifier where person_id = $1', [id])).toBe('samordningsnummer');
  });
});
