import { useEffect, useId, useRef } from 'react';
import type { FieldFault } from '../api/problem';

/** An id for the field that a path of the API names: budget.0.netOre → falt-budget-0-netOre. */
export const fieldId = (path: string): string => `falt-${path.replaceAll('.', '-')}`;

interface Props {
  faults: readonly FieldFault[];
  /** Grows each time the person tries again, so that the box takes the focus again. */
  attempt: number;
  /** Where a fault is put right; the field on this page unless told otherwise. */
  onGo?: (fault: FieldFault) => void;
  what?: string;
}

/** "Det finns 3 fel i formuläret", with a link to each field; takes the focus after each attempt that found any (§11). */
export function ErrorSummary({ attempt, ...rest }: Props) {
  return rest.faults.length > 0 ? <Box key={attempt} takesFocus={attempt > 0} {...rest} /> : null;
}

function Box({ faults, takesFocus, onGo = goToField, what = 'formuläret' }: Omit<Props, 'attempt'> & { takesFocus: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const headingId = useId();
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  return (
    <div className="error-summary" ref={box} tabIndex={-1} role="group" aria-labelledby={headingId}>
      <h2 id={headingId}>{faults.length === 1 ? `Det finns ett fel i ${what}` : `Det finns ${faults.length} fel i ${what}`}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.path} ${fault.code}`}>
            <a
              href={`#${fieldId(fault.path)}`}
              onClick={(event) => {
                event.preventDefault();
                onGo(fault);
              }}
            >
              {fault.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Puts the focus in the field of a fault, with the label in view; the nearest field outwards when it has none of its own. */
export function goToField({ path }: { path: string }): void {
  for (let at = path; at; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const field = document.getElementById(fieldId(at));
    if (!field) continue;
    (field.closest('.field, .group') ?? field).scrollIntoView({ block: 'center' });
    return field.focus({ preventScroll: true });
  }
}

/** For a form too small for a summary: puts the focus in the first field with a fault, once the fault stands there to be read with it. */
export function goToFirst([first]: readonly { path: string }[]): void {
  if (first) setTimeout(() => goToField(first), 0);
}

/** A fault pressed on another page leads here with the field in the address: puts the focus there. */
export function useFieldInAddress(): void {
  useEffect(() => {
    const path = window.location.hash.replace(/^#falt-/, '').replaceAll('-', '.');
    if (window.location.hash.startsWith('#falt-')) setTimeout(() => goToField({ path }), 0);
  }, []);
}
