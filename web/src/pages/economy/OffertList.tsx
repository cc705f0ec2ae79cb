import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { offerterQuery } from '../../api/queries';
import { kronor } from '../../text/money';
import { StatusBadge } from '../../ui/StatusBadge';
import { ListFrame } from './ListFrame';

/** The tab Offerter (A39). */
export function OffertList({ search: { period, q } }: { search: { period: string; q: string | undefined } }) {
  const result = useInfiniteQuery({ ...offerterQuery({ period, ...(q ? { q } : {}) }), placeholderData: keepPreviousData });
  return (
    <ListFrame result={result} what="offerter" searched={q}>
      {(rows) => (
        <table className="table cards-when-narrow">
          <caption className="visually-hidden">Offerter {period}</caption>
          <thead>
            <tr>
              <th scope="col">Nummer</th>
              <th scope="col">Datum</th>
              <th scope="col">Status</th>
              <th scope="col">Förebyggande insats</th>
              <th scope="col">Giltig tom</th>
              <th scope="col" className="amount">
                Total summa
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" data-label="Nummer" className="nowrap">
                  <Link to="/offerter/$id" params={{ id: row.id }}>
                    {row.number}
                  </Link>
                </th>
                <td data-label="Datum" className="num nowrap">
                  {row.issuedOn}
                </td>
                <td data-label="Status">
                  <StatusBadge status={row.status} label={row.statusLabel} />
                </td>
                <td data-label="Förebyggande insats" className="cell-name">
                  <span title={row.insatsName}>
                    {row.insatsNumber} {row.insatsName}
                  </span>
                </td>
                <td data-label="Giltig tom" className="num nowrap">
                  {row.validThrough}
                </td>
                <td data-label="Total summa" className="amount">
                  {kronor(row.totalOre)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ListFrame>
  );
}
