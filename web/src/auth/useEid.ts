import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem } from '../api/problem';
import { cancelOrder, collect, keepOrder, keptOrder, startOrder, type Entrance, type Order, type Progress } from './eid';
import type { Provider } from './providers';

export type LogIn =
  | { phase: 'idle' }
  | { phase: 'choosing' }
  | { phase: 'starting' }
  | { phase: 'pending'; order: Order; progress: Progress }
  | { phase: 'failed'; message: string }
  | { phase: 'complete' };

/** Logs in with an e-ID: starts an order, asks each second how it goes, ends it when the person leaves. */
export function useEid(provider: Provider, entrance: Entrance, onComplete: (next: string | null) => Promise<void>) {
  const [state, setState] = useState<LogIn>({ phase: 'idle' });
  const done = useRef(onComplete);
  useEffect(() => {
    done.current = onComplete;
  });

  const follow = useCallback((order: Order, progress: Progress) => {
    keepOrder(order.mode === 'same-device' ? order : null);
    setState({ phase: 'pending', order, progress });
  }, []);

  useEffect(() => {
    const kept = keptOrder(provider.name, entrance);
    if (kept) follow(kept, { status: 'pending', message: 'En identifiering pågår.', qr: null, next: null });
  }, [follow, provider, entrance]);

  useEffect(() => {
    if (state.phase !== 'pending') return;
    const { order, progress } = state;
    let left = false;
    const timer = setTimeout(async () => {
      const next = await collect(order, progress);
      if (left) return;
      if (next.status === 'pending') return setState({ phase: 'pending', order, progress: next });
      keepOrder(null);
      if (next.status === 'failed') return setState({ phase: 'failed', message: next.message });
      setState({ phase: 'complete' });
      await done.current(next.next).catch((thrown: unknown) => setState({ phase: 'failed', message: asProblem(thrown).title }));
    }, order.pollMs);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [state]);

  const pending = state.phase === 'pending' ? state.order : null;
  useEffect(() => {
    if (pending?.mode !== 'qr') return;
    const leave = () => cancelOrder(pending);
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, [pending]);

  return {
    state,
    choose: () => setState({ phase: 'choosing' }),
    start: async (mode: Order['mode']) => {
      if (pending) cancelOrder(pending);
      setState({ phase: 'starting' });
      try {
        const { order, progress } = await startOrder(provider, { mode, entrance });
        follow(order, progress);
      } catch (thrown) {
        setState({ phase: 'failed', message: asProblem(thrown).title });
      }
    },
    cancel: () => {
      if (pending) cancelOrder(pending);
      keepOrder(null);
      setState({ phase: 'idle' });
    },
  };
}
