import { operator } from '../../config/operator.js';

/**
 * A line of what is signed: a paragraph, or a named point of a list. Either may hold what users have written: all of it is escaped, so no name
 * of a person or an organisation can become a heading, a list or a table in the app (identity §1.3.1).
 */
export type SignatureLine = { text: string } | { label: string; value: string };

/** `markdown` is BankID's simpleMarkdownV1; Freja shows the same as plain text. */
export type SignatureFormat = 'markdown' | 'plain';

const WARNING =
  `Du skriver under i ${operator.productName} hos ${operator.name}. Skriv bara under om du själv har startat underskriften. ` +
  'Om någon har ringt dig och bett dig skriva under – avbryt.';

const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;
/** What simpleMarkdownV1 gives a meaning at the start of a line, also when white space stands before it. */
const MARKS_FIRST = /^[\s#*+|-]+/;

/** What the app shows: the heading, the lines, and a warning against signing for somebody who rings (identity §1.7.8). */
export function signatureText(title: string, lines: readonly SignatureLine[] | string, format: SignatureFormat): string {
  const all = typeof lines === 'string' ? lines.split(/\r\n?|\n/).map((text) => ({ text })) : lines;
  const [heading, point] = format === 'markdown' ? ['# ', '+ '] : ['', '• '];
  const body = all.map((line) =>
    'text' in line ? paragraph(line.text) : `${point}${paragraph(line.label)}: ${inline(line.value) || '–'}`,
  );
  return [`${heading}${paragraph(title)}`, ...body, '', WARNING].join('\n');
}

/** One line, without what cannot be seen and without asterisks, which mean bold wherever they stand. */
const inline = (text: string): string => text.normalize('NFC').replace(UNSEEN, ' ').replaceAll('*', '').replace(/\s+/g, ' ').trim();

const paragraph = (text: string): string => inline(text).replace(MARKS_FIRST, '');
