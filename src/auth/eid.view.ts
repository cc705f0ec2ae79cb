import type { OrderStarted, OrderStatus } from './eid.dto.js';
import type { LiveOrder } from './eid-order.store.js';

const POLL_MS = 1_000;

/** What the browser needs to go on with a fresh order. */
export function startedView(live: LiveOrder): OrderStarted {
  const { order, provider, secrets } = live;
  const { id, csrfToken, mode } = order;
  const start = mode === 'qr' ? qrNow(live) : provider.launch(secrets, order.userAgent);
  return { id, csrfToken, pollMs: POLL_MS, mode, ...start };
}

/** How the order goes, in the provider's words. The QR code is shown only until somebody scans it. */
export function statusView(live: LiveOrder): OrderStatus {
  const { order, provider } = live;
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
