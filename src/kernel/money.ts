/** Money is integer öre everywhere; a JavaScript number is exact up to 9·10¹⁵ öre, and the largest sum allowed is far below. */

/** Largest amount of one line, 999 999 999,99 kr (§9.5). */
export const MAX_LINE_ORE = 99_999_999_999;
/** Largest amount of a sum, 9 999 999 999 999,99 kr. */
export const MAX_SUM_ORE = 999_999_999_999_999;

const whole = new Intl.NumberFormat('sv-SE', { minimumFractionDigits: 0, maximumFractionDigits: 0 });
const withOre = new Intl.NumberFormat('sv-SE', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** "160 000 kr", with decimals only when there are öre (C17); a negative sum gets U+2212. */
export function kronor(ore: number): string {
  return `${(ore % 100 === 0 ? whole : withOre).format(ore / 100)}\u00a0kr`;
}

/** Sum of öre; refuses anything that is not a safe integer. */
export function sumOre(amounts: readonly number[]): number {
  const sum = amounts.reduce((a, b) => a + b, 0);
  if (!Number.isSafeInteger(sum)) throw new RangeError('beloppet ryms inte i hela ören');
  return sum;
}
