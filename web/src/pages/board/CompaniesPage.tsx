import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useSearchText } from '../../forms/useSearchText';
import { api, call, edit } from '../../api/client';
import { queryClient } from '../../api/query-client';
import { companiesQuery, type Company } from '../../api/workplace-queries';
import { PageHead } from '../../shell/PageHead';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { ListFrame } from '../economy/ListFrame';
import { TurnDialog } from '../workplaces/TurnDialog';

const refresh = () => queryClient.invalidateQueries({ queryKey: ['companies'] });

/** The office's list of the companies in the portal, and which of them have departments (C25). */
export function CompaniesPage() {
  const { q = '' } = useSearch({ from: '/foretag' });
  const result = useInfiniteQuery({ ...companiesQuery(q), placeholderData: keepPreviousData });
  return (
    <>
      <PageHead title="Företag" lead="Företagen i Mina sidor. Här aktiverar du avdelningar för ett företag." />
      <div className="content listing">
        <CompanySearch q={q} />
        <ListFrame result={result} what="företag" searched={q || undefined} empty="Inget företag är kopplat än.">
          {(rows) => (
            <table className="table cards-when-narrow">
              <caption className="visually-hidden">Företag</caption>
              <thead>
                <tr>
                  {['Namn', 'Organisationsnummer', 'Region', 'Arbetsplatser', 'Avdelningar'].map((label) => (
                    <th key={label} scope="col">
                      {label}
                    </th>
                  ))}
                  <th scope="col">
                    <span className="visually-hidden">Åtgärd</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((company) => (
                  <CompanyLine key={company.id} company={company} />
                ))}
              </tbody>
            </table>
          )}
        </ListFrame>
      </div>
    </>
  );
}

function CompanySearch({ q }: { q: string }) {
  const navigate = useNavigate({ from: '/foretag' });
  const search = useCallback(
    (wanted: string) => void navigate({ search: wanted ? { q: wanted } : {}, replace: true, resetScroll: false }),
    [navigate],
  );
  const [text, setText] = useSearchText(q, search);
  return (
    <search>
      <Field id="fritextsok" label="Sök på namn eller organisationsnummer">
        {(wiring) => (
          <input
            {...wiring}
            className="input"
            data-width="medium"
            type="search"
            maxLength={100}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </search>
  );
}

function CompanyLine({
  company: { id, name, orgNumber, regionName, departmentsEnabled, departments, workplaces, version },
}: {
  company: Company;
}) {
  const [asking, setAsking] = useState(false);
  const verb = departmentsEnabled ? 'Stäng av' : 'Aktivera';
  return (
    <tr>
      <th scope="row" data-label="Namn">
        {name}
      </th>
      <td data-label="Organisationsnummer" className="num">
        {orgNumber}
      </td>
      <td data-label="Region">{regionName ?? '–'}</td>
      <td data-label="Arbetsplatser" className="num">
        {workplaces}
      </td>
      <td data-label="Avdelningar">{departmentsEnabled ? `Aktiverade, ${departments} öppna` : 'Inte aktiverade'}</td>
      <td className="cell-action">
        <Button look="secondary" aria-label={`${verb} avdelningar för ${name}`} onClick={() => setAsking(true)}>
          {verb}
        </Button>
        {asking && (
          <TurnDialog
            title={`${verb} avdelningar för ${name}?`}
            confirm={`${verb} avdelningar`}
            danger={departmentsEnabled}
            send={(key) =>
              call(() =>
                api.PUT('/api/v1/admin/companies/{id}/departments', {
                  params: { path: { id }, header: edit(key, version) },
                  body: { enabled: !departmentsEnabled },
                }),
              )
            }
            onDone={() => announce(`Avdelningar är ${departmentsEnabled ? 'avstängda' : 'aktiverade'} för ${name}`)}
            reload={refresh}
            onClose={() => setAsking(false)}
          >
            <p>
              {departmentsEnabled
                ? 'Det går bara när företagets avdelningar inte har några personer eller arbetsplatser.'
                : 'Företagsadministratören kan sedan lägga till avdelningar, fördela arbetsplatserna och utse avdelningsadministratörer.'}
            </p>
          </TurnDialog>
        )}
      </td>
    </tr>
  );
}
