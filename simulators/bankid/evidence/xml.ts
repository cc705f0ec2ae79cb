import { createHash, randomBytes, sign } from 'node:crypto';
import type { KeyObject, X509Certificate } from 'node:crypto';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const TYPES = 'http://www.bankid.com/signature/v1.0.0/types';
const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const METHODS = { sha256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', sha1: `${DSIG}rsa-sha1` };

/** What a signature says. The two texts are base64 as the relying party sent them. */
export interface Statement {
  visible: string | undefined;
  format: string | undefined;
  hidden: string | undefined;
  purpose: 'Identification' | 'Signing';
  /** Subject of the relying party's certificate, and the name users see. */
  service: string;
  displayName: string;
  uhi: string;
  /** Policies the relying party asked for. */
  policies: string[] | undefined;
}

/** With which key it is signed, and the certificates that come along, leaf first. */
export interface Signer {
  key: KeyObject;
  certificates: X509Certificate[];
  digest: keyof typeof METHODS;
}

/** BankID's enveloping XML signature, byte for byte in canonical form: no white space, empty elements as two tags. */
export function signedXml(statement: Statement, signer: Signer): string {
  const data = signedData(statement);
  const certificates = signer.certificates.map((one) => element('X509Certificate', one.raw.toString('base64')));
  const keyInfo = `<KeyInfo xmlns="${DSIG}" Id="bidKeyInfo">${element('X509Data', certificates.join(''))}</KeyInfo>`;
  const info = `<SignedInfo xmlns="${DSIG}"><CanonicalizationMethod Algorithm="${C14N}"></CanonicalizationMethod><SignatureMethod Algorithm="${METHODS[signer.digest]}"></SignatureMethod>${reference(`Type="${TYPES}" URI="#bidSignedData"`, data)}${reference('URI="#bidKeyInfo"', keyInfo)}</SignedInfo>`;
  const value = sign(signer.digest, Buffer.from(info), signer.key).toString('base64');
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?><Signature xmlns="${DSIG}">${info}${element('SignatureValue', value)}${keyInfo}${element('Object', data)}</Signature>`;
}

function reference(attributes: string, referred: string): string {
  const digest = createHash('sha256').update(referred).digest('base64');
  return `<Reference ${attributes}><Transforms><Transform Algorithm="${C14N}"></Transform></Transforms><DigestMethod Algorithm="${SHA256}"></DigestMethod><DigestValue>${digest}</DigestValue></Reference>`;
}

function signedData(statement: Statement): string {
  const format = statement.format === 'simpleMarkdownV1' ? ` format="${statement.format}"` : '';
  const parts = [
    statement.visible && `<usrVisibleData charset="UTF-8"${format} visible="wysiwys">${statement.visible}</usrVisibleData>`,
    statement.hidden && element('usrNonVisibleData', statement.hidden),
    element('srvInfo', service(statement)),
    element('clientInfo', client(statement)),
  ];
  return `<bankIdSignedData xmlns="${TYPES}" Id="bidSignedData">${parts.filter(Boolean).join('')}</bankIdSignedData>`;
}

const service = ({ service: name, displayName }: Statement) =>
  element('name', base64(name)) + element('nonce', randomBytes(20).toString('base64')) + element('displayName', base64(displayName));

function client({ purpose, uhi, policies }: Statement): string {
  const version = `Personal=7.57.0&BISP=7.57.0&platform=android&os_version=16&display_version=&uhi=${uhi}&legacyuhi=${uhi}&`;
  const conditions = policies?.map((policy) => element('condition', element('type', 'CertificatePolicies') + element('value', policy)));
  const app = [
    element('type', base64('ANDROID')),
    element('deviceInfo', base64('16')),
    element('uhi', uhi),
    element('fsib', '0'),
    element('utb', 'cs1'),
    conditions ? element('requirement', conditions.join('')) : '',
    element('uauth', 'pw'),
  ];
  return element('funcId', purpose) + element('version', base64(version)) + element('env', element('ai', app.join('')));
}

/** Contents are base64 or our own words, so nothing needs escaping. */
const element = (name: string, content: string) => `<${name}>${content}</${name}>`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
