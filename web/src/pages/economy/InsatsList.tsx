import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Schemas } from '../../api/client';
import { insatserQuery } from '../../api/queries';
import { kronor } from '../../text/money';
import { type Order, SortHead } from '../../ui/SortHead';
import { SortSelect } from '../../ui/SortSelect';
import { StatusBadge } from '../../ui/StatusBadge';
import type { EconomySearch, InsatsSort } from './economy-search';
import { ListFrame } from './ListFrame';

const columns: readonly { sort: InsatsSort; label: string; number?: boolean }[] = [
  { sort: 'number', label: 'Nummer' },
  { sort: 'created', label: 'Skapad' },
  { sort: 'status', label: 'Status' },
  { sort: 'name', label: 'Namn' },
  { sort: 'granted', label: 'Reserverat', number: true },
  { sort: 'settled', label: 'Avräknat', number: true },
  { sort: 'remaining', label: 'Kvar att utnyttja', number: true },
  { sort: 'contact', label: 'Kontaktperson' },
];

interface Props {
  search: EconomySearch & { period: string };
  /** The first page, when the overview brought it along. */
  first: Schemas['InsatsPage'] | undefined;
}

/** The tab Förebyggande insatser (A41–A44): newest number first until another column is pressed. */
export function InsatsList({ search: { period, q, sort, order }, first }: Props) {
  const query = { period, ...(q ? { q } : {}), ...(sort ? { sort, order } : {}) };
  const result = useInfiniteQuery({ ...insatserQuery(query, first), placeholderData: keepPreviousData });
  const navigate = useNavigate({ from: '/ekonomi/$period' });
  const sorted = { by: sort ?? 'number', order: order ?? 'desc' };
  const sortBy = (by: InsatsSort, next: Order) =>
    void navigate({ search: (before) => ({ ...before, sort: by, order: next }), replace: true, resetScroll: false });
  return (
    <ListFrame result={result} what="insatser" searched={q}>
      {(rows) => (
        <>
          <SortSelect columns={columns} sorted={sorted} onSort={sortBy} />
          <table className="table cards-when-narrow">
            <caption className="visually-hidden">Förebyggande insatser {period}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <SortHead
                    key={column.sort}
                    label={column.label}
                    amount={column.number}
                    first={column.number || column.sort === 'created' ? 'desc' : 'asc'}
                    order={sorted.by === column.sort ? sorted.order : null}
                    onSort={(next) => sortBy(column.sort, next)}
                  />
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <InsatsRow key={row.id} row={row} />
              ))}
            </tbody>
          </table>
          <details className="explain">
            <summary>Så räknas beloppen</summary>
            <dl>
              <dt>Reserverat</dt>
              <dd>Det fonden har beviljat insatsen.</dd>
              <dt>Avräknat</dt>
              <dd>Godkända rekvisitioner och det som dragits från insatsens offerter.</dd>
              <dt>Kvar att utnyttja</dt>
              <dd>Reserverat plus godkända offerter, minus avräknat. Offertdelen går inte att rekvirera: den betalar fonden.</dd>
            </dl>
          </details>
        </>
      )}
    </ListFrame>
  );
}

function InsatsRow({ row }: { row: Schemas['InsatsRow'] }) {
  const draft = row.status === 'utkast';
  return (
    <tr>
      <th scope="row" data-label="Nummer" className="nowrap">
        <Link to={draft ? '/insatser/$id/redigera' : '/insatser/$id'} params={{ id: row.id }}>
          {row.number ?? <>Utkast{row.name && <span className="visually-hidden"> {row.name}</span>}</>}
        </Link>
      </th>
      <td data-label="Skapad" className="num nowrap">
        {row.createdOn}
      </td>
      <td data-label="Status" className="nowrap">
        <StatusBadge status={row.status} label={row.statusLabel} />
      </td>
      <td data-label="Namn" className="cell-name">
        <span title={row.name}>{row.name || '–'}</span>
      </td>
      <td data-label="Reserverat" className="amount">
        {kronor(row.grantedOre)}
      </td>
      <td data-label="Avräknat" className="amount">
        {kronor(row.settledOre)}
      </td>
      <td data-label="Kvar att utnyttja" className="amount">
        {kronor(row.remainingOre)}
      </td>
      <td data-label="Kontaktperson">{row.contactName}</td>
    </tr>
  );
}
