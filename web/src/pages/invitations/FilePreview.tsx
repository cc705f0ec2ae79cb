import type { Schemas } from '../../api/client';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { fileRefusal } from './file-refusal';
import { rolesText } from './roles';

interface Props {
  preview: Schemas['FilePreview'];
  busy: boolean;
  onSend: () => void;
}

/** Every row of the file, with what is wrong with it, before anything is sent. */
export function FilePreview({ preview: { rows, good, leftToday }, busy, onSend }: Props) {
  const bad = rows.length - good;
  const refused = fileRefusal(good, leftToday);
  return (
    <section className="listing" aria-labelledby="raderna">
      <h2 id="raderna">Granska raderna</h2>
      {bad > 0 && (
        <Notice tone="warning" title={bad === 1 ? 'En rad har fel och hoppas över.' : `${bad} rader har fel och hoppas över.`}>
          <p>Rätta filen och välj den igen om de också ska med.</p>
        </Notice>
      )}
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
      <div className="actions">
        <Button busy={busy} refused={refused} onClick={onSend}>
          {busy ? 'Skickar …' : good === 1 ? 'Skicka en inbjudan' : `Skicka ${good} inbjudningar`}
        </Button>
      </div>
    </section>
  );
}
