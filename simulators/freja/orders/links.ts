import { createHmac } from 'node:crypto';

const TOLERANCE_SECONDS = 3;
const ACTION = 'bindUserToTransaction';
const MOVING = /^(.+)\.(0|[1-9]\d{0,5})\.([\w-]{43})=?$/;

/** What a scanned code or an opened link says. */
export interface Link {
  ref: string;
  /** Only in moving codes. */
  moving?: { seconds: number; code: string };
  /** Where the app is to lead afterwards. */
  returnTo?: string | undefined;
}

/** Reads Freja's own scheme, Freja's web address and the simulator's; undefined for whatever is none of them. */
export function parseLink(text: string): Link | undefined {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return undefined;
  const { protocol, host, searchParams } = new URL(trimmed);
  if (protocol === 'frejaeid:' ? host !== ACTION : searchParams.get('action') !== ACTION) return undefined;
  return readLink(searchParams);
}

/** The same from an address whose parameters are already apart. */
export function readLink(parameters: URLSearchParams): Link | undefined {
  const reference = parameters.get('transactionReference');
  if (!reference) return undefined;
  const returnTo = parameters.get('originAppScheme') ?? undefined;
  const [, ref, seconds, code] = MOVING.exec(reference) ?? [];
  return ref && seconds && code ? { ref, moving: { seconds: Number(seconds), code }, returnTo } : { ref: reference, returnTo };
}

/** HMAC-SHA256 over the decimal seconds, keyed with the secret, in base64url. */
export const movingCode = (secret: string, seconds: number) => createHmac('sha256', secret).update(String(seconds)).digest('base64url');

/** True for a code that is right and belongs to about now. */
export const holds = ({ seconds, code }: { seconds: number; code: string }, secret: string, ageMs: number) =>
  code === movingCode(secret, seconds) && Math.abs(seconds - Math.floor(ageMs / 1000)) <= TOLERANCE_SECONDS;
