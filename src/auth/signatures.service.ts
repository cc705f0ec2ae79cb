import { Inject, Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { ENV, type Env } from '../../config/env.js';
import { canonicalJson, sha256 } from '../kernel/canonical.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import type { Browser } from './eid.provider.js';
import { EidProviders } from './eid.providers.js';
import type { OrderRow } from './eid-order.js';
import type { LiveOrder } from './eid-order.store.js';
import { EidOrders } from './eid-orders.service.js';
import { LogInLimits } from './log-in.limits.js';
import { Persons } from './persons.service.js';
import { secretHash } from './secrets.js';
import { signatureProblem } from './signature.problems.js';
import { type SignatureLine, signatureText } from './signature.text.js';
import type { SigningProvider } from './signing.js';

/** What a module wants signed. */
export interface SignatureRequest {
  /** What signing does, as a code: `invitation.accept`. */
  intent: string;
  subject: { type: string; id: string };
  /** Whose business it is besides the signer's; whoever verifies such a signature leaves a trace there. */
  organizationId?: string;
  /** A short heading, at most 100 characters. */
  title: string;
  /** What the person reads in the app, composed by the server. */
  text: readonly SignatureLine[] | string;
  /** What is agreed to; its SHA-256 is signed along with the text. */
  document: object;
  /** The logged-in person, who alone can sign, or whoever holds the link. */
  signer: { personId: string } | 'holder';
}

/** What a command expects to have been signed. */
export type ExpectedSignature = Pick<SignatureRequest, 'intent' | 'subject' | 'document'>;

/** A signature that has now been used. */
export interface UsedSignature {
  signatureId: string;
  personId: string;
  name: string;
  provider: SigningProvider;
  signedAt: Date;
}

interface SignedInBrowser {
  status: OrderRow['status'];
  signature: {
    id: string;
    personId: string;
    knownSigner: boolean;
    intent: string;
    subjectType: string;
    subjectId: string;
    sha256: string;
    name: string;
    provider: SigningProvider;
    signedAt: string;
  } | null;
}

/** Signatures with an e-ID for any module: asked for here, made in the app, used once in the command they were made for. */
@Injectable()
export class Signatures {
  constructor(
    private readonly db: Db,
    private readonly orders: EidOrders,
    private readonly providers: EidProviders,
    private readonly persons: Persons,
    private readonly limits: LogInLimits,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Starts a signing order bound to this browser, under a new cookie (`browserId`); an order it had before is cancelled. Its text says what
   * is signed and for whom; hidden beside it goes the digest of the document. Limited as log-ins are.
   * Errors: 404 `eid/not-offered`; 409 `signature/number-unknown`; 409, 502 or 503 `eid/…`; 429.
   */
  async start(
    provider: SigningProvider,
    browser: Browser,
    mode: OrderRow['mode'],
    request: SignatureRequest,
  ): Promise<LiveOrder & { browserId: string }> {
    const counted = await this.limits.start({ address: browser.ip, browserId: browser.id, device: browser.device });
    const { intent, subject, organizationId = null, title } = request;
    const document = canonicalJson(request.document);
    const signing = {
      intent,
      subject,
      organizationId,
      title,
      document,
      visible: signatureText(title, request.text, this.providers.named(provider).format),
      hidden: canonicalJson({ id: subject.id, intent, iss: this.env.PUBLIC_ORIGIN, sha256: sha256(document), v: 1 }),
      signer: request.signer === 'holder' ? null : await this.signer(request.signer.personId),
    };
    const live = await this.orders.start(provider, browser, mode, { signing });
    this.limits.follow(counted, browser.id, live.browserId, live.order.id);
    return live;
  }

  /**
   * The one use of a completed signature, inside the command's transaction: undone with it. Twenty at once give one.
   * Errors: 404 `signature/order-not-found` for another browser, a log-in or one too old; 409 `signature/not-complete`,
   * `signature/other-errand` (another intent, subject, document or person than those of the command) or `signature/used`.
   */
  async use(tx: Tx, orderId: string, browserId: string | undefined, expected: ExpectedSignature): Promise<UsedSignature> {
    const found =
      browserId && isUUID(orderId)
        ? await readIn<SignedInBrowser | null>(tx, 'select signed_in_browser($1, $2)', [orderId, secretHash(browserId)])
        : null;
    if (!found) throw signatureProblem('order-not-found');
    const { signature } = found;
    if (found.status !== 'complete' || !signature) throw signatureProblem('not-complete');
    const same =
      signature.intent === expected.intent &&
      signature.subjectType === expected.subject.type &&
      signature.subjectId === expected.subject.id &&
      signature.sha256 === sha256(canonicalJson(expected.document)) &&
      !(signature.knownSigner && tx.actor && tx.actor.personId !== signature.personId);
    if (!same) throw signatureProblem('other-errand');
    const { id: signatureId, personId, name, provider, signedAt } = signature;
    const first = await readIn<boolean>(tx, 'select use_signature($1, $2)', [signatureId, tx.actor?.personId ?? personId]);
    if (!first) throw signatureProblem('used');
    return { signatureId, personId, name, provider, signedAt: new Date(signedAt) };
  }

  private async signer(personId: string): Promise<{ personId: string; personalNumber: string }> {
    const [personalNumber] = await this.db.tx({ kind: 'system' }, (tx) => this.persons.numbers(tx, personId));
    if (!personalNumber) throw signatureProblem('number-unknown');
    return { personId, personalNumber };
  }
}
