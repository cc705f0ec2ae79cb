import { useRef, useState } from 'react';
import { newKey } from '../../api/key';
import { asProblem, type Problem } from '../../api/problem';

/**
 * One thing that may be done several times on the same page: each doing has a key of its own, and the same one again after a lost answer,
 * so it is done once.
 */
export function useCommand<T>(
  send: (key: string) => Promise<T>,
  onDone: (answer: T) => Promise<void> | void,
  onFault?: (problem: Problem) => void,
) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = useRef(newKey());
  const running = useRef(false);
  async function run(): Promise<void> {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await send(key.current);
      key.current = newKey();
      await onDone(answer);
    } catch (thrown) {
      const found = asProblem(thrown);
      if (!found.passing) key.current = newKey();
      setProblem(found);
      onFault?.(found);
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { busy, problem, run, forget: () => setProblem(null) };
}
