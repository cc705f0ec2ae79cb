import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

/** "Fritextsök" (A40): searches while one writes; the address keeps what is searched for. */
export function SearchField({ value }: { value: string }) {
  const navigate = useNavigate({ from: '/ekonomi/$period' });
  const [text, setText] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    const q = text.trim().slice(0, 100);
    if (q === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = q;
      void navigate({ search: ({ q: _before, ...rest }) => (q ? { ...rest, q } : rest), replace: true, resetScroll: false });
    }, 250);
    return () => clearTimeout(timer);
  }, [text, navigate]);
  return (
    <search className="search-field">
      <label htmlFor="fritextsok">Fritextsök</label>
      <span className="input-with-icon">
        <Search aria-hidden size={18} />
        <input
          id="fritextsok"
          className="input"
          type="search"
          maxLength={100}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </span>
    </search>
  );
}
