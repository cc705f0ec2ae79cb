import { useRef, useState } from 'react';
import { newKey } from '../api/key';
import { asProblem, type Problem } from '../api/problem';

/** A button that does something and stays on the page: one press, one key; pressed again after a lost answer it sends the same key. */
export function useCommand<T>(
  send: (key: string) => Promise<T>,
  onDone: (answer: T) => void | Promise<void>,
  onFault?: (problem: Problem) => void,
) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const key = useRef(newKey());
  const running = useRef(false);
  async function run(): Promise<Problem | null> {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const answer = await send(key.current);
      key.current = newKey();
      await onDone(answer);
      return null;
    } catch (thrown) {
      const found = asProblem(thrown);
      if (!found.passing) key.current = newKey();
      setProblem(found);
      onFault?.(found);
      return found;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { busy, problem, run, forget: () => setProblem(null) };
}
