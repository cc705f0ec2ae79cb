import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { start } from './processes.js';

/** A migrated PostgreSQL of the test's own, to be stopped, killed and started again. */
export class OwnPostgres {
  private constructor(
    private readonly home: string,
    private readonly port: number,
  ) {}

  get url(): string {
    return `postgres://minasidor_owner@127.0.0.1:${this.port}/postgres`;
  }

  static async make(): Promise<OwnPostgres> {
    const own = new OwnPostgres(resolve(`.data/test/run-postgres-${process.pid}`), await freePort());
    await own.start();
    const migrate = start('migrate', { DATABASE_URL: own.url });
    if ((await migrate.exit(60_000)) !== 0) throw new Error(migrate.lines.join('\n'));
    return own;
  }

  start(): Promise<void> {
    return this.do('start');
  }

  /** As an administrator stops it: connections are closed, everything is written. */
  stop(): Promise<void> {
    return this.do('stop');
  }

  /** As when the machine kills it: nothing is said to anybody. */
  kill(): Promise<void> {
    return this.do('kill');
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.home, { recursive: true, force: true });
  }

  private do(what: 'start' | 'stop' | 'kill'): Promise<void> {
    const args = [resolve('test/reliability/postgres-command.mjs'), what, this.home, String(this.port)];
    const command = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    command.stderr.on('data', (text: Buffer) => (said += text.toString()));
    return new Promise((done, fail) => command.on('exit', (code) => (code === 0 ? done() : fail(new Error(said)))));
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
