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
const REQUIRED: readonly Column[] = ['E-post', 'Namn'];
const MOST_ROWS = 200;

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
 * Reads a CSV file with Swedish headings, semicolons or commas, and at most 200 rows. Each row's faults come with it; a file that can't be
 * read at all is 422 `unreadable-file` with the reason.
 */
export function readInvitationFile(csv: string, today: string): ReadRow[] {
  const [head, ...rows] = cellsOf(csv);
  if (!head) throw unreadable('Filen är tom.');
  const columns = head.cells.map((heading) => headings[heading.toLowerCase().replace(/[^\p{L}]/gu, '')]);
  const missing = REQUIRED.filter((column) => !columns.includes(column));
  if (missing.length) throw unreadable(`Rubriken ${missing.join(' och ')} saknas på första raden.`);
  if (new Set(columns.filter(Boolean)).size < columns.filter(Boolean).length) throw unreadable('En rubrik finns två gånger.');
  if (rows.length === 0) throw unreadable('Filen har inga rader under rubrikerna.');
  if (rows.length > MOST_ROWS) throw unreadable(`Filen har fler än ${MOST_ROWS} rader. Dela upp den.`);
  return rows.map(({ line, cells }) => {
    const cell = (column: Column): string => cells[columns.indexOf(column)]?.normalize('NFC').trim() ?? '';
    return { line, ...readRow(cell, today) };
  });
}

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
  const delimiter = first.split(';').length >= first.split(',').length ? ';' : ',';
  try {
    const records = parse(csv, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, info: true, to: MOST_ROWS + 2 });
    return (records as unknown as { record: string[]; info: { lines: number } }[])
      .map(({ record, info }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  } catch {
    throw unreadable('Ett citattecken är öppnat men inte stängt, eller så är filen inte CSV.');
  }
}

const unreadable = (message: string): Error =>
  invitationProblem('unreadable-file', { detail: message, errors: [{ path: 'csv', code: 'csv', message }] });
