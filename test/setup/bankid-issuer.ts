import 'reflect-metadata'; // @peculiar/x509 resolves its parts through it and must find it loaded
import { KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto);

const DAY = 86_400_000;
/** When everything in these vectors happens: nothing here depends on today. */
export const AT = new Date('2026-10-01T12:00:00Z');

/** A certificate as the product sees it, and the private key that goes with it. */
export interface Identity {
  certificate: X509Certificate;
  key: KeyObject;
  issued: x509.X509Certificate;
  keys: webcrypto.CryptoKeyPair;
}

/** What a certificate is to be; left out is what BankID's own are. */
export interface Wish {
  subject: Array<[attribute: string, value: string]>;
  issuer?: Identity;
  keys?: webcrypto.CryptoKeyPair;
  authority?: { pathLength?: number } | null;
  usages?: number | null;
  policies?: string[];
  extensions?: x509.Extension[];
  from?: Date;
  to?: Date;
  hash?: 'SHA-1' | 'SHA-256' | 'SHA-512';
}

const algorithm = (hash: string, modulusLength = 2048) => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash,
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength,
});

export const newKeys = (bits = 2048): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm('SHA-256', bits), true, ['sign', 'verify']);

/** Issues a certificate, self-signed when no issuer is given. */
export async function issue(wish: Wish): Promise<Identity> {
  const keys = wish.keys ?? (await newKeys());
  const subject = new x509.Name(wish.subject.map(([attribute, value]) => ({ [attribute]: [{ utf8String: value }] })));
  const issued = await x509.X509CertificateGenerator.create({
    serialNumber: `4${randomBytes(8).toString('hex').slice(1)}`,
    subject,
    issuer: wish.issuer?.issued.subjectName ?? subject,
    notBefore: wish.from ?? new Date(AT.getTime() - DAY),
    notAfter: wish.to ?? new Date(AT.getTime() + 365 * DAY),
    publicKey: keys.publicKey,
    signingKey: await rehashed((wish.issuer?.keys ?? keys).privateKey, wish.hash ?? 'SHA-256'),
    signingAlgorithm: algorithm(wish.hash ?? 'SHA-256'),
    extensions: [...usesOf(wish), await x509.SubjectKeyIdentifierExtension.create(keys.publicKey), ...(wish.extensions ?? [])],
  });
  return { certificate: new X509Certificate(Buffer.from(issued.rawData)), key: KeyObject.from(keys.privateKey), issued, keys };
}

function usesOf({ authority, usages, policies }: Wish): x509.Extension[] {
  const usual = authority ? x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign : x509.KeyUsageFlags.digitalSignature;
  return [
    ...(authority ? [new x509.BasicConstraintsExtension(true, authority.pathLength, true)] : []),
    ...(usages === null ? [] : [new x509.KeyUsagesExtension(usages ?? usual, true)]),
    ...(policies?.length ? [new x509.CertificatePolicyExtension(policies)] : []),
  ];
}

/** WebCrypto binds a key to its hash. */
async function rehashed(key: webcrypto.CryptoKey, hash: string): Promise<webcrypto.CryptoKey> {
  if (hash === 'SHA-256') return key;
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', key);
  return webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm(hash), true, ['sign']);
}

const SERIAL_NUMBER = '2.5.4.5';
const BANK: Wish['subject'] = [
  ['C', 'SE'],
  ['O', 'Testbank A AB (publ)'],
];

export const MOBILE = '1.2.3.4.25';
export const ANNA = '199908072391';

/** The certificates around a signature: root → bank → customers' authority → person and OCSP responder, as at BankID (identity §1.8, §1.9). */
export interface Hierarchy {
  root: Identity;
  bank: Identity;
  customers: Identity;
  person: Identity;
  responder: Identity;
}

type Changes = { [of in keyof Hierarchy]?: Partial<Wish> };

/**
 * Issues the whole hierarchy; what is given in `changes` differs from BankID's own. Takes from `known` the keys, and the certificates that
 * the changes do not touch.
 */
export async function issueHierarchy(changes: Changes = {}, known?: Hierarchy): Promise<Hierarchy> {
  const make = async (of: keyof Hierarchy, issuer: Identity | undefined, wish: Wish): Promise<Identity> => {
    const untouched = !changes[of] && (!issuer || issuer === known?.[ISSUER_OF[of]]);
    return (untouched && known?.[of]) || issue({ issuer, keys: known?.[of].keys, ...wish, ...changes[of] });
  };
  const named = (name: string): Wish['subject'] => [...BANK, [SERIAL_NUMBER, '111111111111'], ['CN', name]];
  const root = await make('root', undefined, { subject: [['CN', 'Påhittad BankID Root CA']], authority: {}, hash: 'SHA-512' });
  const bank = await make('bank', root, { subject: named('Bank CA'), authority: {}, hash: 'SHA-512' });
  const customers = await make('customers', bank, { subject: named('Customer CA'), authority: {} });
  const extensions = [ocspSigning(), new x509.Extension('1.3.6.1.5.5.7.48.1.5', false, new Uint8Array([5, 0]))];
  const [person, responder] = await Promise.all([
    make('person', customers, { subject: personName(ANNA), policies: [MOBILE] }),
    make('responder', customers, { subject: named('Customer CA OCSP Signing'), extensions }),
  ]);
  return { root, bank, customers, person, responder };
}

const ISSUER_OF = { root: 'root', bank: 'root', customers: 'bank', person: 'customers', responder: 'customers' } as const;

/** The subject of a person's certificate; every number given becomes a serialNumber of its own. */
export const personName = (...numbers: string[]): Wish['subject'] => [
  ...BANK,
  ['2.5.4.4', 'Åkesson'],
  ['2.5.4.42', 'Anna'],
  ...numbers.map((number): [string, string] => [SERIAL_NUMBER, number]),
  ['CN', 'Anna Åkesson'],
];

export const ocspSigning = () => new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.9'], true);
export const { KeyUsageFlags } = x509;
/** Any extension with any value, by default one that nobody understands. */
export const anExtension = (critical: boolean, oid = '1.2.3.4.99', value: Uint8Array = new Uint8Array([5, 0])) =>
  new x509.Extension(oid, critical, value);
