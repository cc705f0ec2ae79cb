import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useCallback } from 'react';
import { useSearchText } from '../../forms/useSearchText';

/** "Fritextsök" (A40): searches while one writes; the address keeps what is searched for. */
export function SearchField({ value }: { value: string }) {
  const navigate = useNavigate({ from: '/ekonomi/$period' });
  const search = useCallback(
    (q: string) => void navigate({ search: ({ q: _before, ...rest }) => (q ? { ...rest, q } : rest), replace: true, resetScroll: false }),
    [navigate],
  );
  const [text, setText] = useSearchText(value, search);
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
