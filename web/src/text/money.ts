/** Money on the screen and from the keyboard. Everywhere else it is integer öre. */

/** Largest amount of one line, 999 999 999,99 kr. */
export const MAX_LINE_ORE = 99_999_999_999;

const whole = new Intl.NumberFormat('sv-SE', { minimumFractionDigits: 0, maximumFractionDigits: 0 });
const withOre = new Intl.NumberFormat('sv-SE', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** "160 000 kr" with no-break spaces; decimals only when there are öre (A46, C17). */
export const kronor = (ore: number): string => `${(ore % 100 === 0 ? whole : withOre).format(ore / 100)}\u00a0kr`;

/** "25 000,00 kr": entry and the total to pay always show two decimals (A75, C17). */
export const kronorOre = (ore: number): string => `${withOre.format(ore / 100)}\u00a0kr`;

/** What stands in an amount field: "25 000" or "25 000,50", without "kr". */
export const amountText = (ore: number): string => (ore % 100 === 0 ? whole : withOre).format(ore / 100).replaceAll('\u00a0', ' ');

export type ParsedAmount = { ok: true; ore: number } | { ok: false; message: string };

const refuse = (message: string): ParsedAmount => ({ ok: false, message });

/**
 * Reads an amount as people write it in Sweden: 25000 · 25 000 · 25.000 · 25 000,50 · 25.000,50 · 25000.50 · 25:50 · 25 000:- · 25 000 kr.
 * A comma followed by exactly three digits ("1,000") could mean two things and is refused, never guessed (§11).
 */
export function parseAmount(text: string): ParsedAmount {
  const tidy = text
    .normalize('NFKC')
    .replace(/[\s\u2009\u202f]+/g, ' ')
    .trim()
    .replace(/ ?(kr|kronor|sek)\.?$/i, '')
    .replace(/[:,](-|−|–)$/, '')
    .trim();
  if (tidy === '') return refuse('Skriv ett belopp, till exempel 25 000.');
  if (/^[-−–]/.test(tidy)) return refuse('Beloppet kan inte vara negativt.');
  if (!/^[\d .,:]+$/.test(tidy)) return refuse('Skriv beloppet med siffror, till exempel 25 000.');
  if (/^\d{1,3}(,\d{3})+$/.test(tidy)) return refuse(ambiguous(tidy));
  const parts = /^(\d+|\d{1,3}(?: \d{3})+|\d{1,3}(?:\.\d{3})+)(?:[,:](\d{1,2})|\.(\d{1,2}))?$/.exec(tidy);
  if (!parts) return refuse('Beloppet går inte att läsa. Skriv till exempel 25 000 eller 25 000,50.');
  const kr = Number(parts[1]!.replace(/[ .]/g, ''));
  const ore = kr * 100 + Number((parts[2] ?? parts[3] ?? '').padEnd(2, '0'));
  if (ore > MAX_LINE_ORE) return refuse(`Beloppet är för stort. Det får vara högst ${kronorOre(MAX_LINE_ORE)}.`);
  return { ok: true, ore };
}

function ambiguous(text: string): string {
  const thousand = text.replaceAll(',', ' ');
  const decimals = text.replace(/,(\d{2})\d$/, ',$1');
  return `${text} kan betyda två saker. Skriv ${thousand} eller ${decimals.replace(/,(?=.*,)/g, '')}.`;
}
