import { stockholmDate } from './clock.js';
import type { Tx } from './db.js';

/** What the numbers of each kind of case begin with: insatser, and applications to be connected to a company. */
export const SERIES = { insats: 8, connection: 9 } as const;

/** A case number such as 8-2403266 and the integer it sorts by; the series is shared by all organisations, by Stockholm year (§9.7). */
export interface CaseNumber {
  text: string;
  sortNo: number;
}

/** Takes the next number of the year. Unique, not gap-free; five digits that grow to six. */
export async function nextCaseNumber(tx: Tx, prefix: number = SERIES.insats): Promise<CaseNumber> {
  const year = Number(stockholmDate(tx.now).slice(2, 4));
  const [{ no }] = await tx.em.query<[{ no: number }]>(
    `insert into case_number_series (prefix, year, next_no) values ($1, $2, 2)
     on conflict (prefix, year) do update set next_no = case_number_series.next_no + 1 returning next_no - 1 as no`,
    [prefix, year],
  );
  return { text: `${prefix}-${String(year).padStart(2, '0')}${String(no).padStart(5, '0')}`, sortNo: year * 1_000_000 + no };
}
