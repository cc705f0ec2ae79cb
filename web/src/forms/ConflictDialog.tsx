import { useState } from 'react';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';

/** One field that two people, or two tabs, have written differently. */
export interface Difference {
  path: string;
  label: string;
  mine: string;
  theirs: string;
}

interface Props {
  differences: readonly Difference[];
  /** The paths where the saved text is to be kept; the rest keep what stands on this page. */
  onChoose: (theirs: ReadonlySet<string>) => void;
  onClose: () => void;
}

/** Somebody has saved the same draft: shows both texts, field by field; nothing is lost silently. */
export default function ConflictDialog({ differences, onChoose, onClose }: Props) {
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (path: string, take: boolean) =>
    setTheirs((before) => {
      const next = new Set(before);
      if (take) next.add(path);
      else next.delete(path);
      return next;
    });
  return (
    <Dialog title="Någon har ändrat samma uppgifter" onClose={onClose}>
      <p>
        Utkastet har sparats på ett annat ställe sedan du öppnade det.{' '}
        {differences.length > 0 ? 'Välj vad som ska gälla. Din text finns kvar tills du har valt.' : 'Innehållet är detsamma.'}
      </p>
      <div className="compare" tabIndex={0} role="region" aria-label="Skillnader">
        {differences.map(({ path, label, mine, theirs: other }) => (
          <fieldset key={path}>
            <legend>{label}</legend>
            {[
              { take: false, who: 'Din text', text: mine },
              { take: true, who: 'Den sparade texten', text: other },
            ].map(({ take, who, text }) => (
              <label key={who} className="choice">
                <input type="radio" name={path} checked={theirs.has(path) === take} onChange={() => choose(path, take)} />
                <span>
                  <strong>{who}:</strong> <span className="keep-lines">{text || '(tomt)'}</span>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <div className="actions">
        <Button onClick={() => onChoose(theirs)}>Spara mitt val</Button>
        <Button look="quiet" onClick={onClose}>
          Stäng utan att spara
        </Button>
      </div>
    </Dialog>
  );
}
