import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Schemas } from '../../api/client';
import type { Department, Workplace } from '../../api/workplace-queries';
import { Button } from '../../ui/Button';
import { ListFrame } from '../economy/ListFrame';
import { MoveDialog } from './MoveDialog';
import { WorkplaceDialog } from './WorkplaceDialog';
import { WorkplaceRow } from './WorkplaceRow';
import { WorkplacesFilter } from './WorkplacesFilter';
import type { WorkplacesSearch } from './workplaces-search';

interface Props {
  result: UseInfiniteQueryResult<{ pages: Schemas['WorkplacePage'][] }>;
  search: WorkplacesSearch;
  /** The open departments one administers; null while the company has none. */
  departments: Department[] | null;
  /** Only workplaces of these departments. */
  bound: boolean;
}

/** The workplaces, with what can be done with each and with several at once. */
export function WorkplaceList({ result, search, departments, bound }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [open, setOpen] = useState<'new' | 'move' | Workplace | null>(null);
  const rows = result.data?.pages.flatMap((page) => page.rows) ?? [];
  const shown = rows.map(({ id }) => id).join();
  // What is no longer on the screen is no longer chosen.
  useEffect(() => setChosen((before) => before.filter((id) => shown.includes(id))), [shown]);
  const movable = departments !== null && !search.visa;
  const close = () => setOpen(null);
  return (
    <section className="listing" aria-labelledby="arbetsplatser">
      <div className="listing-head">
        <h2 id="arbetsplatser">Arbetsplatser</h2>
        <div className="actions">
          <Button onClick={() => setOpen('new')}>Ny arbetsplats</Button>
          {movable && (
            <Button
              look="secondary"
              refused={chosen.length === 0 ? 'Välj arbetsplatser i listan först.' : chosen.length > 100 ? 'Högst 100 åt gången.' : null}
              onClick={() => setOpen('move')}
            >
              {chosen.length ? `Flytta valda (${chosen.length})` : 'Flytta valda'}
            </Button>
          )}
        </div>
      </div>
      <WorkplacesFilter {...search} departments={departments} />
      <ListFrame
        result={result}
        what="arbetsplatser"
        searched={search.q}
        empty={search.visa ? 'Det finns inga stängda arbetsplatser.' : 'Det finns inga arbetsplatser här.'}
      >
        {(all) => (
          <table className="table workplaces-table cards-when-narrow">
            <caption className="visually-hidden">Arbetsplatser</caption>
            <thead>
              <tr>
                <th scope="col">Namn</th>
                <th scope="col">Adress</th>
                {departments && <th scope="col">Avdelningar</th>}
                <th scope="col">
                  <span className="visually-hidden">Åtgärd</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {all.map((row) => (
                <WorkplaceRow
                  key={row.id}
                  row={row}
                  divided={departments !== null}
                  chosen={movable ? chosen.includes(row.id) : null}
                  onChoose={(on) => setChosen((before) => (on ? [...before, row.id] : before.filter((id) => id !== row.id)))}
                  onEdit={() => setOpen(row)}
                />
              ))}
            </tbody>
          </table>
        )}
      </ListFrame>
      {open === 'move' && departments && (
        <MoveDialog ids={chosen} departments={departments} bound={bound} onMoved={() => setChosen([])} onClose={close} />
      )}
      {open !== null && open !== 'move' && (
        <WorkplaceDialog
          workplace={open === 'new' ? null : open}
          departments={departments ?? []}
          inDepartment={search.avdelning}
          onClose={close}
        />
      )}
    </section>
  );
}
