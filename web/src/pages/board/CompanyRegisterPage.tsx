import { useState } from 'react';
import { api, call, command, type Schemas } from '../../api/client';
import { newKey } from '../../api/key';
import { useSubmission } from '../../forms/useSubmission';
import { PageHead } from '../../shell/PageHead';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';

type Import = Schemas['CompanyImport'];
const outcomes: Readonly<Record<Import['rows'][number]['outcome'], string>> = {
  new: 'Nytt',
  changed: 'Ändras',
  same: 'Oförändrat',
  wrong: 'Fel, läses inte in',
};

/** The board's office imports companies: first what would happen, row by row, then for real. */
export function CompanyRegisterPage() {
  const [csv, setCsv] = useState('');
  /** What was looked at and what it would do: shown as long as that text is the one in the field. */
  const [seen, setSeen] = useState<{ csv: string; preview: Import } | null>(null);
  const preview = seen?.csv === csv ? seen.preview : null;
  const [done, setDone] = useState<Import | null>(null);
  const looking = useSubmission(
    async () => ({
      csv,
      preview: await call(() =>
        api.POST('/api/v1/admin/company-register/preview', { params: { header: command(newKey()) }, body: { register: csv } }),
      ),
    }),
    async (found) => setSeen(found),
  );
  const importing = useSubmission(
    (key) => call(() => api.POST('/api/v1/admin/company-register/import', { params: { header: command(key) }, body: { register: csv } })),
    async (result) => {
      setDone(result);
      setSeen(null);
      setCsv('');
    },
  );
  const problem = looking.problem ?? importing.problem;
  const change = (text: string) => {
    setCsv(text);
    setSeen(null);
    setDone(null);
  };
  return (
    <>
      <PageHead title="Företagsregister" lead="Läs in företag som regionerna kan koppla personer till." />
      <div className="content">
        {done && (
          <Notice tone="success" title="Registret är inläst." live>
            {done.added} nya, {done.changed} ändrade och {done.wrong} rader med fel.
          </Notice>
        )}
        {problem && <Notice tone="danger" title={problem.errors[0]?.message ?? problem.title} live />}
        <section className="card" aria-labelledby="fil">
          <h2 id="fil">Fil</h2>
          <Field
            id="csv-fil"
            label="CSV-fil"
            hint="Rubriker: Organisationsnummer, Namn, Region, Kollektivavtal (ja eller nej). Högst 2 000 rader."
          >
            {(wiring) => (
              <input
                {...wiring}
                type="file"
                accept=".csv,text/csv,text/plain"
                onChange={(event) => void event.target.files?.[0]?.text().then(change)}
              />
            )}
          </Field>
          <Field id="csv-text" label="Eller klistra in texten">
            {(wiring) => <textarea {...wiring} className="input" rows={8} value={csv} onChange={(event) => change(event.target.value)} />}
          </Field>
          <p className="actions">
            <Button
              look="secondary"
              busy={looking.busy}
              refused={csv ? null : 'Välj en fil eller klistra in text först.'}
              onClick={() => void looking.submit()}
            >
              Förhandsgranska
            </Button>
          </p>
        </section>
        {preview && (
          <section className="stack" aria-labelledby="forhandsgranskning">
            <h2 id="forhandsgranskning">
              {preview.added} nya, {preview.changed} ändras, {preview.wrong} med fel
            </h2>
            <div className="card table-card">
              <table className="table cards-when-narrow">
                <caption className="visually-hidden">Vad inläsningen gör med varje rad</caption>
                <thead>
                  <tr>
                    <th scope="col">Rad</th>
                    <th scope="col">Organisationsnummer</th>
                    <th scope="col">Namn</th>
                    <th scope="col">Region</th>
                    <th scope="col">Vad som händer</th>
                  </tr>
                </thead>
                <tbody>
                  {preview.rows.map((row) => (
                    <tr key={row.line}>
                      <th scope="row" data-label="Rad">
                        {row.line}
                      </th>
                      <td data-label="Organisationsnummer" className="num">
                        {row.orgNumber}
                      </td>
                      <td data-label="Namn">{row.name}</td>
                      <td data-label="Region">{row.region}</td>
                      <td data-label="Vad som händer">{row.fault ?? outcomes[row.outcome]}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <p className="actions">
              <Button
                busy={importing.busy}
                refused={preview.added + preview.changed > 0 ? null : 'Det finns inget att läsa in.'}
                onClick={() => void importing.submit()}
              >
                Läs in
              </Button>
            </p>
          </section>
        )}
      </div>
    </>
  );
}
