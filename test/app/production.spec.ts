import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readEnv } from '../../config/env.js';
import { type Program, settingsOf, start } from '../reliability/processes.js';
import { testEnv } from '../setup/env.js';
import { setting } from '../setup/database.js';

/** BankID's public roots lie outside the repository. */
const roots = join(process.env.TEST_SHARED ?? '', 'certs');
const given = existsSync(join(roots, 'bankid-tls-root-prod.pem')) ? describe : describe.skip;
const root = (name: string) => join(roots, `${name}.pem`);
const simulator = (name: string) => join(setting('TEST_BANKID_DIR'), name);
const OTHER = 'YW5kcmFVcHBzbGFnc255Y2tlbG5Gb3JUZXN0ZXJuYTE=';

type Change = Record<string, string | undefined>;
/** The settings of a production start that works, with something changed. */
async function settings(change: Change): Promise<Record<string, string>> {
  const base = {
    ...settingsOf(await testEnv()),
    NODE_ENV: 'production',
    PUBLIC_ORIGIN: 'https://minasidor.example.se',
    ALLOW_SIMULATOR: '1',
  };
  return Object.fromEntries(Object.entries({ ...base, ...change }).filter((one): one is [string, string] => one[1] !== undefined));
}
/** What the reading of the settings, the first thing that every process does, says to a change. */
async function fault(change: Change): Promise<string> {
  const source = await settings(change);
  try {
    readEnv(source);
    return 'inget';
  } catch (error) {
    return (error as Error).message;
  }
}
/** What the built web process says, which does not start. */
async function refused(change: Change): Promise<string> {
  const program = start('main', await settings(change));
  expect(await program.exit(90_000)).not.toBe(0);
  return program.lines.join('\n');
}
/** The real BankID, with its own files but for those of `over`. */
function real(over: Change = {}): Change {
  return {
    ALLOW_SIMULATOR: '0',
    ELKS_BASE_URL: 'https://api.46elks.com',
    MAIL_DOMAIN: 'minasidor.se',
    BANKID_ENV: 'production',
    BANKID_BASE_URL: 'https://appapi2.bankid.com/rp/v6.0/',
    BANKID_APP_LAUNCH_BASE: undefined,
    ...(existsSync(root('bankid-tls-root-prod'))
      ? { BANKID_TLS_CA_FILE: root('bankid-tls-root-prod'), BANKID_SIGN_CA_FILE: root('bankid-signature-root-prod') }
      : {}),
    FREJA_ENV: undefined,
    FREJA_BASE_URL: undefined,
    FREJA_CLIENT_P12_FILE: undefined,
    FREJA_CLIENT_P12_PASSPHRASE_FILE: undefined,
    FREJA_TLS_CA_FILE: undefined,
    FREJA_JWS_CERT_DIR: undefined,
    FREJA_APP_LAUNCH_BASE: undefined,
    ...over,
  };
}

it.each<[what: string, change: Change, says: string, values: string[]]>([
  ['a simulated BankID', { ALLOW_SIMULATOR: '0' }, 'BANKID_ENV: simulatorn är inte tillåten i produktion', []],
  ['a simulated Freja', { ALLOW_SIMULATOR: '0' }, 'FREJA_ENV: simulatorn är inte tillåten i produktion', []],
  [
    'an http origin',
    { ALLOW_SIMULATOR: '0', PUBLIC_ORIGIN: 'http://minasidor.example.se' },
    'PUBLIC_ORIGIN: måste vara https',
    ['minasidor.example'],
  ],
  [
    'an origin with a path',
    { PUBLIC_ORIGIN: 'https://minasidor.example.se/portal' },
    'PUBLIC_ORIGIN: ska vara ett ursprung utan sökväg',
    ['portal'],
  ],
  ['a simulated sms provider', { ALLOW_SIMULATOR: '0' }, 'ELKS_BASE_URL: ska vara https://api.46elks.com i produktion', []],
  [
    'no domain of its own for mails',
    { ALLOW_SIMULATOR: '0' },
    'MAIL_DOMAIN: ska vara portalens egen e-postdomän i produktion',
    ['example'],
  ],
  ['a domain for mails that is none', { MAIL_DOMAIN: 'hemlig doman' }, 'MAIL_DOMAIN:', ['hemlig']],
  ['no keys', { KEYS: undefined }, 'KEYS:', []],
  ['no look-up key', { LOOKUP_KEY: undefined }, 'LOOKUP_KEY:', []],
  ['a key that is no key', { KEYS: 'k1:hemlig' }, 'KEYS:', ['hemlig']],
  ['a weak key', { KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}` }, 'KEYS, LOOKUP_KEY: för svaga', ['BwcHBw']],
  [
    'a weak look-up key among two',
    { LOOKUP_KEY: `${OTHER},${Buffer.alloc(32, 7).toString('base64')}` },
    'KEYS, LOOKUP_KEY: för svaga',
    ['BwcHBw', OTHER],
  ],
  [
    'one key for two things',
    { KEYS: `k1:${OTHER}`, LOOKUP_KEY: OTHER },
    'KEYS, LOOKUP_KEY: varje nyckel får användas till en sak',
    [OTHER],
  ],
  [
    'one name for two keys',
    { KEYS: `k1:${OTHER},k1:${Buffer.from(OTHER).subarray(0, 32).toString('base64')}` },
    'KEYS: varje nyckel ska ha ett eget namn',
    [OTHER],
  ],
  [
    'an OIDC issuer over http',
    { ALLOW_SIMULATOR: '0', OIDC_ISSUER: 'http://inloggning.example.se' },
    'OIDC_ISSUER: måste vara https i produktion',
    ['inloggning.example'],
  ],
])('refuses %s in production, and names the setting, never its value', async (_what, change, says, values) => {
  const said = await fault(change);
  expect(said).toContain(says);
  for (const value of values) expect(said).not.toContain(value);
});

it('does not start, and tells everything that is wrong at once', async () => {
  const said = await refused({
    ALLOW_SIMULATOR: '0',
    PUBLIC_ORIGIN: 'http://minasidor.example.se',
    KEYS: `k1:${OTHER}`,
    LOOKUP_KEY: OTHER,
  });
  for (const name of ['BANKID_ENV:', 'FREJA_ENV:', 'PUBLIC_ORIGIN:', 'KEYS, LOOKUP_KEY:']) expect(said).toContain(`  - ${name}`);
  for (const value of ['minasidor.example', OTHER]) expect(said).not.toContain(value);
}, 120_000);

it("does not start with a simulator's root where BankID's own belongs", async () => {
  const said = await refused(real({ BANKID_TLS_CA_FILE: simulator('tls-ca.pem'), BANKID_SIGN_CA_FILE: simulator('sign-ca.pem') }));
  expect(said).toContain('_CA_FILE: ska innehålla BankID:s rotcertifikat för den valda miljön och inget annat');
}, 120_000);

given("with BankID's real roots", () => {
  it('does not start in production with the root of signatures of the test environment', async () => {
    const said = await refused(real({ BANKID_SIGN_CA_FILE: root('bankid-signature-root-test') }));
    expect(said).toContain('BANKID_SIGN_CA_FILE: ska innehålla');
  }, 120_000);
});

describe('a production start that may use simulators', () => {
  let web: Program & { url?: string };
  beforeAll(async () => {
    web = start('main', await settings({ PORT: '0' }));
    web.url = (JSON.parse(await web.says('"ready":true', 100_000)) as { url: string }).url;
  }, 120_000);
  afterAll(() => web.kill());

  it('runs, and insists on https', async () => {
    expect((await fetch(`${web.url}/health/ready`)).status).toBe(200);
    const { headers } = await fetch(`${web.url}/api/v1/session`);
    expect(headers.get('strict-transport-security')).toContain('max-age=');
  });

  it('shows its API documentation to nobody who is not logged in as staff', async () => {
    for (const path of ['/api/docs', '/api/docs/', '/api/docs-json', '/api/docs/json', '/api/openapi.json', '/api/v1/docs'])
      expect([path, (await fetch(web.url + path, { redirect: 'manual' })).status]).not.toEqual([path, 200]);
  });

  it('has no metrics where everybody is', async () => {
    const { headers } = await fetch(`${web.url}/metrics`);
    expect(headers.get('content-type')).not.toContain('version=0.0.4');
  });
});
