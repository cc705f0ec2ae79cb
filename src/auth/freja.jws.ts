import { createHash, X509Certificate } from 'node:crypto';
import { must, refuse, type Verdict, verdict } from './evidence.js';
import { jsonOf, type JwsJson as Json, objectOf as object, readJws, requireSigned } from './jws.js';
import { type IdentifierKind, readIdentifier } from './personnummer.js';

const TOLERANCE_MS = 5 * 60_000;
const SMALLEST_KEY = 2048;

/** The certificates that Freja signs results with, by the name a result gives its own: base64url of the SHA-1 of the DER (`x5t`). */
export type FrejaCertificates = ReadonlyMap<string, X509Certificate>;

export interface FrejaTrust {
  certificates: FrejaCertificates;
  /** Which order it must be the result of; the result of a log-in is never taken for a signature. */
  reference: { authRef: string } | { signRef: string };
  now: Date;
}

/** An approval that holds: who approved, and in a signature what Freja says was signed, not yet verified here. */
export interface FrejaApproval {
  personalNumber: string;
  kind: IdentifierKind;
  givenName: string;
  surname: string;
  approvedAt: Date;
  registrationLevel: 'PLUS';
  loaLevel: string | null;
  relyingPartyUserId: string | null;
  signatureData: { userSignature: string; certificateStatus: string | null } | null;
  /** Pinned by us, so its own dates decide nothing; whoever configures it is told when they have passed. */
  signedBy: X509Certificate;
}

/** Reads the configured PEM texts, each of one or more certificates. Throws at start for a text without any and for a key that is too weak. */
export function frejaCertificates(pems: readonly string[]): FrejaCertificates {
  const certificates = pems.flatMap((pem) => {
    const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
    if (!found) throw new Error('Frejas signeringscertifikat: en fil innehåller inget certifikat');
    return found.map((one) => new X509Certificate(one));
  });
  for (const { publicKey: key, subject } of certificates)
    if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < SMALLEST_KEY)
      throw new Error(`Frejas signeringscertifikat: nyckeln ska vara RSA med minst ${SMALLEST_KEY} bitar (${subject})`);
  return new Map(certificates.map((one) => [createHash('sha1').update(one.raw).digest('base64url'), one]));
}

/**
 * Verifies `details` of an approved result (identity §2.3): RS256 by a certificate that we have been given, APPROVED, ours, within five
 * minutes of `now`, a person with level PLUS and a Swedish number. What stands outside the JWS is never read. Never throws for what the
 * evidence holds; the failure is the first found.
 */
export function verifyFrejaJws(compact: string, { certificates, reference, now }: FrejaTrust): Verdict<FrejaApproval> {
  return verdict(() => {
    const [payload, signedBy] = verified(compact, certificates);
    must(payload.status === 'APPROVED', 'not-approved');
    const [ours, theirs] = 'signRef' in reference ? [reference.signRef, payload.signRef] : [reference.authRef, payload.authRef];
    must(ours !== '' && theirs === ours, 'other-order');
    const { timestamp } = payload;
    must(typeof timestamp === 'number' && Math.abs(now.getTime() - timestamp) <= TOLERANCE_MS, 'stale');
    const attributes = object(payload.requestedAttributes);
    // The level of the person; results that were not asked for it tell only the lowest that was accepted.
    must((attributes.registrationLevel ?? payload.minRegistrationLevel) === 'PLUS', 'registration-level');
    return {
      ...person(attributes),
      approvedAt: new Date(timestamp),
      registrationLevel: 'PLUS',
      loaLevel: optional(attributes.loaLevel),
      relyingPartyUserId: optional(attributes.relyingPartyUserId),
      signatureData: 'signRef' in reference ? signatureData(payload.signatureData) : null,
      signedBy,
    };
  });
}

/** The payload and who signed it. The header only chooses among our own certificates. */
function verified(compact: string, certificates: FrejaCertificates): [Json, X509Certificate] {
  const jws = readJws(compact);
  const { x5t } = jws.header;
  const certificate = (typeof x5t === 'string' && certificates.get(x5t)) || refuse('unknown-certificate');
  requireSigned(jws, certificate.publicKey);
  return [jsonOf(jws.payload), certificate];
}

function person({ ssn, basicUserInfo }: Json) {
  const [number, names] = [object(ssn), object(basicUserInfo)];
  must(number.country === 'SE', 'country');
  const identifier = typeof number.ssn === 'string' ? readIdentifier(number.ssn) : null;
  must(identifier !== null, 'person');
  const { name: givenName, surname } = names;
  must(typeof givenName === 'string' && givenName !== '' && typeof surname === 'string' && surname !== '', 'person');
  return { personalNumber: identifier.digits, kind: identifier.kind, givenName, surname };
}

function signatureData(value: unknown): NonNullable<FrejaApproval['signatureData']> {
  const { userSignature, certificateStatus } = object(value);
  must(typeof userSignature === 'string' && userSignature !== '', 'structure');
  return { userSignature, certificateStatus: optional(certificateStatus) };
}

const optional = (value: unknown): string | null => (typeof value === 'string' ? value : null);
