import { CalendarDays } from 'lucide-react';
import { useRef } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { parseDate } from '../text/dates';
import { Field, type FieldProps } from './Field';

interface Props extends FieldProps {
  register: UseFormRegisterReturn;
  /** What the button that opens the calendar is to pick, when the label is no plain text: "från och med för Attestant". */
  what?: string;
  /** What stands in the field now, and how to put a picked day there. */
  value: string;
  onPick: (date: string) => void;
}

/** A date, written in any of the usual Swedish ways, or picked in the browser's own calendar. */
export function DateField({ register, what, value, onPick, ...field }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  const parsed = parseDate(value);
  return (
    <Field {...field}>
      {(wiring) => (
        <span className="date-field">
          <input
            {...wiring}
            {...register}
            className="input"
            data-width="short"
            type="text"
            autoComplete="off"
            placeholder="åååå-mm-dd"
            maxLength={30}
          />
          <button
            type="button"
            className="icon-button"
            aria-label={`Välj ${what ?? (typeof field.label === 'string' ? field.label.toLowerCase() : 'datum')} i kalender`}
            onClick={() => picker.current?.showPicker?.()}
          >
            <CalendarDays aria-hidden size={20} />
          </button>
          <input
            ref={picker}
            className="date-picker"
            type="date"
            tabIndex={-1}
            aria-hidden
            value={parsed.ok ? parsed.date : ''}
            onChange={(event) => event.target.value && onPick(event.target.value)}
          />
        </span>
      )}
    </Field>
  );
}
