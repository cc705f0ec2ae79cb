import { now } from '../../shared/clock.ts';
import { decoded } from '../orders/order.ts';
import type { Order } from '../orders/order.ts';

/** An order as the control API shows it: all but the QR secret and the signed answer, texts decoded. */
export function viewOrder(order: Order) {
  const { text, binaryData, ...request } = order.request;
  return {
    ref: order.ref,
    kind: order.kind,
    status: order.status,
    evidence: order.evidence,
    startedBy: order.startedBy,
    person: order.person,
    rpName: order.rp.displayName,
    createdAt: new Date(order.createdAt).toISOString(),
    expiresAt: new Date(order.expiresAt).toISOString(),
    ageMs: now() - order.createdAt,
    collected: order.collected,
    dynamicQr: order.qrCodeSecret !== undefined,
    request: { ...request, text: decoded(text), binaryData },
  };
}
