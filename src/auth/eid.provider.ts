import type { Launch } from './eid.launch.js';
import type { OrderRow, ProviderName } from './eid-order.js';
import type { Verdict } from './evidence.js';
import type { Identity } from './persons.service.js';
import type { SignatureFormat } from './signature.text.js';
import type { Evidence, ExpectedTexts, Signer, Signing } from './signing.js';

/** The browser that wants to log in or to sign. */
export interface Browser {
  /** Its pre-authentication cookie, if it has one. */
  id: string | undefined;
  ip: string;
  userAgent: string | null;
  /** The cookie that it is known again by, if it has one. */
  device?: string | undefined;
  /** What the provider may know the browser again by, across log-ins; no secret of ours. */
  deviceIdentifier?: string | null;
}

/**
 * How an order goes. `restart` is one that nobody has opened: a new one takes its place without the page noticing. A completed signature
 * comes with evidence that has been verified, a log-in without.
 */
export type EidAnswer =
  | { state: 'pending' | 'failed'; hint: string }
  | { state: 'restart' }
  | { state: 'complete'; hint: string; identity: Identity; signed?: { evidence: Evidence; signer: Signer } };

/** What the page needs to open the app on its own device. */
export interface EidLaunch {
  launch: Launch;
  autoStartToken?: string;
}

/**
 * An e-ID as the orders know it. `Secrets` is what it gives for an order: kept encrypted, and never sent to the browser but for what a code
 * or a link has to say. Calls that fail throw EidFault.
 */
export interface EidProvider<Secrets = unknown> {
  readonly name: ProviderName;
  /** What people call it. */
  readonly title: string;
  /** False where the operator has not configured it; then no order is started. */
  readonly offered: boolean;
  /** At least this long between two questions about an order. */
  readonly paceSeconds: number;
  /** Its own words for an order that has just begun, and for one that is gone. */
  readonly hints: { readonly first: string; readonly gone: string };
  /** The problem when the person has something else going on there. */
  readonly busy: 'already-in-progress' | 'other-errand';
  /** How it shows a text that is signed. */
  readonly format: SignatureFormat;

  /** Whether the app is to lead a log-in back to a page of ours, which proves that it was opened where it began. */
  leadsBack(browser: Browser, mode: OrderRow['mode']): boolean;
  /** With something to sign a signature is asked for, else an identification. With a `nonce` the app leads back with it. */
  start(browser: Browser, mode: OrderRow['mode'], signing: Signing | null, nonce: string | null): Promise<Secrets>;
  poll(order: OrderRow, secrets: Secrets, signing: Signing | null): Promise<EidAnswer>;
  cancel(secrets: Secrets): Promise<void>;

  /** What the provider calls the order. Secret: the log gets a part of its hash. */
  reference(secrets: Secrets): string;
  /** The QR code's text just now, as long as nobody has scanned it; null for an order that is sent to the person's own app. */
  qr(secrets: Secrets, seconds: number): string | null;
  launch(secrets: Secrets, order: Pick<OrderRow, 'userAgent' | 'awaitsReturn'>): EidLaunch;
  /** What to tell about an order, and the name of that text. */
  tell(order: Pick<OrderRow, 'status' | 'hint' | 'mode' | 'userAgent' | 'purpose'>): { messageKey: string; message: string };
  /** Holds a signature against what was asked, at the time of signing: at once when it is made, and again whenever somebody asks. */
  verify(evidence: Evidence, expected: ExpectedTexts): Verdict<Signer>;
}
