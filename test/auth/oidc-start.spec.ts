import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testApp } from '../setup/app.js';
import { testEnv } from '../setup/env.js';
import { Browser } from '../setup/browser.js';
import { OwnOidc } from '../setup/oidc.js';
import { slack } from '../setup/slack.js';

let oidc: OwnOidc;
const dir = mkdtempSync(join(tmpdir(), 'oidc-start-'));
beforeAll(async () => {
  oidc = await OwnOidc.start();
});
afterAll(async () => {
  await oidc.stop();
  rmSync(dir, { recursive: true });
});

it('is off unless it is configured', async () => {
  const app = await testApp();
  expect((await app.inject({ url: '/api/v1/operator' })).json()).toMatchObject({ oidc: null });
  for (const [path, body] of [
    ['orders', { entrance: 'employer' }],
    ['completion', { parameters: 'code=x' }],
  ] as const)
    expect((await new Browser(app).send('POST', `/auth/oidc/${path}`, body)).body).toMatchObject({ status: 404, code: 'eid/not-offered' });
  await app.close();
});

it('tells the button’s words, and logs in with a shared secret too', async () => {
  const app = await testApp(oidc.envWithSecret);
  expect((await app.inject({ url: '/api/v1/operator' })).json()).toMatchObject({ oidc: 'kommunens inloggning' });
  const browser = new Browser(app);
  const { body } = await browser.send('POST', '/auth/oidc/orders', { entrance: 'employer' });
  const parameters = await oidc.visit(body.redirect as string, { person: 'asa' });
  expect((await browser.send('POST', '/auth/oidc/completion', { parameters })).status).toBe(200);
  await app.close();
});

it.each([
  ['nobody answers', 'http://localhost:9'],
  ['there is no such host', 'http://finns-inte.invalid'],
])('starts although %s, and says so at log-in within ten seconds', async (_what, OIDC_ISSUER) => {
  const app = await testApp({ ...oidc.env, OIDC_ISSUER });
  const from = performance.now();
  const { status, body } = await new Browser(app).send('POST', '/auth/oidc/orders', { entrance: 'employer' });
  expect([status, body.code]).toEqual([503, 'eid/unavailable']);
  expect(performance.now() - from).toBeLessThan(10_000 + slack());
  expect((await new Browser(app).startBankId()).qr).toMatch(/^bankid\./);
  await app.close();
});

it.each(['html', 'slow', 'halfJson', 'serverError', 'reset'])(
  'an issuer that answers with %s gives 503, and goes on by itself',
  async (fault) => {
    const app = await testApp(oidc.env);
    await oidc.fault(fault);
    const from = performance.now();
    const { status, body } = await new Browser(app).send('POST', '/auth/oidc/orders', { entrance: 'employer' });
    expect([status, body.code]).toEqual([503, 'eid/unavailable']);
    expect(performance.now() - from).toBeLessThan(10_000 + slack());
    await oidc.fault(null);
    expect((await new Browser(app).send('POST', '/auth/oidc/orders', { entrance: 'employer' })).status).toBe(201);
    await app.close();
  },
);

it('refuses an issuer that says it is somebody else', async () => {
  const app = await testApp({ ...oidc.env, OIDC_ISSUER: oidc.issuer.replace('localhost', '127.0.0.1') });
  expect((await new Browser(app).send('POST', '/auth/oidc/orders', { entrance: 'employer' })).body).toMatchObject({
    status: 502,
    code: 'eid/refused',
  });
  await app.close();
});

describe('the settings', () => {
  const fault = async (over: Record<string, string | undefined>) =>
    testEnv({ ...oidc.env, ...over } as Record<string, string>).then(
      () => null,
      (thrown: Error) => thrown.message.split('\n').slice(1).join(),
    );

  it('are there whole or not at all', async () => {
    expect(await fault({})).toBeNull();
    expect(await fault({ OIDC_ISSUER: undefined })).toContain('OIDC_ISSUER: saknas');
    for (const name of ['OIDC_CLIENT_ID', 'OIDC_LABEL'])
      expect(await fault({ [name]: undefined })).toBe(`  - ${name}: krävs när OIDC_ISSUER är satt`);
    const one = '  - OIDC_PRIVATE_KEY_FILE, OIDC_CLIENT_SECRET_FILE: en av dem krävs, och bara en';
    expect(await fault({ OIDC_PRIVATE_KEY_FILE: undefined })).toBe(one);
    expect(await fault({ OIDC_CLIENT_SECRET_FILE: 'x' })).toBe(one);
    expect(await fault({ OIDC_SCOPES: 'profile' })).toContain('OIDC_SCOPES');
    expect(await fault({ OIDC_ACR_VALUES: '' })).toContain('OIDC_ACR_ALLOWED');
    expect(await fault({ OIDC_ACR_VALUES: '', OIDC_ACR_ALLOWED: 'loa3' })).toBeNull();
  });

  it('refuse an issuer over http in production', async () => {
    expect(await fault({ NODE_ENV: 'production' })).toContain('OIDC_ISSUER: måste vara https i produktion');
    expect(await fault({ NODE_ENV: 'production', OIDC_ISSUER: 'https://inloggning.example.se' })).not.toContain('OIDC_ISSUER');
  });

  it('name the file that cannot be used, and stop the start', async () => {
    const file = (name: string, text: string) => {
      writeFileSync(join(dir, name), text);
      return join(dir, name);
    };
    const starts = (over: Record<string, string>) =>
      testApp(over).then(
        (app) => app.close(),
        ({ message }: Error) => message,
      );
    expect(await starts({ ...oidc.env, OIDC_PRIVATE_KEY_FILE: join(dir, 'gone') })).toBe(
      'OIDC_PRIVATE_KEY_FILE: filen går inte att läsa (ENOENT)',
    );
    expect(await starts({ ...oidc.env, OIDC_PRIVATE_KEY_FILE: file('text', 'hemligt') })).toBe(
      'OIDC_PRIVATE_KEY_FILE: ska vara en privat nyckel i PEM, RSA eller P-256',
    );
    expect(await starts({ ...oidc.envWithSecret, OIDC_CLIENT_SECRET_FILE: file('kort', 'kort\n') })).toBe(
      'OIDC_CLIENT_SECRET_FILE: hemligheten är för kort',
    );
  });
});
