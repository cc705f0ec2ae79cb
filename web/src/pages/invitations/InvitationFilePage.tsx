import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { api, call, command, type Schemas } from '../../api/client';
import { invitationsChanged } from '../../api/invitation-queries';
import { roleOffersQuery } from '../../api/users';
import { useCommand } from '../../forms/useCommand';
import { PageHead } from '../../shell/PageHead';
import { textOf } from '../../text/file-text';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { fieldId, goToFirst } from '../../ui/ErrorSummary';
import { Field } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { FilePreview } from './FilePreview';
import { FileRows } from './FileRows';

const MOST_BYTES = 200_000;
const HEADINGS = 'E-post;Namn;Telefonnummer;Titel;Behörigheter;Gäller till;Personnummer';
const example = (role: string): string => `${HEADINGS}\nkarin.berg@testby.se;Karin Berg;08-121 21 21;HR-chef;${role};2027-06-30;`;
/** With the mark by which Excel knows that the letters are UTF-8. */
const template = `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${HEADINGS}\r\n`)}`;

/** What was looked at, row by row: exactly that is sent, and it is shown as long as its file is the one that is chosen. */
interface Seen {
  text: Promise<string> | null;
  csv: string;
  preview: Schemas['FilePreview'];
}

/** "Bjud in från fil" (F12): choose a file, see every row, send those that are right. */
export function InvitationFilePage() {
  const { roles } = useSuspenseQuery(roleOffersQuery).data;
  const named = roles.filter(({ wholeOrganization }) => wholeOrganization).map(({ label }) => label);
  /** The text of the file that is chosen, on its way out of it. */
  const [text, setText] = useState<Promise<string> | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [sent, setSent] = useState<Schemas['BatchSent'] | null>(null);
  const look = useCommand(
    async (key) => {
      const csv = (await text) ?? '';
      const preview = await call(() => api.POST('/api/v1/invitations/file-preview', { params: { header: command(key) }, body: { csv } }));
      return { text, csv, preview };
    },
    (found) => {
      setSeen(found);
      announce(`${found.preview.good} av ${found.preview.rows.length} rader kan skickas`);
    },
  );
  const send = useCommand(
    (key) => call(() => api.POST('/api/v1/invitations/files', { params: { header: command(key) }, body: { csv: seen?.csv ?? '' } })),
    (done) => {
      setSent(done);
      setSeen(null);
      announce(done.sent === 1 ? 'En inbjudan är skickad' : `${done.sent} inbjudningar är skickade`);
      void invitationsChanged();
    },
  );

  function choose(file: File | undefined) {
    setSeen(null);
    setSent(null);
    look.forget();
    send.forget();
    const tooLarge = file && file.size > MOST_BYTES ? 'Filen är för stor. Högst 200 rader går att skicka åt gången.' : null;
    setFault(tooLarge);
    if (tooLarge) announce(tooLarge);
    setText(file && !tooLarge ? textOf(file) : null);
  }

  const problem = look.problem ?? send.problem;
  return (
    <>
      <PageHead
        title="Bjud in från fil"
        crumbs={[
          { label: 'Administrera användare', link: { to: '/anvandare', activeOptions: { exact: true } } },
          { label: 'Inbjudningar', link: { to: '/anvandare/inbjudningar', activeOptions: { exact: true } } },
          { label: 'Från fil' },
        ]}
        lead="Bjud in många på en gång med en CSV-fil, till exempel från Excel."
      />
      <div className="content listing">
        <section className="card" aria-labelledby="filen">
          <h2 id="filen">Filen</h2>
          <p>Första raden har rubriker. E-post och Namn måste finnas, de andra är frivilliga.</p>
          <p>Högst 200 rader, och högst 50 inbjudningar om dagen för hela organisationen. Dela upp filen om du ska bjuda in fler.</p>
          {roles.some(({ departments }) => departments.length > 0) && (
            <p>En fil kan inte ange avdelning. Bjud in den som ska ha en roll i en avdelning för sig.</p>
          )}
          <ul className="file-rules">
            {named.length > 0 && <li>Behörigheter som du kan skriva: {named.join(', ')}. Skriv komma mellan flera.</li>}
            <li>Gäller till är sista dagen för alla behörigheter på raden, till exempel 2027-06-30.</li>
            <li>Personnummer är frivilligt. Skriver du det kan bara den personen acceptera.</li>
            <li>I Excel sparar du filen med Arkiv, Spara som, CSV UTF-8.</li>
          </ul>
          <p>
            <a href={template} download="inbjudningar.csv">
              Ladda ner en mall
            </a>
          </p>
          <pre className="example">{example(named.at(-1) ?? '')}</pre>
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              if (text) return void look.run();
              setFault('Välj en fil.');
              goToFirst([{ path: 'csv' }]);
            }}
          >
            <Field id={fieldId('csv')} label="CSV-fil" error={fault ?? undefined}>
              {(wiring) => (
                <input
                  {...wiring}
                  className="input"
                  type="file"
                  accept=".csv,text/csv,text/plain"
                  // Otherwise the same file, mended and chosen again, would be no change to the browser.
                  onClick={(event) => {
                    event.currentTarget.value = '';
                    choose(undefined);
                  }}
                  onChange={(event) => choose(event.target.files?.[0])}
                />
              )}
            </Field>
            {problem && (
              <Notice tone="danger" title={problem.title} live>
                {problem.detail && <p>{problem.detail}</p>}
              </Notice>
            )}
            <div className="actions">
              <Button type="submit" busy={look.busy}>
                Granska raderna
              </Button>
              <Link to="/anvandare/inbjudningar" className="button secondary">
                Till inbjudningarna
              </Link>
            </div>
          </form>
        </section>
        {sent && (
          <Notice tone="success" title={sent.sent === 1 ? 'En inbjudan är skickad.' : `${sent.sent} inbjudningar är skickade.`} live>
            {sent.skipped > 0 && (
              <p>{sent.skipped === 1 ? 'En rad hade fel och hoppades över.' : `${sent.skipped} rader hade fel och hoppades över.`}</p>
            )}
          </Notice>
        )}
        {sent && sent.skipped > 0 && (
          <section className="listing" aria-labelledby="hoppades-over">
            <h2 id="hoppades-over">Rader som hoppades över</h2>
            <FileRows rows={sent.rows} />
          </section>
        )}
        {seen && seen.text === text && <FilePreview preview={seen.preview} busy={send.busy} onSend={() => void send.run()} />}
      </div>
    </>
  );
}
