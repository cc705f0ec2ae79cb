import { X509Certificate } from 'node:crypto';
import { type Der, explicit, only, Parts, readBits, readDer, readOid, readTime, TAG } from './der.js';
import { must, readable, utf8 } from './evidence.js';

/** The bits of key usage that we ask for (RFC 5280 §4.2.1.3). */
export const KEY_USAGE = { digitalSignature: 0x80, contentCommitment: 0x40, keyCertSign: 0x04 } as const;

/** Subject attributes by their identifiers (X.520). */
export const SUBJECT = { commonName: '2.5.4.3', surname: '2.5.4.4', serialNumber: '2.5.4.5', givenName: '2.5.4.42' } as const;

const EXTENSION = { keyUsage: '2.5.29.15', basicConstraints: '2.5.29.19', policies: '2.5.29.32', extendedKeyUsage: '2.5.29.37' } as const;
/** What we understand, and may therefore be marked critical. */
const UNDERSTOOD: ReadonlySet<string> = new Set(Object.values(EXTENSION));

/** The string types that are UTF-8 or a part of it. */
const ALPHABETS: readonly number[] = [TAG.utf8, TAG.printable, TAG.ia5];

/** A certificate with the parts that decide what it may be used for. */
export interface Certificate {
  x509: X509Certificate;
  /** In DER, as certID of OCSP and the names of a path are compared. */
  serial: Buffer;
  issuer: Buffer;
  subject: Buffer;
  /** The subject's public key without its algorithm. */
  keyBits: Buffer;
  /** The whole AlgorithmIdentifier that its issuer signed it with. */
  algorithm: Buffer;
  attributes: ReadonlyArray<readonly [oid: string, value: string]>;
  notBefore: Date;
  notAfter: Date;
  authority: boolean;
  /** How many authorities may stand below; null for any number. */
  pathLength: number | null;
  keyUsage: number | null;
  policies: readonly string[];
  extendedKeyUsage: readonly string[];
}

export interface Extension {
  critical: boolean;
  value: Buffer;
}

/** Reads a certificate of version 3. Refuses what is not DER throughout, repeated extensions, and critical ones we do not understand. */
export function readCertificate(der: Buffer): Certificate {
  const x509 = readable(() => new X509Certificate(der), 'certificate');
  must(x509.raw.equals(der), 'certificate');
  const whole = new Parts(readDer(der));
  const [toBeSigned, outerAlgorithm] = [new Parts(whole.next(TAG.sequence)), whole.next(TAG.sequence)];
  readBits(whole.next(TAG.bits));
  whole.end();

  must(only(toBeSigned.next(explicit(0)), TAG.integer).body.equals(Buffer.from([2])), 'certificate');
  const serial = toBeSigned.next(TAG.integer).raw;
  const algorithm = toBeSigned.next(TAG.sequence).raw;
  must(algorithm.equals(outerAlgorithm.raw), 'certificate');
  const issuer = toBeSigned.next(TAG.sequence).raw;
  const validity = new Parts(toBeSigned.next(TAG.sequence));
  const [notBefore, notAfter] = [readTime(validity.any()), readTime(validity.any())];
  validity.end();
  const subject = toBeSigned.next(TAG.sequence);
  const key = new Parts(toBeSigned.next(TAG.sequence));
  key.next(TAG.sequence);
  const keyBits = readBits(key.next(TAG.bits));
  key.end();
  const extensions = readExtensions(only(toBeSigned.next(explicit(3)), TAG.sequence), UNDERSTOOD);
  toBeSigned.end();

  const names = { serial, issuer, subject: subject.raw, attributes: attributesOf(subject) };
  return { x509, ...names, keyBits, algorithm, notBefore, notAfter, ...usesOf(extensions) };
}

/** Extensions by identifier. Refuses repeated ones, and critical ones that are not `understood`. */
export function readExtensions(list: Der, understood: ReadonlySet<string>): ReadonlyMap<string, Extension> {
  const found = new Map<string, Extension>();
  for (const one of list.children) {
    const parts = new Parts(one);
    const oid = readOid(parts.next(TAG.oid));
    const flag = parts.maybe(TAG.boolean);
    must(!flag || (flag.body.length === 1 && (flag.body[0] === 0xff || flag.body[0] === 0)), 'structure');
    const critical = flag?.body[0] === 0xff;
    must(!found.has(oid), 'structure');
    must(!critical || understood.has(oid), 'critical-extension');
    found.set(oid, { critical, value: parts.next(TAG.octets).body });
    parts.end();
  }
  return found;
}

/** The value of an attribute that the subject has exactly once, else null. */
export function attribute({ attributes }: Certificate, oid: string): string | null {
  const values = attributes.filter(([name]) => name === oid);
  return values.length === 1 ? values[0]![1] : null;
}

function attributesOf(name: Der): Array<readonly [string, string]> {
  return name.children.flatMap((set) => {
    must(set.tag === TAG.set && set.children.length > 0, 'structure');
    return set.children.map((pair) => {
      const parts = new Parts(pair);
      const [oid, value] = [readOid(parts.next(TAG.oid)), parts.any()];
      parts.end();
      // A value in an alphabet of last century is kept as nothing: it is no name of ours to trust.
      return [oid, ALPHABETS.includes(value.tag) ? utf8(value.body) : ''] as const;
    });
  });
}

function usesOf(extensions: ReadonlyMap<string, Extension>) {
  const list = (oid: string) => {
    const extension = extensions.get(oid);
    if (!extension) return [];
    const whole = readDer(extension.value);
    must(whole.tag === TAG.sequence && whole.children.length > 0, 'structure');
    return whole.children;
  };
  return {
    ...basicConstraints(extensions.get(EXTENSION.basicConstraints)),
    keyUsage: keyUsage(extensions.get(EXTENSION.keyUsage)),
    policies: list(EXTENSION.policies).map((policy) => readOid(new Parts(policy).next(TAG.oid))),
    extendedKeyUsage: list(EXTENSION.extendedKeyUsage).map(readOid),
  };
}

function basicConstraints(extension: Extension | undefined): { authority: boolean; pathLength: number | null } {
  if (!extension) return { authority: false, pathLength: null };
  const parts = new Parts(readDer(extension.value));
  const authority = parts.maybe(TAG.boolean)?.body[0] === 0xff;
  const length = parts.maybe(TAG.integer);
  parts.end();
  must(!length || (length.body.length === 1 && length.body[0]! < 0x80), 'structure');
  return { authority, pathLength: length ? length.body[0]! : null };
}

function keyUsage(extension: Extension | undefined): number | null {
  if (!extension) return null;
  const { tag, body } = readDer(extension.value);
  must(tag === TAG.bits && body.length >= 2 && body[0]! < 8, 'structure');
  return body[1]!;
}
