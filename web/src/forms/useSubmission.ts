import { useRef, useState } from 'react';
import { newKey } from '../api/key';
import { asProblem, type Problem } from '../api/problem';

/**
 * "Skicka in": one intention, one key. Pressing again after a lost answer sends the same key, so it is done once (A70). When `onDone` has
 * settled, what is sent next is a new intention; on a page that it `leaves` there is none, and the button is never ready again.
 */
export function useSubmission<T>(
  send: (key: string) => Promise<T>,
  onDone: (receipt: T) => Promise<void>,
  then: 'stays' | 'leaves' = 'stays',
) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  const key = useRef(newKey());
  const running = useRef(false);
  return {
    busy,
    problem,
    attempt,
    submit: async () => {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      setProblem(null);
      try {
        await onDone(await send(key.current));
        if (then === 'leaves') return;
        key.current = newKey();
        setBusy(false);
      } catch (thrown) {
        const found = asProblem(thrown);
        if (!found.passing) key.current = newKey();
        setProblem(found);
        setAttempt((n) => n + 1);
        setBusy(false);
      } finally {
        running.current = false;
      }
    },
  };
}
