import { api, attempt, type Schemas } from '../api/client';
import { Problem } from '../api/problem';
import { peekSession } from '../api/session';
import type { Provider, ProviderName } from './providers';

/** The doors of the landing page (A3); the order belongs to one of them from its start. */
export type Entrance = 'employer' | 'private';

/** One order at an e-ID as the browser sees it. Its own token guards it: there is no session yet. */
export interface Order {
  /** What it is for; only the same errand takes it up again. */
  errand: string;
  id: string;
  csrfToken: string;
  pollMs: number;
  mode: 'qr' | 'same-device';
  /** There is a code to scan; a signature may be sent to the person's own app instead. */
  scanned: boolean;
  /** Opens the app on this device. */
  launch: { universal: string; scheme: string } | null;
}

export interface Progress {
  status: 'pending' | 'complete' | 'failed';
  message: string;
  qr: string | null;
  next: string | null;
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}
type Started = Promise<Answer<Schemas['OrderStarted']>>;

/** The start of a signature, on a route of the module that wants it. */
export type StartSignature = (body: { provider: ProviderName; mode: Order['mode'] }) => Started;

/** What an order is for: where it is started, asked about and cancelled. */
export interface Errand {
  name: string;
  /** What is said of it after the page was loaded anew. */
  going: string;
  path: string;
  start: (mode: Order['mode']) => Started;
  collect: (order: Order) => Promise<Answer<Schemas['OrderStatus']>>;
  /** Whether it has been done in another tab, for an order on this device that is gone: the app leads back to a new one. */
  doneElsewhere?: () => Promise<boolean>;
}

const own = ({ id, csrfToken }: Order) => ({ path: { id }, header: { 'X-CSRF-Token': csrfToken } });

const logIns = {
  bankid: {
    path: '/api/v1/auth/bankid/orders',
    start: (body: Schemas['StartOrder']) => api.POST('/api/v1/auth/bankid/orders', { body }),
    collect: (order: Order) => api.POST('/api/v1/auth/bankid/orders/{id}/collect', { params: own(order) }),
  },
  freja: {
    path: '/api/v1/auth/freja/orders',
    start: (body: Schemas['StartOrder']) => api.POST('/api/v1/auth/freja/orders', { body }),
    collect: (order: Order) => api.POST('/api/v1/auth/freja/orders/{id}/collect', { params: own(order) }),
  },
};

/** Logging in with an e-ID, by one of the doors. */
export const logInWith = (provider: ProviderName, entrance: Entrance): Errand => ({
  ...logIns[provider],
  name: `login:${entrance}:${provider}`,
  going: 'En identifiering pågår.',
  start: (mode) => logIns[provider].start({ mode, entrance }),
  doneElsewhere: () =>
    peekSession().then(
      ({ authenticated }) => authenticated,
      () => false,
    ),
});

/** Signing something with an e-ID; `about` tells it from everything else that may be signed. */
export const signWith = (provider: ProviderName, about: string, start: StartSignature): Errand => ({
  name: `sign:${provider}:${about}`,
  going: 'En signering pågår.',
  path: '/api/v1/auth/signature-orders',
  start: (mode) => start({ provider, mode }),
  collect: (order) => api.POST('/api/v1/auth/signature-orders/{id}/collect', { params: own(order) }),
});

/** Starts an order; throws a Problem when the provider or we are away. */
export async function startOrder({ first }: Provider, errand: Errand, mode: Order['mode']): Promise<{ order: Order; progress: Progress }> {
  const started = await attempt(() => errand.start(mode));
  if (started instanceof Problem) throw started;
  const { id, csrfToken, pollMs, launch, qr } = started.data;
  const scanned = qr !== undefined;
  return {
    order: { errand: errand.name, id, csrfToken, pollMs, mode, scanned, launch: launch ?? null },
    progress: { status: 'pending', message: first[scanned ? 'qr' : 'same-device'], qr: qr ?? null, next: null },
  };
}

/** Asks how the order goes; a lost connection is a pending order with a message, never a failure. */
export async function collect(errand: Errand, order: Order, last: Progress): Promise<Progress> {
  const answer = await attempt(() => errand.collect(order));
  if (answer instanceof Problem) {
    if (answer.passing || answer.status === 429) return { ...last, qr: null, message: 'Ingen kontakt med Mina sidor. Vi försöker igen.' };
    const done = answer.status === 404 && order.mode === 'same-device' && (await errand.doneElsewhere?.());
    return { status: done ? 'complete' : 'failed', message: 'Något gick fel. Försök igen.', qr: null, next: null };
  }
  const { status, message, qr, next } = answer.data;
  return { status, message, qr: qr ?? null, next: next ?? null };
}

/** Ends the order at the provider; survives that the page is left. */
export function cancelOrder({ path }: Errand, order: Order): void {
  void fetch(`${path}/${order.id}/cancel`, {
    method: 'POST',
    keepalive: true,
    headers: { 'x-csrf-token': order.csrfToken },
  }).catch(() => undefined);
}

const KEPT = 'eid-order';

/** An order for this device outlives the page: a phone may reload it when it comes back from the app (identity §1.5). */
export const keepOrder = (order: Order | null): void =>
  order ? sessionStorage.setItem(KEPT, JSON.stringify(order)) : sessionStorage.removeItem(KEPT);

/** The kept order of this errand, if there is one. */
export function keptOrder(errand: string): Order | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as Order | null;
    return kept && typeof kept.id === 'string' && kept.errand === errand ? kept : null;
  } catch {
    return null;
  }
}
