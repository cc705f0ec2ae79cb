import { EidApp, SimulatorProcess } from './simulator.js';

interface FrejaOrder {
  ref: string;
  status: string;
  startedBy?: string;
  request: Record<string, unknown>;
}

/** The control API of a Freja simulator. */
export class FrejaApp extends EidApp {
  /** Scans the QR code (or opens the launch link) and approves as this person, with a signed answer that has the named fault. */
  approve(start: { qr?: string; launch?: { universal: string } }, person: string | object = 'anni', evidence?: string): Promise<unknown> {
    const code = start.qr ? { qr: start.qr } : { autoStartToken: start.launch!.universal };
    return this.post('approve-next', { ...code, person, ...(evidence ? { evidence } : {}) });
  }

  /** The newest order. */
  async latest(): Promise<FrejaOrder> {
    const [order] = await this.get<FrejaOrder[]>('orders');
    if (!order) throw new Error('Freja har ingen order');
    return order;
  }
}

/** A Freja simulator of the test file's own. */
export class OwnFreja extends FrejaApp {
  private constructor(private readonly simulator: SimulatorProcess) {
    super(simulator.ready.app!);
  }

  static async start(): Promise<OwnFreja> {
    return new OwnFreja(await SimulatorProcess.start('freja'));
  }

  /** What makes an application under test use this simulator. */
  get env(): Record<string, string> {
    const { simulator } = this;
    return {
      FREJA_BASE_URL: simulator.ready.api!,
      FREJA_APP_LAUNCH_BASE: `${this.base}/app`,
      FREJA_CLIENT_P12_FILE: simulator.file('client.p12'),
      FREJA_CLIENT_P12_PASSPHRASE_FILE: simulator.file('client.passphrase'),
      FREJA_TLS_CA_FILE: simulator.file('tls-ca.pem'),
      FREJA_JWS_CERT_DIR: simulator.file(),
      FREJA_SIGN_CA_FILE: simulator.file('sign-ca.pem'),
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
