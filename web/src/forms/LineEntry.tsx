import type { FieldFault } from '../api/problem';
import { Button } from '../ui/Button';
import { Field } from '../ui/Field';
import type { LineText } from './line';

interface Props {
  id: string;
  text: LineText;
  faults: readonly FieldFault[];
  amountLabel: string;
  withVat: boolean;
  /** A line of the list stands here to be changed. */
  editing: boolean;
  onChange: (text: LineText) => void;
  onAdd: () => void;
  onCancel: () => void;
}

/** The fields for one more cost: "Beskrivning", "Summa (i kronor)", and "Lägg till kostnad" (A74). */
export function LineEntry({ id, text, faults, amountLabel, withVat, editing, onChange, onAdd, onCancel }: Props) {
  const errorOf = (path: string) => faults.find((fault) => fault.path === path)?.message;
  const onEnter = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    onAdd();
  };
  const amount = (path: 'net' | 'vat', label: string) => (
    <Field id={`${id}-${path}Ore`} label={label} error={errorOf(`${path}Ore`)}>
      {(wiring) => (
        <span className="with-suffix">
          <input
            {...wiring}
            className="input"
            inputMode="decimal"
            autoComplete="off"
            maxLength={30}
            value={text[path]}
            onChange={(event) => onChange({ ...text, [path]: event.target.value })}
            onKeyDown={onEnter}
          />
          <span aria-hidden>kr</span>
        </span>
      )}
    </Field>
  );
  return (
    <div className="line-entry">
      <div className="line-entry-row">
        <Field id={id} label="Beskrivning" error={errorOf('description')}>
          {(wiring) => (
            <input
              {...wiring}
              className="input"
              autoComplete="off"
              maxLength={200}
              value={text.description}
              onChange={(event) => onChange({ ...text, description: event.target.value })}
              onKeyDown={onEnter}
            />
          )}
        </Field>
        {amount('net', amountLabel)}
        {withVat && amount('vat', 'Moms (i kronor)')}
      </div>
      <div className="actions">
        <Button look="secondary" onClick={onAdd}>
          {editing ? 'Spara kostnad' : 'Lägg till kostnad'}
        </Button>
        {editing && (
          <Button look="quiet" onClick={onCancel}>
            Avbryt ändringen
          </Button>
        )}
      </div>
    </div>
  );
}
