import { createHash, type KeyObject, sign } from 'node:crypto';
import { AT, type Identity } from './bankid-issuer.js';

export type Json = Record<string, unknown>;

/** The name of a certificate in a JWS: base64url of the SHA-1 of its DER. */
export const x5t = ({ certificate }: Identity): string => createHash('sha1').update(certificate.raw).digest('base64url');

/** A part of a JWS that is JSON. */
export const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What Freja tells about a person who has approved (identity §2.3). */
export const attributes = (change: Json = {}): Json => ({
  basicUserInfo: { name: 'Karl', surname: 'Åkesson' },
  ssn: { ssn: '199908072391', country: 'SE' },
  registrationLevel: 'PLUS',
  loaLevel: 'LOA3',
  relyingPartyUserId: 'zv8b',
  ...change,
});

/** An approved log-in. */
export const approval = (change: Json = {}): Json => ({
  authRef: 'ref-1',
  status: 'APPROVED',
  userInfoType: 'INFERRED',
  userInfo: 'N/A',
  minRegistrationLevel: 'PLUS',
  timestamp: AT.getTime(),
  requestedAttributes: attributes(),
  ...change,
});

/** `details` of a result, signed as Freja signs it unless told otherwise. */
export function jwsOf(signer: Identity, wish: { header?: Json; hash?: string; key?: KeyObject; body?: unknown } = {}): string {
  const signed = `${part({ alg: 'RS256', x5t: x5t(signer), ...wish.header })}.${part(wish.body ?? approval())}`;
  return `${signed}.${sign(wish.hash ?? 'sha256', Buffer.from(signed), wish.key ?? signer.key).toString('base64url')}`;
}
