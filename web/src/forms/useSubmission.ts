import { useRef, useState } from 'react';
import { newKey } from '../api/key';
import { asProblem, type Problem } from '../api/problem';

/** "Skicka in": one intention, one key. Pressing again after a lost answer sends the same key, so it is done once (A70). */
export function useSubmission<T>(send: (key: string) => Promise<T>, onDone: (receipt: T) => Promise<void>) {
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
