import type { OrderReturned, OrderStarted, OrderStatus } from './eid.dto.js';
import type { OrderRow } from './eid-order.js';
import type { LiveOrder } from './eid-order.store.js';

const POLL_MS = 1_000;

/** What the browser needs to go on with a fresh order. */
export function startedView(live: LiveOrder): OrderStarted {
  const { order, provider, secrets } = live;
  const { id, csrfToken, mode } = order;
  const start = mode === 'qr' ? qrNow(live) : provider.launch(secrets, order);
  return { id, csrfToken, pollMs: POLL_MS, mode, ...start };
}

/** What the page that the app led back to needs to go on with the order. */
export const returnedView = ({ id, csrfToken }: OrderRow): OrderReturned => ({ id, csrfToken, pollMs: POLL_MS });

/** What is said of an order that is complete but for the way back. */
const COME_BACK = { status: 'pending', hint: 'comeBack' } as const;

/** How the order goes, in the provider's words. The QR code is shown only until somebody scans it. */
export function statusView(live: LiveOrder): OrderStatus {
  const { provider } = live;
  const order = live.order.status === 'complete' && live.order.awaitsReturn ? { ...live.order, ...COME_BACK } : live.order;
  const { status, hint, mode } = order;
  const waiting = status === 'pending' && hint === provider.hints.first && mode === 'qr';
  return {
    status: status === 'cancelled' ? 'failed' : status,
    hint,
    ...provider.tell(order),
    ...(waiting ? qrNow(live) : {}),
  };
}

function qrNow({ order, provider, secrets }: LiveOrder): { qr?: string } {
  const qr = provider.qr(secrets, Math.max(0, Math.floor(order.ageMs / 1000)));
  return qr === null ? {} : { qr };
}
