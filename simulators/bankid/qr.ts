import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 3;
const PATTERN = /^bankid\.([0-9a-f-]{1,64})\.(0|[1-9]\d{0,5})\.([0-9a-f]{64})$/;

/** The parts of a scanned text, or undefined when it is no BankID code at all. */
export function parseQr(qr: string): { qrStartToken: string; seconds: number; code: string } | undefined {
  const [, qrStartToken, seconds, code] = PATTERN.exec(qr.trim()) ?? [];
  return qrStartToken && seconds && code ? { qrStartToken, seconds: Number(seconds), code } : undefined;
}

/** HMAC-SHA256 over the decimal seconds, keyed with the secret, in hex. */
export const qrCode = (secret: string, seconds: number) => createHmac('sha256', secret).update(String(seconds)).digest('hex');

/** True for a code that is right and belongs to about now: a copied or standing code fails. */
export function qrHolds(scanned: { seconds: number; code: string }, secret: string, ageMs: number): boolean {
  const right = timingSafeEqual(Buffer.from(scanned.code), Buffer.from(qrCode(secret, scanned.seconds)));
  return right && Math.abs(scanned.seconds - Math.floor(ageMs / 1000)) <= TOLERANCE_SECONDS;
}
