import { join } from 'node:path';
import { type Env, readEnv } from '../../config/env.js';
import { setting, testDatabaseUrl, testQueuePrefix } from './database.js';

export const ORIGIN = 'http://localhost:3000';

/** Keys of the tests only. */
export const KEYS = 'k1:TWluYVNpZG9yVGVzdG55Y2tlbE51bW1lckVuMDAwMDE=';
const LOOKUP_KEY = 'dXBwc2xhZ3NueWNrZWxuRm9yVGVzdGVybmEwMTIzNDU=';
export const ELKS_WEBHOOK_SECRET = 'hemligheten-i-adressen-for-testerna-0123456';

/** What makes an application use the run's Freja simulator. */
export function frejaEnv(): Record<string, string> {
  const file = (name: string) => join(setting('TEST_FREJA_DIR'), name);
  return {
    FREJA_ENV: 'simulator',
    FREJA_BASE_URL: setting('TEST_FREJA_API'),
    FREJA_CLIENT_P12_FILE: file('client.p12'),
    FREJA_CLIENT_P12_PASSPHRASE_FILE: file('client.passphrase'),
    FREJA_TLS_CA_FILE: file('tls-ca.pem'),
    FREJA_JWS_CERT_DIR: setting('TEST_FREJA_DIR'),
    FREJA_SIGN_CA_FILE: file('sign-ca.pem'),
    FREJA_APP_LAUNCH_BASE: setting('TEST_FREJA_APP'),
  };
}

/** What makes an application send sms through the run's simulator of 46elks. */
export const smsEnv = (): Record<string, string> => ({
  ELKS_BASE_URL: setting('TEST_SMS'),
  ELKS_USERNAME: 'simulator',
  ELKS_PASSWORD: 'simulator',
  ELKS_WEBHOOK_SECRET,
});

/** The environment of an application under test: this worker's database and queues, the services of the run. */
export async function testEnv(over: Record<string, string> = {}): Promise<Env> {
  const bankid = setting('TEST_BANKID_DIR');
  return readEnv({
    NODE_ENV: 'development',
    PORT: '0',
    PUBLIC_ORIGIN: ORIGIN,
    DATABASE_URL: await testDatabaseUrl(),
    REDIS_URL: setting('TEST_REDIS_URL'),
    QUEUE_PREFIX: testQueuePrefix(),
    SMTP_URL: setting('TEST_SMTP_URL'),
    BANKID_ENV: 'simulator',
    BANKID_BASE_URL: setting('TEST_BANKID_RP'),
    BANKID_CLIENT_P12_FILE: join(bankid, 'client.p12'),
    BANKID_CLIENT_P12_PASSPHRASE_FILE: join(bankid, 'client.passphrase'),
    BANKID_TLS_CA_FILE: join(bankid, 'tls-ca.pem'),
    BANKID_SIGN_CA_FILE: join(bankid, 'sign-ca.pem'),
    BANKID_APP_LAUNCH_BASE: setting('TEST_BANKID_APP'),
    ...frejaEnv(),
    ...smsEnv(),
    KEYS,
    LOOKUP_KEY,
    // All tests come from one address.
    CODES_PER_ADDRESS: '10000',
    LOG_LEVEL: 'silent',
    ...over,
  });
}
