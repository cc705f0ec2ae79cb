import { randomInt } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type SignatureRequest, Signatures, type UsedSignature } from '../../src/auth/index.js';
import { Db, type Tx } from '../../src/kernel/db.js';
import type { Answer, Browser, Polled } from './browser.js';
import { eventually } from './mailbox.js';

/** A signature under way, with what its browser knows of it. */
export interface Ordered {
  id: string;
  csrfToken: string;
  browserId: string;
  qr?: string;
  autoStartToken?: string;
}

/** What a module would ask somebody to sign. */
export const agreement = (over: Partial<SignatureRequest> = {}): SignatureRequest => ({
  intent: 'test.agree',
  subject: { type: 'test', id: '019a0000-0000-7000-8000-000000000001' },
  title: 'Godkänn ett villkor',
  text: [{ text: 'Jag godkänner villkoret för' }, { label: 'Organisation', value: 'Testby kommun (212000-0142)' }],
  document: { terms: '2026-10-01', organization: 'Testby kommun' },
  signer: 'holder',
  ...over,
});

/** Signing as the modules that want signatures do it, with the browser's own doors for the rest. */
export class Signing {
  constructor(private readonly app: NestFastifyApplication) {}

  /** What a module's start route does: the order, and the cookie for the browser. */
  async start(browser: Browser, request: SignatureRequest, { provider = 'bankid', mode = 'qr' }: Partial<Way> = {}): Promise<Ordered> {
    const at = { id: browser.cookies.get('__Host-ms-pre'), ip: newAddress(), userAgent: null };
    const live = await this.app.get(Signatures).start(provider, at, mode, request);
    browser.cookies.set('__Host-ms-pre', live.browserId);
    const qr = live.provider.qr(live.secrets, 0);
    const { autoStartToken } = live.secrets as { autoStartToken?: string };
    const { id, csrfToken } = live.order;
    return { id, csrfToken, browserId: live.browserId, ...(qr ? { qr } : {}), ...(autoStartToken ? { autoStartToken } : {}) };
  }

  ask(browser: Browser, { id, csrfToken }: Ordered, act: 'collect' | 'cancel' = 'collect'): Promise<Answer> {
    return browser.send('POST', `/auth/signature-orders/${id}/${act}`, undefined, { 'x-csrf-token': csrfToken });
  }

  /** Asks until the order has ended. */
  end(browser: Browser, order: Ordered): Promise<Polled> {
    return eventually(async () => {
      const { status, body } = await this.ask(browser, order);
      if (status !== 200 && status !== 429) throw new Error(`collect: ${status} ${JSON.stringify(body)}`);
      return status === 200 && body.status !== 'pending' ? (body as unknown as Polled) : undefined;
    }, 'underskriften');
  }

  /** What the command does that the signature was made for, in a transaction of its own. */
  use(order: Pick<Ordered, 'id' | 'browserId'>, request: SignatureRequest, then?: (tx: Tx) => Promise<void>): Promise<UsedSignature> {
    return this.app.get(Db).tx({ kind: 'system' }, async (tx) => {
      const used = await this.app.get(Signatures).use(tx, order.id, order.browserId, request);
      await then?.(tx);
      return used;
    });
  }
}

/** The limits count by address, and no test is to meet another one's. */
const newAddress = (): string => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;

interface Way {
  provider: 'bankid' | 'freja';
  mode: 'qr' | 'same-device';
}
