import { useState } from 'react';
import { api, call, edit } from '../../api/client';
import { readCompanyAnew, type Workplace } from '../../api/workplace-queries';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { TurnDialog } from './TurnDialog';

interface Props {
  row: Workplace;
  /** Has the company departments? */
  divided: boolean;
  /** Is it chosen to be moved? null when nothing can be. */
  chosen: boolean | null;
  onChoose: (on: boolean) => void;
  onEdit: () => void;
}

/** One workplace: chosen for a move, edited, closed or opened again. */
export function WorkplaceRow({ row, divided, chosen, onChoose, onEdit }: Props) {
  const [asking, setAsking] = useState(false);
  const turn = row.actions.find(({ name }) => name === 'close' || name === 'reopen');
  const params = (key: string) => ({ params: { path: { id: row.id }, header: edit(key, row.version) } });
  const send = (key: string) =>
    call(() =>
      row.active ? api.POST('/api/v1/workplaces/{id}/closing', params(key)) : api.DELETE('/api/v1/workplaces/{id}/closing', params(key)),
    );
  const place = [row.postalCode, row.city].filter(Boolean).join(' ');
  const elsewhere = row.municipality === row.city ? null : row.municipality;
  const inside = row.departments.length;
  return (
    <tr>
      <th scope="row" data-label="Namn">
        {chosen === null ? (
          row.name
        ) : (
          <span className="choice">
            <input type="checkbox" id={`valj-${row.id}`} checked={chosen} onChange={(event) => onChoose(event.target.checked)} />
            <label htmlFor={`valj-${row.id}`}>{row.name}</label>
          </span>
        )}
      </th>
      <td data-label="Adress">{[row.street, place, elsewhere].filter(Boolean).join(', ') || '–'}</td>
      {divided && <td data-label="Avdelningar">{row.departments.map(({ name }) => name).join(', ') || '–'}</td>}
      <td className="cell-action">
        <span className="row-actions">
          {row.active && (
            <Button look="secondary" aria-label={`Redigera ${row.name}`} onClick={onEdit}>
              Redigera
            </Button>
          )}
          {turn && !row.isDefault && (
            <Button
              look="secondary"
              aria-label={`${row.active ? 'Stäng' : 'Öppna igen'} ${row.name}`}
              refused={turn.allowed ? null : turn.whyText}
              onClick={() => setAsking(true)}
            >
              {row.active ? 'Stäng' : 'Öppna igen'}
            </Button>
          )}
        </span>
        {asking && (
          <TurnDialog
            title={row.active ? `Stäng ${row.name}?` : `Öppna ${row.name} igen?`}
            confirm={row.active ? 'Stäng arbetsplatsen' : 'Öppna arbetsplatsen'}
            danger={row.active}
            send={send}
            onDone={() => announce(`${row.name} är ${row.active ? 'stängd' : 'öppen'}`)}
            reload={readCompanyAnew}
            onClose={() => setAsking(false)}
          >
            <p>
              {row.active
                ? `Arbetsplatsen går inte längre att välja${inside ? ` och försvinner ur ${inside === 1 ? 'en avdelning' : `${inside} avdelningar`}` : ''}. Du kan öppna den igen.`
                : 'Arbetsplatsen går att välja igen, i samma avdelningar som förut.'}
            </p>
          </TurnDialog>
        )}
      </td>
    </tr>
  );
}
