import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { BankIdApp } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { setting } from '../setup/database.js';
import { withBankId } from '../setup/identities.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
});
afterAll(async () => {
  await app.close();
  await world.close();
});

/** A member of two organisations, reachable at one address of each. */
async function member() {
  const person = await world.person('Disa Dator');
  const addresses: string[] = [];
  for (const at of ['ett', 'tva']) {
    const membership = await world.member(person, await world.organization());
    const email = `${at}-${person.id.slice(-8)}@testby.se`;
    await world.as('update membership set email = $2 where id = $1', [membership, email]);
    addresses.push(email);
  }
  return { person, addresses, who: await withBankId(world, person) };
}

async function logIn(browser: Browser, who: object) {
  const order = await browser.startBankId();
  await bankid.approve(order, who);
  expect(await browser.pollToEnd(order)).toMatchObject({ status: 'complete' });
}

async function mailsTo(addresses: string[]) {
  await world.as('select 1', []);
  const query = 'select template, recipient, payload from outbox where recipient = any($1) order by recipient, id';
  return (await world.sql.query<{ template: string; recipient: string; payload: Record<string, string> }>(query, [addresses])).rows;
}

const phone = () => new Browser(app, undefined, 'Mozilla/5.0 (iPhone) Version/19.0 Mobile Safari/604.1');

describe('a log-in from a new device', () => {
  it('is told by mail, once to each address, but not a person’s very first', async () => {
    const { who, addresses } = await member();
    const computer = new Browser(app);
    await logIn(computer, who);
    expect(await mailsTo(addresses)).toEqual([]);
    await logIn(phone(), who);
    const mails = await mailsTo(addresses);
    expect(mails.map(({ template, recipient }) => [template, recipient])).toEqual(addresses.map((address) => ['ny-enhet', address]));
    expect(mails[0]!.payload).toMatchObject({ device: 'Safari på iPhone', provider: 'BankID' });
    expect(JSON.stringify(mails)).not.toContain('Disa');
  });

  it('is not told at an address that a company wrote of somebody who has not been there', async () => {
    const { person, who, addresses } = await member();
    const stranger = await world.member(person, await world.organization({ modules: ['larlingar'] }));
    const theirs = `byggadmin-${person.id.slice(-8)}@testby.se`;
    await world.as(`update membership set email = $2, stated_name = 'Disa D' where id = $1`, [stranger, theirs]);
    await logIn(new Browser(app), who);
    await logIn(phone(), who);
    expect((await mailsTo([...addresses, theirs])).map(({ recipient }) => recipient)).toEqual(addresses);
  });

  it('is not told at an address that an administrator has written, also when the person has been there', async () => {
    const { person, who, addresses } = await member();
    const added = await world.member(person, await world.organization({ modules: ['larlingar'] }));
    const theirs = `tillagd-${person.id.slice(-8)}@testby.se`;
    await world.as(`update membership set email = $2, email_edited_at = now() where id = $1`, [added, theirs]);
    await world.as(`update membership set email_edited_at = now() where person_id = $1 and email = $2`, [person.id, addresses[0]]);
    await logIn(new Browser(app), who);
    await logIn(phone(), who);
    expect((await mailsTo([...addresses, theirs])).map(({ recipient }) => recipient)).toEqual([addresses[1]]);
  });

  it('is told in English to whoever has chosen that', async () => {
    const { who, addresses, person } = await member();
    await world.as(`update person set language = 'en' where id = $1`, [person.id]);
    await logIn(new Browser(app), who);
    await logIn(phone(), who);
    const mails = await mailsTo(addresses);
    expect(mails.map(({ template }) => template)).toEqual(['ny-enhet-en', 'ny-enhet-en']);
    expect(mails[0]!.payload).toMatchObject({
      device: 'Safari on iPhone',
      at: expect.stringMatching(/^\d{1,2} [A-Z][a-z]+ \d{4} at \d\d\.\d\d$/),
    });
  });

  it('is not told again for a browser that is known, also after logging out', async () => {
    const { who, addresses } = await member();
    const [computer, tablet] = [new Browser(app), phone()];
    for (const browser of [computer, tablet, tablet]) await logIn(browser, who);
    await tablet.session();
    await tablet.send('DELETE', '/session');
    await logIn(tablet, who);
    await logIn(computer, who);
    expect((await mailsTo(addresses)).length).toBe(2);
  });

  it('is told of a colleague’s browser: a browser is known for each person by itself', async () => {
    const [one, two] = [await member(), await member()];
    const [shared, own] = [new Browser(app), new Browser(app)];
    await logIn(own, two.who);
    await logIn(shared, one.who);
    await logIn(shared, two.who);
    expect([(await mailsTo(one.addresses)).length, (await mailsTo(two.addresses)).length]).toEqual([0, 2]);
  });

  it('is told each time when the browser keeps no cookie, and when the cookie is not one of ours', async () => {
    const { who, addresses } = await member();
    await logIn(new Browser(app), who);
    const odd = new Browser(app);
    odd.cookies.set('__Host-ms-device', 'x'.repeat(500));
    await logIn(odd, who);
    expect(odd.cookies.get('__Host-ms-device')).toMatch(/^[\w-]{43}$/);
    await logIn(new Browser(app), who);
    expect((await mailsTo(addresses)).length).toBe(4);
  });
});

describe('the cookie that a browser is known by', () => {
  it('is host-bound, lives 399 days, opens nothing and is kept as a hash', async () => {
    const { who } = await member();
    const browser = new Browser(app);
    await logIn(browser, who);
    const device = browser.cookies.get('__Host-ms-device')!;
    const sent = browser.seen.filter((text) => text.includes('set-cookie')).join('\n');
    expect(sent).toMatch(/__Host-ms-device=[\w-]{43}; Max-Age=34473600; Path=\/; HttpOnly; Secure; SameSite=Strict/);
    const thief = new Browser(app);
    thief.cookies.set('__Host-ms-device', device);
    expect(await thief.session()).toMatchObject({ authenticated: false });
    const kept = await world.as<string>(`select string_agg(d::text, ' ') from known_device d`, []);
    expect(kept).not.toContain(device);
  });

  it('reaches BankID as an identifier that is the same each time and is not the cookie', async () => {
    const browser = new Browser(app);
    const identifier = async () => {
      const { qr } = await browser.startBankId();
      const text = JSON.stringify(await bankid.orderOf(qr!));
      return /"deviceIdentifier":"([\w-]{43})"/.exec(text)?.[1];
    };
    const [first, second] = [await identifier(), await identifier()];
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(second).toBe(first);
    expect(first).not.toBe(browser.cookies.get('__Host-ms-device'));
  });
});
