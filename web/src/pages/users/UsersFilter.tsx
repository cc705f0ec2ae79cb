import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useCallback } from 'react';
import { roleOffersQuery } from '../../api/users';
import { useSearchText } from '../../forms/useSearchText';
import { SortSelect } from '../../ui/SortSelect';
import { readUsersSearch, sortedBy, userColumns, type UserRole, userStatuses, type UsersSearch, type UserStatus } from './users-search';

/** Searches while one writes, shows one status or those who have one permission, and sorts the list where it is drawn as cards; the address keeps it all. */
export function UsersFilter({ q = '', status, role, ...order }: UsersSearch) {
  const navigate = useNavigate({ from: '/anvandare' });
  const search = useCallback(
    (wanted: string) =>
      void navigate({ search: ({ q: _before, ...rest }) => (wanted ? { ...rest, q: wanted } : rest), replace: true, resetScroll: false }),
    [navigate],
  );
  const [text, setText] = useSearchText(q, search);
  const { roles } = useSuspenseQuery(roleOffersQuery).data;
  const choose = (next: Pick<UsersSearch, 'status' | 'role'>) =>
    void navigate({
      search: (before) => readUsersSearch({ ...before, ...next }),
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
        <select
          id="status"
          className="input"
          value={status ?? ''}
          onChange={(event) => choose({ status: event.target.value as UserStatus })}
        >
          <option value="">Alla utom avslutade</option>
          {Object.entries(userStatuses).map(([code, label]) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div className="search-field">
        <label htmlFor="behorighet">Behörighet</label>
        <select id="behorighet" className="input" value={role ?? ''} onChange={(event) => choose({ role: event.target.value as UserRole })}>
          <option value="">Alla</option>
          {roles.map((one) => (
            <option key={one.role} value={one.role}>
              {one.label}
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
