import { useEffect, useEffectEvent, useId, useState } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { announce } from '../ui/announce';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { merge } from './merge';

interface Props<F extends object, V extends FieldValues> {
  /** The draft as this page last had it from the server, and as the server has it now. */
  base: F;
  saved: { version: number; form: F };
  form: UseFormReturn<V>;
  toPayload: (values: V) => F;
  toValues: (form: F) => V;
  labels: Readonly<Record<keyof F & string, string>>;
  text: (form: F, key: keyof F & string) => string;
  onResolve: (version: number, draft: F) => Promise<void>;
  onClose: () => void;
}

/**
 * Somebody has saved the same draft elsewhere. What only they have changed is taken over; where both have, both texts are shown and the
 * person chooses. Nothing is lost silently.
 */
export default function DraftConflict<F extends object, V extends FieldValues>(props: Props<F, V>) {
  const { base, saved, form, toPayload, toValues, labels, text, onResolve, onClose } = props;
  const mine = toPayload(form.getValues());
  const keys = Object.keys(labels) as (keyof F & string)[];
  const { take, conflicts } = merge(base, mine, saved.form, keys) as { take: (keyof F & string)[]; conflicts: (keyof F & string)[] };
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  function settle(theirs: ReadonlySet<string>) {
    const values = toValues(saved.form);
    for (const key of [...take, ...conflicts.filter((one) => theirs.has(one))]) form.setValue(key as unknown as Path<V>, values[key]);
    void onResolve(saved.version, toPayload(form.getValues())).catch(() => undefined);
  }
  const nothingToAsk = conflicts.length === 0;
  const settleSilently = useEffectEvent(() => {
    settle(new Set());
    announce('Ändringar som sparats på ett annat ställe har lagts till.');
  });
  useEffect(() => {
    if (nothingToAsk) settleSilently();
  }, [nothingToAsk, saved.version]);
  if (nothingToAsk) return null;

  const choose = (key: string, take: boolean) =>
    setChosen((before) => new Set(take ? [...before, key] : [...before].filter((one) => one !== key)));
  return (
    <Dialog title="Någon har ändrat samma uppgifter" onClose={onClose}>
      <p>Utkastet har sparats på ett annat ställe sedan du öppnade det. Välj vad som ska gälla. Din text finns kvar tills du har valt.</p>
      <div className="compare" tabIndex={0} role="region" aria-label="Skillnader">
        {conflicts.map((key) => (
          <fieldset key={key}>
            <legend>{labels[key]}</legend>
            <Version name={key} who="Din text" text={text(mine, key)} checked={!chosen.has(key)} onChoose={() => choose(key, false)} />
            <Version
              name={key}
              who="Den sparade texten"
              text={text(saved.form, key)}
              checked={chosen.has(key)}
              onChoose={() => choose(key, true)}
            />
          </fieldset>
        ))}
      </div>
      <div className="actions">
        <Button onClick={() => settle(chosen)}>Spara mitt val</Button>
        <Button look="quiet" onClick={onClose}>
          Stäng utan att spara
        </Button>
      </div>
    </Dialog>
  );
}

interface VersionProps {
  name: string;
  who: string;
  text: string;
  checked: boolean;
  onChoose: () => void;
}

function Version({ name, who, text, checked, onChoose }: VersionProps) {
  const id = useId();
  return (
    <div className="choice">
      <input id={id} type="radio" name={name} checked={checked} onChange={onChoose} />
      <label htmlFor={id}>
        <strong>{who}:</strong> <span className="keep-lines">{text || '(tomt)'}</span>
      </label>
    </div>
  );
}
