import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { BankIdApp } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { setting } from '../setup/database.js';
import { newPersonalNumber } from '../setup/identities.js';

let app: NestFastifyApplication;
const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
afterEach(() => app.close());

const stranger = () => ({ personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });
const start = (browser: Browser, headers: Record<string, string> = {}) =>
  browser.send('POST', '/auth/bankid/orders', { mode: 'qr' }, headers).then(({ status }) => status);
const forwarded = (from: string) => ({ 'x-forwarded-for': from });

/** Starts as many log-ins as there may be from the address, each time as a browser nobody has seen. */
async function flood(address: string): Promise<void> {
  for (let n = 0; n < 100; n++) if ((await start(new Browser(app, address))) === 429) return;
  throw new Error('ingen gräns');
}

/** How a log-in of somebody new in this browser ends. */
async function logIn(browser: Browser): Promise<string> {
  const order = await browser.startBankId();
  await bankid.approve(order, stranger());
  return (await browser.pollToEnd(order)).status;
}

describe('the address that log-ins are counted for', () => {
  it('is the connection’s own when there is no proxy, whatever the headers say', async () => {
    app = await testApp({ LOGIN_STARTS_PER_ADDRESS: '3' });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push(await start(new Browser(app, '198.51.100.7'), forwarded(`203.0.113.${n}`)));
    expect(statuses).toEqual([201, 201, 201, 429]);
  });

  it('is what our own proxy says, not what the browser told the proxy', async () => {
    app = await testApp({ LOGIN_STARTS_PER_ADDRESS: '3', TRUST_PROXY: '10.0.0.1' });
    const statuses = [];
    for (let n = 0; n < 4; n++) statuses.push(await start(new Browser(app, '10.0.0.1'), forwarded(`203.0.113.${n}, 198.51.100.7`)));
    expect(statuses).toEqual([201, 201, 201, 429]);
    expect(await start(new Browser(app, '10.0.0.1'), forwarded('198.51.100.8'))).toBe(201);
    // Who comes past the proxy is no proxy.
    expect(await start(new Browser(app, '192.0.2.9'), forwarded('198.51.100.7'))).toBe(201);
  });
});

describe('whoever floods an address', () => {
  it('does not stop a browser there that somebody has logged in from before', async () => {
    app = await testApp({ LOGIN_STARTS_PER_ADDRESS: '3' });
    const [address, colleague] = ['198.51.100.20', new Browser(app, '198.51.100.20')];
    await logIn(colleague);
    await flood(address);
    expect(await logIn(colleague)).toBe('complete');
    expect(await start(new Browser(app, address))).toBe(429);
  });

  it('does not stop a new browser that keeps the cookie it was refused with', async () => {
    app = await testApp({ LOGIN_STARTS_PER_ADDRESS: '3' });
    const newcomer = new Browser(app, '198.51.100.21');
    await flood('198.51.100.21');
    expect(await start(newcomer)).toBe(429);
    expect([...newcomer.cookies.keys()]).toEqual(['__Host-ms-device']);
    expect(await logIn(newcomer)).toBe('complete');
  });

  it('meets the limit of one browser first when it keeps its cookies, and leaves the address to others', async () => {
    app = await testApp();
    const attacker = new Browser(app, '198.51.100.22');
    const statuses = [];
    for (let n = 0; n < 8; n++) statuses.push(await start(attacker));
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429, 429, 429]);
    expect(await start(new Browser(app, '198.51.100.22'))).toBe(201);
  });

  it('gets no longer turn by throwing away only the cookie of the order', async () => {
    app = await testApp();
    const attacker = new Browser(app, '198.51.100.23');
    const statuses = [];
    for (let n = 0; n < 8; n++) {
      attacker.cookies.delete('__Host-ms-pre');
      statuses.push(await start(attacker));
    }
    expect(statuses.filter((status) => status === 201).length).toBe(6);
  });
});

it('gives an address its start back when the log-in is completed: a whole office may come to work at once', async () => {
  app = await testApp({ LOGIN_STARTS_PER_ADDRESS: '2' });
  const ends = [];
  for (let n = 0; n < 4; n++) ends.push(await logIn(new Browser(app, '198.51.100.30')));
  expect(ends).toEqual(Array<string>(4).fill('complete'));
});
