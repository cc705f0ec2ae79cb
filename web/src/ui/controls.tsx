import type { ReactNode } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { Field, FieldGroup, type FieldProps } from './Field';

type Props = FieldProps & { register: UseFormRegisterReturn };
type Width = 'short' | 'medium';

/** One line of text. */
export function TextField({ register, width, suffix, ...field }: Props & TextOptions) {
  const { type = 'text', inputMode, autoComplete, maxLength } = field;
  return (
    <Field {...field}>
      {(wiring) => {
        const input = (
          <input
            {...wiring}
            {...register}
            className="input"
            data-width={width}
            type={type}
            inputMode={inputMode}
            autoComplete={autoComplete ?? 'off'}
            maxLength={maxLength}
          />
        );
        return suffix ? (
          <span className="with-suffix">
            {input}
            <span aria-hidden>{suffix}</span>
          </span>
        ) : (
          input
        );
      }}
    </Field>
  );
}
interface TextOptions {
  width?: Width;
  suffix?: string;
  type?: 'text' | 'email' | 'tel';
  inputMode?: 'numeric' | 'decimal';
  autoComplete?: string;
  maxLength?: number;
}

const count = (n: number): string => n.toLocaleString('sv-SE');

/** Several lines of text, with a counter that speaks up near the limit. */
export function TextArea({ register, limit, length, ...field }: Props & { limit: number; length: number }) {
  const left = limit - length;
  return (
    <Field {...field}>
      {(wiring) => (
        <>
          <textarea {...wiring} {...register} className="input" rows={5} />
          <p className="counter" data-over={left < 0 || undefined}>
            {left >= 0 ? `${count(length)} av ${count(limit)} tecken` : `${count(-left)} tecken för mycket`}
          </p>
          {left < 100 && (
            <span className="visually-hidden" role="status">
              {left >= 0 ? `${count(left)} tecken kvar` : `${count(-left)} tecken för mycket`}
            </span>
          )}
        </>
      )}
    </Field>
  );
}

/** A list to choose one from. */
export function Select({ register, children, ...field }: Props & { children: ReactNode }) {
  return (
    <Field {...field}>
      {(wiring) => (
        <select {...wiring} {...register} className="input" data-width="medium">
          {children}
        </select>
      )}
    </Field>
  );
}

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

/** A question with a few answers, all of them shown. */
export function Radios({ register, choices, ...field }: Props & { choices: readonly Choice[] }) {
  return (
    <FieldGroup {...field}>
      {choices.map(({ value, label, hint }, n) => {
        const id = n === 0 ? field.id : `${field.id}-${value}`;
        return (
          <div key={value} className="choice">
            <input {...register} id={id} type="radio" value={value} aria-describedby={hint ? `${id}-about` : undefined} />
            <label htmlFor={id}>{label}</label>
            {hint && (
              <p className="hint" id={`${id}-about`}>
                {hint}
              </p>
            )}
          </div>
        );
      })}
    </FieldGroup>
  );
}

export const yesNo: readonly Choice[] = [
  { value: 'ja', label: 'Ja' },
  { value: 'nej', label: 'Nej' },
];
