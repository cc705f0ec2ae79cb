import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { frejaEnv, KEYS, smsEnv } from './env.js';
import { BankIdApp } from './bankid.js';
import { FrejaApp } from './freja.js';
import { ownDatabaseUrl, setting } from './database.js';
import { eventually } from './mailbox.js';
import { freePort } from './ports.js';
import { World } from './world.js';

/** The built web process with the demo data in a database of its own, as a user meets it over the network. */
export class Portal {
  readonly bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
  readonly freja = new FrejaApp(new URL(setting('TEST_FREJA_APP')).origin);

  private worker?: ChildProcess;

  private constructor(
    readonly origin: string,
    readonly world: World,
    private readonly env: Record<string, string>,
    private web: ChildProcess,
  ) {}

  /** The address of its database. */
  get database(): string {
    return this.env.DATABASE_URL!;
  }

  /** With further settings, which may depend on where the portal is. */
  static async start(purpose: string, more?: (origin: string) => Promise<Record<string, string>>): Promise<Portal> {
    const [database, port] = [await ownDatabaseUrl(purpose), await freePort()];
    const origin = `http://localhost:${port}`;
    const env = { ...environment(origin, port, database, purpose), ...(await more?.(origin)) };
    const [code] = (await once(run('commands/seed.js', env), 'exit')) as [number];
    if (code !== 0) throw new Error('demodata gick inte att lägga in');
    const portal = new Portal(origin, await World.open(database), env, run('main.js', env));
    await portal.ready();
    return portal;
  }

  /** A session of a demo person for an organisation, for the fund (`staff`), by the private entrance (`private`), or before anything is chosen (null); the cookie's value. */
  async session(name: string, context: string | null): Promise<string> {
    const id = await this.world.as<string>('select id from person where display_name = $1', [name]);
    if (!id) throw new Error(`${name} finns inte i demodata`);
    if (context === null || context === 'staff' || context === 'private') return this.cookie({ id, name }, context);
    const organization = await this.world.as<string>('select id from organization where name = $1', [context]);
    return this.cookie({ id, name }, { id: organization, name: context, orgNumber: '' });
  }

  private async cookie(...to: Parameters<World['login']>): Promise<string> {
    const { cookie } = await this.world.login(...to);
    return cookie.slice('__Host-ms='.length);
  }

  /** Ends the web process as a crash does. */
  async kill(): Promise<void> {
    const gone = once(this.web, 'exit');
    this.web.kill('SIGKILL');
    await gone;
  }

  async restart(): Promise<void> {
    this.web = run('main.js', this.env);
    await this.ready();
  }

  /** Starts the worker beside, for tests that wait for what it sends; it ends with the portal. */
  work(): void {
    this.worker = run('worker.js', this.env);
  }

  async stop(): Promise<void> {
    await this.kill();
    this.worker?.kill('SIGKILL');
    await this.world.close();
  }

  private ready(): Promise<true> {
    const look = () =>
      fetch(`${this.origin}/health/ready`)
        .then(({ ok }): true | undefined => (ok ? true : undefined))
        .catch(() => undefined);
    return eventually(look, 'webbprocessen', 60_000);
  }
}

const run = (file: string, env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [join('dist/src', file)], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });

function environment(origin: string, port: number, database: string, purpose: string): Record<string, string> {
  const file = (name: string) => join(setting('TEST_BANKID_DIR'), name);
  return {
    NODE_ENV: 'development',
    NODE_COMPILE_CACHE: '.data/cache/node',
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_ORIGIN: origin,
    DATABASE_URL: database,
    MIGRATE_DATABASE_URL: database,
    REDIS_URL: setting('TEST_REDIS_URL'),
    QUEUE_PREFIX: `test-${purpose}-${process.env.TEST_RUN ?? '0'}`,
    SMTP_URL: setting('TEST_SMTP_URL'),
    BANKID_ENV: 'simulator',
    BANKID_BASE_URL: setting('TEST_BANKID_RP'),
    BANKID_CLIENT_P12_FILE: file('client.p12'),
    BANKID_CLIENT_P12_PASSPHRASE_FILE: file('client.passphrase'),
    BANKID_TLS_CA_FILE: file('tls-ca.pem'),
    BANKID_SIGN_CA_FILE: file('sign-ca.pem'),
    BANKID_APP_LAUNCH_BASE: setting('TEST_BANKID_APP'),
    ...frejaEnv(),
    ...smsEnv(),
    KEYS,
    LOOKUP_KEY: 'dXBwc2xhZ3NueWNrZWxuRm9yVGVzdGVybmEwMTIzNDU=',
    LOG_LEVEL: 'error',
  };
}
