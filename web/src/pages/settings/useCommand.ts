import { useRef, useState } from 'react';
import { newKey } from '../../api/key';
import { asProblem, type Problem } from '../../api/problem';

/** Sends a small form: one intention, one key. The same again after a lost answer carries the same key, so it is done once. */
export function useCommand<B>(send: (body: B, key: string) => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const waiting = useRef<{ body: string; key: string } | null>(null);
  const running = useRef(false);
  return {
    busy,
    problem,
    forget: () => setProblem(null),
    /** The problem that it ended with, or null when it went well. */
    run: async (body: B): Promise<Problem | null> => {
      if (running.current) return null;
      running.current = true;
      setBusy(true);
      setProblem(null);
      const written = JSON.stringify(body);
      if (waiting.current?.body !== written) waiting.current = { body: written, key: newKey() };
      let found: Problem | null = null;
      try {
        await send(body, waiting.current.key);
      } catch (thrown) {
        found = asProblem(thrown);
      }
      if (!found?.passing) waiting.current = null;
      running.current = false;
      setBusy(false);
      setProblem(found);
      return found;
    },
  };
}

/** What to say about a problem beside the field it is about. */
export const textOf = ({ errors, title, detail }: Problem): string => errors[0]?.message ?? [title, detail].filter(Boolean).join(' ');
