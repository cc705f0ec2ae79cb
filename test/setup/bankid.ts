import { EidApp, SimulatorProcess } from './simulator.js';

interface BankIdOrder {
  orderRef: string;
  autoStartToken: string;
  qrStartToken: string;
  status: string;
  request: { returnUrl?: string };
}

/** The control API of a BankID simulator. */
export class BankIdApp extends EidApp {
  /** Scans the QR code (or opens the launch link) and identifies as this person, with a signed answer that has the named fault. */
  async approve(
    { qr, autoStartToken }: { qr?: string; autoStartToken?: string },
    person: string | object = 'anni',
    evidence?: string,
  ): Promise<unknown> {
    const as = { person, ...(evidence ? { evidence } : {}) };
    if (!qr) return this.post('approve-next', { autoStartToken, ...as });
    // A code is good for a few seconds, which a busy machine may have needed before it is scanned; then the same order is opened by its link.
    return this.post('approve-next', { qr, ...as }).catch(async (error: Error) => {
      if (!error.message.includes('staleQr')) throw error;
      return this.post('approve-next', { autoStartToken: (await this.orderOf(qr)).autoStartToken, ...as });
    });
  }

  /** The word that the app leads back to the portal with, when it was started on the same device; null when it is not to lead back. */
  async nonceOf({ autoStartToken }: { autoStartToken?: string }): Promise<string | null> {
    const found = (await this.get<BankIdOrder[]>('orders')).find((order) => order.autoStartToken === autoStartToken);
    return /#n=([\w-]{43})$/.exec(found?.request.returnUrl ?? '')?.[1] ?? null;
  }

  /** The order a QR text belongs to. */
  async orderOf(qr: string): Promise<BankIdOrder> {
    const orders = await this.get<BankIdOrder[]>('orders');
    const found = orders.find(({ qrStartToken }) => qr.split('.')[1] === qrStartToken);
    if (!found) throw new Error('ingen order har den QR-koden');
    return found;
  }
}

/** A BankID simulator of the test file's own. */
export class OwnBankId extends BankIdApp {
  private constructor(private readonly simulator: SimulatorProcess) {
    super(simulator.ready.app!);
  }

  static async start(): Promise<OwnBankId> {
    return new OwnBankId(await SimulatorProcess.start('bankid'));
  }

  /** What makes an application under test use this simulator. */
  get env(): Record<string, string> {
    const { simulator } = this;
    return {
      BANKID_BASE_URL: simulator.ready.rp!,
      BANKID_APP_LAUNCH_BASE: `${this.base}/app`,
      BANKID_CLIENT_P12_FILE: simulator.file('client.p12'),
      BANKID_CLIENT_P12_PASSPHRASE_FILE: simulator.file('client.passphrase'),
      BANKID_TLS_CA_FILE: simulator.file('tls-ca.pem'),
      BANKID_SIGN_CA_FILE: simulator.file('sign-ca.pem'),
    };
  }

  /** The certificate of a root that is not the simulator's. */
  get foreignRoot(): string {
    return this.simulator.file('foreign-ca.pem');
  }

  stop(): Promise<void> {
    return this.simulator.stop();
  }
}
