import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { PageHead } from '../../shell/PageHead';
import { momentText } from '../../text/dates';
import { Field } from '../../ui/Field';
import { StatusBadge } from '../../ui/StatusBadge';
import { deskQueueQuery, type DeskStatus, deskStatuses } from '../connections/connection-queries';
import { ListFrame } from '../economy/ListFrame';

/** The region's queue of applications to be connected to companies, oldest first (B16). */
export function DeskQueuePage() {
  const { status } = useSearch({ from: '/regionen' });
  const navigate = useNavigate();
  const result = useInfiniteQuery(deskQueueQuery(status));
  return (
    <>
      <PageHead title="Koppla företag" lead="Ansökningar till din region, äldst först." />
      <div className="content">
        <Field id="status" label="Visa">
          {(wiring) => (
            <select
              {...wiring}
              className="input"
              data-width="medium"
              value={status ?? ''}
              onChange={(event) => {
                const chosen = event.target.value as DeskStatus | '';
                void navigate({ to: '/regionen', search: chosen ? { status: chosen } : {}, resetScroll: false });
              }}
            >
              <option value="">Det som väntar på någon</option>
              {Object.entries(deskStatuses).map(([code, label]) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <ListFrame result={result} what="ansökningar" searched={undefined} empty="Inga ansökningar väntar.">
          {(rows) => (
            <table className="table cards-when-narrow">
              <caption className="visually-hidden">Ansökningar om att kopplas till företag</caption>
              <thead>
                <tr>
                  <th scope="col">Nummer</th>
                  <th scope="col">Kom in</th>
                  <th scope="col">Status</th>
                  <th scope="col">Sökande</th>
                  <th scope="col">Organisationsnummer</th>
                  <th scope="col">Region</th>
                  <th scope="col">Handläggare</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row" data-label="Nummer">
                      <Link to="/regionen/$id" params={{ id: row.id }}>
                        {row.number}
                      </Link>
                    </th>
                    <td data-label="Kom in">{momentText(row.createdAt)}</td>
                    <td data-label="Status">
                      <StatusBadge status={row.status} label={row.statusLabel} />
                    </td>
                    <td data-label="Sökande">{row.applicant}</td>
                    <td data-label="Organisationsnummer" className="num">
                      {row.orgNumber}
                    </td>
                    <td data-label="Region">{row.regionName}</td>
                    <td data-label="Handläggare">{row.handler ?? '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </ListFrame>
      </div>
    </>
  );
}
