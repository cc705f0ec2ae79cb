/** Small pieces of SQL that several screens share. */

/** Today in Stockholm, by the database's clock. */
export const TODAY = `(now() at time zone 'Europe/Stockholm')::date`;

/** `case status when 'utkast' then 'Utkast' … end`: the label of a status column. */
export function statusLabel(column: string, labels: Readonly<Record<string, string>>): string {
  const when = Object.entries(labels).map(([code, label]) => `when '${code}' then '${label.replaceAll("'", "''")}'`);
  return `case ${column} ${when.join(' ')} end`;
}

/** An instant as ISO 8601 in UTC with milliseconds, as JavaScript writes it. */
export const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The calendar day of an instant in Stockholm. */
export const stockholmDay = (column: string): string => `to_char(${column} at time zone 'Europe/Stockholm', 'YYYY-MM-DD')`;

/** The cursor of kernel/page, made by PostgreSQL. */
export const cursor = (sort: string, value: string, id: string): string =>
  `translate(encode(convert_to(json_build_array('${sort}', ${value}, ${id})::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;

/** "2120000142" as "212000-0142". */
export const orgNumber = (column: string): string => `overlay(${column} placing '-' from 7 for 0)`;

/** The words of a free-text search as LIKE patterns: every word must occur somewhere. */
export function searchPatterns(q: string): string[] {
  return q
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8)
    .map((word) => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
}

/**
 * A pattern for the digits of a telephone number, when nothing else was written: the same for 070-123 45 67 and +46 70 123 45 67. Null for
 * fewer than three digits, and for anything else.
 */
export function phonePattern(q: string): string | null {
  if (!/^[\d\s+()./–-]+$/.test(q)) return null;
  const digits = q.replace(/[^\d+]/g, '').replace(/^(?:(?:\+|00)(?:46)?)?0?/, '');
  return /^\d{3,}$/.test(digits) ? `%${digits}%` : null;
}

/** What the free-text search of a list reads: short enough for the list's index, lower case, the case number also without its dash. */
export function searchText(...parts: (string | null)[]): string {
  const text = parts
    .filter((part) => part !== null)
    .flatMap((part) => (/^\d-\d{7,8}/.test(part) ? [part, part.replaceAll('-', '')] : [part]));
  return [...text.join(' ').toLowerCase()].slice(0, 480).join('');
}
