import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bankIdAgent } from '../../src/auth/bankid.connection.js';
import { setting } from '../setup/database.js';

/** BankID's public roots lie outside the repository; without them there is nothing to compare with. */
const roots = join(process.env.TEST_SHARED ?? '', 'certs');
const given = existsSync(join(roots, 'bankid-tls-root-prod.pem')) ? describe : describe.skip;
const dir = mkdtempSync(join(tmpdir(), 'root-'));
afterAll(() => rmSync(dir, { recursive: true }));

const simulator = (name: string) => join(setting('TEST_BANKID_DIR'), name);
const agent = (BANKID_ENV: 'production' | 'test' | 'simulator', root: string, over = {}) =>
  bankIdAgent({
    BANKID_ENV,
    BANKID_TLS_CA_FILE: root,
    BANKID_CLIENT_P12_FILE: simulator('client.p12'),
    BANKID_CLIENT_P12_PASSPHRASE_FILE: simulator('client.passphrase'),
    ...over,
  });
const fault = 'BANKID_TLS_CA_FILE: ska innehålla BankID:s rotcertifikat för den valda miljön och inget annat';

given("with BankID's real roots", () => {
  it('starts with the root of its own environment', () => {
    expect(() => agent('production', join(roots, 'bankid-tls-root-prod.pem')).destroy()).not.toThrow();
    expect(() => agent('test', join(roots, 'bankid-tls-root-test.pem')).destroy()).not.toThrow();
  });

  it('does not start with the root of another environment, or with one more beside it', () => {
    expect(() => agent('production', join(roots, 'bankid-tls-root-test.pem'))).toThrow(fault);
    expect(() => agent('test', join(roots, 'bankid-tls-root-prod.pem'))).toThrow(fault);
    const both = join(dir, 'both.pem');
    writeFileSync(
      both,
      ['bankid-tls-root-prod.pem', 'bankid-tls-root-test.pem'].map((name) => readFileSync(join(roots, name), 'utf8')).join('\n'),
    );
    expect(() => agent('production', both)).toThrow(fault);
  });
});

it("does not start in production with the simulator's root", () => {
  expect(() => agent('production', simulator('tls-ca.pem'))).toThrow(fault);
});

it('names the file that is missing, and does not start', () => {
  expect(() => agent('simulator', join(dir, 'gone.pem'))).toThrow('BANKID_TLS_CA_FILE: filen går inte att läsa (ENOENT)');
  expect(() => agent('simulator', simulator('tls-ca.pem'), { BANKID_CLIENT_P12_FILE: join(dir, 'gone.p12') })).toThrow(
    'BANKID_CLIENT_P12_FILE',
  );
});

it('does not start with the wrong passphrase', () => {
  const wrong = join(dir, 'wrong');
  writeFileSync(wrong, 'fel');
  expect(() => agent('simulator', simulator('tls-ca.pem'), { BANKID_CLIENT_P12_PASSPHRASE_FILE: wrong })).toThrow(
    'BANKID_CLIENT_P12_FILE: går inte att öppna med lösenordet i BANKID_CLIENT_P12_PASSPHRASE_FILE',
  );
});
