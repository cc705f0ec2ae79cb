import { stockholmDate, stockholmTime } from '../kernel/clock.js';
import type { ExtractPart, RegisterExtract } from './extract.dto.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const LABELS = { personnummer: 'Personnummer', samordningsnummer: 'Samordningsnummer' };

/** A value as people read it: instants in Swedish time, truth as ja and nej, nothing as a dash. */
export function words(value: string | number | boolean | null): string {
  if (value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nej';
  if (typeof value === 'string' && INSTANT.test(value)) return moment(value);
  return String(value);
}

/** "2026-11-25 21.15" in Stockholm. */
export function moment(iso: string): string {
  const at = new Date(iso);
  return `${stockholmDate(at)} ${stockholmTime(at)}`;
}

/** What is known about the person as such, name and value. */
export function aboutPerson({ person }: RegisterExtract): string[][] {
  return [
    ['Namn', person.name],
    ['Förnamn', person.givenName],
    ['Efternamn', person.surname],
    ...person.identifiers.map(({ kind, number }) => [LABELS[kind as keyof typeof LABELS], `${number.slice(0, 8)}-${number.slice(8)}`]),
    ['Skyddad identitet', words(person.protectedIdentity)],
    ['Registrerad', moment(person.knownSince)],
  ];
}

/** The rows of a part as its table shows them, in the order of its columns. */
export function table({ columns, rows }: ExtractPart): string[][] {
  return rows.map((row) => Object.keys(columns).map((key) => words(row[key] ?? null)));
}
