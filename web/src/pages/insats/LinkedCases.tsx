import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../api/client';
import { kronor } from '../../text/money';
import { StatusBadge } from '../../ui/StatusBadge';

/** The tab "Offerter och rekvisitioner" of an insats (A53). */
export function LinkedCases({ linked }: { linked: readonly Schemas['LinkedCase'][] }) {
  if (linked.length === 0) return <p className="card soft">Insatsen har inga offerter eller rekvisitioner än.</p>;
  return (
    <div className="card table-card">
      <table className="table cards-when-narrow">
        <caption className="visually-hidden">Offerter och rekvisitioner</caption>
        <thead>
          <tr>
            <th scope="col">Nummer</th>
            <th scope="col">Slag</th>
            <th scope="col">Datum</th>
            <th scope="col">Status</th>
            <th scope="col" className="amount">
              Belopp
            </th>
          </tr>
        </thead>
        <tbody>
          {linked.map((one) => (
            <tr key={one.id}>
              <th scope="row" data-label="Nummer" className="nowrap">
                <CaseLink linked={one} />
              </th>
              <td data-label="Slag">{one.kind === 'offert' ? 'Offert' : 'Rekvisition'}</td>
              <td data-label="Datum" className="num nowrap">
                {one.date}
              </td>
              <td data-label="Status">
                <StatusBadge status={one.status} label={one.statusLabel} />
              </td>
              <td data-label="Belopp" className="amount">
                {kronor(one.amountOre)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CaseLink({ linked: { id, kind, number, status, date } }: { linked: Schemas['LinkedCase'] }) {
  const text = number ?? (
    <>
      Utkast<span className="visually-hidden"> till rekvisition från {date}</span>
    </>
  );
  if (kind === 'offert')
    return (
      <Link to="/offerter/$id" params={{ id }}>
        {text}
      </Link>
    );
  return (
    <Link to={status === 'utkast' ? '/rekvisitioner/$id/redigera' : '/rekvisitioner/$id'} params={{ id }}>
      {text}
    </Link>
  );
}
