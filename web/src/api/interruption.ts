import { useSyncExternalStore } from 'react';

/**
 * Something that stands between the person and the work, and can be put right without leaving the page:
 * the session ran out, another tab went over to another organisation, or the act asks for a fresh log-in. Requests wait here and go on
 * afterwards.
 */
export type Interruption = 'session-expired' | 'context-changed' | 'step-up';

let current: Interruption | null = null;
let waiting: { go: () => void; stop: () => void }[] = [];
const listeners = new Set<() => void>();

const publish = (next: Interruption | null) => {
  current = next;
  for (const listener of listeners) listener();
};

/** Shows the interruption's dialog. */
export function interrupt(kind: Interruption): void {
  if (current !== kind) publish(kind);
}

/** Shows the dialog and waits; true when it was put right and the request should be sent again. */
export function interrupted(kind: Interruption): Promise<boolean> {
  return new Promise((resolve) => {
    waiting.push({ go: () => resolve(true), stop: () => resolve(false) });
    interrupt(kind);
  });
}

/** Closes the dialog; everything that waited is sent again, or given up. */
export function settleInterruption(putRight: boolean): void {
  const all = waiting;
  waiting = [];
  publish(null);
  for (const one of all) (putRight ? one.go : one.stop)();
}

export const useInterruption = (): Interruption | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
