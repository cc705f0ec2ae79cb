import { createHash, createHmac, sign } from 'node:crypto';
import type { KeyObject, X509Certificate } from 'node:crypto';

type Header = Record<string, unknown>;

/** A compact JWS with RS256. */
export function rs256(header: Header, payload: string, key: KeyObject): string {
  const signed = signedPart(header, payload);
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

/** The classic forgery: HMAC with what everybody knows, the certificate. */
export function hs256(header: Header, payload: string, certificate: X509Certificate): string {
  const signed = signedPart(header, payload);
  return `${signed}.${createHmac('sha256', certificate.toString()).update(signed).digest('base64url')}`;
}

/** No signature at all. */
export const unsigned = (header: Header, payload: string) => `${signedPart(header, payload)}.`;

/** How a JWS names its certificate: SHA-1 of the DER in base64url. */
export const x5t = (certificate: X509Certificate) => createHash('sha1').update(certificate.raw).digest('base64url');

const signedPart = (header: Header, payload: string) => `${base64url(JSON.stringify(header))}.${base64url(payload)}`;
const base64url = (text: string) => Buffer.from(text).toString('base64url');
