import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export interface FieldProps {
  /** Also where the error summary leads. */
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
}

/** What the control inside a field must carry, so that label, hint and error are read with it. */
export interface Wiring {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

const describedBy = (id: string, hint: boolean, error: boolean): string | undefined =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

/** Label above, hint under it, error next to the control. */
export function Field({ id, label, hint, error, optional, children }: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  return (
    <div className="field" data-invalid={error ? true : undefined}>
      <label htmlFor={id}>
        {label}
        {optional && <Optional />}
      </label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <FieldError id={id} text={error} />}
      {children({ id, 'aria-describedby': describedBy(id, Boolean(hint), Boolean(error)), 'aria-invalid': error ? true : undefined })}
    </div>
  );
}

/** A question with several controls. The first control carries `id`, so the error summary leads into it. */
export function FieldGroup({ id, label, hint, error, optional, children }: FieldProps & { children: ReactNode }) {
  return (
    <fieldset className="group" data-invalid={error ? true : undefined} aria-describedby={describedBy(id, Boolean(hint), Boolean(error))}>
      <legend>
        {label}
        {optional && <Optional />}
      </legend>
      {hint && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && <FieldError id={id} text={error} />}
      {children}
    </fieldset>
  );
}

function FieldError({ id, text }: { id: string; text: string }) {
  return (
    <p className="field-error" id={`${id}-error`}>
      <CircleAlert aria-hidden size={18} />
      <span>
        <span className="visually-hidden">Fel: </span>
        {text}
      </span>
    </p>
  );
}

const Optional = () => <span className="soft"> (frivilligt)</span>;
