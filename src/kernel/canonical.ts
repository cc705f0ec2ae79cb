import { createHash } from 'node:crypto';
import { configure } from 'safe-stable-stringify';

const stringify = configure({ deterministic: true, strict: true });

/** JSON with sorted keys: the same value gives the same text, wherever it has been stored meanwhile. */
export function canonicalJson(value: object): string {
  return stringify(value);
}

/** SHA-256 of a text, 64 hexadecimal digits. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
