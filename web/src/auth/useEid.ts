import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem, type Problem } from '../api/problem';
import { cancelOrder, collect, keepOrder, keptOrder, startOrder, type Errand, type Order, type Progress } from './eid';
import type { Provider } from './providers';

export type EidState =
  | { phase: 'idle' }
  | { phase: 'choosing' }
  | { phase: 'starting' }
  | { phase: 'pending'; order: Order; progress: Progress }
  | { phase: 'failed'; message: string; problem?: Problem }
  | { phase: 'complete' };

function refusedBy(thrown: unknown): EidState {
  const problem = asProblem(thrown);
  return { phase: 'failed', message: problem.title, problem };
}

/** Logs in or signs with an e-ID: starts an order, asks each second how it goes, ends it when the person leaves. */
export function useEid(provider: Provider, errand: Errand, onComplete: (done: { orderId: string; next: string | null }) => Promise<void>) {
  const [state, setState] = useState<EidState>({ phase: 'idle' });
  const now = useRef({ errand, onComplete });
  useEffect(() => {
    now.current = { errand, onComplete };
  });

  const follow = useCallback((order: Order, progress: Progress) => {
    keepOrder(order.mode === 'same-device' ? order : null);
    setState({ phase: 'pending', order, progress });
  }, []);

  useEffect(() => {
    const kept = keptOrder(errand.name);
    if (kept) follow(kept, { status: 'pending', message: now.current.errand.going, qr: null, next: null });
  }, [follow, errand.name]);

  useEffect(() => {
    if (state.phase !== 'pending') return;
    const { order, progress } = state;
    let left = false;
    const timer = setTimeout(async () => {
      const next = await collect(now.current.errand, order, progress);
      if (left) return;
      if (next.status === 'pending') return setState({ phase: 'pending', order, progress: next });
      keepOrder(null);
      if (next.status === 'failed') return setState({ phase: 'failed', message: next.message });
      setState({ phase: 'complete' });
      await now.current.onComplete({ orderId: order.id, next: next.next }).catch((thrown: unknown) => setState(refusedBy(thrown)));
    }, order.pollMs);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [state]);

  const pending = state.phase === 'pending' ? state.order : null;
  useEffect(() => {
    if (pending?.mode !== 'qr') return;
    const leave = () => cancelOrder(now.current.errand, pending);
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, [pending]);

  return {
    state,
    choose: () => setState({ phase: 'choosing' }),
    start: async (mode: Order['mode']) => {
      if (pending) cancelOrder(errand, pending);
      setState({ phase: 'starting' });
      try {
        const { order, progress } = await startOrder(provider, errand, mode);
        follow(order, progress);
      } catch (thrown) {
        setState(refusedBy(thrown));
      }
    },
    cancel: () => {
      if (pending) cancelOrder(errand, pending);
      keepOrder(null);
      setState({ phase: 'idle' });
    },
  };
}
