import { api, attempt } from '../api/client';
import { Problem } from '../api/problem';

/** One BankID order as the browser sees it. Its own token guards it: there is no session yet. */
export interface Order {
  id: string;
  csrfToken: string;
  pollMs: number;
  mode: 'qr' | 'same-device';
  /** Opens the BankID app on this device. */
  launch: { universal: string; scheme: string } | null;
}

export interface Progress {
  status: 'pending' | 'complete' | 'failed';
  message: string;
  qr: string | null;
  next: string | null;
}

/** Starts an order; throws a Problem when BankID or we are away. */
export async function startOrder(mode: Order['mode']): Promise<{ order: Order; progress: Progress }> {
  const started = await attempt(() => api.POST('/api/v1/auth/bankid/orders', { body: { mode } }));
  if (started instanceof Problem) throw started;
  const { id, csrfToken, pollMs, launch, qr } = started.data;
  const message = mode === 'qr' ? 'Starta BankID-appen och tryck på QR-ikonen. Skanna sedan QR-koden nedan.' : 'Starta BankID-appen.';
  return {
    order: { id, csrfToken, pollMs, mode, launch: launch ?? null },
    progress: { status: 'pending', message, qr: qr ?? null, next: null },
  };
}

/** Asks how the order goes; a lost connection is a pending order with a message, never a failure. */
export async function collect(order: Order, last: Progress): Promise<Progress> {
  const answer = await attempt(() =>
    api.POST('/api/v1/auth/bankid/orders/{id}/collect', {
      params: { path: { id: order.id }, header: { 'X-CSRF-Token': order.csrfToken } },
    }),
  );
  if (answer instanceof Problem) {
    if (answer.passing || answer.status === 429) return { ...last, qr: null, message: 'Ingen kontakt med Mina sidor. Vi försöker igen.' };
    return { status: 'failed', message: 'Något gick fel. Försök igen.', qr: null, next: null };
  }
  const { status, message, qr, next } = answer.data;
  return { status, message, qr: qr ?? null, next: next ?? null };
}

/** Ends the order at BankID; survives that the page is left. */
export function cancelOrder(order: Order): void {
  void fetch(`/api/v1/auth/bankid/orders/${order.id}/cancel`, {
    method: 'POST',
    keepalive: true,
    headers: { 'x-csrf-token': order.csrfToken },
  }).catch(() => undefined);
}

const KEPT = 'bankid-order';

/** An order for this device outlives the page: a phone may reload it when it comes back from the app (identity §1.5). */
export const keepOrder = (order: Order | null): void =>
  order ? sessionStorage.setItem(KEPT, JSON.stringify(order)) : sessionStorage.removeItem(KEPT);

export function keptOrder(): Order | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Order | null;
    return kept && typeof kept.id === 'string' ? kept : null;
  } catch {
    return null;
  }
}
