import {
  ANNA,
  AT,
  type Hierarchy,
  issue,
  issueHierarchy,
  KeyUsageFlags,
  MOBILE,
  newKeys,
  personName,
  anExtension,
  type Wish,
} from '../../test/setup/bankid-issuer.js';
import { signatureOf } from '../../test/setup/bankid-evidence.js';
import { integer, octets, oid, sequence, set, tlv } from '../../simulators/shared/der.ts';
import { BANKID_POLICIES, verifyBankIdSignature } from './bankid.signature.js';

let bankid: Hierarchy;

beforeAll(async () => {
  bankid = await issueHierarchy();
});

const HOUR = 3_600_000;
const [past, future] = [new Date(AT.getTime() - HOUR), new Date(AT.getTime() + HOUR)];
type Changes = { [of in keyof Hierarchy]?: Partial<Wish> };

/** What becomes of a signature under a hierarchy with these changes, its root trusted. */
async function outcome(changes: Changes, { roots, policies, at }: { roots?: Hierarchy[]; policies?: readonly string[]; at?: Date } = {}) {
  const hierarchy = await issueHierarchy(changes, bankid);
  const trusted = (roots ?? [hierarchy]).map(({ root }) => root.certificate);
  const trust = { roots: trusted, policies: policies ?? [MOBILE], at: at ?? AT, expected: { funcId: 'Signing' } as const };
  const verdict = verifyBankIdSignature(signatureOf(hierarchy), trust);
  return verdict.ok ? 'accepted' : verdict.failure;
}

it('leads to one of the roots given, and to no other with the same name', async () => {
  const strange = await issueHierarchy({ root: { keys: bankid.customers.keys } }, bankid);
  expect(await outcome({}, { roots: [strange, bankid] })).toBe('accepted');
  expect(await outcome({}, { roots: [strange] })).toBe('chain');
  expect(await outcome({}, { roots: [] })).toBe('chain');
});

describe('validity when it was signed', () => {
  it('holds to the second', async () => {
    expect(await outcome({ person: { from: AT, to: AT } })).toBe('accepted');
    expect(await outcome({ person: { from: AT, to: AT } }, { at: new Date(AT.getTime() - 1000) })).toBe('validity');
    expect(await outcome({ person: { from: AT, to: AT } }, { at: new Date(AT.getTime() + 1000) })).toBe('validity');
    expect(await outcome({}, { at: new Date(Number.NaN) })).toBe('validity');
  });

  it.each(['person', 'customers', 'bank', 'root'] as const)('is asked of %s', async (of) => {
    expect(await outcome({ [of]: { to: past } })).toBe('validity');
    expect(await outcome({ [of]: { from: future } })).toBe('validity');
  });
});

describe('keys and algorithms', () => {
  it.each(['person', 'customers', 'bank', 'root'] as const)('refuses a short key of %s', async (of) => {
    expect(await outcome({ [of]: { keys: await newKeys(1024) } })).toBe('weak-key');
  });

  it.each(['person', 'customers', 'bank'] as const)('refuses SHA-1 under %s', async (of) => {
    expect(await outcome({ [of]: { hash: 'SHA-1' } })).toBe('algorithm');
  });
});

describe('who may issue', () => {
  it.each(['customers', 'bank', 'root'] as const)('refuses %s that is no authority', async (of) => {
    expect(await outcome({ [of]: { authority: null, usages: KeyUsageFlags.keyCertSign } })).toBe('authority');
  });

  it.each(['customers', 'bank', 'root'] as const)('refuses %s that may not sign certificates, or says nothing of it', async (of) => {
    expect(await outcome({ [of]: { usages: KeyUsageFlags.cRLSign } })).toBe('chain');
    expect(await outcome({ [of]: { usages: null } })).toBe('key-usage');
  });

  it('counts the authorities below each', async () => {
    const lengths = (root: number, bank: number, customers: number): Changes => ({
      root: { authority: { pathLength: root } },
      bank: { authority: { pathLength: bank } },
      customers: { authority: { pathLength: customers } },
    });
    expect(await outcome(lengths(2, 1, 0))).toBe('accepted');
    expect(await outcome(lengths(1, 1, 0))).toBe('path-length');
    expect(await outcome(lengths(2, 0, 0))).toBe('path-length');
  });

  it('refuses a path with a step left out or in another order', () => {
    const { person, customers, bank, root } = bankid;
    const trust = { roots: [root.certificate], policies: [MOBILE], at: AT, expected: { funcId: 'Signing' } as const };
    for (const chain of [
      [person, bank],
      [person, bank, customers],
      [person, person, customers, bank],
    ])
      expect(verifyBankIdSignature(signatureOf(bankid, { chain }), trust)).toEqual({ ok: false, failure: 'chain' });
  });

  it('refuses a certificate that a person has issued with their own key', async () => {
    const own = await issue({ subject: personName(ANNA), issuer: bankid.person, keys: bankid.responder.keys, policies: [MOBILE] });
    const { person, customers, bank, root } = bankid;
    const signature = signatureOf(bankid, { chain: [own, person, customers, bank], signer: own });
    const trust = { roots: [root.certificate], policies: [MOBILE], at: AT, expected: { funcId: 'Signing' } as const };
    expect(verifyBankIdSignature(signature, trust).ok).toBe(false);
  });
});

describe('what the person’s certificate is for', () => {
  it('takes one for authentication or for signatures and refuses others', async () => {
    expect(await outcome({ person: { usages: KeyUsageFlags.nonRepudiation } })).toBe('accepted');
    expect(await outcome({ person: { usages: KeyUsageFlags.keyEncipherment } })).toBe('key-usage');
    expect(await outcome({ person: { usages: KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign } })).toBe('key-usage');
    expect(await outcome({ person: { usages: null } })).toBe('key-usage');
    expect(await outcome({ person: { authority: {}, usages: KeyUsageFlags.digitalSignature } })).toBe('authority');
  });

  it('asks for one of the accepted policies', async () => {
    expect(await outcome({ person: { policies: ['1.2.3.4.99', MOBILE] } })).toBe('accepted');
    expect(await outcome({ person: { policies: ['1.2.3.4.99'] } })).toBe('policy');
    expect(await outcome({ person: { policies: [] } })).toBe('policy');
    expect(await outcome({ person: { policies: ['2.5.29.32.0'] } })).toBe('policy');
    expect(await outcome({}, { policies: BANKID_POLICIES.production })).toBe('policy');
    expect(await outcome({}, { policies: BANKID_POLICIES.test })).toBe('accepted');
  });

  it.each([[[]], [['199908072392']], [['9908072391']], [[ANNA, '199307202383']], [[ANNA, ANNA]]])(
    'asks for exactly one true personnummer: %j',
    async (numbers) => {
      expect(await outcome({ person: { subject: personName(...numbers) } })).toBe('person');
    },
  );

  it('takes a samordningsnummer', async () => {
    expect(await outcome({ person: { subject: personName('196903732383') } })).toBe('accepted');
  });
});

it.each(['person', 'customers', 'bank', 'root'] as const)('refuses what it does not understand when %s marks it critical', async (of) => {
  expect(await outcome({ [of]: { extensions: [anExtension(true)] } })).toBe('critical-extension');
  expect(await outcome({ [of]: { extensions: [anExtension(false)] } })).toBe('accepted');
  expect(await outcome({ [of]: { extensions: [anExtension(false), anExtension(false)] } })).toMatch(/^(structure|certificate|chain)$/);
});

describe('an extension that is not written as it should be', () => {
  const bits = (...bytes: number[]) => tlv(0x03, Buffer.from(bytes));
  it.each<[what: string, wish: Partial<Wish>, oid: string, value: Buffer]>([
    ['key usage that is no bits', { usages: null }, '2.5.29.15', octets(Buffer.from([0, 0x80]))],
    ['key usage without bits', { usages: null }, '2.5.29.15', bits(0)],
    ['key usage with nine unused bits', { usages: null }, '2.5.29.15', bits(9, 0x80)],
    ['key usage with something after it', { usages: null }, '2.5.29.15', Buffer.concat([bits(7, 0x80), bits(7, 0x80)])],
    ['policies that are a set', { policies: [] }, '2.5.29.32', set(sequence(oid(MOBILE)))],
    ['no policies in the extension', { policies: [] }, '2.5.29.32', sequence()],
    ['a policy that is no identifier', { policies: [] }, '2.5.29.32', sequence(sequence(octets(Buffer.from('x'))))],
    ['a path length of two bytes', {}, '2.5.29.19', sequence(tlv(0x01, Buffer.from([0xff])), integer(300))],
    ['a negative path length', {}, '2.5.29.19', sequence(tlv(0x01, Buffer.from([0xff])), tlv(0x02, Buffer.from([0xff])))],
  ])('is refused: %s', async (_, wish, name, value) => {
    expect(await outcome({ person: { ...wish, extensions: [anExtension(true, name, value)] } })).toBe('structure');
  });
});
