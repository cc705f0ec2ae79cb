import { createHash } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { OwnBankId } from '../setup/bankid.js';
import { Browser, type Started } from '../setup/browser.js';
import { newPersonalNumber, withBankId } from '../setup/identities.js';
import { eventually } from '../setup/mailbox.js';
import { agreement, Signing } from '../setup/signing.js';
import { World } from '../setup/world.js';

/** BankID's rules for relying parties, by their numbers in identity §1.7; docs/security.md says what else holds them. */
let app: NestFastifyApplication;
let world: World;
let bankid: OwnBankId;
const log: string[] = [];
beforeAll(async () => {
  bankid = await OwnBankId.start();
  [app, world] = [await testApp({ ...bankid.env, TRUST_PROXY: '10.0.0.1' }, log), await World.open()];
}, 120_000);
beforeEach(() => bankid.reset());
afterAll(async () => {
  await app.close();
  await world.close();
  await bankid.stop();
});

const stranger = () => ({ personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });
const lines = (msg: string) => log.filter((line) => line.includes(msg)).map((line) => JSON.parse(line) as Record<string, unknown>);
const statusAtBankId = async ({ qr }: Started) => (await bankid.orderOf(qr!)).status;
/** BankID is told beside the answer, not before it. */
const isCancelledAtBankId = (order: Started) =>
  eventually(async () => ((await statusAtBankId(order)) === 'failed' ? true : undefined), 'att BankID får veta det');
const send = (browser: Browser, { id, csrfToken }: Started, what: 'collect' | 'cancel') =>
  browser.send('POST', `/auth/bankid/orders/${id}/${what}`, undefined, { 'x-csrf-token': csrfToken });
const start = async (browser: Browser, headers: Record<string, string> = {}) =>
  (await browser.send('POST', '/auth/bankid/orders', { mode: 'qr' }, headers)).status;
/** A session that a browser has been given; undefined when none. */
const sessionOf = (browser: Browser) => browser.cookies.get('__Host-ms');

it('rule 1: nobody says who they are before BankID does', async () => {
  for (const field of ['personalNumber', 'personnummer', 'requirement']) {
    const answer = await new Browser(app).send('POST', '/auth/bankid/orders', { mode: 'qr', [field]: '199908072391' });
    expect([field, answer.status]).toEqual([field, 422]);
  }
  expect(await bankid.get<unknown[]>('orders')).toEqual([]);
});

it('rule 2: an order does not exist for another browser, whatever it knows about it', async () => {
  const [mine, theirs] = [new Browser(app), new Browser(app)];
  const order = await mine.startBankId();
  await theirs.startBankId();
  await bankid.approve(order, stranger());
  for (const other of [theirs, new Browser(app)])
    for (const what of ['collect', 'cancel'] as const)
      expect((await send(other, order, what)).body).toMatchObject({ status: 404, code: 'eid/order-not-found' });
  expect(sessionOf(theirs)).toBeUndefined();
  expect((await mine.pollToEnd(order)).status).toBe('complete');
});

it('rule 3: the browser is another one to us when an order starts, and again when it is completed', async () => {
  const browser = new Browser(app);
  browser.cookies.set('__Host-ms-pre', 'planted');
  await browser.startBankId();
  const before = browser.cookies.get('__Host-ms-pre');
  const second = await browser.startBankId();
  expect(new Set(['planted', before, browser.cookies.get('__Host-ms-pre')]).size).toBe(3);
  const old = new Browser(app);
  old.cookies.set('__Host-ms-pre', before!);
  expect((await old.poll(second)).status).toBe(404);
  await bankid.approve(second, stranger());
  await browser.pollToEnd(second);
  expect(browser.cookies.has('__Host-ms-pre')).toBe(false);
  expect([...browser.cookies.values()]).not.toContain(before);
});

it('rule 4: a browser has one order: the next one cancels it at BankID, and so does the person, also by leaving the page', async () => {
  const browser = new Browser(app);
  const [first, second] = [await browser.startBankId(), await browser.startBankId()];
  await isCancelledAtBankId(first);
  expect(await statusAtBankId(second)).toBe('pending');
  expect((await browser.poll(first)).status).toBe(404);
  const left = await send(browser, second, 'cancel');
  expect([left.status, left.text]).toEqual([204, '']);
  await isCancelledAtBankId(second);
  expect((await browser.poll(second)).body).toMatchObject({ status: 'failed', hint: 'userCancel', messageKey: 'RFA6' });
  expect((await send(browser, second, 'cancel')).status).toBe(204);
});

it('rule 5: an app at another address than its browser is noted, without the addresses, and let in', async () => {
  const browser = new Browser(app, '192.0.2.10');
  const order = await browser.startBankId('same-device');
  await bankid.post('profile', { deviceIp: '203.0.113.77' });
  await bankid.approve(order, stranger());
  await browser.comeBack(await bankid.nonceOf(order));
  expect(await browser.pollToEnd(order)).toMatchObject({ status: 'complete' });
  expect(lines('appen och webbläsaren har olika adresser')).toContainEqual(expect.objectContaining({ orderId: order.id }));
  for (const address of ['192.0.2.10', '203.0.113.77']) expect(log.join('\n')).not.toContain(address);
});

it('rule 6: on the same device nobody is logged in before the app has led back to the same browser, once, with its own word', async () => {
  const [attacker, victim] = [new Browser(app), new Browser(app)];
  const order = await attacker.startBankId('same-device');
  const own = await victim.startBankId('same-device');
  const [nonce, other] = [await bankid.nonceOf(order), await bankid.nonceOf(own)];
  expect(nonce).toMatch(/^[\w-]{43}$/);
  // The victim was made to open the link in an app of her own, which leads back to her browser.
  await bankid.approve(order, stranger());
  for (const browser of [victim, new Browser(app)])
    expect((await browser.comeBack(nonce)).body).toMatchObject({ status: 404, code: 'eid/order-not-found' });
  for (const word of [other, 'x'.repeat(43), `${nonce}x`]) expect((await attacker.comeBack(word)).status).toBe(404);
  expect((await attacker.comeBack('')).status).toBe(422);
  const waiting = await attacker.pollUntil(order, ({ hint }) => hint === 'comeBack');
  expect(waiting).toMatchObject({ status: 'pending', message: expect.stringContaining('Slutför i fliken som BankID-appen öppnade') });
  expect([sessionOf(attacker), sessionOf(victim)]).toEqual([undefined, undefined]);
  await expect(world.as('update eid_order set consumed_at = now() where id = $1', [order.id])).rejects.toThrow('eid_order_consumed');

  const back = await attacker.comeBack(nonce);
  expect(back.body).toEqual({ id: order.id, csrfToken: order.csrfToken, pollMs: 1000 });
  expect(sessionOf(attacker)).toBeUndefined();
  expect((await attacker.comeBack(nonce)).status).toBe(404);
  expect(await attacker.pollToEnd(order)).toMatchObject({ status: 'complete', next: '/ingen-organisation' });
  expect(sessionOf(attacker)).toBeDefined();
  expect(JSON.stringify(await world.as('select json_agg(e) from eid_order e', []))).not.toContain(nonce);
  expect(log.join('\n') + attacker.seen.join('\n')).not.toContain(nonce);
});

it('rule 7: BankID is told the address that the proxy saw, not the one that the browser claims', async () => {
  const told = async (address: string) => {
    await bankid.reset();
    await start(new Browser(app, address), { 'x-forwarded-for': '203.0.113.5, 198.51.100.9' });
    return JSON.stringify(await bankid.get('orders'));
  };
  const [direct, behind] = [await told('192.0.2.44'), await told('10.0.0.1')];
  expect(direct).toContain('"192.0.2.44"');
  expect(behind).toContain('"198.51.100.9"');
  for (const request of [direct, behind]) expect(request).not.toContain('203.0.113.5');
});

it('rule 8: the app shows our own text: the service, that it is a log-in or a signature, and the warning', async () => {
  const written = await new Browser(app).send('POST', '/auth/bankid/orders', { mode: 'qr', userVisibleData: 'Betala 1 krona' });
  expect(written.status).toBe(422);
  await new Browser(app).startBankId();
  await new Signing(app).start(new Browser(app), agreement());
  const texts = (await bankid.get<{ request: { userVisibleText: string } }[]>('orders')).map(({ request }) => request.userVisibleText);
  expect(texts).toEqual([
    expect.stringMatching(/^# Godkänn ett villkor\n[^]*Om någon har ringt dig och bett dig skriva under – avbryt\./),
    expect.stringMatching(/^# Logga in på Mina sidor[^]*Logga bara in om du själv har startat inloggningen\./),
  ]);
});

it('rule 9: a signature is asked of the person logged in, and taken from no other', async () => {
  const [person, signing, browser] = [await world.person('Karin Kollega'), new Signing(app), new Browser(app)];
  const who = await withBankId(world, person);
  const request = agreement({ signer: { personId: person.id } });
  const order = await signing.start(browser, request);
  expect(JSON.stringify(await bankid.get('orders'))).toContain(
    `"requirement":{"risk":"moderate","personalNumber":"${who.personalNumber}"}`,
  );
  await bankid.approve(order, who, 'otherPerson');
  expect(await signing.end(browser, order)).toMatchObject({ status: 'failed', hint: 'otherPerson' });
  await expect(signing.use(order, request)).rejects.toMatchObject({ code: 'signature/not-complete' });
});

it('rule 10: a completed order makes one session, however many ask, and never a second', async () => {
  const browser = new Browser(app);
  const order = await browser.startBankId();
  const pre = browser.cookies.get('__Host-ms-pre')!;
  await bankid.approve(order, stranger());
  // What goes beyond three questions a second is refused; log-in.spec.ts asks a hundred times behind that limit.
  const answers = await Promise.all(Array.from({ length: 100 }, () => browser.poll(order)));
  await browser.pollToEnd(order).catch(() => undefined);
  const first = sessionOf(browser);
  expect(answers.filter(({ status }) => ![200, 404, 429].includes(status))).toEqual([]);
  browser.cookies.set('__Host-ms-pre', pre);
  const again = await browser.pollToEnd(order);
  expect(again).toMatchObject({ status: 'complete', next: '/ingen-organisation' });
  expect(sessionOf(browser)).toBe(first);
  const { person } = await browser.session();
  expect(await world.one('select count(*)::int from session where person_id = $1', [person.id])).toBe(1);
});

it('rule 11: too many starts from one address or in one browser, and too many questions, are refused for a while', async () => {
  const address = '198.51.100.7';
  const starts = [];
  for (let n = 0; n < 11; n++) starts.push(await new Browser(app, address).send('POST', '/auth/bankid/orders', { mode: 'qr' }));
  expect(starts.map(({ status }) => status)).toEqual([...Array<number>(10).fill(201), 429]);
  expect(starts.at(-1)).toMatchObject({
    body: { code: 'portal/too-many-requests' },
    headers: { 'retry-after': expect.stringMatching(/^\d+$/) },
  });
  expect(await start(new Browser(app, '198.51.100.8'))).toBe(201);
  const browser = new Browser(app);
  for (let n = 0; n < 4; n++) await browser.startBankId();
  const order = await browser.startBankId();
  expect(await start(browser)).toBe(429);
  const polls = await Promise.all([1, 2, 3, 4, 5].map(async () => (await browser.poll(order)).status));
  expect(polls.sort((a, b) => a - b)).toEqual([200, 200, 200, 429, 429]);
});

it('rule 12: the log follows an order by our id and a part of the hash of BankID’s', async () => {
  const browser = new Browser(app);
  const order = await browser.startBankId();
  const { orderRef } = await bankid.orderOf(order.qr!);
  await bankid.approve(order, stranger());
  await browser.pollToEnd(order);
  const hash = createHash('sha256').update(orderRef).digest('hex');
  const told = log.filter((line) => line.includes(order.id)).join('\n');
  expect(told).toContain(hash.slice(0, 8));
  expect(told).not.toContain(hash);
  expect(lines('avslutad')).toContainEqual(expect.objectContaining({ orderId: order.id, status: 'complete', ms: expect.any(Number) }));
  expect(lines('inloggad').at(-1)).toMatchObject({ from: 'security', provider: 'bankid', device: 'first' });
});

it('rule 14: the page may be framed by nobody and tells nobody where the person came from', async () => {
  const { headers } = await new Browser(app).send('GET', '/session');
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['content-security-policy']).not.toContain('unsafe-inline');
  expect(headers['referrer-policy']).toBe('same-origin');
});
