import library from 'personnummer';

/** The library is CommonJS and exports the class itself, which its types do not tell. */
const Personnummer = library as unknown as typeof library.default;

export type IdentifierKind = 'personnummer' | 'samordningsnummer';

/** A number as an e-ID provider gives it: twelve digits with the right check digit; null for anything else. */
export function readIdentifier(value: string): { kind: IdentifierKind; digits: string } | null {
  if (!/^\d{12}$/.test(value)) return null;
  if (Personnummer.valid(value)) return { kind: Number(value.slice(6, 8)) > 60 ? 'samordningsnummer' : 'personnummer', digits: value };
  return isUndated(value) ? { kind: 'samordningsnummer', digits: value } : null;
}

/** A number as people write it, with ten or twelve digits, as twelve digits; null unless it is a valid one. A plus sign means over a hundred years old. */
export function writtenIdentifier(text: string): string | null {
  const tidy = text.replace(/\s/g, '');
  if (!/^(\d{2})?\d{6}[-+]?\d{4}$/.test(tidy) || !Personnummer.valid(tidy)) return null;
  return Personnummer.parse(tidy).format(true);
}

/**
 * The same for somebody who is to be added by it: twelve digits, or null when it is not valid, or of a day that is after `today`
 * (ÅÅÅÅ-MM-DD) or before 1890 (domain §11).
 */
export function writtenNumber(text: string, today: string): string | null {
  const digits = writtenIdentifier(text);
  if (!digits) return null;
  const day = Number(digits.slice(6, 8));
  const born = `${digits.slice(0, 6)}${String(day > 60 ? day - 60 : day).padStart(2, '0')}`;
  return born >= '18900101' && born <= today.replaceAll('-', '') ? digits : null;
}

/** "19900101-****": how a number is shown where it is not asked for. */
export const maskedNumber = (digits: string): string => `${digits.slice(0, 8)}-****`;

/** "19900101-2391". */
export const clearNumber = (digits: string): string => `${digits.slice(0, 8)}-${digits.slice(8)}`;

/** Samordningsnummer of somebody whose birth date is not known: month 00 or day 60, which the library does not know of (identity §4.2). */
function isUndated(digits: string): boolean {
  const [month, day] = [Number(digits.slice(4, 6)), Number(digits.slice(6, 8))];
  const undated = (month === 0 && day >= 60 && day <= 91) || (month <= 12 && day === 60);
  return undated && hasCheckDigit(digits.slice(2));
}

function hasCheckDigit(ten: string): boolean {
  const sum = [...ten].reduce((total, digit, at) => {
    const product = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return sum % 10 === 0;
}
