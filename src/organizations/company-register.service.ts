import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import type { Actor } from '../kernel/access.js';
import { Db, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { kernelProblem } from '../kernel/problem.js';
import type { CompanyImport, CompanyRow } from './company-register.dto.js';
import { readOrgNumber } from './org-number.js';

const MOST_ROWS = 2_000;
const HEADINGS = ['organisationsnummer', 'namn', 'region', 'kollektivavtal'] as const;
type Cells = Record<(typeof HEADINGS)[number], string>;

interface Known {
  orgNumber: string;
  name: string;
  region: string | null;
  hasCollectiveAgreement: boolean;
}

/** The register of companies that the board's office imports: what the regions make companies from. */
@Injectable()
export class CompanyRegister {
  constructor(
    private readonly db: Db,
    private readonly events: EventLog,
  ) {}

  /** What an import of the text would do, row by row. Writes nothing. 422 when it can't be read as a table. */
  preview(actor: Actor, csv: string): Promise<CompanyImport> {
    const rows = read(csv);
    return this.db.tx(actor, async (tx) => summary(await this.judge(tx, rows)));
  }

  /** Imports every row without fault in one transaction, as an event of each company in the portal; the same text again changes nothing. */
  import(actor: Actor, csv: string): Promise<CompanyImport> {
    const rows = read(csv);
    return this.db.tx(actor, async (tx) => {
      const judged = await this.judge(tx, rows);
      const writes = judged.filter(({ outcome }) => outcome === 'new' || outcome === 'changed');
      await tx.em.query(
        `insert into company_register (org_number, name, region_code, has_collective_agreement, imported_by)
         select n.*, $5 from unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) n
         on conflict (org_number) do update set name = excluded.name, region_code = excluded.region_code,
           has_collective_agreement = excluded.has_collective_agreement, imported_at = now(), imported_by = excluded.imported_by`,
        [
          writes.map(({ orgNumber }) => readOrgNumber(orgNumber)),
          writes.map(({ name }) => name),
          writes.map(({ region }) => region),
          writes.map(({ hasCollectiveAgreement }) => hasCollectiveAgreement),
          actor.personId,
        ],
      );
      await this.note(tx, writes);
      return summary(judged);
    });
  }

  /** What the register now says of a company that is in the portal goes into its audit trail; the others have none yet. */
  private async note(tx: Tx, rows: readonly CompanyRow[]): Promise<void> {
    const told = new Map(rows.map((row) => [readOrgNumber(row.orgNumber), row]));
    const here = await tx.em.query<{ id: string; number: string }[]>(
      'select id, org_number as number from organization where org_number = any($1) order by id',
      [[...told.keys()]],
    );
    for (const { id, number } of here) {
      const { outcome: how, name, region, hasCollectiveAgreement } = told.get(number)!;
      const facts = { outcome: how, name, region, hasCollectiveAgreement };
      await this.events.append(tx, {
        organizationId: id,
        verb: 'organization.register',
        subjectType: 'organization',
        subjectId: id,
        facts,
      });
    }
  }

  private async judge(tx: Tx, rows: readonly Cells[]): Promise<CompanyRow[]> {
    const regions = await tx.em.query<{ code: string }[]>('select code from region');
    const known = await tx.em.query<Known[]>(
      `select org_number as "orgNumber", name, region_code as region, has_collective_agreement as "hasCollectiveAgreement"
       from company_register where org_number = any($1)`,
      [rows.map(({ organisationsnummer }) => readOrgNumber(organisationsnummer)).filter((one) => one !== null)],
    );
    const [codes, before] = [new Set(regions.map(({ code }) => code)), new Map(known.map((one) => [one.orgNumber, one]))];
    const seen = new Set<string>();
    return rows.map((cells, at) => {
      const row = {
        line: at + 2,
        orgNumber: cells.organisationsnummer.slice(0, 40),
        name: cells.namn.slice(0, 200),
        region: cells.region.toLowerCase().slice(0, 40),
        hasCollectiveAgreement: /^ja$/i.test(cells.kollektivavtal),
      };
      const digits = readOrgNumber(cells.organisationsnummer);
      const fault = faultOf(cells, digits, codes, seen);
      if (digits) seen.add(digits);
      return { ...row, fault, outcome: fault ? 'wrong' : outcome(before.get(digits!), row) };
    });
  }
}

function faultOf(cells: Cells, digits: string | null, regions: ReadonlySet<string>, seen: ReadonlySet<string>): string | null {
  if (!digits) return 'Organisationsnumret ska ha tio siffror, till exempel 212000-0142.';
  if (seen.has(digits)) return 'Organisationsnumret står redan på en tidigare rad.';
  if (cells.namn.length < 2 || cells.namn.length > 200) return 'Namnet ska ha 2–200 tecken.';
  if (!regions.has(cells.region.toLowerCase())) return 'Regionen finns inte.';
  return /^(ja|nej)$/i.test(cells.kollektivavtal) ? null : 'Skriv ja eller nej för kollektivavtal.';
}

function outcome(before: Known | undefined, row: Omit<CompanyRow, 'outcome' | 'fault'>): CompanyRow['outcome'] {
  if (!before) return 'new';
  const same = before.name === row.name && before.region === row.region && before.hasCollectiveAgreement === row.hasCollectiveAgreement;
  return same ? 'same' : 'changed';
}

const summary = (rows: CompanyRow[]): CompanyImport => {
  const count = (which: CompanyRow['outcome']) => rows.filter(({ outcome: is }) => is === which).length;
  return { added: count('new'), changed: count('changed'), wrong: count('wrong'), rows };
};

/** The rows under the four headings, in whatever order they stand. */
function read(csv: string): Cells[] {
  const options = { columns: (names: string[]) => names.map((name) => name.toLowerCase()), bom: true, trim: true, skip_empty_lines: true };
  // Whoever separates with semicolons writes "Mur, Puts & Bygg AB" without quotes.
  const delimiter = csv.slice(0, csv.indexOf('\n')).includes(';') ? ';' : ',';
  const rows = attempt(() => parse(csv, { ...options, delimiter, to: MOST_ROWS + 1 }));
  const lacking = HEADINGS.filter((heading) => rows[0]?.[heading] === undefined);
  if (lacking.length) throw unreadable(`Rubriken ${lacking.join(', ')} saknas, eller så finns ingen rad under rubrikerna.`);
  if (rows.length > MOST_ROWS) throw unreadable(`Läs in högst ${MOST_ROWS} rader åt gången.`);
  return rows as Cells[];
}

function attempt(work: () => unknown): Record<string, string>[] {
  try {
    return work() as Record<string, string>[];
  } catch {
    throw unreadable('Texten går inte att läsa som en tabell. Varje rad ska ha lika många fält som rubrikraden.');
  }
}

const unreadable = (message: string) => kernelProblem('invalid', { errors: [{ path: 'register', code: 'csv', message }] });
