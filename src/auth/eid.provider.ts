import type { Launch } from './eid.launch.js';
import type { OrderRow, ProviderName } from './eid-order.js';
import type { Identity } from './persons.service.js';

/** The browser that wants to log in. */
export interface Browser {
  /** Its pre-authentication cookie, if it has one. */
  id: string | undefined;
  ip: string;
  userAgent: string | null;
  /** What the provider may know the browser again by, across log-ins; no secret of ours. */
  deviceIdentifier?: string | null;
}

/** How an order goes. `restart` is one that nobody has opened: a new one takes its place without the page noticing. */
export type EidAnswer =
  { state: 'pending' | 'failed'; hint: string } | { state: 'restart' } | { state: 'complete'; hint: string; identity: Identity };

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

  start(browser: Browser, mode: OrderRow['mode']): Promise<Secrets>;
  poll(order: OrderRow, secrets: Secrets): Promise<EidAnswer>;
  cancel(secrets: Secrets): Promise<void>;

  /** What the provider calls the order. Secret: the log gets a part of its hash. */
  reference(secrets: Secrets): string;
  /** The QR code's text just now, as long as nobody has scanned it. */
  qr(secrets: Secrets, seconds: number): string;
  launch(secrets: Secrets, userAgent: string | null): EidLaunch;
  /** What to tell about an order, and the name of that text. */
  tell(order: Pick<OrderRow, 'status' | 'hint' | 'mode' | 'userAgent'>): { messageKey: string; message: string };
}
