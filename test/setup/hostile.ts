import fc from 'fast-check';

/** A number that JavaScript can't hold: written into the JSON text as it stands. */
const UNSAFE = '§9007199254740993§';

/** What class-validator, JSON parsers and databases have stumbled on. */
export const HOSTILE: readonly unknown[] = [
  ...[
    '\0',
    'a\0b',
    '\ud800',
    'a\udfffb',
    '\u202e',
    '\u0007',
    '\ufeff',
    ' ',
    '',
    'NaN',
    'null',
    '1e3',
    '0x10',
    '2024-02-31',
    '0000-00-00',
    '+275760-09-13',
  ],
  ...[
    "' or 1=1 --",
    '${7*7}',
    '{{7*7}}',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    '"',
    '\\',
    '%00',
    'å'.repeat(10_000),
    '1'.repeat(400),
  ],
  ...[1e308, -1e308, 5e-324, -0, -1, 0, 1.5, 2 ** 31, 2 ** 53, Number.MAX_SAFE_INTEGER, UNSAFE, '9007199254740993'],
  ...[
    null,
    true,
    false,
    'true',
    'false',
    [],
    [[]],
    [null],
    {},
    { length: 1 },
    { 0: 'a', length: 1 },
    [{}],
    { toString: 1 },
    { length: -1 },
    { constructor: 1 },
  ],
];

/** Values nobody asked for, of every kind. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<unknown>,
);

/** The value as JSON text; lone surrogates become escapes and the unsafe number stands as it is. */
export const jsonText = (value: unknown): string => JSON.stringify(value).replaceAll(`"${UNSAFE}"`, UNSAFE.slice(1, -1));

/** The same value with one part of it replaced, taken away or added. */
export function spoiled(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(value, fc.nat(), hostile, fc.constantFrom('replace', 'remove', 'add')).map(([whole, at, evil, how]) => {
    const places = placesIn(whole);
    if (!places.length) return evil;
    return spoil(whole, places[at % places.length]!, evil, how);
  });
}

/** Every way down into a value, as keys. */
export function placesIn(value: unknown, above: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [[...above, key], ...placesIn(part, [...above, key])]);
}

/** A copy with the part at a place replaced by `evil`, taken away, or with `evil` added beside it. */
export function spoil(value: unknown, place: readonly string[], evil: unknown, how: 'replace' | 'remove' | 'add' = 'replace'): unknown {
  const copy = structuredClone(value);
  const parent = place.slice(0, -1).reduce((at, key) => (at as Record<string, unknown>)[key], copy) as Record<string, unknown>;
  const key = place.at(-1)!;
  if (how === 'add' && !Array.isArray(parent)) parent.somethingElse = evil;
  else if (how === 'remove') delete parent[key];
  else parent[key] = evil;
  return copy;
}

/** Query values that a lenient reader would take for something. */
export const HOSTILE_QUERY = [
  ...[
    '',
    '-1',
    '0',
    '0x10',
    '1e2',
    '１',
    ' 1',
    '1 ',
    '+1',
    '1.0',
    '999999999999999999999',
    'NaN',
    'Infinity',
    'null',
    'true',
    '[]',
    '{}',
    "'",
    '%',
    '%25',
    '%ff',
  ],
  ...['%ED%A0%80', '%F0%9F%98%80', '%C0%80', '%0a', '%E2%80%AE', '..%2f..%2f', 'a'.repeat(5_000), '2024-02-31', 'asc;drop table insats'],
];
