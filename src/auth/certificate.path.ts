import type { KeyObject } from 'node:crypto';
import { type Certificate, KEY_USAGE } from './certificate.js';
import { must, readable } from './evidence.js';

const SMALLEST_KEY = 2048;

/** SHA-256 with RSA as a whole AlgorithmIdentifier in DER. */
export const SHA256_WITH_RSA = '300d06092a864886f70d01010b0500';
/** What a certificate may be signed with: RSA (PKCS #1 v1.5) with SHA-256, SHA-384 or SHA-512. */
const ALGORITHMS: ReadonlySet<string> = new Set([SHA256_WITH_RSA, '300d06092a864886f70d01010c0500', '300d06092a864886f70d01010d0500']);

/**
 * Refuses unless the certificates lead from the first, an end certificate, to one of the roots: each issued by the next, all of them and
 * the root valid at `at`, every issuer an authority that may sign certificates and have that many below it (RFC 5280 §6; identity §1.8).
 */
export function requirePath(chain: readonly Certificate[], roots: readonly Certificate[], at: Date): void {
  const last = chain.at(-1);
  const root = last && roots.find((candidate) => isIssuedBy(last, candidate));
  must(root !== undefined, 'chain');
  const path = [...chain, root];
  path.forEach((certificate, index) => {
    requireUsable(certificate, at);
    if (index === 0) return must(!certificate.authority, 'authority');
    must(isIssuedBy(path[index - 1]!, certificate), 'chain');
    must(certificate.authority, 'authority');
    must(certificate.keyUsage !== null && (certificate.keyUsage & KEY_USAGE.keyCertSign) !== 0, 'key-usage');
    must(certificate.pathLength === null || certificate.pathLength >= index - 1, 'path-length');
  });
}

/** Refuses a certificate that is out of date, has a key under 2048 bits RSA, or was itself signed with anything weak. */
export function requireUsable(certificate: Certificate, at: Date): void {
  must(at >= certificate.notBefore && at <= certificate.notAfter, 'validity');
  must(ALGORITHMS.has(certificate.algorithm.toString('hex')), 'algorithm');
  rsaKey(certificate);
}

/** The certificate's key, which must be RSA of at least 2048 bits. */
export function rsaKey({ x509 }: Certificate): KeyObject {
  const key = readable(() => x509.publicKey, 'certificate');
  must(key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= SMALLEST_KEY, 'weak-key');
  return key;
}

/** Was it issued by the other one: same name, same key identifier and a signature that holds? */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (!certificate.issuer.equals(issuer.subject) || !certificate.x509.checkIssued(issuer.x509)) return false;
  return readable(() => certificate.x509.verify(issuer.x509.publicKey), 'certificate');
}
