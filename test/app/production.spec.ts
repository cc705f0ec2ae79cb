import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Program, settingsOf, start } from '../reliability/processes.js';
import { testEnv } from '../setup/app.js';
import { setting } from '../setup/database.js';

/** BankID's public roots lie outside the repository. */
const roots = join(process.env.TEST_SHARED ?? '', 'certs');
const given = existsSync(join(roots, 'bankid-tls-root-prod.pem')) ? it : it.skip;
const root = (name: string) => join(roots, `${name}.pem`);
const simulator = (name: string) => join(setting('TEST_BANKID_DIR'), name);
const OTHER = 'YW5kcmFVcHBzbGFnc255Y2tlbG5Gb3JUZXN0ZXJuYTE=';

type Change = Record<string, string | undefined>;
/** Starts the built web process as in production, with one thing wrong. */
async function production(change: Change): Promise<Program> {
  const settings = {
    ...settingsOf(await testEnv()),
    NODE_ENV: 'production',
    PUBLIC_ORIGIN: 'https://minasidor.example.se',
    ALLOW_SIMULATOR: '1',
    ...change,
  };
  return start('main', Object.fromEntries(Object.entries(settings).filter((one): one is [string, string] => one[1] !== undefined)));
}
async function refused(change: Change): Promise<string> {
  const program = await production(change);
  expect(await program.exit()).not.toBe(0);
  return program.lines.join('\n');
}
/** The real BankID, with its own files but for those of `over`. */
function real(over: Change = {}): Change {
  return {
    ALLOW_SIMULATOR: '0',
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
  [
    "BankID's real address and a simulator's root for its servers",
    real({ BANKID_TLS_CA_FILE: simulator('tls-ca.pem') }),
    '_CA_FILE: ska innehålla BankID:s rotcertifikat',
    [],
  ],
  [
    "a simulator's root for signatures",
    real({ BANKID_SIGN_CA_FILE: simulator('sign-ca.pem') }),
    '_CA_FILE: ska innehålla BankID:s rotcertifikat',
    [],
  ],
])(
  'does not start in production with %s, and names the setting, never its value',
  async (_what, change, says, values) => {
    const said = await refused(change);
    expect(said).toContain(says);
    for (const value of values) expect(said).not.toContain(value);
  },
  60_000,
);

given(
  "does not start in production with the roots of BankID's test environment",
  async () => {
    expect(await refused(real({ BANKID_TLS_CA_FILE: root('bankid-tls-root-test') }))).toContain('BANKID_TLS_CA_FILE: ska innehålla');
    expect(await refused(real({ BANKID_SIGN_CA_FILE: root('bankid-signature-root-test') }))).toContain(
      'BANKID_SIGN_CA_FILE: ska innehålla',
    );
  },
  60_000,
);

describe('a production start that may use simulators', () => {
  let web: Program & { url?: string };
  beforeAll(async () => {
    web = await production({ PORT: '0' });
    web.url = (JSON.parse(await web.says('"ready":true')) as { url: string }).url;
  }, 60_000);
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
