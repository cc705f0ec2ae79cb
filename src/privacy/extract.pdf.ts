import type { ExtractPart, RegisterExtract } from './extract.dto.js';
import { FONT, INK, MARGIN, SOFT } from './pdf.look.js';
import { writeTable } from './pdf.table.js';
import { aboutPerson, moment, table } from './pdf.words.js';

/** A heading with less room than this under it goes to the next page, in points. */
const ROOM = 130;

type Doc = PDFKit.PDFDocument;
type Struct = PDFKit.PDFStructureElement;

/**
 * The register extract as a tagged PDF (PDF/UA-1: language, title, headings, table heads), A4 on its side, with the operator's name, the day
 * and the page on every page. The library is loaded with the first extract, not at start.
 */
export async function extractPdf(extract: RegisterExtract): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const title = `Registerutdrag för ${extract.person.name}`;
  const options = {
    size: 'A4',
    layout: 'landscape',
    margin: MARGIN,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: 'sv-SE',
    displayTitle: true,
    font: FONT.body,
    info: { Title: title, Author: extract.operator.name, CreationDate: new Date(extract.madeAt) },
  };
  // The types know of no PDF/UA yet.
  const doc = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions);
  const done = collect(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  await writeHead(doc, root, extract, title);
  for (const part of extract.sections) await writePart(doc, root, part);
  root.end();
  writeFeet(doc, `${extract.operator.name} · ${title} · ${moment(extract.madeAt)}`);
  doc.end();
  return done;
}

async function writeHead(doc: Doc, root: Struct, extract: RegisterExtract, title: string): Promise<void> {
  const { operator, about, madeAt } = extract;
  write(doc, root, 'H1', title, { size: 22, strong: true });
  write(doc, root, 'P', `Allt som Mina sidor hade om dig ${moment(madeAt)}, enligt artikel 15 i dataskyddsförordningen.`);
  write(doc, root, 'P', `Personuppgiftsansvarig: ${operator.name}, ${operator.orgNumber}, ${operator.address}, ${operator.email}.`);
  for (const text of about) write(doc, root, 'P', text);
  heading(doc, root, 'Du');
  await writeTable(doc, root, ['Uppgift', 'Värde'], aboutPerson(extract));
}

async function writePart(doc: Doc, root: Struct, part: ExtractPart): Promise<void> {
  heading(doc, root, part.title);
  write(doc, root, 'P', `${part.purpose} Sparas: ${lowerFirst(part.kept)}`, { color: SOFT });
  if (part.rows.length) await writeTable(doc, root, Object.values(part.columns), table(part));
  else write(doc, root, 'P', 'Inget finns lagrat.');
}

function heading(doc: Doc, root: Struct, text: string): void {
  if (doc.y > doc.page.height - MARGIN - ROOM) doc.addPage();
  else doc.moveDown(1);
  write(doc, root, 'H2', text, { size: 14, strong: true });
}

function write(doc: Doc, root: Struct, tag: string, text: string, { size = 10, strong = false, color = INK } = {}): void {
  const draw = () => {
    doc.font(strong ? FONT.strong : FONT.body, size).fillColor(color);
    doc.text(text, MARGIN, doc.y, { width: doc.page.width - 2 * MARGIN, lineGap: 2 });
    doc.y += size * 0.4;
  };
  root.add(doc.struct(tag, {}, draw));
}

/** The foot of each page is no part of what is read: an artifact. */
function writeFeet(doc: Doc, text: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    doc.font(FONT.body, 8).fillColor(SOFT);
    const [y, width] = [doc.page.height - MARGIN / 2 - 8, doc.page.width - 2 * MARGIN];
    doc.text(text, MARGIN, y, { lineBreak: false });
    doc.text(`Sida ${page + 1} av ${count}`, MARGIN, y, { width, align: 'right', lineBreak: false });
    doc.endMarkedContent();
  }
}

function collect(doc: Doc): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((done, failed) => {
    doc.on('data', (bytes: Buffer) => parts.push(bytes));
    doc.on('end', () => done(Buffer.concat(parts)));
    doc.on('error', failed);
  });
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
