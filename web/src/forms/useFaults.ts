import { useCallback, useState } from 'react';
import type { FieldFault } from '../api/problem';

/** The faults of a form as the last attempt found them. A fault leaves its field when the person has changed it, the list when the next attempt is made. */
export function useFaults() {
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  return {
    faults,
    attempt,
    show: useCallback((found: readonly FieldFault[]) => {
      setFaults(found);
      setTouched(new Set());
      if (found.length > 0) setAttempt((n) => n + 1);
    }, []),
    touch: useCallback((path: string) => setTouched((before) => (before.has(path) ? before : new Set([...before, path]))), []),
    /** The message of a field, or of the first fault inside it. */
    of: (path: string): string | undefined =>
      touched.has(path) ? undefined : faults.find((fault) => fault.path === path || fault.path.startsWith(`${path}.`))?.message,
  };
}
