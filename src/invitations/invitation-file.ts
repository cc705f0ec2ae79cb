import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { parse } from 'csv-parse/sync';
import { writtenIdentifier } from '../auth/index.js';
import { type GrantableRole, grantableRoles, roleLabels } from '../kernel/access.js';
import { isRealDate } from '../kernel/clock.js';
import { type InvitedRole, NewInvitation } from './invitation.dto.js';
import type { RowFault } from './invitation-batch.dto.js';
import { invitationProblem } from './invitation.problems.js';

/** The columns by their headings, as they may be written (lower case, letters only). */
const headings: Readonly<Record<string, Column>> = {
  epost: 'E-post',
  epostadress: 'E-post',
  namn: 'Namn',
  telefonnummer: 'Telefonnummer',
  telefon: 'Telefonnummer',
  titel: 'Titel',
  behörigheter: 'Behörigheter',
  behörighet: 'Behörigheter',
  gällertill: 'Gäller till',
  gällertillochmed: 'Gäller till',
  personnummer: 'Personnummer',
};
type Column = 'E-post' | 'Namn' | 'Telefonnummer' | 'Titel' | 'Behörigheter' | 'Gäller till' | 'Personnummer';
const KNOWN = [...new Set(Object.values(headings))];
const REQUIRED: readonly Column[] = ['E-post', 'Namn'];
const MOST_ROWS = 200;
/** What a decoder writes instead of what it could not read. */
const UNREAD = '\ufffd';

const columnOf: Readonly<Record<string, Column>> = {
  email: 'E-post',
  name: 'Namn',
  phone: 'Telefonnummer',
  title: 'Titel',
  roles: 'Behörigheter',
};

/** One row of a file of people to invite, and everything that is wrong with it by itself. */
export interface ReadRow {
  line: number;
  form: NewInvitation;
  faults: RowFault[];
}

/**
 * Reads a CSV file with Swedish headings, semicolons, commas or tabs, and at most 200 rows. Each row's faults come with it; a file that can't
 * be read as it was meant, a heading that is not ours included, is 422 `unreadable-file` with the reason: nothing in it is passed over.
 */
export function readInvitationFile(csv: string, today: string): ReadRow[] {
  if (csv.includes(UNREAD)) throw unreadable('Filen har tecken som inte går att läsa. Spara den som CSV UTF-8 och välj den igen.');
  const [head, ...rows] = cellsOf(csv);
  if (!head) throw unreadable('Filen är tom.');
  const columns = head.cells.map(columnUnder);
  const unknown = head.cells.filter((heading, at) => heading.trim() && !columns[at]).map((heading) => `”${heading.trim().slice(0, 60)}”`);
  if (unknown.length) throw unreadable(`Rubriken ${unknown.join(' och ')} finns inte. De som finns är ${KNOWN.join(', ')}.`);
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  if (missing.length) throw unreadable(`Rubriken ${missing.join(' och ')} saknas på första raden.`);
  if (new Set(columns.filter(Boolean)).size < columns.filter(Boolean).length) throw unreadable('En rubrik finns två gånger.');
  if (rows.length === 0) throw unreadable('Filen har inga rader under rubrikerna.');
  if (rows.length > MOST_ROWS) throw unreadable(`Filen har fler än ${MOST_ROWS} rader. Dela upp den.`);
  return rows.map(({ line, cells }) => {
    const cell = (column: Column): string => cells[columns.indexOf(column)]?.normalize('NFC').trim() ?? '';
    const { form, faults } = readRow(cell, today);
    return { line, form, faults: [...faults, ...strays(cells, columns)] };
  });
}

const columnUnder = (heading: string): Column | undefined =>
  headings[
    heading
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}]/gu, '')
  ];

/** What stands in a row where the first line has no heading. */
const strays = (cells: readonly string[], columns: readonly (Column | undefined)[]): RowFault[] =>
  cells.flatMap((cell, at) =>
    columns[at] || !cell.trim()
      ? []
      : { column: `Kolumn ${at + 1}`, message: `”${cell.trim().slice(0, 60)}” står inte under någon rubrik.` },
  );

function readRow(cell: (column: Column) => string, today: string): Omit<ReadRow, 'line'> {
  const faults: RowFault[] = [];
  const validTo = cell('Gäller till') || null;
  if (validTo !== null && (!isRealDate(validTo) || validTo < today))
    faults.push({ column: 'Gäller till', message: 'Skriv ett datum som inte har passerat, till exempel 2027-06-30.' });
  const number = cell('Personnummer') || null;
  if (number !== null && !writtenIdentifier(number))
    faults.push({ column: 'Personnummer', message: 'Personnumret stämmer inte. Skriv det som ÅÅÅÅMMDD-NNNN.' });
  const roles: InvitedRole[] = [];
  for (const word of cell('Behörigheter')
    .split(/[,;+/|]/)
    .map((one) => one.trim())
    .filter(Boolean)) {
    const role = roleNamed(word);
    if (!role) faults.push({ column: 'Behörigheter', message: `Behörigheten ”${word.slice(0, 60)}” finns inte.` });
    else if (!roles.some((known) => known.role === role)) roles.push({ role, validTo });
  }
  if (validTo !== null && !cell('Behörigheter'))
    faults.push({
      column: 'Gäller till',
      message: 'Sista dagen gäller en behörighet, och raden har ingen. Ange behörigheten eller ta bort datumet.',
    });
  const form = plainToInstance(NewInvitation, {
    email: cell('E-post'),
    name: cell('Namn'),
    phone: cell('Telefonnummer') || null,
    title: cell('Titel'),
    roles,
    personalNumber: number,
  });
  const found = validateSync(form, { forbidUnknownValues: true }).filter(
    ({ property }) => property !== 'roles' && property !== 'personalNumber',
  );
  return { form, faults: [...found.flatMap(faultsOf), ...faults] };
}

const faultsOf = ({ property, constraints = {} }: ValidationError): RowFault[] =>
  Object.values(constraints)
    .slice(0, 1)
    .map((message) => ({ column: columnOf[property] ?? property, message }));

const roleNamed = (word: string): GrantableRole | undefined =>
  grantableRoles.find((role) => roleLabels[role].toLowerCase() === word.toLowerCase() || role === word.toLowerCase());

interface Line {
  line: number;
  cells: string[];
}

function cellsOf(csv: string): Line[] {
  const first = csv.split('\n', 1)[0]!;
  const times = (sign: string): number => first.split(sign).length;
  const delimiter = [';', ',', '\t'].reduce((best, sign) => (times(sign) > times(best) ? sign : best));
  try {
    const records = parse(csv, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, info: true });
    return (records as unknown as { record: string[]; info: { lines: number } }[])
      .map(({ record, info }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  } catch {
    throw unreadable('Ett citattecken är öppnat men inte stängt, eller så är filen inte CSV.');
  }
}

const unreadable = (message: string): Error =>
  invitationProblem('unreadable-file', { detail: message, errors: [{ path: 'csv', code: 'csv', message }] });
