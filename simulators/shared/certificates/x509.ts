import { createHash, createPublicKey, randomBytes, sign, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import * as der from '../der.ts';

const ATTRIBUTES = {
  C: '2.5.4.6',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  SN: '2.5.4.4',
  GN: '2.5.4.42',
  serialNumber: '2.5.4.5',
  name: '2.5.4.41',
  CN: '2.5.4.3',
} as const;
/** Attributes whose standard allows nothing but PrintableString. */
const PRINTABLE = new Set(['C', 'serialNumber']);

export type Name = ReadonlyArray<[attribute: keyof typeof ATTRIBUTES, value: string]>;

/** Who may use a certificate for what; everything here ends up as an extension. */
export interface Usage {
  /** A certificate authority; `path` says how many further authorities may stand below it. */
  ca?: { path?: number };
  /** Extended key usages, dotted. `critical` as the OCSP profile wants it. */
  extended?: { oids: string[]; critical?: boolean };
  policies?: string[];
  /** Names and IP addresses of a server. */
  dns?: string[];
  ip?: string[];
  /** RFC 6960: the answers of this certificate's own revocation are not asked for. */
  ocspNoCheck?: boolean;
  /** Where revocation is asked for. */
  ocspUrl?: string;
}

export interface Issuer {
  subject: Buffer;
  key: KeyObject;
}

export interface Request {
  subject: Buffer;
  publicKey: KeyObject;
  notBefore: Date;
  notAfter: Date;
  usage: Usage;
}

/** A distinguished name in DER, in the order given. */
export const dn = (name: Name) =>
  der.sequence(
    ...name.map(([attribute, value]) =>
      der.set(der.sequence(der.oid(ATTRIBUTES[attribute]), (PRINTABLE.has(attribute) ? der.printable : der.utf8)(value))),
    ),
  );

/** Signs a certificate in DER, with SHA-256 and whatever kind of key the issuer has. */
export function issue(issuer: Issuer, request: Request): X509Certificate {
  const algorithm = signatureAlgorithm(issuer.key);
  const content = der.sequence(
    der.explicit(0, der.integer(2)),
    // The leading bits make the serial positive and never shorter than eight bytes.
    der.positive(Buffer.concat([Buffer.of(0x40), randomBytes(8)])),
    algorithm,
    issuer.subject,
    der.sequence(der.certificateTime(request.notBefore), der.certificateTime(request.notAfter)),
    request.subject,
    spki(request.publicKey),
    der.explicit(3, der.sequence(...extensions(issuer, request))),
  );
  return new X509Certificate(der.sequence(content, algorithm, der.bits(sign('sha256', content, issuer.key))));
}

/** sha256WithRSAEncryption or ecdsa-with-SHA256, with their differing ways to say that there are no parameters. */
export const signatureAlgorithm = (key: KeyObject) =>
  key.asymmetricKeyType === 'rsa'
    ? der.sequence(der.oid('1.2.840.113549.1.1.11'), der.nothing())
    : der.sequence(der.oid('1.2.840.10045.4.3.2'));

/** SHA-1 over the bits of a public key: how X.509 and OCSP name a key. The first byte counts unused bits and is not part of it. */
export const keyId = (key: KeyObject) =>
  createHash('sha1')
    .update(der.inside(spki(key))[1]!.body.subarray(1))
    .digest();

/** The subject of a certificate in DER, byte for byte as it stands there. */
export const subjectOf = (certificate: X509Certificate) => fieldsOf(certificate)[5]!.whole;
/** The serial number as an INTEGER in DER. */
export const serialOf = (certificate: X509Certificate) => fieldsOf(certificate)[1]!.whole;

const fieldsOf = (certificate: X509Certificate) => der.inside(der.inside(certificate.raw)[0]!.whole);

const spki = (key: KeyObject) => (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' });

function extensions(issuer: Issuer, { usage, publicKey }: Request): Buffer<ArrayBuffer>[] {
  const { ca, extended, policies, dns = [], ip = [] } = usage;
  const names = [
    ...dns.map((name) => der.implicit(2, Buffer.from(name, 'ascii'))),
    ...ip.map((address) => der.implicit(7, ipBytes(address))),
  ];
  const all = [
    ca && extension('2.5.29.19', der.sequence(der.yes(), ...(ca.path === undefined ? [] : [der.integer(ca.path)])), true),
    // keyCertSign and cRLSign, or digitalSignature.
    extension('2.5.29.15', ca ? der.bits(Buffer.of(0x06), 1) : der.bits(Buffer.of(0x80), 7), true),
    extended && extension('2.5.29.37', der.sequence(...extended.oids.map(der.oid)), extended.critical),
    policies && extension('2.5.29.32', der.sequence(...policies.map((policy) => der.sequence(der.oid(policy))))),
    names.length > 0 && extension('2.5.29.17', der.sequence(...names)),
    usage.ocspNoCheck && extension('1.3.6.1.5.5.7.48.1.5', der.nothing()),
    usage.ocspUrl !== undefined &&
      extension('1.3.6.1.5.5.7.1.1', der.sequence(der.sequence(der.oid('1.3.6.1.5.5.7.48.1'), uri(usage.ocspUrl)))),
    extension('2.5.29.14', der.octets(keyId(publicKey))),
    extension('2.5.29.35', der.sequence(der.implicit(0, keyId(issuer.key)))),
  ];
  return all.filter((one): one is Buffer<ArrayBuffer> => one instanceof Buffer);
}

const extension = (id: string, value: Buffer, critical = false) =>
  der.sequence(der.oid(id), ...(critical ? [der.yes()] : []), der.octets(value));
const uri = (address: string) => der.implicit(6, Buffer.from(address, 'ascii'));

function ipBytes(address: string): Buffer {
  if (address === '::1') return Buffer.concat([Buffer.alloc(15), Buffer.of(1)]);
  return Buffer.from(address.split('.').map(Number));
}
