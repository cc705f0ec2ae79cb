import { parseAmount } from '../text/money';
import type { FieldFault } from '../api/problem';

/** A cost line, in whole öre; the same in a budget and in a requisition. */
export interface Line {
  description: string;
  netOre: number;
  vatOre: number;
}

/** A line as it is being written. */
export interface LineText {
  description: string;
  net: string;
  vat: string;
}

export const emptyLine: LineText = { description: '', net: '', vat: '' };

export const lineOre = (line: Line): number => line.netOre + line.vatOre;
export const totalOre = (lines: readonly Line[]): number => lines.reduce((sum, line) => sum + lineOre(line), 0);

/** Reads what was written; VAT only counts where the employer bears it. Faults have the paths description, netOre and vatOre. */
export function readLine(text: LineText, withVat: boolean): { line: Line; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const description = text.description.trim();
  if (!description) faults.push({ path: 'description', code: 'required', message: 'Beskriv kostnaden, till exempel Logi.' });
  const amount = (value: string, path: string): number => {
    const parsed = parseAmount(value);
    if (parsed.ok) return parsed.ore;
    faults.push({ path, code: 'amount', message: parsed.message });
    return 0;
  };
  const netOre = amount(text.net, 'netOre');
  if (netOre === 0 && !faults.some((fault) => fault.path === 'netOre'))
    faults.push({ path: 'netOre', code: 'positive', message: 'Beloppet ska vara större än 0 kr.' });
  const vatOre = withVat && text.vat.trim() ? amount(text.vat, 'vatOre') : 0;
  return { line: { description, netOre, vatOre }, faults };
}

export const isBlank = (text: LineText): boolean => !text.description.trim() && !text.net.trim() && !text.vat.trim();
