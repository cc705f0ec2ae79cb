import { constants, type KeyObject, verify } from 'node:crypto';
import { decode, must, readable, utf8 } from './evidence.js';

const MOST_BYTES = 256 * 1024;

export type JwsJson = Readonly<Record<string, unknown>>;

/** A compact JWS taken apart; nothing in it is verified yet. */
export interface Jws {
  header: JwsJson;
  payload: Buffer;
  signed: Buffer;
  signature: Buffer;
}

/** Reads a compact JWS (RFC 7515) that says RS256 and marks nothing critical: the algorithm is not the sender's to choose (RFC 8725 §3.1). */
export function readJws(compact: string): Jws {
  must(compact.length <= MOST_BYTES, 'too-large');
  const [header, payload, signature, ...more] = compact.split('.');
  must(header !== undefined && payload !== undefined && signature !== undefined && more.length === 0, 'structure');
  const read = { header: jsonOf(decode(header, 'base64url', MOST_BYTES)), signed: Buffer.from(`${header}.${payload}`, 'latin1') };
  must(read.header.alg === 'RS256', 'algorithm');
  must(read.header.crit === undefined, 'critical-extension');
  return { ...read, payload: decode(payload, 'base64url', MOST_BYTES), signature: decode(signature, 'base64url', MOST_BYTES) };
}

/** Refuses unless this key has signed it. */
export function requireSigned({ signed, signature }: Jws, key: KeyObject): void {
  must(verify('sha256', signed, { key, padding: constants.RSA_PKCS1_PADDING }, signature), 'signature');
}

/** The JSON object that the bytes hold. */
export const jsonOf = (bytes: Buffer): JwsJson => objectOf(readable(() => JSON.parse(utf8(bytes)) as unknown, 'encoding'));

/** The value as an object; anything else is refused. */
export function objectOf(value: unknown): JwsJson {
  must(typeof value === 'object' && value !== null && !Array.isArray(value), 'structure');
  return value as JwsJson;
}
