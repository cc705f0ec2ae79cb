import type { Schemas } from '../../api/client';
import { meantAddress } from '../../text/address';
import { rolesText } from './roles';

/** Whether another address was probably meant; the row can be sent all the same. */
function Meant({ address }: { address: string }) {
  const meant = meantAddress(address);
  return meant && <span className="soft small"> Menade du {meant}?</span>;
}

/** Rows of a file, each with what is wrong with it. */
export function FileRows({ rows }: { rows: Schemas['FileRow'][] }) {
  return (
    <div className="card table-card">
      <table className="table cards-when-narrow long-words">
        <caption className="visually-hidden">Filens rader</caption>
        <thead>
          <tr>
            {['Rad', 'Namn', 'E-post', 'Behörigheter', 'Resultat'].map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <th scope="row" data-label="Rad" className="num">
                {row.line}
              </th>
              <td data-label="Namn" className="break">
                {row.name || '–'}
              </td>
              <td data-label="E-post" className="break">
                {row.email || '–'}
                <Meant address={row.email} />
              </td>
              <td data-label="Behörigheter">{rolesText(row.roles)}</td>
              <td data-label="Resultat">
                {row.faults.length === 0 ? (
                  'Kan skickas'
                ) : (
                  <ul role="list" className="row-faults">
                    {row.faults.map(({ column, message }) => (
                      <li key={`${column} ${message}`}>
                        {column}: {message}
                      </li>
                    ))}
                  </ul>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
