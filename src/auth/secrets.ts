import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as 43 characters that fit in a cookie and a header. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a secret: a copy of the database opens no session. */
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Constant-time comparison of a token somebody sent with the one we gave out. */
export function sameSecret(sent: unknown, ours: string): boolean {
  return typeof sent === 'string' && timingSafeEqual(secretHash(sent), secretHash(ours));
}
