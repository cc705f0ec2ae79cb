import { useCallback, useState } from 'react';
import type { FieldFault } from '../api/problem';

/** The faults of a form as the last attempt found them; one goes away when the person changes its field. */
export function useFaults() {
  const [found, setFound] = useState<readonly FieldFault[]>([]);
  const [attempt, setAttempt] = useState(0);
  const show = useCallback((faults: readonly FieldFault[]) => {
    setFound(faults);
    if (faults.length > 0) setAttempt((n) => n + 1);
  }, []);
  const touch = useCallback(
    (path: string) => setFound((before) => (before.some(of(path)) ? before.filter((fault) => !of(path)(fault)) : before)),
    [],
  );
  /** The message of a field, or of the first fault inside it. */
  const messageOf = (path: string): string | undefined => found.find(of(path))?.message;
  return { faults: found, attempt, show, touch, of: messageOf };
}

const of =
  (path: string) =>
  (fault: FieldFault): boolean =>
    fault.path === path || fault.path.startsWith(`${path}.`);
