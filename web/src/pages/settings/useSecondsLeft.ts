import { useEffect, useState } from 'react';

/** Counts down from what the server said was left at `since` (milliseconds), whatever the clock of this device shows. */
export function useSecondsLeft(seconds: number, since: number): number {
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil(seconds - Math.max(0, now - since) / 1000));
  const counting = left > 0;
  useEffect(() => {
    setNow(Date.now());
    if (!counting) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [counting, since]);
  return left;
}
