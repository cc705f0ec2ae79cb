import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useCallback } from 'react';
import { useSearchText } from '../../forms/useSearchText';
import { SortSelect } from '../../ui/SortSelect';
import { sortedBy, userColumns, userStatuses, type UsersSearch, type UserStatus } from './users-search';

/** Searches while one writes, shows one status, and sorts the list where it is drawn as cards; the address keeps all three. */
export function UsersFilter({ q = '', status, ...order }: UsersSearch) {
  const navigate = useNavigate({ from: '/anvandare' });
  const search = useCallback(
    (wanted: string) =>
      void navigate({ search: ({ q: _before, ...rest }) => (wanted ? { ...rest, q: wanted } : rest), replace: true, resetScroll: false }),
    [navigate],
  );
  const [text, setText] = useSearchText(q, search);
  const show = (next: string) =>
    void navigate({
      search: ({ status: _before, ...rest }) => (next ? { ...rest, status: next as UserStatus } : rest),
      replace: true,
      resetScroll: false,
    });
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
      <div className="search-field">
        <label htmlFor="status">Status</label>
        <select id="status" className="input" value={status ?? ''} onChange={(event) => show(event.target.value)}>
          <option value="">Alla utom avslutade</option>
          {Object.entries(userStatuses).map(([code, label]) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <SortSelect
        columns={userColumns}
        sorted={sortedBy(order)}
        onSort={(sort, next) =>
          void navigate({ search: (before) => ({ ...before, sort, order: next }), replace: true, resetScroll: false })
        }
      />
    </search>
  );
}
