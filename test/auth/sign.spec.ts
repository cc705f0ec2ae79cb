import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { BankIdApp } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { setting } from '../setup/database.js';
import { newPersonalNumber, withBankId } from '../setup/identities.js';
import { eventually } from '../setup/mailbox.js';
import { agreement, Signing } from '../setup/signing.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let signing: Signing;
const log: string[] = [];
const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
beforeAll(async () => {
  [app, world] = [await testApp({}, log), await World.open()];
  signing = new Signing(app);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const stranger = () => ({ personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });

/** A signature that has been made; gives its browser, the order and who signed. */
async function signed(request = agreement()) {
  const [browser, who] = [new Browser(app), stranger()];
  const order = await signing.start(browser, request);
  await bankid.approve(order, who);
  expect(await signing.end(browser, order)).toMatchObject({ status: 'complete', messageKey: 'signed', message: 'Underskriften är klar.' });
  return { browser, order, who, request };
}

describe('what is asked for', () => {
  it('is shown with its warning, binds subject, intent and document beside it, and names the one who must sign', async () => {
    const person = await world.person('Karin Kollega');
    const { personalNumber } = await withBankId(world, person);
    const order = await signing.start(new Browser(app), agreement({ signer: { personId: person.id } }), { mode: 'same-device' });
    const orders = await bankid.get<Array<Record<string, unknown> & { autoStartToken: string }>>('orders');
    const asked = JSON.stringify(orders.find(({ autoStartToken }) => autoStartToken === order.autoStartToken));
    expect(asked).toContain('# Godkänn ett villkor');
    expect(asked).toContain('+ Organisation: Testby kommun (212000-0142)');
    expect(asked).toContain('Skriv bara under om du själv har startat underskriften.');
    expect(asked).toContain(personalNumber);
    expect(asked).toMatch(
      /\\"id\\":\\"019a0000-0000-7000-8000-000000000001\\",\\"intent\\":\\"test.agree\\",\\"iss\\":\\"http:\/\/localhost:3000\\",\\"sha256\\":\\"[0-9a-f]{64}\\",\\"v\\":1/,
    );
  });

  it('cannot be asked of a logged-in person whose number is not known', async () => {
    const { id: personId } = await world.person();
    await expect(signing.start(new Browser(app), agreement({ signer: { personId } }))).rejects.toMatchObject({
      code: 'signature/number-unknown',
      status: 409,
    });
  });

  it('is limited as log-ins are: five a minute and browser', async () => {
    const browser = new Browser(app);
    const outcomes: string[] = [];
    for (let n = 0; n < 6; n++)
      outcomes.push(
        await signing.start(browser, agreement()).then(
          () => 'in',
          (problem: { code: string }) => problem.code,
        ),
      );
    expect(outcomes).toEqual([...Array<string>(5).fill('in'), 'portal/too-many-requests']);
  });
});

describe('a signature that has been made', () => {
  it('is used once', async () => {
    const { order, request } = await signed();
    const used = await signing.use(order, request);
    expect(used).toEqual({
      signatureId: expect.any(String),
      personId: expect.any(String),
      name: 'Ny Person',
      provider: 'bankid',
      signedAt: expect.any(Date),
    });
    await expect(signing.use(order, request)).rejects.toMatchObject({ code: 'signature/used', status: 409 });
  });

  it('is used once also when twenty commands come at the same moment', async () => {
    const { order, request } = await signed();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        signing.use(order, request).then(
          () => 'in',
          (problem: { code: string }) => problem.code,
        ),
      ),
    );
    expect(outcomes.sort()).toEqual(['in', ...Array<string>(19).fill('signature/used')]);
  });

  it('is not spent by a command that fails', async () => {
    const { order, request } = await signed();
    const fail = () => Promise.reject(new Error('kommandot gick inte'));
    await expect(signing.use(order, request, fail)).rejects.toThrow('kommandot gick inte');
    expect((await signing.use(order, request)).name).toBe('Ny Person');
  });

  it.each([
    ['another intent', { intent: 'test.other' }],
    ['another subject', { subject: { type: 'test', id: '019a0000-0000-7000-8000-000000000002' } }],
    ['another kind of subject', { subject: { type: 'other', id: '019a0000-0000-7000-8000-000000000001' } }],
    ['another document', { document: { terms: '2026-10-01', organization: 'Annan kommun' } }],
  ])('is worth nothing for %s', async (_what, over) => {
    const { order, request } = await signed();
    await expect(signing.use(order, { ...request, ...over })).rejects.toMatchObject({ code: 'signature/other-errand', status: 409 });
    expect((await signing.use(order, request)).provider).toBe('bankid');
  });

  it('is worth nothing in another browser, nor without one', async () => {
    const { order, request } = await signed();
    for (const browserId of ['another', undefined as unknown as string])
      await expect(signing.use({ ...order, browserId }, request)).rejects.toMatchObject({ code: 'signature/order-not-found', status: 404 });
    await expect(signing.use({ ...order, id: 'inget-id' }, request)).rejects.toMatchObject({ code: 'signature/order-not-found' });
  });

  it('can be neither changed nor removed, by the application or by the owner of the tables', async () => {
    const { order, request } = await signed();
    await signing.use(order, request);
    for (const statement of [
      `update signature set name = 'Någon Annan' where order_id = $1`,
      'delete from signature where order_id = $1',
      'delete from signature_use where signature_id = (select id from signature where order_id = $1)',
    ])
      await expect(world.as(statement, [order.id])).rejects.toThrow('append-only');
    await expect(world.sql.query('truncate signature, signature_use')).rejects.toThrow('append-only');
  });
});

describe('an order belongs to its purpose, its browser and its token', () => {
  it('to log in is no signature, and one to sign is no log-in', async () => {
    const [browser, who] = [new Browser(app), stranger()];
    const login = await browser.startBankId();
    const asSignature = { ...login, browserId: browser.cookies.get('__Host-ms-pre')! };
    expect((await signing.ask(browser, asSignature)).body.code).toBe('signature/order-not-found');
    await bankid.approve(login, who);
    expect((await browser.pollToEnd(login)).status).toBe('complete');
    await expect(signing.use(asSignature, agreement())).rejects.toMatchObject({ code: 'signature/order-not-found' });

    const { browser: other, order } = await signed();
    const answer = await other.poll({ ...order, at: 'bankid' });
    expect([answer.status, answer.body.code]).toEqual([404, 'eid/order-not-found']);
    expect(other.cookies.has('__Host-ms')).toBe(false);
    expect(await other.session()).toMatchObject({ authenticated: false });
  });

  it('does not exist for another browser, and does nothing without its token', async () => {
    const [mine, theirs] = [new Browser(app), new Browser(app)];
    const order = await signing.start(mine, agreement());
    await theirs.startBankId();
    for (const act of ['collect', 'cancel'] as const) {
      expect((await signing.ask(theirs, order, act)).body.code).toBe('signature/order-not-found');
      expect((await signing.ask(mine, { ...order, csrfToken: 'fel' }, act)).body.code).toBe('portal/cross-site');
    }
    expect((await signing.ask(mine, order)).body).toMatchObject({ status: 'pending' });
  });

  it('that is not complete is no signature', async () => {
    const browser = new Browser(app);
    const order = await signing.start(browser, agreement());
    await expect(signing.use(order, agreement())).rejects.toMatchObject({ code: 'signature/not-complete', status: 409 });
    expect((await signing.ask(browser, order, 'cancel')).status).toBe(204);
    expect((await signing.ask(browser, order)).body).toMatchObject({ status: 'failed', hint: 'userCancel' });
    await expect(signing.use(order, agreement())).rejects.toMatchObject({ code: 'signature/not-complete' });
  });

  it('that is replaced by another is cancelled at BankID', async () => {
    const browser = new Browser(app);
    const first = await signing.start(browser, agreement());
    await signing.start(browser, agreement());
    const ended = async () => (await bankid.orderOf(first.qr!)).status;
    expect(await eventually(async () => ((await ended()) === 'pending' ? undefined : ended()), 'att BankID får veta det')).toBe('failed');
  });
});

it('says nothing of BankID’s secrets or of who signed, in any answer or in the log', async () => {
  const { browser, order, who, request } = await signed();
  await signing.use(order, request);
  const { orderRef, autoStartToken } = await bankid.orderOf(order.qr!);
  const said = browser.seen.join('\n') + log.join('\n');
  for (const secret of [orderRef, autoStartToken, who.personalNumber, order.csrfToken]) expect(said).not.toContain(secret);
  expect(said).not.toMatch(/qrStartSecret|orderRef|completionData/);
});
