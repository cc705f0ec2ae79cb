import { api, attempt } from '../api/client';
import { Problem } from '../api/problem';
import type { Provider, ProviderName } from './providers';

/** The doors of the landing page (A3); the order belongs to one of them from its start. */
export type Entrance = 'employer' | 'private';

/** One order at an e-ID as the browser sees it. Its own token guards it: there is no session yet. */
export interface Order {
  provider: ProviderName;
  entrance: Entrance;
  id: string;
  csrfToken: string;
  pollMs: number;
  mode: 'qr' | 'same-device';
  /** Opens the app on this device. */
  launch: { universal: string; scheme: string } | null;
}

export interface Progress {
  status: 'pending' | 'complete' | 'failed';
  message: string;
  qr: string | null;
  next: string | null;
}

type Start = Pick<Order, 'mode' | 'entrance'>;

const routes = {
  bankid: {
    start: (body: Start) => api.POST('/api/v1/auth/bankid/orders', { body }),
    collect: (order: Order) => api.POST('/api/v1/auth/bankid/orders/{id}/collect', { params: own(order) }),
  },
  freja: {
    start: (body: Start) => api.POST('/api/v1/auth/freja/orders', { body }),
    collect: (order: Order) => api.POST('/api/v1/auth/freja/orders/{id}/collect', { params: own(order) }),
  },
};
const own = ({ id, csrfToken }: Order) => ({ path: { id }, header: { 'X-CSRF-Token': csrfToken } });

/** Starts an order; throws a Problem when the provider or we are away. */
export async function startOrder({ name, first }: Provider, start: Start): Promise<{ order: Order; progress: Progress }> {
  const started = await attempt(() => routes[name].start(start));
  if (started instanceof Problem) throw started;
  const { id, csrfToken, pollMs, launch, qr } = started.data;
  return {
    order: { provider: name, ...start, id, csrfToken, pollMs, launch: launch ?? null },
    progress: { status: 'pending', message: first[start.mode], qr: qr ?? null, next: null },
  };
}

/** Asks how the order goes; a lost connection is a pending order with a message, never a failure. */
export async function collect(order: Order, last: Progress): Promise<Progress> {
  const answer = await attempt(() => routes[order.provider].collect(order));
  if (answer instanceof Problem) {
    if (answer.passing || answer.status === 429) return { ...last, qr: null, message: 'Ingen kontakt med Mina sidor. Vi försöker igen.' };
    return { status: 'failed', message: 'Något gick fel. Försök igen.', qr: null, next: null };
  }
  const { status, message, qr, next } = answer.data;
  return { status, message, qr: qr ?? null, next: next ?? null };
}

/** Ends the order at the provider; survives that the page is left. */
export function cancelOrder(order: Order): void {
  void fetch(`/api/v1/auth/${order.provider}/orders/${order.id}/cancel`, {
    method: 'POST',
    keepalive: true,
    headers: { 'x-csrf-token': order.csrfToken },
  }).catch(() => undefined);
}

const KEPT = 'eid-order';

/** An order for this device outlives the page: a phone may reload it when it comes back from the app (identity §1.5). */
export const keepOrder = (order: Order | null): void =>
  order ? sessionStorage.setItem(KEPT, JSON.stringify(order)) : sessionStorage.removeItem(KEPT);

/** The kept order of this e-ID and entrance, if there is one. */
export function keptOrder(provider: ProviderName, entrance: Entrance): Order | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Order | null;
    return kept && typeof kept.id === 'string' && kept.provider === provider && kept.entrance === entrance ? kept : null;
  } catch {
    return null;
  }
}
