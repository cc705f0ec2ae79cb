/** The DER constructs the simulators write themselves: certificates, PKCS#12 files and OCSP answers. */

/** One tag-length-value. */
export function tlv(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  return Buffer.concat([Buffer.from(body.length < 128 ? [tag, body.length] : [tag, 0x80 | length.length, ...length]), body]);
}

export const sequence = (...parts: Uint8Array[]) => tlv(0x30, ...parts);
export const set = (...parts: Uint8Array[]) => tlv(0x31, ...parts);
export const octets = (bytes: Uint8Array) => tlv(0x04, bytes);
/** A BIT STRING; `unused` counts the bits of the last byte that mean nothing. */
export const bits = (bytes: Uint8Array, unused = 0) => tlv(0x03, Buffer.from([unused]), bytes);
export const explicit = (index: number, ...parts: Uint8Array[]) => tlv(0xa0 | index, ...parts);
/** An IMPLICIT tag on something that has no parts of its own. */
export const implicit = (index: number, bytes: Uint8Array = Buffer.alloc(0)) => tlv(0x80 | index, bytes);
export const nothing = () => tlv(0x05);
export const yes = () => tlv(0x01, Buffer.from([0xff]));
export const enumerated = (value: number) => tlv(0x0a, Buffer.from([value]));
export const utf8 = (value: string) => tlv(0x0c, Buffer.from(value));
export const printable = (value: string) => tlv(0x13, Buffer.from(value, 'ascii'));

/** A non-negative INTEGER below 2^31. */
export function integer(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length === 0; rest >>= 8) bytes.unshift(rest & 0xff);
  return positive(Buffer.from(bytes));
}

/** An INTEGER of any size, from its bytes. */
export function positive(bytes: Uint8Array): Buffer {
  // DER integers are signed: a leading one-bit would read as negative.
  return tlv(0x02, bytes[0]! & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

/** A moment to the second, as OCSP writes it. */
export const generalizedTime = (at: Date) => tlv(0x18, Buffer.from(`${digits(at)}Z`, 'ascii'));
/** A moment as certificates write it: two digits of the year until 2049. */
export const certificateTime = (at: Date) =>
  at.getUTCFullYear() < 2050 ? tlv(0x17, Buffer.from(`${digits(at).slice(2)}Z`, 'ascii')) : generalizedTime(at);
const digits = (at: Date) => at.toISOString().replace(/\D/g, '').slice(0, 14);

export function oid(dotted: string): Buffer {
  const [first, second, ...rest] = dotted.split('.').map(Number);
  const bytes = [first! * 40 + second!];
  for (const arc of rest) {
    const groups = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return tlv(0x06, Buffer.from(bytes));
}

export interface Value {
  tag: number;
  body: Buffer;
  /** Tag, length and body. */
  whole: Buffer;
}

/** The values that lie one after the other in DER that is known to be sound, such as our own. */
export function values(der: Buffer): Value[] {
  const found: Value[] = [];
  for (let at = 0; at < der.length;) {
    const short = der[at + 1]!;
    const more = short & 0x80 ? short & 0x7f : 0;
    const start = at + 2 + more;
    const end = start + (more ? der.readUIntBE(at + 2, more) : short);
    found.push({ tag: der[at]!, body: der.subarray(start, end), whole: der.subarray(at, end) });
    at = end;
  }
  return found;
}

/** The values inside a constructed value. */
export const inside = (der: Buffer) => values(values(der)[0]!.body);
