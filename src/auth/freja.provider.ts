import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { now } from '../kernel/clock.js';
import type { Browser, EidAnswer, EidLaunch, EidProvider } from './eid.provider.js';
import type { OrderRow } from './eid-order.js';
import type { EvidenceFailure } from './evidence.js';
import { FrejaClient } from './freja.client.js';
import { frejaSigners } from './freja.connection.js';
import { type FrejaCertificates, verifyFrejaJws } from './freja.jws.js';
import { frejaLaunch, frejaQr, type FrejaSecrets } from './freja.links.js';
import { frejaMessage } from './freja.messages.js';

/** Freja lets an order live two minutes; a few seconds later we stop asking even if it does not say so. */
const LIFETIME_MS = 125_000;
const ENDED: ReadonlySet<string> = new Set(['CANCELED', 'RP_CANCELED', 'EXPIRED', 'REJECTED']);
/** What a person can do something about; all else that is wrong with a result has one text. */
const HINTS: Partial<Record<EvidenceFailure, string>> = { 'registration-level': 'levelTooLow', country: 'notSwedish' };

/** Freja eID+: the person opens the app by a code or a link, and is who the signed result says, never who stands beside it. */
@Injectable()
export class FrejaProvider implements EidProvider<FrejaSecrets> {
  readonly name = 'freja';
  readonly title = 'Freja';
  readonly offered: boolean;
  readonly paceSeconds = 3;
  readonly hints = { first: 'STARTED', gone: 'EXPIRED' };
  readonly busy = 'other-errand';
  private readonly log = new Logger('eid');
  private readonly signers: FrejaCertificates;

  constructor(
    private readonly client: FrejaClient,
    @Inject(ENV) private readonly env: Env,
  ) {
    this.offered = env.FREJA_ENV !== undefined;
    this.signers = this.offered ? frejaSigners(env) : new Map();
  }

  start({ ip, userAgent }: Browser, mode: OrderRow['mode']): Promise<FrejaSecrets> {
    return this.client.init({
      userInfoType: 'INFERRED',
      userInfo: 'N/A',
      minRegistrationLevel: 'PLUS',
      attributesToReturn: ['BASIC_USER_INFO', 'SSN', 'REGISTRATION_LEVEL'].map((attribute) => ({ attribute })),
      userConfirmationMethod: 'DEFAULT',
      originDeviceDetails: {
        userIpAddress: ip.replace(/^::ffff:(?=\d+\.)/i, ''),
        ...(userAgent ? { userAgent } : {}),
        flowType: mode === 'qr' ? 'ANOTHER_DEVICE' : 'SAME_DEVICE',
      },
      ...(mode === 'qr' && this.env.FREJA_DYNAMIC_QR ? { useDynamicQrCode: true } : {}),
    });
  }

  async poll(order: OrderRow, { authRef }: FrejaSecrets): Promise<EidAnswer> {
    const { status, details } = await this.client.result(authRef);
    if (status === 'APPROVED') return this.identified(order, authRef, details ?? '');
    if (ENDED.has(status)) return { state: 'failed', hint: status };
    return order.ageMs > LIFETIME_MS ? { state: 'failed', hint: 'EXPIRED' } : { state: 'pending', hint: status.slice(0, 60) };
  }

  cancel({ authRef }: FrejaSecrets): Promise<void> {
    return this.client.cancel(authRef);
  }

  reference({ authRef }: FrejaSecrets): string {
    return authRef;
  }

  qr(secrets: FrejaSecrets, seconds: number): string {
    return frejaQr(this.env, secrets, seconds);
  }

  launch(secrets: FrejaSecrets, userAgent: string | null): EidLaunch {
    return { launch: frejaLaunch(this.env, secrets, userAgent) };
  }

  tell(order: Pick<OrderRow, 'status' | 'hint' | 'mode'>): { messageKey: string; message: string } {
    return frejaMessage(order);
  }

  private identified(order: OrderRow, authRef: string, details: string): EidAnswer {
    const verdict = verifyFrejaJws(details, { certificates: this.signers, reference: { authRef }, now: now() });
    if (!verdict.ok) {
      this.log.error({ msg: 'Frejas svar godtogs inte', orderId: order.id, failure: verdict.failure });
      return { state: 'failed', hint: HINTS[verdict.failure] ?? 'evidenceRefused' };
    }
    const { personalNumber, givenName, surname } = verdict.value;
    return { state: 'complete', hint: 'APPROVED', identity: { personalNumber, givenName, surname, name: `${givenName} ${surname}` } };
  }
}
