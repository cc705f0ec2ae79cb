import type { X509Certificate } from 'node:crypto';
import { attribute, type Certificate, KEY_USAGE, readCertificate, SUBJECT } from './certificate.js';
import { requirePath, requireUsable, rsaKey } from './certificate.path.js';
import { decode, must, refuse, utf8 } from './evidence.js';
import { jsonOf, readJws, requireSigned } from './jws.js';
import { verifyOcsp } from './ocsp.js';

const MOST_BYTES = 256 * 1024;
const MOST_CERTIFICATES = 5;

/** What a person's own signature at Freja is held against. */
export interface FrejaUserTrust {
  /** The root of persons' certificates where the operator has it (FREJA_SIGN_CA_FILE); without one the certificate is trusted as Freja's word. */
  root: X509Certificate | null;
  at: Date;
  visible: string;
  hidden: string;
  personalNumber: string;
  /** What Freja says about the certificate beside the signature: an OCSP answer in base64; null when it says nothing. */
  certificateStatus: string | null;
}

/**
 * Verifies `signatureData.userSignature` of a result that Freja has signed (identity §2.4): RS256 by the key of a certificate that was issued to
 * this person, valid at the time and good by the OCSP answer beside it, over exactly our text and our hidden data. Refuses, and so belongs inside
 * a `verdict`.
 *
 * That it is a JWS with its certificates in `x5c`, over JSON with `text` and `binaryData`, and that `certificateStatus` is an OCSP answer in DER,
 * is not confirmed by Freja's documentation; what looks otherwise is refused. Where the root is not known, that the certificate is genuine rests
 * on Freja's own signature around it.
 */
export function requireFrejaUserSignature(compact: string, trust: FrejaUserTrust): void {
  const { root, at, visible, hidden, personalNumber, certificateStatus } = trust;
  const jws = readJws(compact);
  const chain = certificates(jws.header.x5c);
  const leaf = chain[0]!;
  requireSigned(jws, rsaKey(leaf));
  if (root) requirePath(chain, [readCertificate(root.raw)], at);
  else requireUsable(leaf, at);
  must(leaf.keyUsage !== null && (leaf.keyUsage & (KEY_USAGE.digitalSignature | KEY_USAGE.contentCommitment)) !== 0, 'key-usage');
  must(attribute(leaf, SUBJECT.serialNumber) === personalNumber, 'person');
  const { text, binaryData } = jsonOf(jws.payload);
  must(typeof text === 'string' && utf8(decode(text, 'base64', MOST_BYTES)) === visible, 'visible-text');
  must(typeof binaryData === 'string' && utf8(decode(binaryData, 'base64', MOST_BYTES)) === hidden, 'hidden-text');
  const issuer = chain[1]?.x509 ?? root ?? refuse('chain');
  const status = verifyOcsp(certificateStatus ?? refuse('not-successful'), { signatureBase64: null, leaf: leaf.x509, issuer, at });
  if (!status.ok) refuse(status.failure);
}

function certificates(x5c: unknown): Certificate[] {
  must(Array.isArray(x5c) && x5c.length > 0 && x5c.length <= MOST_CERTIFICATES, 'structure');
  return x5c.map((one) => {
    must(typeof one === 'string', 'structure');
    return readCertificate(decode(one, 'base64', MOST_BYTES));
  });
}
