import type { Env } from '../../config/env.js';
import { isMobile, launchLinks } from './bankid.launch.js';
import { message } from './bankid.messages.js';
import { bankIdQr } from './bankid.qr.js';
import type { OrderStarted, OrderStatus } from './eid.dto.js';
import type { LiveOrder } from './eid-orders.service.js';

const POLL_MS = 1_000;

/** What the browser needs to go on with a fresh order. */
export function startedView(env: Env, { order, secrets }: LiveOrder): OrderStarted {
  const { id, csrfToken, mode } = order;
  const start =
    mode === 'qr'
      ? { qr: qrNow({ order, secrets }) }
      : { autoStartToken: secrets.autoStartToken, launch: launchLinks(env, secrets.autoStartToken, order.userAgent) };
  return { id, csrfToken, pollMs: POLL_MS, mode, ...start };
}

/** How the order goes, in BankID's words. The QR code is shown only until somebody scans it. */
export function statusView(live: LiveOrder): OrderStatus {
  const { status, hint, mode, userAgent } = live.order;
  const waiting = status === 'pending' && hint === 'outstandingTransaction' && mode === 'qr';
  return {
    status: status === 'cancelled' ? 'failed' : status,
    hint,
    ...message({ status, hint, mode, mobile: isMobile(userAgent) }),
    ...(waiting ? { qr: qrNow(live) } : {}),
  };
}

const qrNow = ({ order, secrets }: LiveOrder): string => bankIdQr(secrets, Math.max(0, Math.floor(order.ageMs / 1000)));
