import 'reflect-metadata'; // @peculiar/x509 resolves its parts through it and must find it loaded
import { KeyObject, randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;
/** The attribute `name`, where BankID's RP certificates carry what users see. */
const DISPLAY_NAME = '2.5.4.41';

/** A certificate with its private key. */
export interface Identity {
  certificate: x509.X509Certificate;
  key: webcrypto.CryptoKey;
}

type Name = Array<[attribute: string, value: string]>;

/** A self-signed root that may sign end certificates and nothing below. */
export async function issueRoot(commonName: string): Promise<Identity> {
  const keys = await keyPair();
  const name = dn([
    ['C', 'SE'],
    ['O', 'Simulerad BankID'],
    ['CN', commonName],
  ]);
  const certificate = await create(name, name, keys, keys.privateKey, 3650, [
    new x509.BasicConstraintsExtension(true, 0, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
  ]);
  return { certificate, key: keys.privateKey };
}

/** The server's certificate, valid for this machine's own names only. */
export async function issueServer(root: Identity): Promise<Identity> {
  return issueLeaf(root, [['CN', 'localhost']], x509.ExtendedKeyUsage.serverAuth, [
    new x509.SubjectAlternativeNameExtension([
      { type: 'dns', value: 'localhost' },
      { type: 'ip', value: '127.0.0.1' },
      { type: 'ip', value: '::1' },
    ]),
  ]);
}

/** The relying party's client certificate; users see `displayName`, as at BankID. */
export async function issueClient(root: Identity, displayName: string): Promise<Identity> {
  const subject: Name = [
    ['C', 'SE'],
    ['O', 'Testbank A AB (publ)'],
    ['2.5.4.5', '5566304928'],
    [DISPLAY_NAME, displayName],
    ['CN', 'Simulerad RP'],
  ];
  return issueLeaf(root, subject, x509.ExtendedKeyUsage.clientAuth, []);
}

async function issueLeaf(root: Identity, subject: Name, usage: string, more: x509.Extension[]): Promise<Identity> {
  const keys = await keyPair();
  const certificate = await create(dn(subject), root.certificate.subjectName, keys, root.key, 397, [
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([usage]),
    await x509.AuthorityKeyIdentifierExtension.create(root.certificate),
    ...more,
  ]);
  return { certificate, key: keys.privateKey };
}

async function create(
  subject: x509.Name,
  issuer: x509.Name,
  keys: webcrypto.CryptoKeyPair,
  signingKey: webcrypto.CryptoKey,
  days: number,
  extensions: x509.Extension[],
): Promise<x509.X509Certificate> {
  const now = Date.now();
  return x509.X509CertificateGenerator.create({
    // A leading zero bit keeps the serial positive.
    serialNumber: `4${randomBytes(8).toString('hex').slice(1)}`,
    subject,
    issuer,
    // An hour back: the product and the simulator may run in containers whose clocks differ.
    notBefore: new Date(now - 3_600_000),
    notAfter: new Date(now + days * DAY),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: EC,
    extensions: [...extensions, await x509.SubjectKeyIdentifierExtension.create(keys.publicKey)],
  });
}

const keyPair = () => webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']);
const dn = (name: Name) => new x509.Name(name.map(([attribute, value]) => ({ [attribute]: [plain(value)] })));
/** Given a bare string the library chooses the simplest type, but reads quotes and backslashes in it as escapes. */
const plain = (value: string) => (/^[A-Za-z0-9 ()]+$/.test(value) ? value : { utf8String: value });

export const certificatePem = (identity: Identity) => `${identity.certificate.toString('pem')}\n`;
export const keyPem = (identity: Identity) => KeyObject.from(identity.key).export({ type: 'pkcs8', format: 'pem' });

/** Reads a root back from its two PEM texts. */
export async function readRoot(certificate: string, key: string): Promise<Identity> {
  const pkcs8 = Buffer.from(key.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  return { certificate: new x509.X509Certificate(certificate), key: await webcrypto.subtle.importKey('pkcs8', pkcs8, EC, true, ['sign']) };
}

/** The name users see, from a client certificate in DER. */
export const displayName = (der: Uint8Array) => new x509.X509Certificate(Buffer.from(der)).subjectName.getField(DISPLAY_NAME)[0];
