import library from 'organisationsnummer';
import { kernelProblem } from '../kernel/problem.js';

/** The library is CommonJS and exports the class itself, which its types do not tell. */
const Organisationsnummer = library as unknown as typeof library.default;

/** Ten digits of a legal person's number, however it is written (§11); null when it is none. A personnummer is refused: its third digit is 0 or 1. */
export function readOrgNumber(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '').replace(/^16(?=\d{10}$)/, '');
  return /^\d\d[2-9]\d{7}$/.test(digits) && Organisationsnummer.valid(digits) ? digits : null;
}

/** The same for a field of a form: 422 with what to do. */
export function orgNumberField(text: string, path = 'orgNumber'): string {
  const digits = readOrgNumber(text);
  if (digits) return digits;
  const message = 'Organisationsnumret ska ha tio siffror, till exempel 212000-0142.';
  throw kernelProblem('invalid', { errors: [{ path, code: 'orgNumber', message }] });
}
