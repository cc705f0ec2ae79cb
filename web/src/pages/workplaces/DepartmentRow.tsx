import { useState } from 'react';
import { api, call, edit } from '../../api/client';
import { type Department, readCompanyAnew } from '../../api/workplace-queries';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { TurnDialog } from './TurnDialog';

/** One department: renamed, closed with what that affects, or opened again. */
export function DepartmentRow({ department, onRename }: { department: Department; onRename: () => void }) {
  const { id, name, active, people, workplaces, version, actions } = department;
  const [asking, setAsking] = useState(false);
  const turn = actions[0];
  const send = (key: string) => {
    const params = { path: { id }, header: edit(key, version) };
    return call(() =>
      active
        ? api.POST('/api/v1/departments/{id}/closing', { params, body: { people, workplaces } })
        : api.DELETE('/api/v1/departments/{id}/closing', { params }),
    );
  };
  return (
    <tr>
      <th scope="row" data-label="Namn">
        {name}
        {!active && <span className="soft"> (stängd)</span>}
      </th>
      <td data-label="Arbetsplatser" className="num">
        {workplaces}
      </td>
      <td data-label="Personer med roll" className="num">
        {people}
      </td>
      <td className="cell-action">
        <span className="row-actions">
          {active && (
            <Button look="secondary" aria-label={`Byt namn på ${name}`} onClick={onRename}>
              Byt namn
            </Button>
          )}
          {turn && (
            <Button
              look="secondary"
              aria-label={`${active ? 'Stäng' : 'Öppna igen'} ${name}`}
              refused={turn.allowed ? null : turn.whyText}
              onClick={() => setAsking(true)}
            >
              {active ? 'Stäng' : 'Öppna igen'}
            </Button>
          )}
        </span>
        {asking && (
          <TurnDialog
            title={active ? `Stäng ${name}?` : `Öppna ${name} igen?`}
            confirm={active ? 'Stäng avdelningen' : 'Öppna avdelningen'}
            danger={active}
            send={send}
            onDone={() => announce(`${name} är ${active ? 'stängd' : 'öppen'}`)}
            reload={readCompanyAnew}
            onClose={() => setAsking(false)}
          >
            {active ? (
              <p>
                Det påverkar {counted(workplaces, 'arbetsplats', 'arbetsplatser')}, som lämnar avdelningen, och{' '}
                {counted(people, 'person', 'personer')}, vars roller i avdelningen vilar. Du kan öppna den igen.
              </p>
            ) : (
              <p>
                {counted(workplaces, 'arbetsplats', 'arbetsplatser')} och roller för {counted(people, 'person', 'personer')} kommer
                tillbaka.
              </p>
            )}
          </TurnDialog>
        )}
      </td>
    </tr>
  );
}

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
