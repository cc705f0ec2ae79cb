import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { Browser } from '../setup/browser.js';
import { OwnOidc } from '../setup/oidc.js';
import { newPersonalNumber, withBankId } from '../setup/identities.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let oidc: OwnOidc;
const log: string[] = [];
beforeAll(async () => {
  [oidc, world] = [await OwnOidc.start(), await World.open()];
  app = await testApp(oidc.env, log);
});
beforeEach(() => oidc.fault(null));
afterAll(async () => {
  await app.close();
  await world.close();
  await oidc.stop();
});

const start = (browser: Browser, entrance = 'employer') => browser.send('POST', '/auth/oidc/orders', { entrance });
async function redirected(browser: Browser): Promise<string> {
  const { status, body } = await start(browser);
  expect(status).toBe(201);
  return body.redirect as string;
}
const complete = (browser: Browser, parameters: string) => browser.send('POST', '/auth/oidc/completion', { parameters });
/** The whole way; gives what the portal answers in the end. */
async function logIn(browser: Browser, form: Record<string, string>) {
  return complete(browser, await oidc.visit(await redirected(browser), form));
}
async function expectNobody(browser: Browser): Promise<void> {
  expect(browser.cookies.has('__Host-ms')).toBe(false);
  expect(await browser.session()).toMatchObject({ authenticated: false });
}

describe('a log-in that is right', () => {
  it('sends the browser to the issuer with everything that makes the answer ours, and makes a session of what it comes back with', async () => {
    const browser = new Browser(app);
    const url = new URL(await redirected(browser));
    expect(url.origin).toBe(oidc.issuer);
    const sent = Object.fromEntries(url.searchParams);
    expect(sent).toEqual({
      client_id: 'mina-sidor',
      response_type: 'code',
      response_mode: 'query',
      redirect_uri: 'http://localhost:3000/auth/oidc/callback',
      scope: 'openid profile',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      prompt: 'login',
      max_age: '300',
      acr_values: 'http://id.elegnamnden.se/loa/1.0/loa3',
    });
    const done = await complete(browser, await oidc.visit(url.href, { person: 'asa' }));
    expect([done.status, done.body]).toEqual([200, { next: '/ingen-organisation' }]);
    expect(browser.cookies.has('__Host-ms')).toBe(true);
    expect(browser.cookies.has('__Host-ms-pre')).toBe(false);
    expect(await browser.session()).toMatchObject({ authenticated: true, person: { name: 'Åsa Öström' } });
    expect(await world.as(`select provider from session order by created_at desc limit 1`, [])).toBe('oidc');
  });

  it('belongs to the entrance that it began by: the private one leads to one’s own page, whoever one may act for', async () => {
    const { person } = await world.employer();
    const { personalNumber } = await withBankId(world, person);
    const browser = new Browser(app);
    const { redirect } = (await start(browser, 'private')).body as { redirect: string };
    const done = await complete(browser, await oidc.visit(redirect, { person: personalNumber }));
    expect(done.body).toEqual({ next: '/min-sida' });
    expect(await browser.session()).toMatchObject({ person: { id: person.id }, context: { kind: 'private' } });
    expect((await browser.send('POST', '/auth/oidc/orders', { entrance: 'staff' })).status).toBe(422);
  });

  it('finds the person whom BankID knows, by the same number', async () => {
    const { person } = await world.employer();
    const { personalNumber } = await withBankId(world, person);
    const browser = new Browser(app);
    expect((await logIn(browser, { person: personalNumber })).body).toEqual({ next: '/' });
    expect((await browser.session()).person.id).toBe(person.id);
  });

  it('reads the number and the names from userinfo where the issuer keeps them there', async () => {
    await oidc.fault('onlyInUserinfo');
    expect((await logIn(new Browser(app), { person: 'bjorn' })).status).toBe(200);
  });

  it('ends the session that the browser had, and gives the new one another id', async () => {
    const browser = new Browser(app);
    await logIn(browser, { person: 'asa' });
    const first = browser.cookies.get('__Host-ms')!;
    await logIn(browser, { person: 'bjorn' });
    expect(browser.cookies.get('__Host-ms')).not.toBe(first);
    const old = new Browser(app);
    old.cookies.set('__Host-ms', first);
    expect(await old.session()).toMatchObject({ authenticated: false });
  });

  it('leaves no secret in the answer, the log or a readable column', async () => {
    const browser = new Browser(app);
    const redirect = await redirected(browser);
    const parameters = await oidc.visit(redirect, { person: 'sam' });
    await complete(browser, parameters);
    const code = new URLSearchParams(parameters).get('code')!;
    const { state, nonce } = Object.fromEntries(new URL(redirect).searchParams) as { state: string; nonce: string };
    for (const secret of [code, state, nonce, '196903732383']) expect(log.join('\n')).not.toContain(secret);
    for (const secret of [code, '196903732383']) expect(browser.seen.join('\n')).not.toContain(secret);
    const stored = await world.as<string>(
      `select string_agg(e::text || encode(secrets_enc, 'escape'), '') from eid_order e where provider = 'oidc'`,
      [],
    );
    for (const secret of [code, state, nonce]) expect(stored).not.toContain(secret);
  });
});

describe('an answer is worth nothing', () => {
  it('in another browser, so that nobody can be logged in as somebody else by a link', async () => {
    const [attacker, victim] = [new Browser(app), new Browser(app)];
    const parameters = await oidc.visit(await redirected(attacker), { person: 'asa' });
    expect((await complete(victim, parameters)).body).toMatchObject({ status: 404, code: 'eid/order-not-found' });
    await redirected(victim);
    expect((await complete(victim, parameters)).body).toMatchObject({ status: 404, code: 'eid/order-not-found' });
    await expectNobody(victim);
    expect((await complete(attacker, parameters)).status).toBe(200);
  });

  it('from another site', async () => {
    const browser = new Browser(app);
    const parameters = await oidc.visit(await redirected(browser));
    for (const site of ['cross-site', 'same-site']) {
      const answer = await browser.send('POST', '/auth/oidc/completion', { parameters }, { 'sec-fetch-site': site });
      expect([answer.status, answer.body.code]).toEqual([403, 'portal/cross-site']);
    }
    await expectNobody(browser);
  });

  it('a second time, also when both come at once', async () => {
    const browser = new Browser(app);
    const parameters = await oidc.visit(await redirected(browser), { person: 'asa' });
    const cookie = { cookie: `__Host-ms-pre=${browser.cookies.get('__Host-ms-pre')}` };
    const post = () =>
      app.inject({
        method: 'POST',
        url: '/api/v1/auth/oidc/completion',
        headers: { 'sec-fetch-site': 'same-origin', ...cookie },
        payload: { parameters },
      });
    const answers = await Promise.all(Array.from({ length: 8 }, post));
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([200, ...Array.from({ length: 7 }, () => 404)]);
    expect((await post()).statusCode).toBe(404);
  });

  it.each([
    ['another state', (p: URLSearchParams) => p.set('state', 'x'.repeat(43))],
    ['no state', (p: URLSearchParams) => p.delete('state')],
  ])('with %s; the right one may still come', async (_what, change) => {
    const browser = new Browser(app);
    const right = await oidc.visit(await redirected(browser), { person: 'asa' });
    const wrong = new URLSearchParams(right);
    change(wrong);
    expect((await complete(browser, wrong.toString())).body).toMatchObject({ status: 404, code: 'eid/order-not-found' });
    await expectNobody(browser);
    expect((await complete(browser, right)).status).toBe(200);
  });

  it.each([
    ['another issuer', (p: URLSearchParams) => p.set('iss', 'https://nagon-annan.example'), 'eid/refused'],
    ['no issuer', (p: URLSearchParams) => p.delete('iss'), 'eid/refused'],
    ['an invented code', (p: URLSearchParams) => p.set('code', 'påhittad'), 'eid/rejected'],
    ['no code', (p: URLSearchParams) => p.delete('code'), 'eid/refused'],
  ])('with %s', async (_what, change, code) => {
    const browser = new Browser(app);
    const parameters = new URLSearchParams(await oidc.visit(await redirected(browser)));
    change(parameters);
    expect((await complete(browser, parameters.toString())).body).toMatchObject({ status: 502, code });
    await expectNobody(browser);
  });

  it('when it comes after ten minutes', async () => {
    const browser = new Browser(app);
    const parameters = await oidc.visit(await redirected(browser));
    await world.as(`update eid_order set expires_at = now() where provider = 'oidc' and status = 'pending'`, []);
    expect((await complete(browser, parameters)).body.code).toBe('eid/order-not-found');
    await expectNobody(browser);
  });
});

describe('an identity that does not hold', () => {
  const [refused, rejected] = [
    'Vi kunde inte kontrollera svaret från inloggningstjänsten.',
    'Inloggningstjänsten lämnade inget svenskt personnummer',
  ];
  it.each([
    ...['wrongNonce', 'noNonce', 'expired', 'otherAudience', 'otherIssuer', 'oldLogin', 'foreignKey', 'algNone', 'tampered'].map(
      (fault) => [fault, 502, 'eid/refused', refused] as const,
    ),
    ['noAcr', 403, 'eid/level-too-low', 'Inloggningen var inte tillräckligt säker.'] as const,
    ...['noNumber', 'invalidNumber', 'numberAsObject', 'noName'].map((fault) => [fault, 403, 'eid/unusable-identity', rejected] as const),
  ])('%s ends with a text and without a session', async (fault, status, code, title) => {
    const browser = new Browser(app);
    const parameters = await oidc.visit(await redirected(browser));
    await oidc.fault(fault);
    const answer = await complete(browser, parameters);
    expect(answer.body).toMatchObject({ status, code, title: expect.stringContaining(title) });
    await expectNobody(browser);
    await oidc.fault(null);
    expect((await complete(browser, parameters)).status).toBe(404);
  });

  it('of too low a level is refused', async () => {
    const browser = new Browser(app);
    expect((await logIn(browser, { person: 'asa', acr: 'loa2' })).body).toMatchObject({ status: 403, code: 'eid/level-too-low' });
    await expectNobody(browser);
  });

  it('of somebody who is blocked is refused', async () => {
    const person = await world.person();
    const { personalNumber } = await withBankId(world, person);
    await world.sql.query(`update person set status = 'blocked' where id = $1`, [person.id]);
    const browser = new Browser(app);
    expect((await logIn(browser, { person: personalNumber })).body).toMatchObject({ status: 403, code: 'eid/person-blocked' });
    await expectNobody(browser);
  });

  it('that the person gave up is told as that', async () => {
    const browser = new Browser(app);
    expect((await logIn(browser, { cancel: '1' })).body).toMatchObject({
      status: 409,
      code: 'eid/cancelled',
      title: 'Du avbröt inloggningen.',
    });
    await expectNobody(browser);
  });

  it.each(['html', 'halfJson', 'serverError', 'reset', 'slow'])(
    'an issuer that answers with %s gives 503 and no session',
    async (fault) => {
      const browser = new Browser(app);
      const parameters = await oidc.visit(await redirected(browser), { person: newPersonalNumber() });
      await oidc.fault(fault);
      const answer = await complete(browser, parameters);
      expect([answer.status, answer.body.code]).toEqual([503, 'eid/unavailable']);
      await expectNobody(browser);
    },
  );
});
