import type { Schemas } from '../../api/client';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { fileRefusal } from './file-refusal';
import { FileRows } from './FileRows';

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
          <p>Rätta filen och välj den igen om {bad === 1 ? 'den raden' : 'de raderna'} också ska med.</p>
        </Notice>
      )}
      <FileRows rows={rows} />
      <div className="actions">
        <Button busy={busy} refused={refused} onClick={onSend}>
          {busy ? 'Skickar …' : good === 1 ? 'Skicka en inbjudan' : `Skicka ${good} inbjudningar`}
        </Button>
      </div>
    </section>
  );
}
