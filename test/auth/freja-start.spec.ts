import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frejaAgent, frejaSigners } from '../../src/auth/freja.connection.js';
import { frejaEnv, testEnv } from '../setup/env.js';
import { setting } from '../setup/database.js';

/** Freja's public roots lie outside the repository; without them there is nothing to compare with. */
const roots = join(process.env.TEST_SHARED ?? '', 'certs');
const dir = mkdtempSync(join(tmpdir(), 'freja-start-'));
afterAll(() => rmSync(dir, { recursive: true }));

const simulator = (name: string) => join(setting('TEST_FREJA_DIR'), name);
const agent = async (over: Record<string, string>) => frejaAgent({ ...(await testEnv()), ...over });
const real = { FREJA_BASE_URL: 'https://services.prof.frejaeid.com', FREJA_ENV: 'production' };

const given = ['freja-tls-root-prod.pem', 'freja-tls-root-test.pem'].every((name) => existsSync(join(roots, name)))
  ? describe
  : describe.skip;

given("with Freja's real roots", () => {
  it('starts with the root of its own environment only', async () => {
    const [prod, test] = ['prod', 'test'].map((name) => join(roots, `freja-tls-root-${name}.pem`)) as [string, string];
    (await agent({ FREJA_ENV: 'production', FREJA_TLS_CA_FILE: prod })).destroy();
    (await agent({ FREJA_ENV: 'test', FREJA_TLS_CA_FILE: test })).destroy();
    await expect(agent({ FREJA_ENV: 'production', FREJA_TLS_CA_FILE: test })).rejects.toThrow('FREJA_TLS_CA_FILE');
    await expect(agent({ FREJA_ENV: 'test', FREJA_TLS_CA_FILE: prod })).rejects.toThrow('FREJA_TLS_CA_FILE');
  });
});

it("does not start in production or test with the simulator's root", async () => {
  for (const FREJA_ENV of ['production', 'test'])
    await expect(agent({ FREJA_ENV })).rejects.toThrow(
      'FREJA_TLS_CA_FILE: ska innehålla Frejas rotcertifikat för den valda miljön och inget annat',
    );
});

it('names the file that is missing, and the passphrase that is wrong', async () => {
  await expect(agent({ FREJA_TLS_CA_FILE: join(dir, 'gone.pem') })).rejects.toThrow('FREJA_TLS_CA_FILE: filen går inte att läsa (ENOENT)');
  const wrong = join(dir, 'wrong');
  writeFileSync(wrong, 'fel');
  await expect(agent({ FREJA_CLIENT_P12_PASSPHRASE_FILE: wrong })).rejects.toThrow(
    'FREJA_CLIENT_P12_FILE: går inte att öppna med lösenordet i FREJA_CLIENT_P12_PASSPHRASE_FILE',
  );
});

it('reads every jws-*.pem of the folder and nothing else, and does not start without one', async () => {
  const env = await testEnv();
  expect(frejaSigners(env).size).toBe(2);
  const FREJA_JWS_CERT_DIR = join(dir, 'none');
  expect(() => frejaSigners({ ...env, FREJA_JWS_CERT_DIR })).toThrow('FREJA_JWS_CERT_DIR: mappen går inte att läsa (ENOENT)');
  copyFileSync(simulator('tls-ca.pem'), join(dir, 'tls-ca.pem'));
  expect(() => frejaSigners({ ...env, FREJA_JWS_CERT_DIR: dir })).toThrow('FREJA_JWS_CERT_DIR: mappen innehåller ingen jws-*.pem');
});

describe('the settings', () => {
  const fault = async (over: Record<string, string | undefined>) =>
    testEnv(over as Record<string, string>).then(
      () => null,
      (thrown: Error) => thrown.message.split('\n').slice(1).join(),
    );

  it('are there whole or not at all', async () => {
    const none = Object.fromEntries(Object.keys(frejaEnv()).map((name) => [name, undefined]));
    expect(await fault(none)).toBeNull();
    expect(await fault({ ...none, FREJA_BASE_URL: 'https://localhost:1' })).toContain('FREJA_ENV: saknas');
    for (const name of [
      'FREJA_BASE_URL',
      'FREJA_CLIENT_P12_FILE',
      'FREJA_CLIENT_P12_PASSPHRASE_FILE',
      'FREJA_TLS_CA_FILE',
      'FREJA_JWS_CERT_DIR',
    ])
      expect(await fault({ [name]: undefined })).toBe(`  - ${name}: krävs när FREJA_ENV är satt`);
  });

  it('refuse a simulator in production, and another host than the environment has', async () => {
    expect(await fault({ NODE_ENV: 'production' })).toContain('FREJA_ENV: simulatorn är inte tillåten i produktion');
    expect(await fault({ ...real, FREJA_APP_LAUNCH_BASE: undefined })).toContain('FREJA_BASE_URL: fel värd för FREJA_ENV');
    expect(await fault({ ...real, FREJA_BASE_URL: 'http://services.prod.frejaeid.com' })).toContain('FREJA_BASE_URL: fel värd');
    expect(await fault({ FREJA_ENV: 'test', FREJA_BASE_URL: 'https://services.test.frejaeid.com' })).toContain(
      'FREJA_APP_LAUNCH_BASE: gäller bara simulatorn',
    );
    expect(await fault({ ...real, FREJA_BASE_URL: 'https://services.prod.frejaeid.com', FREJA_APP_LAUNCH_BASE: undefined })).toBeNull();
  });
});
