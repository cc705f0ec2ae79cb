import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Schemas } from '../../api/client';
import { usersQuery } from '../../api/users';
import { EmailText } from '../../ui/EmailText';
import { SortHead } from '../../ui/SortHead';
import { StatusBadge } from '../../ui/StatusBadge';
import { ListFrame } from '../economy/ListFrame';
import { PermissionBadges } from './PermissionBadges';
import { sortedBy, userColumns, type UsersSearch, userStatuses } from './users-search';

/** The table of users and of those who are invited (A19), by name until another column is pressed. */
export function UserTable({ search }: { search: UsersSearch }) {
  const result = useInfiniteQuery({ ...usersQuery(search), placeholderData: keepPreviousData });
  const navigate = useNavigate({ from: '/anvandare' });
  const sorted = sortedBy(search);
  const empty = search.role
    ? 'Ingen har behörigheten med det som du har valt.'
    : search.status
      ? `Det finns inga användare med statusen ${userStatuses[search.status]}.`
      : 'Det finns inga användare.';
  return (
    <ListFrame result={result} what="användare" searched={search.q} narrowed={[search.status, search.role]} empty={empty}>
      {(rows) => (
        <table className="table users-table cards-when-narrow">
          <caption className="visually-hidden">Användare</caption>
          <thead>
            <tr>
              {userColumns.map(({ sort, label }) => (
                <SortHead
                  key={sort}
                  label={label}
                  order={sorted.by === sort ? sorted.order : null}
                  onSort={(order) => void navigate({ search: (before) => ({ ...before, sort, order }), replace: true, resetScroll: false })}
                />
              ))}
              <th scope="col">
                <span className="visually-hidden">Åtgärd</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <UserLine key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </ListFrame>
  );
}

function UserLine({ row }: { row: Schemas['UserRow'] }) {
  return (
    <tr>
      <th scope="row" data-label="Namn">
        <span>
          {row.name}
          {row.personalNumber && <span className="small soft num under-name">{row.personalNumber}</span>}
        </span>
      </th>
      <td data-label="E-post" className="cell-break">
        <EmailText email={row.email} />
      </td>
      <td data-label="Telefonnummer" className="num">
        {row.phone ?? '–'}
      </td>
      <td data-label="Titel">{row.title || '–'}</td>
      <td data-label="Behörigheter">
        <PermissionBadges permissions={row.permissions} />
      </td>
      <td data-label="Status" className="nowrap">
        <StatusBadge status={row.status} label={row.statusLabel} />
      </td>
      <td className="cell-action">
        {row.isInvitation ? (
          <Link
            to="/anvandare/inbjudningar"
            search={{ inbjudan: row.id }}
            className="button secondary"
            aria-label={`Visa inbjudan till ${row.name}`}
          >
            Visa
          </Link>
        ) : (
          <Link to="/anvandare/$id" params={{ id: row.id }} className="button secondary" aria-label={`Redigera ${row.name}`}>
            Redigera
          </Link>
        )}
      </td>
    </tr>
  );
}
