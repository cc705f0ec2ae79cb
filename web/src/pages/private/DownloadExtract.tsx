import { useState } from 'react';
import { api, call } from '../../api/client';
import { asProblem, type Problem } from '../../api/problem';
import { announce } from '../../ui/announce';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';

const files = {
  pdf: { label: 'Hämta som PDF', get: () => api.GET('/api/v1/me/register-extract.pdf', { parseAs: 'blob' }) },
  json: { label: 'Hämta som JSON', get: () => api.GET('/api/v1/me/register-extract', { parseAs: 'blob' }) },
} as const;
type Format = keyof typeof files;

/** "Hämta mina uppgifter": the register extract (Art. 15), to read or to take to another service. */
export function DownloadExtract() {
  const [busy, setBusy] = useState<Format | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function download(format: Format) {
    setBusy(format);
    setProblem(null);
    try {
      save((await call<unknown>(files[format].get)) as Blob, `registerutdrag.${format}`);
      announce('Registerutdraget är hämtat.');
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
    setBusy(null);
  }

  return (
    <section className="card" aria-labelledby="utdrag">
      <h2 id="utdrag">Hämta mina uppgifter</h2>
      <p>
        Registerutdraget visar allt som Mina sidor har om dig, varför uppgifterna finns och hur länge de sparas. PDF är bäst att läsa, JSON
        att använda i ett annat system. Filen innehåller ditt personnummer: spara den där ingen annan kommer åt den.
      </p>
      {problem && (
        <Notice tone="danger" title={problem.title} live>
          {problem.status === 429 && <p>Du kan hämta registerutdraget några gånger i timmen.</p>}
        </Notice>
      )}
      <p className="actions">
        {(['pdf', 'json'] as const).map((format) => (
          <Button
            key={format}
            look={format === 'pdf' ? 'primary' : 'secondary'}
            busy={busy === format}
            onClick={() => void download(format)}
          >
            {files[format].label}
          </Button>
        ))}
      </p>
    </section>
  );
}

/** Lets the browser keep a file that has been fetched. */
function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
