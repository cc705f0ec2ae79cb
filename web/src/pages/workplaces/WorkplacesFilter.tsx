import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useCallback } from 'react';
import { useSearchText } from '../../forms/useSearchText';
import type { Department } from '../../api/workplace-queries';
import type { WorkplacesSearch } from './workplaces-search';

/** Searches while one writes, and shows one department, and open or closed ones; the address keeps it all. */
export function WorkplacesFilter({ q = '', avdelning, visa, departments }: WorkplacesSearch & { departments: Department[] | null }) {
  const navigate = useNavigate({ from: '/arbetsplatser' });
  const search = useCallback(
    (wanted: string) =>
      void navigate({ search: ({ q: _before, ...rest }) => (wanted ? { ...rest, q: wanted } : rest), replace: true, resetScroll: false }),
    [navigate],
  );
  const [text, setText] = useSearchText(q, search);
  return (
    <search className="users-filter">
      <div className="search-field">
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
      </div>
      {departments && (
        <div className="search-field">
          <label htmlFor="avdelning">Avdelning</label>
          <select
            id="avdelning"
            className="input"
            value={avdelning ?? ''}
            onChange={({ target: { value } }) =>
              void navigate({
                search: ({ avdelning: _before, ...rest }) => (value ? { ...rest, avdelning: value } : rest),
                replace: true,
                resetScroll: false,
              })
            }
          >
            <option value="">Alla</option>
            {departments.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <div className="search-field">
        <label htmlFor="visa">Visa</label>
        <select
          id="visa"
          className="input"
          value={visa ?? ''}
          onChange={({ target: { value } }) =>
            void navigate({
              search: ({ visa: _before, ...rest }) => (value ? { ...rest, visa: 'stangda' as const } : rest),
              replace: true,
              resetScroll: false,
            })
          }
        >
          <option value="">Öppna arbetsplatser</option>
          <option value="stangda">Stängda arbetsplatser</option>
        </select>
      </div>
    </search>
  );
}
