import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { myOrganizationsQuery } from '../../api/queries';
import { choose, isSignedIn, logOut, useSession } from '../../api/session';
import { PageHead } from '../../shell/PageHead';
import { staffSide } from '../../shell/staff-side';
import { safePath } from '../../site-guard';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { SortHead, type Order } from '../../ui/SortHead';
import { SortSelect } from '../../ui/SortSelect';

const columns = [
  { sort: 'name', label: 'Namn' },
  { sort: 'typeLabel', label: 'Typ' },
  { sort: 'orgNumber', label: 'Organisationsnummer' },
  { sort: 'title', label: 'Titel' },
] as const;
type Column = (typeof columns)[number]['sort'];

/** "Välj organisation" (A10–A13): whom the person acts for, now or from the menu later. */
export function ChooseOrganizationPage() {
  const { organizations, staff } = useSuspenseQuery(myOrganizationsQuery).data;
  const { till } = useSearch({ from: '/valj-organisation' });
  const session = useSession();
  const navigate = useNavigate();
  const [filter, setFilter] = useState('');
  const [busy, setBusy] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const side = staffSide(staff?.roles ?? []);
  const chosen = isSignedIn(session) ? session.context : null;
  const [sorted, setSorted] = useState<{ by: Column; order: Order }>({ by: 'name', order: 'asc' });
  const turn = sorted.order === 'asc' ? 1 : -1;
  const found = organizations.filter((o) =>
    `${o.name} ${o.orgNumber}`.toLocaleLowerCase('sv').includes(filter.trim().toLocaleLowerCase('sv')),
  );

  const shown = found.toSorted((a, b) => turn * a[sorted.by].localeCompare(b[sorted.by], 'sv'));

  async function pick(id: string, to: Parameters<typeof choose>[0], href: string) {
    setBusy(id);
    setFault(null);
    try {
      await choose(to);
      await navigate({ href });
    } catch (thrown) {
      setFault(asProblem(thrown).title);
      setBusy(null);
    }
  }

  return (
    <>
      <PageHead title="Välj organisation" lead="Välj vilken organisation du vill representera. Du kan byta senare via menyn." />
      <div className="content">
        {fault && <Notice tone="danger" title={fault} live />}
        {organizations.length > 10 && (
          <div className="field search-field">
            <label htmlFor="filter">Sök organisation</label>
            <input id="filter" className="input" type="search" value={filter} onChange={(event) => setFilter(event.target.value)} />
          </div>
        )}
        {organizations.length > 0 && (
          <div className="card table-card">
            <SortSelect columns={columns} sorted={sorted} onSort={(by, order) => setSorted({ by, order })} />
            <table className="table cards-when-narrow">
              <caption className="visually-hidden">Organisationer du kan representera</caption>
              <thead>
                <tr>
                  {columns.map(({ sort: by, label }) => (
                    <SortHead
                      key={by}
                      label={label}
                      order={sorted.by === by ? sorted.order : null}
                      onSort={(order) => setSorted({ by, order })}
                    />
                  ))}
                  <th scope="col">
                    <span className="visually-hidden">Åtgärd</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((o) => (
                  <tr key={o.id}>
                    <th scope="row" data-label="Namn">
                      {o.name}
                    </th>
                    <td data-label="Typ">{o.typeLabel}</td>
                    <td data-label="Organisationsnummer" className="num">
                      {o.orgNumber}
                    </td>
                    <td data-label="Titel">{o.title || '–'}</td>
                    <td className="cell-action">
                      <Button
                        look={chosen?.organization?.id === o.id ? 'secondary' : 'primary'}
                        aria-label={`Välj ${o.name}`}
                        busy={busy === o.id}
                        onClick={() => void pick(o.id, { kind: 'employer', organizationId: o.id }, safePath(till))}
                      >
                        Välj
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {shown.length === 0 && <p className="table-empty">Ingen organisation passar till sökningen.</p>}
          </div>
        )}
        {staff && (
          <section className="card split" aria-labelledby="handlaggning">
            <div>
              <h2 id="handlaggning">{side.desk}</h2>
              <p>
                Du arbetar för {side.employer} som {staff.roles.map((role) => role.label.toLowerCase()).join(', ')}.
              </p>
            </div>
            <Button
              aria-label={`Välj ${side.desk.toLowerCase()}`}
              busy={busy === 'staff'}
              onClick={() => void pick('staff', { kind: 'staff' }, '/fonden')}
            >
              Välj
            </Button>
          </section>
        )}
        <p className="actions">
          <Button look="secondary" onClick={() => (chosen?.kind === 'none' ? void logOut() : window.history.back())}>
            Avbryt
          </Button>
        </p>
      </div>
    </>
  );
}
