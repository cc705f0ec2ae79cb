import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { BankIdClient, type CompletionData, type StartedAtBankId } from './bankid.client.js';
import { BankIdEvidence } from './bankid.evidence.js';
import { launchLinks, opensThisBrowser } from './bankid.launch.js';
import { message } from './bankid.messages.js';
import { bankIdQr } from './bankid.qr.js';
import { logInRequest, signRequest } from './bankid.request.js';
import { isMobile } from './eid.launch.js';
import type { Browser, EidAnswer, EidLaunch, EidProvider } from './eid.provider.js';
import type { OrderRow } from './eid-order.js';
import type { Verdict } from './evidence.js';
import type { Evidence, ExpectedTexts, Signer, Signing } from './signing.js';

/** An order that nobody scans dies after 30 s; a new one takes its place until this long after the button was pressed. */
const RESTART_WITHIN_MS = 180_000;

/** BankID: secure start only, a QR code that is new each second. */
@Injectable()
export class BankIdProvider implements EidProvider<StartedAtBankId> {
  readonly name = 'bankid';
  readonly title = 'BankID';
  readonly offered = true;
  readonly paceSeconds = 2;
  readonly hints = { first: 'outstandingTransaction', gone: 'expiredTransaction' };
  readonly busy = 'already-in-progress';
  readonly format = 'markdown';
  private readonly log = new Logger('eid');

  constructor(
    private readonly client: BankIdClient,
    private readonly evidence: BankIdEvidence,
    @Inject(ENV) private readonly env: Env,
  ) {}

  leadsBack({ userAgent }: Browser, mode: OrderRow['mode']): boolean {
    return mode === 'same-device' && opensThisBrowser(userAgent ?? '');
  }

  start(browser: Browser, _mode: OrderRow['mode'], signing: Signing | null, nonce: string | null): Promise<StartedAtBankId> {
    const origin = this.env.PUBLIC_ORIGIN;
    if (signing) return this.client.start('sign', signRequest(origin, browser, signing));
    return this.client.start('auth', logInRequest(origin, browser, nonce));
  }

  async poll(order: OrderRow, { orderRef }: StartedAtBankId, signing: Signing | null): Promise<EidAnswer> {
    const answer = await this.client.collect(orderRef);
    if (answer.status === 'complete') return this.identified(order, answer.completionData, signing);
    const unscanned = answer.status === 'failed' && answer.hint === 'startFailed' && order.mode === 'qr';
    if (unscanned && order.totalMs < RESTART_WITHIN_MS) return { state: 'restart' };
    return { state: answer.status, hint: answer.hint };
  }

  cancel({ orderRef }: StartedAtBankId): Promise<void> {
    return this.client.cancel(orderRef);
  }

  reference({ orderRef }: StartedAtBankId): string {
    return orderRef;
  }

  qr(secrets: StartedAtBankId, seconds: number): string {
    return bankIdQr(secrets, seconds);
  }

  launch({ autoStartToken }: StartedAtBankId, order: Pick<OrderRow, 'userAgent' | 'awaitsReturn'>): EidLaunch {
    return { autoStartToken, launch: launchLinks(this.env, autoStartToken, order) };
  }

  tell({ userAgent, ...order }: Pick<OrderRow, 'status' | 'hint' | 'mode' | 'userAgent' | 'purpose'>): {
    messageKey: string;
    message: string;
  } {
    return message({ ...order, mobile: isMobile(userAgent) });
  }

  verify(evidence: Evidence, expected: ExpectedTexts): Verdict<Signer> {
    return this.evidence.verify(evidence, expected);
  }

  private identified(order: OrderRow, completion: CompletionData, signing: Signing | null): EidAnswer {
    const { user, device, risk } = completion;
    if (!signing) this.evidence.report(order.id, completion);
    if (risk === 'high') return { state: 'failed', hint: 'transactionRiskBlocked' };
    if (order.mode === 'same-device' && device.ipAddress !== null && device.ipAddress !== order.ip)
      this.log.warn({ msg: 'appen och webbläsaren har olika adresser', orderId: order.id });
    if (signing) return this.signed(order, completion, signing);
    return { state: 'complete', hint: 'complete', identity: user };
  }

  private signed({ id: orderId }: OrderRow, completion: CompletionData, signing: Signing): EidAnswer {
    const evidence = this.evidence.of(completion);
    const verdict = this.verify(evidence, signing);
    const failure = verdict.ok ? (verdict.value.personalNumber === completion.user.personalNumber ? null : 'person') : verdict.failure;
    if (!verdict.ok || failure) {
      this.log.warn({ msg: 'underskriften håller inte', orderId, failure });
      return { state: 'failed', hint: failure === 'person' ? 'otherPerson' : 'evidenceRefused' };
    }
    return { state: 'complete', hint: 'complete', identity: completion.user, signed: { evidence, signer: verdict.value } };
  }
}
