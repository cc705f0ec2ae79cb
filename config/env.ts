import { getConfigToken } from '@nestjs/config';
import { z } from 'zod';
import { oidcFields, oidcGuards } from './oidc.js';

/** Where the checked environment is injected: `@Inject(ENV) env: Env`. */
export const ENV = getConfigToken('env');

/** The only reader of process.env. Every fault is listed at once, by setting name, never by value. */
const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((v) => v === '1');
const list = z
  .string()
  .default('')
  .transform((v) =>
    v
      .split(',')
      .map((s) => s.trim())
      .filter(Boolean),
  );

const Schema = z.object({
  NODE_ENV: z.enum(['development', 'production']).default('production'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Where Prometheus reads /metrics, on HOST; off when unset. Never to be reached from outside. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  /** What the operations page calls the version that runs. */
  APP_VERSION: z.string().max(80).default('utveckling'),
  /** Where the browser meets us, e.g. https://minasidor.example.se. Origin checks and links are built on it. */
  PUBLIC_ORIGIN: z.url(),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//),
  /** The owner of the tables; only the migrate entry point uses it. */
  MIGRATE_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(8),
  REDIS_URL: z.string().regex(/^rediss?:\/\//),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default('minasidor'),
  SMTP_URL: z.string().regex(/^smtps?:\/\//),
  /** Where mails come from in their envelope and Message-ID; bounces go there, so it has to be ours. */
  MAIL_DOMAIN: z
    .string()
    .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/)
    .default('minasidor.example.se'),
  /** Signs every mail (DKIM, RSA-SHA256) when all three are set; the file holds the private key as PEM, at least 2048 bits. */
  DKIM_DOMAIN: z.string().min(1).optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9-]{1,63}$/)
    .optional(),
  DKIM_KEY_FILE: z.string().min(1).optional(),
  BANKID_ENV: z.enum(['production', 'test', 'simulator']),
  BANKID_BASE_URL: z.url(),
  BANKID_CLIENT_P12_FILE: z.string().min(1),
  BANKID_CLIENT_P12_PASSPHRASE_FILE: z.string().min(1),
  BANKID_TLS_CA_FILE: z.string().min(1),
  /** The root that persons' signatures lead to. */
  BANKID_SIGN_CA_FILE: z.string().min(1),
  /** The simulator's app page, where the launch link of the same device leads. Only with BANKID_ENV=simulator. */
  BANKID_APP_LAUNCH_BASE: z.url().optional(),
  /** Freja eID+ is offered beside BankID when this is set; then all that follow are needed but the last three. */
  FREJA_ENV: z.enum(['production', 'test', 'simulator']).optional(),
  FREJA_BASE_URL: z.url().optional(),
  FREJA_CLIENT_P12_FILE: z.string().min(1).optional(),
  FREJA_CLIENT_P12_PASSPHRASE_FILE: z.string().min(1).optional(),
  FREJA_TLS_CA_FILE: z.string().min(1).optional(),
  /** A folder with the certificates that sign Freja's results, `jws-*.pem`: what is there is trusted. */
  FREJA_JWS_CERT_DIR: z.string().min(1).optional(),
  /** The root of persons' own certificates, for signatures; without it that a certificate is genuine rests on Freja's signature around it. */
  FREJA_SIGN_CA_FILE: z.string().min(1).optional(),
  /** QR codes that are new each second. Off until it has been tried with Freja's own app: their form is not confirmed. */
  FREJA_DYNAMIC_QR: flag,
  /** As BANKID_APP_LAUNCH_BASE. */
  FREJA_APP_LAUNCH_BASE: z.url().optional(),
  /** Sms are sent through 46elks when this is set, https://api.46elks.com; then the three that follow are needed. */
  ELKS_BASE_URL: z.url().optional(),
  ELKS_USERNAME: z.string().min(1).optional(),
  ELKS_PASSWORD: z.string().min(1).optional(),
  /** Stands in the address that 46elks reports delivery to; 32 random bytes in base64url. */
  ELKS_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
  /** Who an sms is from: 3–11 letters and digits, a letter first, or a number in E.164. */
  SMS_FROM: z
    .string()
    .regex(/^([a-zA-Z][a-zA-Z0-9]{2,10}|\+[1-9]\d{6,14})$/)
    .default('MinaSidor'),
  /** Country codes whose mobile numbers may be used, comma separated. Each one more is one more that fraudsters can send to at our cost. */
  SMS_COUNTRIES: list.pipe(z.array(z.string().regex(/^\+[1-9]\d{0,3}$/))).transform((codes) => (codes.length ? codes : ['+46'])),
  /** Codes that may be asked for an hour from one address. Raise it for employers whose whole staff share one. */
  CODES_PER_ADDRESS: z.coerce.number().int().min(5).max(10_000).default(30),
  ...oidcFields,
  /** A start with simulators is refused in production unless this is said out loud. */
  ALLOW_SIMULATOR: flag,
  /** keyId:base64(32 bytes), newest first; the first encrypts, all decrypt. */
  KEYS: z.string().regex(/^[a-z0-9]+:[A-Za-z0-9+/=]{44}(,[a-z0-9]+:[A-Za-z0-9+/=]{44})*$/),
  /** base64(32 bytes): keyed look-up of personnummer. While it is changed two, newest first: the first writes, both find. */
  LOOKUP_KEY: z.string().regex(/^[A-Za-z0-9+/=]{44}(,[A-Za-z0-9+/=]{44})*$/),
  /** Addresses of the proxies in front, comma separated; empty means none and X-Forwarded-For is ignored. */
  TRUST_PROXY: list,
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(10).max(240).default(30),
  SESSION_ABSOLUTE_HOURS: z.coerce.number().int().min(1).max(24).default(8),
  /** Log-ins that may be started a minute from one address. Raise it for employers whose whole staff share one. */
  LOGIN_STARTS_PER_ADDRESS: z.coerce.number().int().min(1).max(10_000).default(10),
  /** Signed invitations make members at once, without the administrator who otherwise confirms some of them (V3b). */
  INVITATIONS_UNCONFIRMED: flag,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Reads and checks the environment; throws one error that lists every fault by the setting's name. */
export function readEnv(source: Record<string, string | undefined> = process.env) {
  const parsed = Schema.safeParse(source);
  const faults = parsed.success ? guards(parsed.data) : parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
  if (faults.length) throw new Error(`Konfigurationen är fel:\n${faults.map((f) => `  - ${f}`).join('\n')}`);
  return Object.freeze(parsed.data!);
}
export type Env = ReturnType<typeof readEnv>;

/** Where the migration step connects: as the owner of the tables. It needs no other setting. */
export function readMigrationUrl(source: Record<string, string | undefined> = process.env): string {
  const url = source.MIGRATE_DATABASE_URL ?? source.DATABASE_URL;
  if (!url || !/^postgres(ql)?:\/\//.test(url))
    throw new Error('Konfigurationen är fel:\n  - MIGRATE_DATABASE_URL eller DATABASE_URL: ska vara postgres://…');
  return url;
}

/** What a production start refuses (reliability §2.9). */
function guards(env: z.infer<typeof Schema>): string[] {
  const faults: string[] = [];
  const production = env.NODE_ENV === 'production';
  if (production && !env.PUBLIC_ORIGIN.startsWith('https://') && !env.ALLOW_SIMULATOR)
    faults.push('PUBLIC_ORIGIN: måste vara https i produktion');
  if (production && env.BANKID_ENV === 'simulator' && !env.ALLOW_SIMULATOR)
    faults.push('BANKID_ENV: simulatorn är inte tillåten i produktion');
  if (production && !env.ALLOW_SIMULATOR && /(^|\.)example(\.[a-z]+)?$/.test(env.MAIL_DOMAIN))
    faults.push('MAIL_DOMAIN: ska vara portalens egen e-postdomän i produktion');
  if (env.BANKID_ENV !== 'simulator' && env.BANKID_APP_LAUNCH_BASE) faults.push('BANKID_APP_LAUNCH_BASE: gäller bara simulatorn');
  const hosts = { production: 'appapi2.bankid.com', test: 'appapi2.test.bankid.com' };
  if (env.BANKID_ENV !== 'simulator' && new URL(env.BANKID_BASE_URL).host !== hosts[env.BANKID_ENV])
    faults.push('BANKID_BASE_URL: fel värd för BANKID_ENV');
  faults.push(...frejaGuards(env), ...elksGuards(env), ...oidcGuards(env));
  const dkim = [env.DKIM_DOMAIN, env.DKIM_SELECTOR, env.DKIM_KEY_FILE].filter((value) => value !== undefined);
  if (dkim.length % 3) faults.push('DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE: alla tre eller ingen');
  if (new URL(env.PUBLIC_ORIGIN).origin !== env.PUBLIC_ORIGIN) faults.push('PUBLIC_ORIGIN: ska vara ett ursprung utan sökväg');
  const names = env.KEYS.split(',').map((k) => k.split(':')[0]);
  if (new Set(names).size !== names.length) faults.push('KEYS: varje nyckel ska ha ett eget namn');
  const keys = [...env.KEYS.split(',').map((k) => k.split(':')[1]!), ...env.LOOKUP_KEY.split(',')];
  if (keys.some((k) => new Set(Buffer.from(k, 'base64')).size < 8)) faults.push('KEYS, LOOKUP_KEY: för svaga');
  if (new Set(keys).size !== keys.length) faults.push('KEYS, LOOKUP_KEY: varje nyckel får användas till en sak');
  return faults;
}

/** Freja is there whole or not at all. */
function frejaGuards(env: z.infer<typeof Schema>): string[] {
  const needed = [
    'FREJA_BASE_URL',
    'FREJA_CLIENT_P12_FILE',
    'FREJA_CLIENT_P12_PASSPHRASE_FILE',
    'FREJA_TLS_CA_FILE',
    'FREJA_JWS_CERT_DIR',
  ] as const;
  const { FREJA_ENV, FREJA_BASE_URL } = env;
  if (!FREJA_ENV)
    return needed.some((name) => env[name] !== undefined) ? ['FREJA_ENV: saknas, fast andra inställningar för Freja finns'] : [];
  const faults = needed.filter((name) => env[name] === undefined).map((name) => `${name}: krävs när FREJA_ENV är satt`);
  if (env.NODE_ENV === 'production' && FREJA_ENV === 'simulator' && !env.ALLOW_SIMULATOR)
    faults.push('FREJA_ENV: simulatorn är inte tillåten i produktion');
  if (FREJA_ENV === 'simulator') return faults;
  if (env.FREJA_APP_LAUNCH_BASE) faults.push('FREJA_APP_LAUNCH_BASE: gäller bara simulatorn');
  const origins = { production: 'https://services.prod.frejaeid.com', test: 'https://services.test.frejaeid.com' };
  if (FREJA_BASE_URL && new URL(FREJA_BASE_URL).origin !== origins[FREJA_ENV]) faults.push('FREJA_BASE_URL: fel värd för FREJA_ENV');
  return faults;
}

/** Sms are there whole or not at all. */
function elksGuards(env: z.infer<typeof Schema>): string[] {
  const needed = ['ELKS_USERNAME', 'ELKS_PASSWORD', 'ELKS_WEBHOOK_SECRET'] as const;
  if (!env.ELKS_BASE_URL)
    return needed.some((name) => env[name] !== undefined) ? ['ELKS_BASE_URL: saknas, fast andra inställningar för sms finns'] : [];
  const faults = needed.filter((name) => env[name] === undefined).map((name) => `${name}: krävs när ELKS_BASE_URL är satt`);
  if (env.NODE_ENV === 'production' && !env.ALLOW_SIMULATOR && new URL(env.ELKS_BASE_URL).origin !== 'https://api.46elks.com')
    faults.push('ELKS_BASE_URL: ska vara https://api.46elks.com i produktion');
  const secret = env.ELKS_WEBHOOK_SECRET;
  if (secret && new Set(Buffer.from(secret, 'base64url')).size < 8) faults.push('ELKS_WEBHOOK_SECRET: för svag');
  return faults;
}
