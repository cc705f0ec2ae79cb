import type { X509Certificate } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { now } from '../kernel/clock.js';
import type { Browser, EidAnswer, EidLaunch, EidProvider } from './eid.provider.js';
import type { OrderRow } from './eid-order.js';
import { type EvidenceFailure, must, refuse, type Verdict, verdict } from './evidence.js';
import { FrejaClient } from './freja.client.js';
import { frejaSigners, frejaUserRoot } from './freja.connection.js';
import { type FrejaApproval, type FrejaCertificates, verifyFrejaJws } from './freja.jws.js';
import { frejaLaunch, frejaQr, type FrejaSecrets } from './freja.links.js';
import { frejaMessage } from './freja.messages.js';
import { frejaIdentification, frejaSignature } from './freja.request.js';
import { requireFrejaUserSignature } from './freja.user-signature.js';
import type { Identity } from './persons.service.js';
import type { Evidence, ExpectedTexts, Signer, Signing } from './signing.js';

/** Freja lets an order live two minutes; a few seconds later we stop asking even if it does not say so. */
const LIFETIME_MS = 125_000;
/** Our own word for an order that Freja has not yet brought to the person's app. */
const PUSHED = 'PUSHED';
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
  readonly format = 'plain';
  private readonly log = new Logger('eid');
  private readonly signers: FrejaCertificates;
  private readonly userRoot: X509Certificate | null;

  constructor(
    private readonly client: FrejaClient,
    @Inject(ENV) private readonly env: Env,
  ) {
    this.offered = env.FREJA_ENV !== undefined;
    this.signers = this.offered ? frejaSigners(env) : new Map();
    this.userRoot = frejaUserRoot(env);
  }

  /** Its link has the way back in it, which proves nothing: the order's own two minutes and the warning have to do. */
  leadsBack(): boolean {
    return false;
  }

  start(browser: Browser, mode: OrderRow['mode'], signing: Signing | null): Promise<FrejaSecrets> {
    const moving = mode === 'qr' && this.env.FREJA_DYNAMIC_QR;
    return signing ? this.client.sign(frejaSignature(signing, moving)) : this.client.identify(frejaIdentification(browser, mode, moving));
  }

  async poll(order: OrderRow, secrets: FrejaSecrets, signing: Signing | null): Promise<EidAnswer> {
    const { status, details } = await this.client.result(secrets);
    if (status === 'APPROVED')
      return signing ? this.signed(order, secrets, details ?? '', signing) : this.identified(order, secrets, details ?? '');
    if (ENDED.has(status)) return { state: 'failed', hint: status };
    if (order.ageMs > LIFETIME_MS) return { state: 'failed', hint: 'EXPIRED' };
    return { state: 'pending', hint: secrets.pushed && status === 'STARTED' ? PUSHED : status.slice(0, 60) };
  }

  cancel(secrets: FrejaSecrets): Promise<void> {
    return this.client.cancel(secrets);
  }

  reference({ ref }: FrejaSecrets): string {
    return ref;
  }

  qr(secrets: FrejaSecrets, seconds: number): string | null {
    return secrets.pushed ? null : frejaQr(this.env, secrets, seconds);
  }

  launch(secrets: FrejaSecrets, { userAgent }: Pick<OrderRow, 'userAgent'>): EidLaunch {
    return { launch: frejaLaunch(this.env, secrets, userAgent) };
  }

  tell(order: Pick<OrderRow, 'status' | 'hint' | 'mode' | 'purpose'>): { messageKey: string; message: string } {
    return frejaMessage(order);
  }

  verify({ signature, against, signedAt }: Evidence, texts: ExpectedTexts): Verdict<Signer> {
    return verdict(() => {
      const approval = verifyFrejaJws(signature, { certificates: this.signers, reference: { signRef: against }, now: signedAt });
      if (!approval.ok) return refuse(approval.failure);
      return this.signedBy(approval.value, texts, signedAt);
    });
  }

  private identified(order: OrderRow, { ref }: FrejaSecrets, details: string): EidAnswer {
    const approval = verifyFrejaJws(details, { certificates: this.signers, reference: { authRef: ref }, now: now() });
    if (!approval.ok) return this.refused(order, approval.failure);
    return { state: 'complete', hint: 'APPROVED', identity: identityOf(approval.value) };
  }

  private signed(order: OrderRow, { ref }: FrejaSecrets, details: string, signing: Signing): EidAnswer {
    const signedAt = now();
    const approval = verifyFrejaJws(details, { certificates: this.signers, reference: { signRef: ref }, now: signedAt });
    if (!approval.ok) return this.refused(order, approval.failure);
    const signer = verdict(() => this.signedBy(approval.value, signing, signedAt));
    if (!signer.ok) return this.refused(order, signer.failure, signer.failure === 'person' ? 'otherPerson' : undefined);
    const ocsp = approval.value.signatureData?.certificateStatus ?? null;
    const evidence = { signature: details, ocsp, against: ref, signedAt };
    return { state: 'complete', hint: 'APPROVED', identity: identityOf(approval.value), signed: { evidence, signer: signer.value } };
  }

  private signedBy(approval: FrejaApproval, { visible, hidden }: ExpectedTexts, at: Date): Signer {
    const { personalNumber, signatureData } = approval;
    must(signatureData !== null, 'structure');
    const { userSignature, certificateStatus } = signatureData;
    requireFrejaUserSignature(userSignature, { root: this.userRoot, at, visible, hidden, personalNumber, certificateStatus });
    return { personalNumber, name: identityOf(approval).name };
  }

  private refused({ id: orderId }: OrderRow, failure: EvidenceFailure, hint = HINTS[failure] ?? 'evidenceRefused'): EidAnswer {
    this.log.warn({ msg: 'Frejas svar godtogs inte', orderId, failure });
    return { state: 'failed', hint };
  }
}

function identityOf({ personalNumber, givenName, surname }: FrejaApproval): Identity {
  return { personalNumber, givenName, surname, name: `${givenName} ${surname}` };
}
