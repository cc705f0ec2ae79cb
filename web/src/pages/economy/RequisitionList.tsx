import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { requisitionsQuery } from '../../api/queries';
import { kronor } from '../../text/money';
import { StatusBadge } from '../../ui/StatusBadge';
import { ListFrame } from './ListFrame';

/** The tab Rekvisitioner (A39). */
export function RequisitionList({ search: { period, q } }: { search: { period: string; q: string | undefined } }) {
  const result = useInfiniteQuery({ ...requisitionsQuery({ period, ...(q ? { q } : {}) }), placeholderData: keepPreviousData });
  return (
    <ListFrame result={result} what="rekvisitioner" searched={q}>
      {(rows) => (
        <table className="table cards-when-narrow">
          <caption className="visually-hidden">Rekvisitioner {period}</caption>
          <thead>
            <tr>
              <th scope="col">Nummer</th>
              <th scope="col">Skapad</th>
              <th scope="col">Status</th>
              <th scope="col">Förebyggande insats</th>
              <th scope="col" className="amount">
                Rekvirerat
              </th>
              <th scope="col" className="amount">
                Godkänt
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" data-label="Nummer" className="nowrap">
                  <Link to={row.status === 'utkast' ? '/rekvisitioner/$id/redigera' : '/rekvisitioner/$id'} params={{ id: row.id }}>
                    {row.number ?? (
                      <>
                        Utkast<span className="visually-hidden"> till rekvisition för {row.insatsNumber}</span>
                      </>
                    )}
                  </Link>
                </th>
                <td data-label="Skapad" className="num nowrap">
                  {row.createdOn}
                </td>
                <td data-label="Status">
                  <StatusBadge status={row.status} label={row.statusLabel} />
                </td>
                <td data-label="Förebyggande insats" className="cell-name">
                  <span title={row.insatsName}>
                    {row.insatsNumber} {row.insatsName}
                  </span>
                </td>
                <td data-label="Rekvirerat" className="amount">
                  {kronor(row.claimedOre)}
                </td>
                <td data-label="Godkänt" className="amount">
                  {kronor(row.approvedOre)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ListFrame>
  );
}
