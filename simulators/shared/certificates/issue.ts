import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { dn, issue, subjectOf } from './x509.ts';
import type { Name, Usage } from './x509.ts';

const DAY = 86_400_000;
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

/** A certificate with its private key. */
export interface Identity {
  certificate: X509Certificate;
  key: KeyObject;
}

/** A self-signed root that may sign end certificates and nothing below. */
export function issueRoot(organisation: string, commonName: string): Identity {
  const { publicKey, privateKey } = keyPair();
  const subject = dn([
    ['C', 'SE'],
    ['O', organisation],
    ['CN', commonName],
  ]);
  const certificate = issue({ subject, key: privateKey }, { subject, publicKey, ...valid(3650), usage: { ca: { path: 0 } } });
  return { certificate, key: privateKey };
}

/** The server's certificate, valid for this machine's own names only. */
export function issueServer(root: Identity): Identity {
  return issueLeaf(root, [['CN', 'localhost']], { extended: { oids: [SERVER_AUTH] }, dns: ['localhost'], ip: ['127.0.0.1', '::1'] });
}

/** The relying party's client certificate; users see the attribute `name`, as at BankID. */
export function issueClient(root: Identity, displayName: string): Identity {
  const subject: Name = [
    ['C', 'SE'],
    ['O', 'Testbank A AB (publ)'],
    ['serialNumber', '5566304928'],
    ['name', displayName],
    ['CN', 'Simulerad RP'],
  ];
  return issueLeaf(root, subject, { extended: { oids: [CLIENT_AUTH] } });
}

function issueLeaf(root: Identity, name: Name, usage: Usage): Identity {
  const { publicKey, privateKey } = keyPair();
  const issuer = { subject: subjectOf(root.certificate), key: root.key };
  const certificate = issue(issuer, { subject: dn(name), publicKey, ...valid(397), usage });
  return { certificate, key: privateKey };
}

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
/** From an hour back: the product and the simulator may run in containers whose clocks differ. */
const valid = (days: number) => ({ notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + days * DAY) });

export const certificatePem = ({ certificate }: Pick<Identity, 'certificate'>) => certificate.toString();
export const keyPem = ({ key }: Pick<Identity, 'key'>) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** Reads an identity back from its two PEM texts. */
export const readIdentity = (certificate: string, key: string): Identity => ({
  certificate: new X509Certificate(certificate),
  key: createPrivateKey(key),
});
