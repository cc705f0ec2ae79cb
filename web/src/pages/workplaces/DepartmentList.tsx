import { useState } from 'react';
import type { Department } from '../../api/workplace-queries';
import { Button } from '../../ui/Button';
import { DepartmentDialog } from './DepartmentDialog';
import { DepartmentRow } from './DepartmentRow';

/** The departments one administers. Only who administers the whole company makes, closes and opens them. */
export function DepartmentList({ departments, managesAll }: { departments: Department[]; managesAll: boolean }) {
  const [open, setOpen] = useState<'new' | Department | null>(null);
  return (
    <section className="listing" aria-labelledby="avdelningar">
      <div className="listing-head">
        <h2 id="avdelningar">Avdelningar</h2>
        {managesAll && <Button onClick={() => setOpen('new')}>Ny avdelning</Button>}
      </div>
      <div className="card table-card">
        {departments.length === 0 ? (
          <p className="table-empty">Företaget har inga avdelningar än. Lägg till den första.</p>
        ) : (
          <table className="table workplaces-table cards-when-narrow">
            <caption className="visually-hidden">Avdelningar</caption>
            <thead>
              <tr>
                <th scope="col">Namn</th>
                <th scope="col">Arbetsplatser</th>
                <th scope="col">Personer med roll</th>
                <th scope="col">
                  <span className="visually-hidden">Åtgärd</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {departments.map((department) => (
                <DepartmentRow key={department.id} department={department} onRename={() => setOpen(department)} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      {open && <DepartmentDialog department={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
}
