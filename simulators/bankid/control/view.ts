import { now } from '../../shared/clock.ts';
import { decoded } from '../orders/order.ts';
import type { Order } from '../orders/order.ts';

/** An order as the control API shows it: all but the QR secret, texts decoded. */
export function viewOrder(order: Order) {
  const { userVisibleData, userNonVisibleData, ...request } = order.request;
  return {
    orderRef: order.orderRef,
    kind: order.kind,
    status: order.status,
    hintCode: order.hintCode,
    evidence: order.evidence,
    startedBy: order.startedBy,
    person: order.person,
    rpName: order.rp.displayName,
    createdAt: new Date(order.createdAt).toISOString(),
    ageMs: now() - order.createdAt,
    collected: order.collected,
    autoStartToken: order.autoStartToken,
    qrStartToken: order.qrStartToken,
    request: { ...request, userVisibleText: decoded(userVisibleData), userNonVisibleText: decoded(userNonVisibleData) },
  };
}
