import { constants, createHash, verify, type X509Certificate } from 'node:crypto';
import { type Certificate, type Extension, KEY_USAGE, readCertificate, readExtensions } from './certificate.js';
import { isIssuedBy, requireUsable, rsaKey, SHA256_WITH_RSA } from './certificate.path.js';
import { type Der, explicit, only, Parts, readBits, readDer, readOid, readTime, TAG } from './der.js';
import { decode, must, refuse, type Verdict, verdict } from './evidence.js';

const BASIC = '1.3.6.1.5.5.7.48.1.1';
const NONCE = '1.3.6.1.5.5.7.48.1.2';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
/** SHA-1 as a whole AlgorithmIdentifier, with and without its empty parameters. */
const SHA1: ReadonlySet<string> = new Set(['300906052b0e03021a0500', '300706052b0e03021a']);
/** certStatus good: [0] with nothing in it. */
const GOOD = '8000';

const MOST_BYTES = 32 * 1024;
const MOST_CERTIFICATES = 4;
const NONCE_BYTES = 32;
const FRESH_MS = 10 * 60_000;

export interface OcspQuestion {
  /** BankID's `completionData.signature` as it was delivered, which the answer is tied to; null where nothing says that it is (Freja). */
  signatureBase64: string | null;
  leaf: X509Certificate;
  issuer: X509Certificate;
  /** When the order was completed. */
  at: Date;
}

/** An answer that holds: the certificate was good when this signature was made. */
export interface OcspAnswer {
  producedAt: Date;
  thisUpdate: Date;
  responder: X509Certificate;
}

/**
 * Verifies an OCSP answer about a person's certificate (identity §1.9, RFC 6960): signed by a responder that the leaf's own issuer has
 * appointed, about this leaf, status good, within ten minutes of `at`, and at BankID with a nonce that begins with the SHA-1 of the signature. Never throws for what
 * the evidence holds; the failure is the first found.
 */
export function verifyOcsp(ocspBase64: string, question: OcspQuestion): Verdict<OcspAnswer> {
  return verdict(() => {
    const { data, algorithm, signature, certificates } = readBasic(decode(ocspBase64, 'base64', MOST_BYTES));
    const answer = readData(data);
    const [leaf, issuer] = [readCertificate(question.leaf.raw), readCertificate(question.issuer.raw)];
    must(isIssuedBy(leaf, issuer), 'chain');
    const responder = requireResponder(certificates.find(isNamed(answer.responderId)), issuer, question.at);
    must(algorithm.raw.toString('hex') === SHA256_WITH_RSA, 'algorithm');
    const key = { key: rsaKey(responder), padding: constants.RSA_PKCS1_PADDING };
    must(verify('sha256', data.raw, key, signature), 'signature');
    requireAbout(answer.about, leaf, issuer);
    must(answer.status.raw.toString('hex') === GOOD, 'not-good');
    if (question.signatureBase64 !== null) requireNonce(answer.nonce, question.signatureBase64);
    requireFresh(answer, question.at);
    return { producedAt: answer.producedAt, thisUpdate: answer.thisUpdate, responder: responder.x509 };
  });
}

/** OCSPResponse around BasicOCSPResponse. */
function readBasic(bytes: Buffer) {
  const response = new Parts(readDer(bytes));
  must(response.next(TAG.enumerated).body.equals(Buffer.from([0])), 'not-successful');
  const typed = new Parts(only(response.next(explicit(0)), TAG.sequence));
  response.end();
  must(readOid(typed.next(TAG.oid)) === BASIC, 'structure');
  const basic = new Parts(readDer(typed.next(TAG.octets).body));
  typed.end();
  const [data, algorithm, signature] = [basic.next(TAG.sequence), basic.next(TAG.sequence), readBits(basic.next(TAG.bits))];
  const { children } = only(basic.next(explicit(0)), TAG.sequence);
  basic.end();
  must(children.length >= 1 && children.length <= MOST_CERTIFICATES, 'structure');
  return { data, algorithm, signature, certificates: children.map(({ raw }) => readCertificate(raw)) };
}

/** ResponseData of version 1, which DER leaves unsaid, with exactly one answer in it. */
function readData(data: Der) {
  const parts = new Parts(data);
  const responderId = parts.any();
  const producedAt = readTime(parts.next(TAG.time));
  const single = new Parts(only(parts.next(TAG.sequence), TAG.sequence));
  const extensions = parts.maybe(explicit(1));
  parts.end();

  const [about, status, thisUpdate] = [single.next(TAG.sequence), single.any(), readTime(single.next(TAG.time))];
  const until = single.maybe(explicit(0));
  const more = single.maybe(explicit(1));
  single.end();
  if (more) readExtensions(only(more, TAG.sequence), new Set());
  const nextUpdate = until ? readTime(only(until, TAG.time)) : null;
  return {
    responderId,
    producedAt,
    about,
    status,
    thisUpdate,
    nextUpdate,
    nonce: extensions && readExtensions(only(extensions, TAG.sequence), new Set([NONCE])).get(NONCE),
  };
}

/** Is a certificate the one that the answer names, by its subject or by the SHA-1 of its key? */
function isNamed(responderId: Der): (certificate: Certificate) => boolean {
  if (responderId.tag === explicit(1)) {
    const name = only(responderId, TAG.sequence).raw;
    return ({ subject }) => subject.equals(name);
  }
  must(responderId.tag === explicit(2), 'structure');
  const hash = only(responderId, TAG.octets).body;
  return ({ keyBits }) => sha1(keyBits).equals(hash);
}

/** The responder must have been appointed by the issuer itself and may be nothing but a responder (RFC 6960 §4.2.2.2). */
function requireResponder(responder: Certificate | undefined, issuer: Certificate, at: Date): Certificate {
  must(responder !== undefined && isIssuedBy(responder, issuer), 'responder');
  must(!responder.authority && responder.extendedKeyUsage.includes(OCSP_SIGNING), 'responder');
  must(responder.keyUsage === null || (responder.keyUsage & KEY_USAGE.digitalSignature) !== 0, 'key-usage');
  requireUsable(responder, at);
  return responder;
}

function requireAbout(certId: Der, leaf: Certificate, issuer: Certificate): void {
  const parts = new Parts(certId);
  must(SHA1.has(parts.next(TAG.sequence).raw.toString('hex')), 'algorithm');
  const [name, key] = [parts.next(TAG.octets).body, parts.next(TAG.octets).body];
  const serial = parts.next(TAG.integer).raw;
  parts.end();
  must(name.equals(sha1(issuer.subject)) && key.equals(sha1(issuer.keyBits)) && serial.equals(leaf.serial), 'certificate-id');
}

/** 32 bytes, the first 20 the SHA-1 of the signature's base64; some answers wrap them once more in an OCTET STRING. */
function requireNonce(nonce: Extension | undefined, signatureBase64: string): void {
  const value = nonce?.value ?? refuse('nonce');
  const bytes = value.length === NONCE_BYTES ? value : unwrap(value);
  must(bytes.length === NONCE_BYTES && bytes.subarray(0, 20).equals(sha1(Buffer.from(signatureBase64, 'latin1'))), 'nonce');
}

const unwrap = (value: Buffer): Buffer => (value[0] === TAG.octets && value[1] === NONCE_BYTES ? value.subarray(2) : refuse('nonce'));

function requireFresh(answer: { producedAt: Date; thisUpdate: Date; nextUpdate: Date | null }, at: Date): void {
  const away = (instant: Date): number => Math.abs(instant.getTime() - at.getTime());
  must(away(answer.producedAt) <= FRESH_MS && away(answer.thisUpdate) <= FRESH_MS, 'stale');
  must(answer.nextUpdate === null || answer.nextUpdate.getTime() >= at.getTime() - FRESH_MS, 'stale');
}

const sha1 = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest();
