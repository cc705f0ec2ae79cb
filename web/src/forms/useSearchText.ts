import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 250;
const LONGEST = 100;

/**
 * The text of a search field, which searches while one writes: a moment after the last sign, `search` gets what is searched for, without
 * spaces around it. `search` stays the same function between renders.
 */
export function useSearchText(initial: string, search: (wanted: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(initial);
  const sent = useRef(initial);
  useEffect(() => {
    const wanted = text.trim().slice(0, LONGEST);
    if (wanted === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = wanted;
      search(wanted);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, search]);
  return [text, setText];
}
