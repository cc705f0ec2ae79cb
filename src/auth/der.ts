import { must, refuse } from './evidence.js';

/** ASN.1's tags for what we read, with the constructed bit where it belongs. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  enumerated: 0x0a,
  utf8: 0x0c,
  printable: 0x13,
  ia5: 0x16,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag of an explicitly tagged field: [0], [1] … */
export const explicit = (index: number): number => 0xa0 | index;

/** One element: `raw` is all of it, `body` what its length counts, `children` the elements inside a constructed one. */
export interface Der {
  tag: number;
  raw: Buffer;
  body: Buffer;
  children: readonly Der[];
}

const DEEPEST = 12;
const MOST_ELEMENTS = 1_000;
const CONSTRUCTED = 0x20;
const NOT_UNIVERSAL = 0xc0;

/**
 * Reads one element that fills `bytes`, and all inside it. Takes DER and nothing looser (X.690 §10): definite lengths in their shortest
 * form, one-byte tags, strings in one piece, nothing left over. At most 12 deep and 1 000 elements, so hostile input costs nothing.
 */
export function readDer(bytes: Buffer): Der {
  const left = { elements: MOST_ELEMENTS };
  const element = readElement(bytes, 0, left);
  must(element.raw.length === bytes.length, 'structure');
  return element;
}

function readElement(bytes: Buffer, depth: number, left: { elements: number }): Der {
  left.elements -= 1;
  must(depth <= DEEPEST && left.elements >= 0 && bytes.length >= 2, 'structure');
  const tag = bytes[0]!;
  must((tag & 0x1f) !== 0x1f && tag !== 0, 'structure');
  const { length, start } = readLength(bytes);
  const end = start + length;
  must(end <= bytes.length, 'structure');
  const body = bytes.subarray(start, end);
  return { tag, raw: bytes.subarray(0, end), body, children: isConstructed(tag) ? readAll(body, depth + 1, left) : [] };
}

/** Of the universal types exactly SEQUENCE and SET have parts. */
function isConstructed(tag: number): boolean {
  const constructed = (tag & CONSTRUCTED) !== 0;
  const hasParts = (tag | CONSTRUCTED) === TAG.sequence || (tag | CONSTRUCTED) === TAG.set;
  must((tag & NOT_UNIVERSAL) !== 0 || constructed === hasParts, 'structure');
  return constructed;
}

function readLength(bytes: Buffer): { length: number; start: number } {
  const first = bytes[1]!;
  if (first < 0x80) return { length: first, start: 2 };
  const count = first & 0x7f;
  // Three bytes count sixteen million: more than anything that we let in.
  must(count >= 1 && count <= 3 && bytes.length >= 2 + count, 'structure');
  const length = bytes.readUIntBE(2, count);
  must(length >= 0x80 && length >= 2 ** (8 * (count - 1)), 'structure');
  return { length, start: 2 + count };
}

function readAll(body: Buffer, depth: number, left: { elements: number }): Der[] {
  const elements: Der[] = [];
  for (let at = 0; at < body.length;) {
    const element = readElement(body.subarray(at), depth, left);
    elements.push(element);
    at += element.raw.length;
  }
  return elements;
}

/** Takes the parts of a constructed element in order; a part that is missing, out of place or left over is refused. */
export class Parts {
  private at = 0;
  private readonly parts: readonly Der[];

  constructor(whole: Der, tag: number = TAG.sequence) {
    must(whole.tag === tag, 'structure');
    this.parts = whole.children;
  }

  /** The next part, which must have this tag. */
  next(tag: number): Der {
    return this.maybe(tag) ?? refuse('structure');
  }

  /** The next part if it has this tag. */
  maybe(tag: number): Der | undefined {
    const part = this.parts[this.at];
    if (part?.tag !== tag) return undefined;
    this.at += 1;
    return part;
  }

  /** The next part whatever it is. */
  any(): Der {
    return this.parts[this.at++] ?? refuse('structure');
  }

  /** Nothing may be left. */
  end(): void {
    must(this.at === this.parts.length, 'structure');
  }
}

/** The one part of an element that has exactly one, with this tag. */
export function only(whole: Der, tag: number): Der {
  must(whole.children.length === 1 && whole.children[0]!.tag === tag, 'structure');
  return whole.children[0]!;
}

/** An OBJECT IDENTIFIER with dots: `1.2.752.78.1.5`. */
export function readOid({ tag, body }: Der): string {
  must(tag === TAG.oid && body.length > 0 && body.length <= 32 && body.at(-1)! < 0x80, 'structure');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of body) {
    must(arc !== 0 || byte !== 0x80, 'structure');
    arc = arc * 128 + (byte & 0x7f);
    must(arc <= Number.MAX_SAFE_INTEGER, 'structure');
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = 0;
  }
  const top = Math.min(Math.floor(arcs[0]! / 40), 2);
  return [top, arcs[0]! - 40 * top, ...arcs.slice(1)].join('.');
}

/** The bytes of a BIT STRING that is made of whole bytes: a key or a signature. */
export function readBits({ tag, body }: Der): Buffer {
  must(tag === TAG.bits && body.length > 1 && body[0] === 0, 'structure');
  return body.subarray(1);
}

/** A UTCTime (years 1950–2049) or GeneralizedTime, in whole seconds of UTC (RFC 5280 §4.1.2.5). */
export function readTime({ tag, body }: Der): Date {
  const text = body.toString('latin1');
  if (tag === TAG.utcTime) return instant(Number(text.slice(0, 2)) < 50 ? `20${text}` : `19${text}`);
  must(tag === TAG.time, 'structure');
  return instant(text);
}

function instant(text: string): Date {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? refuse('structure');
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const at = new Date(iso);
  // A 30 February would silently become a day in March.
  must(!Number.isNaN(at.getTime()) && at.toISOString() === iso, 'structure');
  return at;
}
