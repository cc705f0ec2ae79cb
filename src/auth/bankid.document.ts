import { decode, must, refuse } from './evidence.js';

const XMLDSIG = 'http://www.w3.org/2000/09/xmldsig#';
const BANKID = 'http://www.bankid.com/signature/v1.0.0/types';
const CANONICAL = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** The attributes of the two references: over the data and over the certificates. */
const [DATA, KEY_INFO] = [` Type="${BANKID}" URI="#bidSignedData"`, ' URI="#bidKeyInfo"'];

const MOST_BYTES = 256 * 1024;
const MOST_CERTIFICATES = 5;
/** What gives an element its meaning may stand once; Signature, SignedInfo, KeyInfo and the data carry a namespace, the last two an Id. */
const ANCHOR =
  /<(?:Signature|SignedInfo|SignatureValue|KeyInfo|X509Data|Object|bankIdSignedData|usrVisibleData|usrNonVisibleData|srvInfo|clientInfo|funcId)(?=[ >])|Id="|xmlns/g;
const TIMES: Readonly<Record<string, number>> = { 'Id="': 2, xmlns: 4 };

/** How a visible text is to be shown. */
export type TextFormat = 'plaintext' | 'simpleMarkdownV1';

/** The parts of a BankID signature: what was signed over, byte for byte, and what it says. Nothing in it is verified yet. */
export interface BankIdDocument {
  signedInfo: string;
  signatureValue: Buffer;
  keyInfo: string;
  keyInfoDigest: Buffer;
  data: string;
  dataDigest: Buffer;
  certificates: readonly Buffer[];
  visible: { bytes: Buffer; format: TextFormat } | null;
  nonVisible: Buffer | null;
  rpName: Buffer;
  funcId: string;
}

/**
 * Takes a `completionData.signature` apart. It is in canonical form and always laid out alike (identity §1.8), so it is read as exactly that
 * text and not by an XML parser: what is hashed is what is read, and there is nowhere to hide a second meaning.
 */
export function readBankIdDocument(signatureBase64: string): BankIdDocument {
  const xml = decode(signatureBase64, 'base64', MOST_BYTES).toString('latin1');
  const text = new Reader(xml);
  // Everything a user or a device has written is base64 in it: no entities, comments, DTD, instructions, line breaks or other alphabets.
  must(/^[\x20-\x7e]*$/.test(xml) && !/&|<!/.test(xml) && xml.lastIndexOf('<?') <= 0, 'markup');
  requireSingle(xml);
  text.expect(`<?xml version="1.0" encoding="UTF-8" standalone="no"?><Signature xmlns="${XMLDSIG}">`);
  const [digests, signedInfo] = text.whole(readSignedInfo);
  text.expect('<SignatureValue>');
  const signatureValue = text.base64('</SignatureValue>');
  const [certificates, keyInfo] = text.whole(readKeyInfo);
  text.expect('<Object>');
  const [said, data] = text.whole(readData);
  text.expect('</Object></Signature>');
  text.end();
  return { signedInfo, signatureValue, keyInfo, data, certificates, ...digests, ...said };
}

function readSignedInfo(text: Reader): { dataDigest: Buffer; keyInfoDigest: Buffer } {
  text.expect(`<SignedInfo xmlns="${XMLDSIG}">`);
  expectAlgorithm(text, 'CanonicalizationMethod', CANONICAL);
  expectAlgorithm(text, 'SignatureMethod', RSA_SHA256);
  const digests = new Map<string, Buffer>();
  while (text.has('<Reference')) {
    const reference = text.until('>');
    must((reference === DATA || reference === KEY_INFO) && !digests.has(reference), 'reference');
    text.expect('<Transforms>');
    expectAlgorithm(text, 'Transform', CANONICAL);
    text.expect('</Transforms>');
    expectAlgorithm(text, 'DigestMethod', SHA256);
    text.expect('<DigestValue>');
    digests.set(reference, text.base64('</DigestValue>'));
    text.expect('</Reference>');
  }
  text.expect('</SignedInfo>');
  const [dataDigest, keyInfoDigest] = [digests.get(DATA), digests.get(KEY_INFO)];
  must(dataDigest !== undefined && keyInfoDigest !== undefined, 'reference');
  return { dataDigest, keyInfoDigest };
}

function expectAlgorithm(text: Reader, element: string, algorithm: string): void {
  text.expect(`<${element} Algorithm="`);
  must(text.until('"') === algorithm, 'algorithm');
  text.expect(`></${element}>`);
}

function readKeyInfo(text: Reader): Buffer[] {
  const certificates: Buffer[] = [];
  text.expect(`<KeyInfo xmlns="${XMLDSIG}" Id="bidKeyInfo"><X509Data>`);
  while (text.has('<X509Certificate>')) certificates.push(text.base64('</X509Certificate>'));
  text.expect('</X509Data></KeyInfo>');
  must(certificates.length >= 2 && certificates.length <= MOST_CERTIFICATES, 'structure');
  return certificates;
}

type Said = Pick<BankIdDocument, 'visible' | 'nonVisible' | 'rpName' | 'funcId'>;

function readData(text: Reader): Said {
  text.expect(`<bankIdSignedData xmlns="${BANKID}" Id="bidSignedData">`);
  const visible = readVisible(text);
  const nonVisible = text.has('<usrNonVisibleData>') ? text.base64('</usrNonVisibleData>') : null;
  text.expect('<srvInfo><name>');
  const rpName = text.base64('</name>');
  requireBalanced(text.until('</srvInfo>'));
  text.expect('<clientInfo><funcId>');
  const funcId = text.until('</funcId>');
  requireBalanced(text.until('</clientInfo>'));
  text.expect('</bankIdSignedData>');
  return { visible, nonVisible, rpName, funcId };
}

function readVisible(text: Reader): BankIdDocument['visible'] {
  if (!text.has('<usrVisibleData charset="UTF-8"')) return null;
  const format = text.has(' format="simpleMarkdownV1"') ? 'simpleMarkdownV1' : 'plaintext';
  text.expect(' visible="wysiwys">');
  return { bytes: text.base64('</usrVisibleData>'), format };
}

/** BankID may add elements about itself and the device. They may hold anything but an end that is not theirs. */
function requireBalanced(content: string): void {
  const open: string[] = [];
  const rest = content.replace(
    /<(\/?)([A-Za-z]\w*)((?: [A-Za-z]\w*="[^"<>]*")*)>/g,
    (_, slash: string, name: string, attributes: string) => {
      if (slash === '') open.push(name);
      else must(open.pop() === name && attributes === '', 'structure');
      return '';
    },
  );
  must(open.length === 0 && !/[<>]/.test(rest), 'structure');
}

function requireSingle(xml: string): void {
  const times = new Map<string, number>();
  for (const [anchor] of xml.matchAll(ANCHOR)) times.set(anchor, (times.get(anchor) ?? 0) + 1);
  for (const [anchor, count] of times) must(count <= (TIMES[anchor] ?? 1), 'duplicate');
}

/** Reads a text from its start to its end, where only the expected may stand. */
class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  has(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  expect(expected: string): void {
    must(this.has(expected), 'structure');
  }

  until(closing: string): string {
    const end = this.text.indexOf(closing, this.at);
    if (end < 0) refuse('structure');
    const before = this.text.slice(this.at, end);
    this.at = end + closing.length;
    return before;
  }

  base64(closing: string): Buffer {
    return decode(this.until(closing), 'base64', MOST_BYTES);
  }

  /** What `read` made of an element, and the element itself as it stands. */
  whole<T>(read: (text: Reader) => T): [T, string] {
    const start = this.at;
    const made = read(this);
    return [made, this.text.slice(start, this.at)];
  }

  end(): void {
    must(this.at === this.text.length, 'structure');
  }
}
