import { createHash } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { OwnBankId } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { newPersonalNumber } from '../setup/identities.js';

/** BankID's rules for relying parties (identity §1.7) that no other file tests; docs/security.md says where the others are. */
let app: NestFastifyApplication;
let bankid: OwnBankId;
const log: string[] = [];
beforeAll(async () => {
  bankid = await OwnBankId.start();
  app = await testApp({ ...bankid.env, TRUST_PROXY: '10.0.0.1' }, log);
});
beforeEach(() => bankid.reset());
afterAll(async () => {
  await app.close();
  await bankid.stop();
});

const stranger = () => ({ personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });
const lines = (msg: string) => log.filter((line) => line.includes(msg)).map((line) => JSON.parse(line) as Record<string, unknown>);

it.each(['personalNumber', 'personnummer', 'requirement'])('rule 1: nobody says who they are before BankID does (%s)', async (field) => {
  const answer = await new Browser(app).send('POST', '/auth/bankid/orders', { mode: 'qr', [field]: '199908072391' });
  expect(answer.status).toBe(422);
  expect(await bankid.get<unknown[]>('orders')).toEqual([]);
});

it('rule 3: the browser is another one to us when an order starts, and again when it is completed', async () => {
  const browser = new Browser(app);
  await browser.startBankId();
  const before = browser.cookies.get('__Host-ms-pre');
  const second = await browser.startBankId();
  expect(browser.cookies.get('__Host-ms-pre')).not.toBe(before);
  const old = new Browser(app);
  old.cookies.set('__Host-ms-pre', before!);
  expect((await old.poll(second)).status).toBe(404);
  await bankid.approve(second, stranger());
  await browser.pollToEnd(second);
  expect(browser.cookies.has('__Host-ms-pre')).toBe(false);
  expect([...browser.cookies.values()]).not.toContain(before);
});

it('rule 5: an app at another address than its browser is noted, without the addresses, and let in', async () => {
  const browser = new Browser(app, '192.0.2.10');
  const order = await browser.startBankId('same-device');
  await bankid.post('profile', { deviceIp: '203.0.113.77' });
  await bankid.approve(order, stranger());
  expect(await browser.pollToEnd(order)).toMatchObject({ status: 'complete' });
  expect(lines('appen och webbläsaren har olika adresser')).toContainEqual(expect.objectContaining({ orderId: order.id }));
  for (const address of ['192.0.2.10', '203.0.113.77']) expect(log.join('\n')).not.toContain(address);
});

it('rule 7: BankID is told the address that the proxy saw, not the one that the browser claims', async () => {
  const told = async (address: string) => {
    await bankid.reset();
    const forwarded = { 'x-forwarded-for': '203.0.113.5, 198.51.100.9' };
    await new Browser(app, address).send('POST', '/auth/bankid/orders', { mode: 'qr' }, forwarded);
    return JSON.stringify(await bankid.get('orders'));
  };
  const [direct, behind] = [await told('192.0.2.44'), await told('10.0.0.1')];
  expect(direct).toContain('"192.0.2.44"');
  expect(behind).toContain('"198.51.100.9"');
  for (const request of [direct, behind]) expect(request).not.toContain('203.0.113.5');
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
