import { createHash, randomBytes, sign } from 'node:crypto';
import { nothing, octets, oid, sequence, tlv } from '../../simulators/shared/der.ts';
import { AT, type Hierarchy, type Identity } from './bankid-issuer.js';

const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';
const BANKID = 'http://www.bankid.com/signature/v1.0.0/types';
export const RP_NAME = 'cn=FP Testcert 5,name=Test av BankID,serialNumber=5566304928,o=Testbank A AB (publ),c=SE';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const unchanged = (text: string): string => text;

/** What is signed, and changes to the parts before they are hashed and signed, so that only what is changed is wrong. */
export interface SignatureWish {
  funcId?: string;
  visible?: string | null;
  nonVisible?: string | null;
  format?: string | null;
  chain?: Identity[];
  signer?: Identity;
  hash?: 'sha1' | 'sha256';
  data?: (xml: string) => string;
  keyInfo?: (xml: string) => string;
  signedInfo?: (xml: string) => string;
  document?: (xml: string) => string;
}

/** A `completionData.signature` of the person in the hierarchy: base64 of the XML that BankID would give (identity §1.8). */
export function signatureOf({ person, customers, bank }: Hierarchy, wish: SignatureWish = {}): string {
  const data = (wish.data ?? unchanged)(dataOf(wish));
  const chain = wish.chain ?? [person, customers, bank];
  const certificates = chain.map(({ certificate }) => `<X509Certificate>${certificate.raw.toString('base64')}</X509Certificate>`);
  const keyInfo = (wish.keyInfo ?? unchanged)(
    `<KeyInfo xmlns="${XMLDSIG}" Id="bidKeyInfo"><X509Data>${certificates.join('')}</X509Data></KeyInfo>`,
  );
  const signedInfo = (wish.signedInfo ?? unchanged)(
    `<SignedInfo xmlns="${XMLDSIG}"><CanonicalizationMethod Algorithm="${C14N}"></CanonicalizationMethod>` +
      `<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></SignatureMethod>` +
      `${reference(` Type="${BANKID}" URI="#bidSignedData"`, data)}${reference(' URI="#bidKeyInfo"', keyInfo)}</SignedInfo>`,
  );
  const value = sign(wish.hash ?? 'sha256', Buffer.from(signedInfo), (wish.signer ?? person).key).toString('base64');
  const signature = `${signedInfo}<SignatureValue>${value}</SignatureValue>${keyInfo}<Object>${data}</Object>`;
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="no"?><Signature xmlns="${XMLDSIG}">${signature}</Signature>`;
  return base64((wish.document ?? unchanged)(xml));
}

function dataOf({
  funcId = 'Signing',
  visible = 'Jag accepterar inbjudan',
  nonVisible = '{"v":1}',
  format = 'simpleMarkdownV1',
}: SignatureWish) {
  const attributes = `charset="UTF-8"${format ? ` format="${format}"` : ''} visible="wysiwys"`;
  const texts = [
    visible === null ? '' : `<usrVisibleData ${attributes}>${base64(visible)}</usrVisibleData>`,
    nonVisible === null ? '' : `<usrNonVisibleData>${base64(nonVisible)}</usrNonVisibleData>`,
  ];
  const nonce = randomBytes(20).toString('base64');
  const server = `<srvInfo><name>${base64(RP_NAME)}</name><nonce>${nonce}</nonce><displayName>${base64('Test av BankID')}</displayName></srvInfo>`;
  const device = `<env><ai><type>${base64('ANDROID')}</type><fsib>0</fsib><utb>cs1</utb><uauth>pw</uauth></ai></env>`;
  const client = `<clientInfo><funcId>${funcId}</funcId><version>${base64('BISP=7.57.0&')}</version>${device}</clientInfo>`;
  return `<bankIdSignedData xmlns="${BANKID}" Id="bidSignedData">${texts.join('')}${server}${client}</bankIdSignedData>`;
}

/** A `<Reference>` over an element as it stands. */
export const reference = (attributes: string, element: string): string =>
  `<Reference${attributes}><Transforms><Transform Algorithm="${C14N}"></Transform></Transforms>` +
  `<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></DigestMethod>` +
  `<DigestValue>${createHash('sha256').update(element).digest('base64')}</DigestValue></Reference>`;

const sha1 = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest();
const time = (at: Date): Buffer => tlv(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
const context = (index: number, ...parts: Uint8Array[]): Buffer => tlv(0xa0 | index, ...parts);
/** The subject's RSA key without its algorithm: behind two lengths of 4 bytes, 15 of algorithm and the count of unused bits. */
const keyBits = ({ issued }: Identity): Buffer => Buffer.from(issued.publicKey.rawData).subarray(4 + 15 + 4 + 1);

export const SHA256_WITH_RSA = sequence(oid('1.2.840.113549.1.1.11'), nothing());
const SHA1_ALGORITHM = sequence(oid('1.3.14.3.2.26'), nothing());

/** An answer that differs from what a responder of BankID gives in what is named. */
export interface OcspWish {
  status?: Uint8Array;
  responseStatus?: number;
  serial?: string;
  issuer?: Identity;
  signer?: Identity;
  certificates?: Identity[];
  responderByKey?: boolean;
  responderId?: Uint8Array;
  producedAt?: Date;
  thisUpdate?: Date;
  nextUpdate?: Date;
  nonce?: Uint8Array;
  wrapped?: boolean;
  extensions?: Uint8Array[];
  singleExtensions?: Uint8Array[];
  answers?: number;
  algorithm?: Buffer;
  hash?: 'sha1' | 'sha256';
}

/** A `completionData.ocspResponse` for the person and this signature, in DER (identity §1.9). */
export function ocspOf(hierarchy: Hierarchy, signatureBase64: string, wish: OcspWish = {}): Buffer {
  const { person, responder } = hierarchy;
  const issuer = wish.issuer ?? hierarchy.customers;
  const serial = tlv(0x02, Buffer.from(wish.serial ?? person.issued.serialNumber, 'hex'));
  const name = Buffer.from(issuer.issued.subjectName.toArrayBuffer());
  const about = sequence(SHA1_ALGORITHM, octets(sha1(name)), octets(sha1(keyBits(issuer))), serial);
  const single = sequence(
    about,
    wish.status ?? Buffer.from([0x80, 0]),
    time(wish.thisUpdate ?? AT),
    ...(wish.nextUpdate ? [context(0, time(wish.nextUpdate))] : []),
    ...(wish.singleExtensions ? [context(1, sequence(...wish.singleExtensions))] : []),
  );
  const nonce = Buffer.from(wish.nonce ?? Buffer.concat([sha1(Buffer.from(signatureBase64)), randomBytes(12)]));
  const extensions = wish.extensions ?? [extension('1.3.6.1.5.5.7.48.1.2', true, wish.wrapped ? octets(nonce) : nonce)];
  const byName = context(1, Buffer.from(responder.issued.subjectName.toArrayBuffer()));
  const responderId = wish.responderByKey ? context(2, octets(sha1(keyBits(responder)))) : byName;
  const data = sequence(
    wish.responderId ?? responderId,
    time(wish.producedAt ?? AT),
    sequence(...Array.from({ length: wish.answers ?? 1 }, () => single)),
    context(1, sequence(...extensions)),
  );
  const signed = sign(wish.hash ?? 'sha256', data, (wish.signer ?? responder).key);
  const certificates = (wish.certificates ?? [responder]).map(({ certificate }) => certificate.raw);
  const bits = tlv(0x03, Buffer.from([0]), signed);
  const basic = sequence(data, wish.algorithm ?? SHA256_WITH_RSA, bits, context(0, sequence(...certificates)));
  const typed = sequence(oid('1.3.6.1.5.5.7.48.1.1'), octets(basic));
  return sequence(tlv(0x0a, Buffer.from([wish.responseStatus ?? 0])), context(0, typed));
}

/** An extension of an answer. */
export const extension = (name: string, critical: boolean, value: Uint8Array): Buffer =>
  sequence(oid(name), ...(critical ? [tlv(0x01, Buffer.from([0xff]))] : []), octets(value));

/** Status revoked, at a time. */
export const revoked = (): Buffer => tlv(0xa1, time(AT));
/** Status unknown. */
export const unknownStatus = (): Buffer => Buffer.from([0x82, 0]);

/** Every byte of `bytes` changed by each of `masks` in turn. */
export function* flips(bytes: Buffer, masks: readonly number[]): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at++)
    for (const mask of masks) {
      const copy = Buffer.from(bytes);
      copy[at]! ^= mask;
      yield copy;
    }
}
