import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface BankIdOrder {
  orderRef: string;
  autoStartToken: string;
  qrStartToken: string;
  status: string;
}

/** The control API of a BankID simulator: what a person does in the app, and the faults of the line. */
export class BankIdApp {
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

  /** Scans the QR code (or opens the launch link) and identifies as this person. */
  approve(start: { qr?: string; autoStartToken?: string }, person: string | object = 'anni'): Promise<unknown> {
    return this.post('approve-next', { ...(start.qr ? { qr: start.qr } : { autoStartToken: start.autoStartToken }), person });
  }

  /** The order a QR text belongs to. */
  async orderOf(qr: string): Promise<BankIdOrder> {
    const orders = await this.get<BankIdOrder[]>('orders');
    const found = orders.find(({ qrStartToken }) => qr.split('.')[1] === qrStartToken);
    if (!found) throw new Error('ingen order har den QR-koden');
    return found;
  }

  async act(orderRef: string, action: object): Promise<void> {
    await this.post(`orders/${orderRef}/act`, action);
  }

  /** The next `times` calls of an endpoint, from the nth, meet a fault. */
  async fault(endpoint: string, fault: object, { nth = 1, times = 1 } = {}): Promise<void> {
    await this.post('scenarios', { match: { endpoint, nth }, fault, times });
  }
}

/** A BankID simulator of the test file's own, for faults and changed behaviour that would disturb other files. */
export class OwnBankId extends BankIdApp {
  private constructor(
    base: string,
    private readonly process: ChildProcess,
    private readonly dir: string,
    private readonly rp: string,
  ) {
    super(base);
  }

  static async start(): Promise<OwnBankId> {
    const dir = mkdtempSync(join(tmpdir(), 'bankid-'));
    const env = { ...process.env, BANKID_SIM_DIR: join(dir, 'state'), BANKID_SIM_PORT: '0', BANKID_SIM_APP_PORT: '0' };
    const child = spawn(process.execPath, ['simulators/bankid/main.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const { rp, app } = await new Promise<{ rp: string; app: string }>((resolve, reject) => {
      child.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString().split('\n')[0]!) as { rp: string; app: string }));
      child.once('exit', () => reject(new Error('BankID-simulatorn startade inte')));
    });
    return new OwnBankId(app, child, dir, rp);
  }

  /** What makes an application under test use this simulator. */
  get env(): Record<string, string> {
    const file = (name: string) => join(this.dir, 'state', name);
    return {
      BANKID_BASE_URL: this.rp,
      BANKID_APP_LAUNCH_BASE: `${this.base}/app`,
      BANKID_CLIENT_P12_FILE: file('client.p12'),
      BANKID_CLIENT_P12_PASSPHRASE_FILE: file('client.passphrase'),
      BANKID_TLS_CA_FILE: file('tls-ca.pem'),
    };
  }

  /** The certificate of a root that is not the simulator's. */
  get foreignRoot(): string {
    return join(this.dir, 'state', 'foreign-ca.pem');
  }

  reset(): Promise<unknown> {
    return this.post('reset', {});
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill();
    await gone;
    rmSync(this.dir, { recursive: true, force: true });
  }
}
