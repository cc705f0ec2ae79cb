import { setImmediate as breathe } from 'node:timers/promises';
import { FONT, INK, LINE, MARGIN, SHADE } from './pdf.look.js';

type Doc = PDFKit.PDFDocument;
type Struct = PDFKit.PDFStructureElement;

const SIZE = 9;
const PAD = { x: 6, y: 4 };
/** Columns are as wide as their longest text asks for, within these numbers of signs. */
const SIGNS = { least: 9, most: 34 };
/** So many rows are drawn before other requests get their turn. */
const AT_A_TIME = 25;

/** Draws a table with the heads of its columns on every page; they are heads to a screen reader too. */
export async function writeTable(doc: Doc, root: Struct, head: readonly string[], rows: readonly string[][]): Promise<void> {
  const widths = columnWidths(doc.page.width - 2 * MARGIN, [head, ...rows]);
  let table = begin(doc, root, head, widths);
  for (const [at, row] of rows.entries()) {
    if (at % AT_A_TIME === 0) await breathe();
    if (doc.y + rowHeight(doc, row, widths) > doc.page.height - MARGIN) {
      table.end();
      doc.addPage();
      table = begin(doc, root, head, widths);
    }
    table.row([...row]);
  }
  table.end();
  doc.x = MARGIN;
}

function begin(doc: Doc, root: Struct, head: readonly string[], widths: readonly number[]): PDFKit.Mixins.PDFTableObject {
  doc.font(FONT.body, SIZE).fillColor(INK);
  // The types know of no `structParent` yet.
  const options: PDFKit.Mixins.TableOptions & { structParent: Struct } = {
    structParent: root,
    position: { x: MARGIN, y: doc.y + 2 },
    columnStyles: widths.map((width) => ({ width })),
    defaultStyle: { border: [0, 0, 0.5, 0], borderColor: LINE, padding: [PAD.y, PAD.x, PAD.y, PAD.x] },
  };
  const strong = { type: 'TH' as const, scope: 'Column', backgroundColor: SHADE, font: { src: FONT.strong, size: SIZE } };
  return doc.table(options).row(head.map((text) => ({ ...strong, text })));
}

function columnWidths(whole: number, rows: readonly (readonly string[])[]): number[] {
  const longest = rows[0]!.map((_name, at) => rows.reduce((most, row) => Math.max(most, row[at]!.length), 0));
  const signs = longest.map((length) => Math.min(SIGNS.most, Math.max(SIGNS.least, length)));
  const all = signs.reduce((sum, one) => sum + one, 0);
  return signs.map((one) => (whole * one) / all);
}

function rowHeight(doc: Doc, row: readonly string[], widths: readonly number[]): number {
  doc.font(FONT.body, SIZE);
  return Math.max(...row.map((text, at) => doc.heightOfString(text, { width: widths[at]! - 2 * PAD.x }))) + 2 * PAD.y + 1;
}
