import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { testEnv } from '../setup/env.js';
import { eventually } from '../setup/mailbox.js';

/** A process of the built product, started as in production, with what it wrote. */
export class Program {
  readonly lines: string[] = [];
  private readonly ended: Promise<number | null>;

  constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout!, child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => this.lines.push(...text.split('\n').filter(Boolean)));
    this.ended = new Promise((done) => child.on('exit', done));
  }

  /** Sends a signal to this process only. */
  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Ends it as a crash does. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }

  /** The exit code; fails when it still runs after `ms`. */
  exit(ms = 30_000): Promise<number | null> {
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error(`Processen lever än:\n${this.lines.slice(-20).join('\n')}`)), ms).unref();
    });
    return Promise.race([this.ended, late]);
  }

  /** A line that contains the text, as soon as there is one; fails when the process has ended without it. */
  says(text: string, ms = 60_000): Promise<string> {
    const all = () => this.lines.join('\n');
    return eventually(
      async () => {
        const ended = this.child.exitCode !== null;
        const line = this.lines.find((one) => one.includes(text));
        if (!line && ended) throw new Error(`Slutade med kod ${this.child.exitCode} utan raden ${text}:\n${all()}`);
        return line;
      },
      () => `raden ${text}:\n${all()}`,
      ms,
    );
  }
}

/** Starts `dist/src/<name>.js` with these settings and no others. */
export function start(name: string, settings: Record<string, string>, ...args: string[]): Program {
  return new Program(
    spawn(process.execPath, [resolve(`dist/src/${name}.js`), ...args], {
      // Compiled code is kept between starts: they are most of the work of many tests.
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: '.data/cache/node', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** A worker on this test's database and queues, ready. */
export async function startWorker(over: Record<string, string> = {}): Promise<Program> {
  const worker = start('worker', { ...settingsOf(await testEnv()), LOG_LEVEL: 'info', ...over });
  await worker.says('"ready":true');
  return worker;
}

/** A web process on this test's database, listening on a port of its own. */
export async function startWeb(over: Record<string, string> = {}): Promise<Program & { url: string }> {
  const web = start('main', { ...settingsOf(await testEnv()), LOG_LEVEL: 'info', ...over });
  const { url } = JSON.parse(await web.says('"ready":true')) as { url: string };
  return Object.assign(web, { url });
}

/** The checked environment as the settings it was read from. */
export function settingsOf(env: Record<string, unknown>): Record<string, string> {
  const written = (value: unknown) => (typeof value === 'boolean' ? String(Number(value)) : String(value));
  return Object.fromEntries(
    Object.entries(env)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, written(value)]),
  );
}
