import { type Hierarchy, issueHierarchy, AT, ANNA, MOBILE } from '../../test/setup/bankid-issuer.js';
import { flips, reference, RP_NAME, signatureOf, type SignatureWish } from '../../test/setup/bankid-evidence.js';
import { type ExpectedSignature, verifyBankIdSignature } from './bankid.signature.js';
import type { EvidenceFailure } from './evidence.js';

let bankid: Hierarchy;
let strangers: Hierarchy;

beforeAll(async () => {
  bankid = await issueHierarchy();
  strangers = await issueHierarchy({ person: { keys: bankid.responder.keys } }, bankid);
});

const SIGNING: ExpectedSignature = { funcId: 'Signing' };
const verify = (signature: string, expected: ExpectedSignature = SIGNING, hierarchy = bankid) =>
  verifyBankIdSignature(signature, { roots: [hierarchy.root.certificate], policies: [MOBILE], at: AT, expected });
const outcome = (signature: string, expected?: ExpectedSignature) => {
  const verdict = verify(signature, expected);
  return verdict.ok ? 'accepted' : verdict.failure;
};

it('tells who signed what, for whom and under which policy', () => {
  const everything = { funcId: 'Signing', personalNumber: ANNA, rpName: RP_NAME, nonVisible: '{"v":1}' } as const;
  const visible = { visible: 'Jag accepterar inbjudan', visibleFormat: 'simpleMarkdownV1' } as const;
  expect(verify(signatureOf(bankid), { ...everything, ...visible })).toEqual({
    ok: true,
    value: {
      ...everything,
      ...visible,
      name: 'Anna Åkesson',
      givenName: 'Anna',
      surname: 'Åkesson',
      policy: MOBILE,
      leaf: bankid.person.certificate,
      issuer: bankid.customers.certificate,
    },
  });
});

it('takes an identification without texts, references in either order and elements that BankID adds', () => {
  const noTexts = { funcId: 'Identification', visible: null, nonVisible: null } as const;
  expect(verify(signatureOf(bankid, noTexts), { ...noTexts, visibleFormat: null }).ok).toBe(true);
  const swapped = (xml: string) => xml.replace(/(<Reference Type.*?<\/Reference>)(<Reference .*?<\/Reference>)/, '$2$1');
  expect(outcome(signatureOf(bankid, { signedInfo: swapped }))).toBe('accepted');
  const more = (xml: string) => xml.replace('</srvInfo>', '<ny><inre slag="a"></inre>text</ny></srvInfo>');
  expect(outcome(signatureOf(bankid, { data: more }))).toBe('accepted');
});

it('does not compare what is not given', () => {
  expect(outcome(signatureOf(bankid, { visible: 'något helt annat', format: null }))).toBe('accepted');
});

describe('what was not asked for', () => {
  it.each<[Partial<ExpectedSignature>, EvidenceFailure]>([
    [{ funcId: 'Identification' }, 'function'],
    [{ personalNumber: '199307202383' }, 'person'],
    [{ visible: 'Jag accepterar inbjudan ' }, 'visible-text'],
    [{ visible: null }, 'visible-text'],
    [{ visibleFormat: 'plaintext' }, 'visible-text'],
    [{ nonVisible: '{"v":2}' }, 'hidden-text'],
    [{ nonVisible: null }, 'hidden-text'],
    [{ rpName: RP_NAME.replace('FP', 'XP') }, 'relying-party'],
  ])('is refused: %j', (expected, failure) => {
    expect(outcome(signatureOf(bankid), { ...SIGNING, ...expected })).toBe(failure);
  });

  it('is refused when it has no texts at all, or is neither an identification nor a signature', () => {
    expect(outcome(signatureOf(bankid, { visible: null }), { ...SIGNING, visible: '' })).toBe('visible-text');
    expect(outcome(signatureOf(bankid, { funcId: 'Payment' }))).toBe('function');
  });
});

const [before, after] = [
  (anchor: string, text: string) => put(anchor, text + anchor),
  (anchor: string, text: string) => put(anchor, anchor + text),
];
const put = (anchor: string, text: string) => (xml: string) => xml.replace(anchor, () => text);
const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const WRAPPER = '<Object><bankIdSignedData Id="bidSignedData"></bankIdSignedData></Object>';

describe('a signature that somebody has changed', () => {
  it.each<[what: string, change: (xml: string) => string, EvidenceFailure]>([
    ['a letter of the visible text', put('wysiwys">S', 'wysiwys">T'), 'digest'],
    ['a comment', after('<Object>', '<!--x-->'), 'markup'],
    ['a document type', after('standalone="no"?>', '<!DOCTYPE x>'), 'markup'],
    ['an entity', after('</nonce>', '&amp;'), 'markup'],
    ['an instruction', after('<Object>', '<?x y?>'), 'markup'],
    ['a carriage return', after('<Object>', '\r'), 'markup'],
    ['a line feed', after('<Object>', '\n'), 'markup'],
    ['a letter beyond ASCII', after('<Object>', 'å'), 'markup'],
    ['a byte order mark', (xml) => `\ufeff${xml}`, 'markup'],
    ['a space between elements', after('<Object>', ' '), 'structure'],
    ['something after it', (xml) => `${xml} `, 'structure'],
    ['something before it', (xml) => ` ${xml}`, 'markup'],
    ['no declaration', put('<?xml version="1.0" encoding="UTF-8" standalone="no"?>', ''), 'structure'],
    ['the signed data twice', before('</Signature>', WRAPPER), 'duplicate'],
    ['another signed data inside', before('</Object>', '<bankIdSignedData Id="bidSignedData"></bankIdSignedData>'), 'duplicate'],
    ['its identifier on something else', put('<Object>', '<Object Id="bidSignedData">'), 'duplicate'],
    ['another identifier', put('<Object>', '<Object Id="x">'), 'duplicate'],
    ['another namespace', put('<X509Data>', '<X509Data xmlns="x">'), 'duplicate'],
    ['a second signature', before('</Object>', '<Signature></Signature>'), 'duplicate'],
    ['a second SignedInfo', before('<SignatureValue>', '<SignedInfo></SignedInfo>'), 'duplicate'],
    ['a second Object', before('<Object>', '<Object></Object>'), 'duplicate'],
    ['an empty element in short form', before('</env>', '<x/>'), 'structure'],
    ['a line break in base64', put('<X509Certificate>MII', '<X509Certificate>M II'), 'encoding'],
    ['no padding', put('==</SignatureValue>', '</SignatureValue>'), 'encoding'],
    ['no value', (xml) => xml.replace(/<SignatureValue>[^<]*/, '<SignatureValue>'), 'encoding'],
    [
      'another value',
      (xml) => xml.replace(/(<SignatureValue>)(.)/, (_, tag: string, one: string) => tag + (one === 'A' ? 'B' : 'A')),
      'signature',
    ],
    ['half of it', (xml) => xml.slice(0, xml.length / 2), 'structure'],
  ])('is refused: %s', (_, document, failure) => {
    expect(outcome(signatureOf(bankid, { document }))).toBe(failure);
  });

  it('is refused with any byte changed', () => {
    const whole = Buffer.from(signatureOf(bankid), 'base64');
    const accepted = [...flips(whole, [0x01])].filter((copy) => verify(copy.toString('base64')).ok);
    expect(accepted).toHaveLength(0);
  }, 120_000);
});

describe('a person who signs something else than BankID lets them sign', () => {
  const third = reference(' URI="#bidKeyInfo"', 'x');
  const extra = reference(' URI="#bidOther"', 'x');
  it.each<[what: string, wish: SignatureWish, EvidenceFailure]>([
    ['RSA-SHA1', { hash: 'sha1', signedInfo: put('2001/04/xmldsig-more#rsa-sha256', '2000/09/xmldsig#rsa-sha1') }, 'algorithm'],
    ['SHA-1 under the name of SHA-256', { hash: 'sha1' }, 'signature'],
    ['another canonical form', { signedInfo: put(C14N, EXCLUSIVE) }, 'algorithm'],
    ['another transform', { signedInfo: put(`<Transform Algorithm="${C14N}`, `<Transform Algorithm="${EXCLUSIVE}`) }, 'algorithm'],
    ['a SHA-1 digest', { signedInfo: put('2001/04/xmlenc#sha256', '2000/09/xmldsig#sha1') }, 'algorithm'],
    ['two transforms', { signedInfo: after('<Transforms>', `<Transform Algorithm="${C14N}"></Transform>`) }, 'structure'],
    ['a reference twice', { signedInfo: before('</SignedInfo>', third) }, 'reference'],
    ['a third reference', { signedInfo: before('</SignedInfo>', extra) }, 'reference'],
    ['no reference to the data', { signedInfo: (xml) => xml.replace(/<Reference Type.*?<\/Reference>/, '') }, 'reference'],
    ['no reference to the certificates', { signedInfo: (xml) => xml.replace(/<Reference URI.*?<\/Reference>/, '') }, 'reference'],
    ['a reference to the whole document', { signedInfo: put(' URI="#bidKeyInfo"', ' URI=""') }, 'reference'],
    ['a reference without its type', { signedInfo: (xml) => xml.replace(/ Type="[^"]*"/, '') }, 'reference'],
    ['a digest cut short', { signedInfo: (xml) => xml.replace(/<DigestValue>[^<]*/, '<DigestValue>AAAA') }, 'digest'],
    ['two functions', { data: after('</funcId>', '<funcId>Identification</funcId>') }, 'duplicate'],
    [
      'two visible texts',
      { data: before('<srvInfo>', '<usrVisibleData charset="UTF-8" visible="wysiwys">YQ==</usrVisibleData>') },
      'duplicate',
    ],
    ['a text not shown', { data: put('visible="wysiwys"', 'visible="hidden"') }, 'structure'],
    ['a text in another format', { format: 'html' }, 'structure'],
    ['a text that is no UTF-8', { data: put('wysiwys">', 'wysiwys">/w==</usrVisibleData><x>') }, 'structure'],
    ['a hidden text that is no UTF-8', { data: (xml) => xml.replace(/(<usrNonVisibleData>)[^<]*/, '$1/w==') }, 'encoding'],
    ['an end that is not its own', { data: before('</clientInfo>', '</env>') }, 'structure'],
    ['an element that does not end', { data: before('</clientInfo>', '<env>') }, 'structure'],
    ['an attribute at the end of an element', { data: before('</clientInfo>', '<a></a b="c">') }, 'structure'],
    ['elements that cross', { data: before('</clientInfo>', '<a><b></a></b>') }, 'structure'],
    ['a stray bracket', { data: before('</clientInfo>', '>') }, 'structure'],
  ])('is refused: %s', (_, wish, failure) => {
    expect(outcome(signatureOf(bankid, wish))).toBe(failure);
  });
});

describe('another person’s certificate', () => {
  it('is refused in place of the signer’s, also with the digest made to fit', () => {
    const theirs = strangers.person.certificate.raw.toString('base64');
    const ours = bankid.person.certificate.raw.toString('base64');
    expect(outcome(signatureOf(bankid, { document: put(ours, theirs) }))).toBe('digest');
    expect(outcome(signatureOf(bankid, { keyInfo: put(ours, theirs) }))).toBe('signature');
    expect(outcome(signatureOf(bankid, { signer: strangers.person }))).toBe('signature');
  });

  it('is refused when it is no certificate', () => {
    const ours = bankid.person.certificate.raw;
    const broken = [Buffer.from('ingenting'), Buffer.concat([ours, Buffer.from([0])]), ours.subarray(0, -1)];
    for (const one of broken)
      expect(outcome(signatureOf(bankid, { keyInfo: put(ours.toString('base64'), one.toString('base64')) }))).toBe('certificate');
  });

  it('is refused alone, and with more than the path needs', () => {
    const { person, customers, bank, root } = bankid;
    expect(outcome(signatureOf(bankid, { chain: [person] }))).toBe('structure');
    expect(outcome(signatureOf(bankid, { chain: [person, customers, bank, root, root, root] }))).toBe('structure');
  });
});

it('refuses what is no signature at all', () => {
  const good = signatureOf(bankid);
  for (const text of [
    '',
    ' ',
    'nej',
    `${good}\n`,
    `${good.slice(0, 76)}\n${good.slice(76)}`,
    `${good.slice(0, -4)}____`,
    `${good}AAAA`.slice(0, -1),
  ])
    expect(outcome(text)).toBe('encoding');
  expect(outcome(Buffer.from('{}').toString('base64'))).toBe('structure');
  expect(outcome('A'.repeat(400_000))).toBe('too-large');
});
