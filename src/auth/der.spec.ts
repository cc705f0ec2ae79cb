import { explicit, integer, octets, oid, sequence, set, tlv } from '../../simulators/shared/der.ts';
import { only, Parts, readBits, readDer, readOid, readTime } from './der.js';
import { verdict } from './evidence.js';

const REFUSED = { ok: false, failure: 'structure' };
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

it('reads what lies inside what, short lengths and long', () => {
  const der = sequence(integer(5), set(octets(Buffer.alloc(300))), explicit(0, oid('1.2.752.78.1.5')));
  const parts = new Parts(readDer(der));
  expect(parts.next(0x02).body).toEqual(Buffer.from([5]));
  expect(parts.maybe(0x02)).toBeUndefined();
  expect(only(parts.any(), 0x04).body).toHaveLength(300);
  expect(readOid(only(parts.next(0xa0), 0x06))).toBe('1.2.752.78.1.5');
  parts.end();
  expect(verdict(() => parts.any())).toEqual(REFUSED);
});

it.each([
  ['nothing', ''],
  ['a tag alone', '30'],
  ['less than it says', '30 02 05'],
  ['more than it says', '30 00 00'],
  ['an indefinite length', '30 80 05 00 00 00'],
  ['a length in a longer form than it needs', '04 81 01 00'],
  ['a length with a leading zero', `04 82 00 80 ${'00'.repeat(128)}`],
  ['a length of four bytes', '04 84 00 00 00 01 00'],
  ['a reserved length', '04 ff 00'],
  ['a length of seven bytes', '04 87 00 00 00 00 00 00 01 00'],
  ['half a length', '04 82 01'],
  ['a tag of several bytes', '9f 01 00'],
  ['an end-of-contents', '00 00'],
  ['a string in pieces', '24 03 04 01 00'],
  ['a sequence in one piece', '10 00'],
  ['a part that reaches outside', '30 03 04 02 00'],
  ['half a part', '30 01 04'],
])('refuses %s', (_, bytes) => {
  expect(verdict(() => readDer(hex(bytes)))).toEqual(REFUSED);
});

it('takes parts in order, and all of them', () => {
  const whole = readDer(sequence(integer(5), integer(6)));
  const parts = new Parts(whole);
  expect(parts.next(0x02).body[0]).toBe(5);
  expect(verdict(() => parts.next(0x04))).toEqual(REFUSED);
  expect(verdict(() => parts.end())).toEqual(REFUSED);
  expect(verdict(() => new Parts(whole, 0x31))).toEqual(REFUSED);
  expect(verdict(() => only(whole, 0x02))).toEqual(REFUSED);
  expect(verdict(() => only(readDer(sequence(integer(5))), 0x04))).toEqual(REFUSED);
});

it('reads no deeper than twelve and no more than a thousand elements', () => {
  const nested = (depth: number): Buffer => (depth === 0 ? integer(1) : sequence(nested(depth - 1)));
  expect(readDer(nested(12)).tag).toBe(0x30);
  expect(verdict(() => readDer(nested(13)))).toEqual(REFUSED);
  const many = (count: number) => sequence(...Array.from({ length: count }, () => integer(1)));
  expect(readDer(many(999)).children).toHaveLength(999);
  expect(verdict(() => readDer(many(1_000)))).toEqual(REFUSED);
  expect(verdict(() => readDer(Buffer.alloc(100_000, hex('30 80'))))).toEqual(REFUSED);
});

it('survives two thousand levels', () => {
  let deep: Buffer = Buffer.alloc(0);
  for (let level = 0; level < 2_000; level++) deep = sequence(deep);
  expect(verdict(() => readDer(deep))).toEqual(REFUSED);
});

it.each(['1.2.840.113549.1.1.11', '2.5.29.15', '2.999.1', '0.9.2342', '1.3.6.1.5.5.7.48.1.2'])('reads the identifier %s', (dotted) => {
  expect(readOid(readDer(dotted === '2.999.1' ? hex('06 03 88 37 01') : oid(dotted)))).toBe(dotted);
});

it.each([
  '06 00',
  '06 02 2a 80',
  '06 02 2a 81',
  `06 21 ${'01'.repeat(33)}`,
  '06 03 2a 80 01',
  '06 09 2a ff ff ff ff ff ff ff 7f',
  '04 01 2a',
])('refuses the identifier %s', (bytes) => {
  expect(verdict(() => readOid(readDer(hex(bytes))))).toEqual(REFUSED);
});

it('reads times of both kinds in whole seconds of UTC and refuses others', () => {
  const time = (tag: number, text: string) => readTime(readDer(tlv(tag, Buffer.from(text))));
  expect(time(0x17, '260228235959Z')).toEqual(new Date('2026-02-28T23:59:59Z'));
  expect(time(0x17, '500101000000Z')).toEqual(new Date('1950-01-01T00:00:00Z'));
  expect(time(0x18, '20491231000000Z')).toEqual(new Date('2049-12-31T00:00:00Z'));
  const bad = [
    '20260230000000Z',
    '20261301000000Z',
    '20260101240000Z',
    '20260101000000',
    '20260101000000.5Z',
    '20260101000000+0100',
    '260101000000Z',
  ];
  for (const text of bad) expect(verdict(() => time(0x18, text))).toEqual(REFUSED);
  expect(verdict(() => time(0x17, '2601010000Z'))).toEqual(REFUSED);
  expect(verdict(() => time(0x04, '20260101000000Z'))).toEqual(REFUSED);
});

it('reads strings of whole bytes only', () => {
  expect(readBits(readDer(hex('03 02 00 ff')))).toEqual(Buffer.from([0xff]));
  for (const bytes of ['03 02 01 fe', '03 01 00', '03 00', '04 02 00 ff'])
    expect(verdict(() => readBits(readDer(hex(bytes))))).toEqual(REFUSED);
});
