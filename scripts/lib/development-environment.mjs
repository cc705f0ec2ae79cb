import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const { env } = process;

/** The ports of this machine; each can be chosen by the variable of that name. */
export const PORTS = Object.fromEntries(
  Object.entries({
    PORT: 3000,
    PG_PORT: 5433,
    REDIS_PORT: 6380,
    BANKID_SIM_PORT: 9443,
    BANKID_SIM_APP_PORT: 9444,
    FREJA_SIM_PORT: 9543,
    FREJA_SIM_APP_PORT: 9544,
    MAIL_SIM_SMTP_PORT: 2525,
    MAIL_SIM_HTTP_PORT: 8025,
    SMS_SIM_PORT: 8046,
  }).map(([name, usual]) => [name, Number(env[name] ?? usual)]),
);

/** What web, worker, migrate and seed need to know; what is set from outside is passed on as it is. */
export function developmentEnvironment({ home, databaseUrl, redisUrl, smtpUrl, bankid, freja, sms }) {
  return {
    NODE_ENV: 'development',
    PORT: String(PORTS.PORT),
    PUBLIC_ORIGIN: `http://localhost:${PORTS.PORT}`,
    DATABASE_URL: databaseUrl,
    MIGRATE_DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    SMTP_URL: smtpUrl,
    ...(bankid ? simulatedBankid(bankid) : {}),
    ...(freja ? simulatedFreja(freja) : {}),
    ...(sms ? simulatedSms(sms, home) : {}),
    ...developmentKeys(home),
    ...env,
  };
}

const simulatedBankid = ({ dir, rp, app }) => ({
  BANKID_ENV: 'simulator',
  BANKID_BASE_URL: rp,
  BANKID_APP_LAUNCH_BASE: app,
  BANKID_CLIENT_P12_FILE: path.join(dir, 'client.p12'),
  BANKID_CLIENT_P12_PASSPHRASE_FILE: path.join(dir, 'client.passphrase'),
  BANKID_TLS_CA_FILE: path.join(dir, 'tls-ca.pem'),
  BANKID_SIGN_CA_FILE: path.join(dir, 'sign-ca.pem'),
});

const simulatedFreja = ({ dir, api, app }) => ({
  FREJA_ENV: 'simulator',
  FREJA_BASE_URL: api,
  FREJA_APP_LAUNCH_BASE: app,
  FREJA_CLIENT_P12_FILE: path.join(dir, 'client.p12'),
  FREJA_CLIENT_P12_PASSPHRASE_FILE: path.join(dir, 'client.passphrase'),
  FREJA_TLS_CA_FILE: path.join(dir, 'tls-ca.pem'),
  FREJA_JWS_CERT_DIR: dir,
  FREJA_SIGN_CA_FILE: path.join(dir, 'sign-ca.pem'),
});

/** Keys of this working copy only: made once, since what they encrypted must be readable after a restart. */
const simulatedSms = ({ origin }, home) => ({
  ELKS_BASE_URL: origin,
  ELKS_USERNAME: 'simulator',
  ELKS_PASSWORD: 'simulator',
  ...keptSecrets(home, 'sms.json', () => ({ ELKS_WEBHOOK_SECRET: randomBytes(32).toString('base64url') })),
});

const developmentKeys = (home) =>
  keptSecrets(home, 'keys.json', () => {
    const key = () => randomBytes(32).toString('base64');
    return { KEYS: `dev1:${key()}`, LOOKUP_KEY: key() };
  });

/** Secrets made on the first start and kept in a file of this machine. */
function keptSecrets(home, name, make) {
  const file = path.join(home, name);
  if (!fs.existsSync(file)) {
    const draft = `${file}.new`;
    fs.writeFileSync(draft, JSON.stringify(make(), null, 2), { mode: 0o600 });
    fs.renameSync(draft, file);
  }
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

const saved = path.resolve(import.meta.dirname, '../../.data/environment.json');

/** Keeps the settings that `npm start` made up, for the commands that are run beside it. */
export function saveEnvironment(settings) {
  const made = Object.fromEntries(Object.entries(settings).filter(([name]) => !(name in env)));
  fs.writeFileSync(saved, JSON.stringify(made, null, 2), { mode: 0o600 });
}

/** The settings of the latest `npm start` in this folder; none when there was none. */
export const savedEnvironment = () => (fs.existsSync(saved) ? JSON.parse(fs.readFileSync(saved, 'utf8')) : {});
