import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The control API of a simulated e-ID: what a person does in the app, and the faults of the line. */
export class EidApp {
  constructor(readonly base: string) {}

  async post(path: string, body: object): Promise<unknown> {
    const answer = await fetch(`${this.base}/control/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const json: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(json)}`);
    return json;
  }

  async get<T>(path: string): Promise<T> {
    return (await (await fetch(`${this.base}/control/${path}`)).json()) as T;
  }

  async act(ref: string, action: object): Promise<void> {
    await this.post(`orders/${encodeURIComponent(ref)}/act`, action);
  }

  /** The next `times` calls of an endpoint, from the nth, meet a fault. */
  async fault(endpoint: string, fault: object, { nth = 1, times = 1 } = {}): Promise<void> {
    await this.post('scenarios', { match: { endpoint, nth }, fault, times });
  }

  reset(): Promise<unknown> {
    return this.post('reset', {});
  }
}

/** A simulator of a test file's own, for faults and changed behaviour that would disturb other files. */
export class SimulatorProcess {
  private constructor(
    /** What it said when it was ready. */
    readonly ready: Readonly<Record<string, string>>,
    private readonly process: ChildProcess,
    private readonly dir: string,
  ) {}

  static async start(name: 'bankid' | 'freja' | 'oidc', settings: Record<string, string> = {}): Promise<SimulatorProcess> {
    const dir = mkdtempSync(join(tmpdir(), `${name}-`));
    const prefix = `${name.toUpperCase()}_SIM`;
    const env = {
      ...process.env,
      [`${prefix}_DIR`]: join(dir, 'state'),
      [`${prefix}_PORT`]: '0',
      [`${prefix}_APP_PORT`]: '0',
      ...settings,
    };
    const child = spawn(process.execPath, [`simulators/${name}/main.ts`], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ready = await new Promise<Record<string, string>>((resolve, reject) => {
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const line = /^\{"ready".*\}$/m.exec(said)?.[0];
        if (line) resolve(JSON.parse(line) as Record<string, string>);
      });
      child.once('exit', () => reject(new Error(`simulatorn ${name} startade inte`)));
    });
    return new SimulatorProcess(ready, child, dir);
  }

  /** A file that the simulator has made. */
  file(name = ''): string {
    return join(this.dir, 'state', name);
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill();
    await gone;
    rmSync(this.dir, { recursive: true, force: true });
  }
}
