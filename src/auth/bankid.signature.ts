import { constants, createHash, verify, type X509Certificate } from 'node:crypto';
import { type BankIdDocument, readBankIdDocument, type TextFormat } from './bankid.document.js';
import { attribute, type Certificate, KEY_USAGE, readCertificate, SUBJECT } from './certificate.js';
import { requirePath, rsaKey } from './certificate.path.js';
import { must, utf8, type Verdict, verdict } from './evidence.js';
import { readIdentifier } from './personnummer.js';

/** The policies that BankID issues persons' certificates under (identity §1.3.1): on file, on card, mobile, and the additional one. */
export const BANKID_POLICIES = {
  production: ['1.2.752.78.1.1', '1.2.752.78.1.2', '1.2.752.78.1.5', '1.2.752.71.1.3'],
  test: ['1.2.3.4.5', '1.2.3.4.10', '1.2.3.4.25', '1.2.752.60.1.6', '1.2.752.71.1.3'],
} as const;

/** What we asked for. A part that is left out is not compared; a text that is null must not be there. */
export interface ExpectedSignature {
  funcId: 'Identification' | 'Signing';
  personalNumber?: string;
  /** As it was before base64; compared byte for byte. */
  visible?: string | null;
  visibleFormat?: TextFormat | null;
  nonVisible?: string | null;
  /** The subject of our client certificate as BankID writes it: `cn=…,name=…,serialNumber=…,o=…,c=SE`. */
  rpName?: string;
}

export interface BankIdTrust {
  /** BankID's signature roots and nothing else. */
  roots: readonly X509Certificate[];
  /** Accepted certificate policies, see BANKID_POLICIES. */
  policies: readonly string[];
  /** When it was signed: certificates must have been valid then. */
  at: Date;
  expected: ExpectedSignature;
}

/** A signature that holds: who signed and what. */
export interface BankIdSignature {
  funcId: 'Identification' | 'Signing';
  personalNumber: string;
  name: string | null;
  givenName: string | null;
  surname: string | null;
  visible: string | null;
  visibleFormat: TextFormat | null;
  nonVisible: string | null;
  rpName: string;
  policy: string;
  leaf: X509Certificate;
  /** The authority that issued `leaf` and answers for it in OCSP. */
  issuer: X509Certificate;
}

/**
 * Verifies `completionData.signature` (identity §1.8): the person's own RSA-SHA256 signature over the texts, a certificate path to BankID's
 * root at the time of signing, and that it is what we asked for. Never throws for what the evidence holds; the failure is the first found.
 */
export function verifyBankIdSignature(signatureBase64: string, trust: BankIdTrust): Verdict<BankIdSignature> {
  return verdict(() => {
    const document = readBankIdDocument(signatureBase64);
    must(sha256(document.data).equals(document.dataDigest) && sha256(document.keyInfo).equals(document.keyInfoDigest), 'digest');
    const chain = document.certificates.map(readCertificate);
    const [leaf, issuer] = [chain[0]!, chain[1]!];
    const key = { key: rsaKey(leaf), padding: constants.RSA_PKCS1_PADDING };
    must(verify('sha256', Buffer.from(document.signedInfo), key, document.signatureValue), 'signature');
    const roots = trust.roots.map((root) => readCertificate(root.raw));
    requirePath(chain, roots, trust.at);
    const signature = { ...signer(leaf, trust.policies), ...said(document), leaf: leaf.x509, issuer: issuer.x509 };
    requireExpected(signature, trust.expected);
    return signature;
  });
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'latin1').digest();

/** The person that the certificate was issued to, for signing and under a policy that we accept. */
function signer(leaf: Certificate, policies: readonly string[]) {
  const usage = KEY_USAGE.digitalSignature | KEY_USAGE.contentCommitment;
  must(leaf.keyUsage !== null && (leaf.keyUsage & usage) !== 0 && (leaf.keyUsage & KEY_USAGE.keyCertSign) === 0, 'key-usage');
  const policy = leaf.policies.find((one) => policies.includes(one));
  must(policy !== undefined, 'policy');
  const personalNumber = attribute(leaf, SUBJECT.serialNumber);
  must(personalNumber !== null && readIdentifier(personalNumber) !== null, 'person');
  const [name, givenName] = [attribute(leaf, SUBJECT.commonName), attribute(leaf, SUBJECT.givenName)];
  return { personalNumber, name, givenName, surname: attribute(leaf, SUBJECT.surname), policy };
}

type Said = Pick<BankIdSignature, 'funcId' | 'visible' | 'visibleFormat' | 'nonVisible' | 'rpName'>;

function said({ funcId, visible, nonVisible, rpName }: BankIdDocument): Said {
  must(funcId === 'Identification' || funcId === 'Signing', 'function');
  return {
    funcId,
    visible: visible && utf8(visible.bytes),
    visibleFormat: visible && visible.format,
    nonVisible: nonVisible && utf8(nonVisible),
    rpName: utf8(rpName),
  };
}

function requireExpected(signature: BankIdSignature, expected: ExpectedSignature): void {
  must(signature.funcId === expected.funcId, 'function');
  must(expected.personalNumber === undefined || signature.personalNumber === expected.personalNumber, 'person');
  must(expected.visible === undefined || signature.visible === expected.visible, 'visible-text');
  must(expected.visibleFormat === undefined || signature.visibleFormat === expected.visibleFormat, 'visible-text');
  must(expected.nonVisible === undefined || signature.nonVisible === expected.nonVisible, 'hidden-text');
  must(expected.rpName === undefined || signature.rpName === expected.rpName, 'relying-party');
}
