import { createHash } from 'node:crypto';
import { AT, type Hierarchy, issueHierarchy, KeyUsageFlags, MOBILE, newKeys, ocspSigning } from '../../test/setup/bankid-issuer.js';
import { extension, flips, ocspOf, type OcspWish, revoked, signatureOf, unknownStatus } from '../../test/setup/bankid-evidence.js';
import { integer, nothing, octets, oid, sequence, tlv } from '../../simulators/shared/der.ts';
import { type OcspQuestion, verifyOcsp } from './ocsp.js';
import { verifyBankIdSignature } from './bankid.signature.js';
import type { EvidenceFailure } from './evidence.js';

const NONCE = '1.3.6.1.5.5.7.48.1.2';
const MINUTE = 60_000;
const minutes = (count: number): Date => new Date(AT.getTime() + count * MINUTE);

let bankid: Hierarchy;
let signatureBase64: string;
let question: OcspQuestion;

beforeAll(async () => {
  bankid = await issueHierarchy();
  signatureBase64 = signatureOf(bankid);
  question = { signatureBase64, leaf: bankid.person.certificate, issuer: bankid.customers.certificate, at: AT };
});

const judge = (der: Buffer, asked = question) => {
  const verdict = verifyOcsp(der.toString('base64'), asked);
  return verdict.ok ? 'accepted' : verdict.failure;
};
const outcome = (wish: OcspWish, hierarchy = bankid) => judge(ocspOf(hierarchy, signatureBase64, wish));
/** What becomes of an answer by a responder that differs in this. */
async function responded(change: Parameters<typeof issueHierarchy>[0]) {
  const { responder } = await issueHierarchy(change, bankid);
  return outcome({}, { ...bankid, responder });
}

it('accepts the answer about a verified signature', () => {
  const trust = { roots: [bankid.root.certificate], policies: [MOBILE], at: AT, expected: { funcId: 'Signing' } as const };
  const signature = verifyBankIdSignature(signatureBase64, trust);
  if (!signature.ok) throw new Error(signature.failure);
  const { leaf, issuer } = signature.value;
  const ocsp = ocspOf(bankid, signatureBase64).toString('base64');
  expect(verifyOcsp(ocsp, { signatureBase64, leaf, issuer, at: AT })).toEqual({
    ok: true,
    value: { producedAt: AT, thisUpdate: AT, responder: bankid.responder.certificate },
  });
});

it('takes what RFC 6960 leaves open: a responder named by its key, a nonce in a second wrapping, a next update, more certificates', () => {
  const { responder, customers } = bankid;
  const ways: OcspWish[] = [
    { responderByKey: true },
    { wrapped: true },
    { nextUpdate: minutes(1) },
    { certificates: [customers, responder] },
  ];
  expect(ways.map((wish) => outcome(wish))).toEqual(ways.map(() => 'accepted'));
});

describe('freshness', () => {
  it('is ten minutes, both ways, of both times', () => {
    for (const which of ['producedAt', 'thisUpdate'] as const) {
      expect([10, -10].map((count) => outcome({ [which]: minutes(count) }))).toEqual(['accepted', 'accepted']);
      expect([11, -11].map((count) => outcome({ [which]: minutes(count) }))).toEqual(['stale', 'stale']);
    }
    expect(outcome({ nextUpdate: minutes(-11) })).toBe('stale');
  });

  it('refuses without a time to compare with', () => {
    expect(judge(ocspOf(bankid, signatureBase64), { ...question, at: new Date(Number.NaN) })).not.toBe('accepted');
  });
});

describe('an answer to another question', () => {
  const other = Buffer.alloc(32, 7);
  const nonce = () => Buffer.concat([createHash('sha1').update(signatureBase64).digest(), other.subarray(20)]);
  it.each<[what: string, wish: () => OcspWish, EvidenceFailure]>([
    ['another certificate', () => ({ serial: '4000000000000001' }), 'certificate-id'],
    ['another issuer', () => ({ issuer: bankid.bank }), 'certificate-id'],
    ['another signature', () => ({ nonce: other }), 'nonce'],
    ['another signature, wrapped', () => ({ nonce: other, wrapped: true }), 'nonce'],
    ['no signature', () => ({ extensions: [extension('1.2.3', false, other)] }), 'nonce'],
    ['a nonce cut short', () => ({ nonce: nonce().subarray(0, 31) }), 'nonce'],
    ['a nonce with more behind it', () => ({ nonce: Buffer.concat([octets(nonce()), Buffer.from([0])]) }), 'nonce'],
    ['an empty nonce', () => ({ nonce: Buffer.alloc(0) }), 'nonce'],
  ])('is refused: %s', (_, wish, failure) => {
    expect(outcome(wish())).toBe(failure);
  });

  it('is refused for an issuer with the same name or the same key', async () => {
    const sameName = await issueHierarchy({ customers: { keys: bankid.responder.keys } }, bankid);
    const sameKey = await issueHierarchy({ customers: { subject: [['CN', 'Annan']] } }, bankid);
    expect(outcome({ issuer: sameName.customers })).toBe('certificate-id');
    expect(outcome({ issuer: sameKey.customers })).toBe('certificate-id');
  });

  it('is refused for another signature by the same person', () => {
    const asked = { ...question, signatureBase64: signatureOf(bankid) };
    expect(judge(ocspOf(bankid, signatureBase64), asked)).toBe('nonce');
  });

  it('is refused for a leaf that is not the issuer’s', () => {
    const der = ocspOf(bankid, signatureBase64);
    expect(judge(der, { ...question, issuer: bankid.bank.certificate })).toBe('chain');
    expect(judge(der, { ...question, leaf: bankid.responder.certificate })).toBe('certificate-id');
  });
});

describe('an answer that does not say good', () => {
  it.each<[what: string, wish: OcspWish, EvidenceFailure]>([
    ['revoked', { status: revoked() }, 'not-good'],
    ['unknown', { status: unknownStatus() }, 'not-good'],
    ['good with something in it', { status: Buffer.from([0x80, 1, 0]) }, 'not-good'],
    ['try later', { responseStatus: 3 }, 'not-successful'],
    ['two answers', { answers: 2 }, 'structure'],
    ['no answer', { answers: 0 }, 'structure'],
    ['a critical extension', { singleExtensions: [extension('1.2.3', true, nothing())] }, 'critical-extension'],
    ['a critical extension of the whole', { extensions: [extension('1.2.3', true, nothing())] }, 'critical-extension'],
    ['two nonces', { extensions: [1, 2].map((fill) => extension(NONCE, true, Buffer.alloc(32, fill))) }, 'structure'],
    ['a version', { responderId: tlv(0xa0, integer(0)) }, 'structure'],
    ['nobody’s name', { responderId: tlv(0xa3, octets(Buffer.alloc(20))) }, 'structure'],
  ])('is refused: %s', (_, wish, failure) => {
    expect(outcome(wish)).toBe(failure);
  });
});

describe('a responder', () => {
  it('must be the one that signed, with SHA-256', () => {
    expect(outcome({ signer: bankid.bank })).toBe('signature');
    expect(outcome({ hash: 'sha1' })).toBe('signature');
    expect(outcome({ hash: 'sha1', algorithm: sequence(oid('1.2.840.113549.1.1.5'), nothing()) })).toBe('algorithm');
    expect(outcome({ algorithm: sequence(oid('1.2.840.113549.1.1.11')) })).toBe('algorithm');
  });

  it('must be named and present', () => {
    expect(outcome({ certificates: [bankid.customers] })).toBe('responder');
    expect(outcome({ certificates: [] })).toBe('structure');
    expect(outcome({ certificates: Array.from({ length: 5 }, () => bankid.responder) })).toBe('structure');
    expect(outcome({ responderId: tlv(0xa2, tlv(0x04, Buffer.alloc(20))) })).toBe('responder');
  });

  it('must be appointed by the issuer for this and nothing else', async () => {
    expect(await responded({ responder: { extensions: [] } })).toBe('responder');
    expect(await responded({ responder: { issuer: bankid.bank } })).toBe('responder');
    expect(await responded({ responder: { authority: {}, extensions: [ocspSigning()] } })).toBe('responder');
    expect(await responded({ responder: { usages: KeyUsageFlags.keyEncipherment } })).toBe('key-usage');
    expect(await responded({ responder: { keys: await newKeys(1024) } })).toBe('weak-key');
    expect(await responded({ responder: { hash: 'SHA-1' } })).toBe('algorithm');
  });

  it('must be valid then', async () => {
    expect(await responded({ responder: { to: minutes(-1) } })).toBe('validity');
    expect(await responded({ responder: { from: minutes(1) } })).toBe('validity');
  });

  it('is not the person, who could then vouch for themselves', () => {
    expect(outcome({}, { ...bankid, responder: bankid.person })).toBe('responder');
  });

  it('is not the person’s own invention under the responder’s name', async () => {
    const { responder } = await issueHierarchy({ responder: { issuer: bankid.person } }, bankid);
    expect(outcome({}, { ...bankid, responder })).toBe('responder');
  });
});

describe('how it is written', () => {
  it('is refused cut short, lengthened, and with any byte changed in two ways', () => {
    const der = ocspOf(bankid, signatureBase64);
    for (let length = 0; length < der.length; length += 5) expect(judge(der.subarray(0, length))).not.toBe('accepted');
    expect(judge(Buffer.concat([der, Buffer.from([0])]))).toBe('structure');
    const accepted = [...flips(der, [0x01, 0x80])].filter((copy) => judge(copy) === 'accepted');
    expect(accepted).toHaveLength(0);
  }, 120_000);

  it('is refused with lengths longer than they need be, and with indefinite ones', () => {
    const der = ocspOf(bankid, signatureBase64);
    expect(der.subarray(0, 2)).toEqual(Buffer.from([0x30, 0x82]));
    const body = der.subarray(4);
    const three = Buffer.concat([Buffer.from([0x30, 0x83, 0]), der.subarray(2)]);
    const indefinite = Buffer.concat([Buffer.from([0x30, 0x80]), body, Buffer.from([0, 0])]);
    const huge = Buffer.concat([Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), body]);
    const status = Buffer.concat([Buffer.from([0x0a, 0x81, 1]), body.subarray(2)]);
    const longStatus = Buffer.concat([Buffer.from([0x30, 0x82]), word(status.length), status]);
    expect([three, indefinite, huge, longStatus].map((changed) => judge(changed))).toEqual(Array(4).fill('structure'));
  });

  it('is refused when it is no answer at all', () => {
    for (const text of ['', 'nej', ' MAMKAQA=', 'MAMKAQA']) expect(verifyOcsp(text, question)).toEqual({ ok: false, failure: 'encoding' });
    expect(verifyOcsp('MAMKAQA=', question)).toEqual({ ok: false, failure: 'structure' });
    expect(verifyOcsp('MAMKAQY=', question)).toEqual({ ok: false, failure: 'not-successful' });
    expect(verifyOcsp('A'.repeat(50_000), question)).toEqual({ ok: false, failure: 'too-large' });
  });
});

const word = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
