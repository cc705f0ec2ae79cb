/** Bankgiro and plusgiro numbers (identity §4.4, domain §11). */

export type PayeeSystem = 'bankgiro' | 'plusgiro';

/** The modulus-10 check: every second digit from the right is doubled. */
export function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, n) => {
    const value = Number(digit) * (n % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits.length > 1 && sum % 10 === 0;
}

/** The digits of a valid number of that system, or null. A hyphen must stand where the system writes it. */
export function payeeDigits(system: PayeeSystem, written: string): string | null {
  const text = written.replace(/\s/g, '');
  const form = system === 'bankgiro' ? /^\d{3,4}-?\d{4}$/ : /^\d{1,7}-?\d$/;
  const digits = text.replace('-', '');
  return form.test(text) && luhn(digits) ? digits : null;
}

/** How the number is printed: 5050-1055, 410 54 68-5. */
export function payeeText(system: PayeeSystem, digits: string): string {
  if (system === 'bankgiro') return `${digits.slice(0, -4)}-${digits.slice(-4)}`;
  const pairs: string[] = [];
  let rest = digits.slice(0, -1);
  for (; rest.length > 3; rest = rest.slice(0, -2)) pairs.unshift(rest.slice(-2));
  return `${[rest, ...pairs].join(' ')}-${digits.slice(-1)}`;
}

/** What is wrong with the number and how one should look; null when it is right. */
export function payeeFault(system: PayeeSystem, written: string): string | null {
  if (payeeDigits(system, written)) return null;
  if (!written.trim()) return 'Ange arbetsgivarens kontonummer.';
  return system === 'bankgiro'
    ? `${written} är inte ett giltigt bankgironummer. Ett bankgironummer har 7 eller 8 siffror, till exempel 991-2346.`
    : `${written} är inte ett giltigt plusgironummer. Ett plusgironummer har 2 till 8 siffror, till exempel 28 65 43-4.`;
}
