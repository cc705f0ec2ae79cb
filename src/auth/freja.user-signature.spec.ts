import { issueHierarchy, type Hierarchy, ANNA, AT } from '../../test/setup/bankid-issuer.js';
import { ocspOf, type OcspWish, revoked } from '../../test/setup/bankid-evidence.js';
import { type Json, jwsOf } from '../../test/setup/freja-evidence.js';
import type { EvidenceFailure } from './evidence.js';
import { verdict } from './evidence.js';
import { type FrejaUserTrust, requireFrejaUserSignature } from './freja.user-signature.js';

const [VISIBLE, HIDDEN] = ['Jag accepterar inbjudan', '{"v":1}'];
const base64 = (text: string): string => Buffer.from(text).toString('base64');
let freja: Hierarchy;
let strangers: Hierarchy;
beforeAll(async () => {
  [freja, strangers] = [await issueHierarchy(), await issueHierarchy()];
});

const said = (change: Json = {}): Json => ({ text: base64(VISIBLE), binaryData: base64(HIDDEN), ...change });
const x5c = ({ person, customers, bank }: Hierarchy): string[] =>
  [person, customers, bank].map((one) => one.certificate.raw.toString('base64'));
const signedBy = (by: Hierarchy, body: unknown = said(), header: Json = {}): string =>
  jwsOf(by.person, { body, header: { x5t: undefined, x5c: x5c(by), ...header } });
/** What is said about the certificate; nothing ties it to the signature. */
const status = (wish: OcspWish = {}, by = freja): string => ocspOf(by, '', { extensions: [], ...wish }).toString('base64');
const outcome = (jws: string, over: Partial<FrejaUserTrust> = {}): string => {
  const trust = {
    root: freja.root.certificate,
    at: AT,
    visible: VISIBLE,
    hidden: HIDDEN,
    personalNumber: ANNA,
    certificateStatus: status(),
    ...over,
  };
  const judged = verdict(() => requireFrejaUserSignature(jws, trust));
  return judged.ok ? 'accepted' : judged.failure;
};

it('takes a signature by the person over our two texts', () => {
  expect(outcome(signedBy(freja))).toBe('accepted');
});

it('rests on Freja’s own signature where the root is not known, else on the root alone', () => {
  expect(outcome(signedBy(strangers), { root: null, certificateStatus: status({}, strangers) })).toBe('accepted');
  expect(outcome(signedBy(strangers))).toBe('chain');
});

it.each<[what: string, jws: () => string, over: Partial<FrejaUserTrust>, failure: EvidenceFailure]>([
  ['another text', () => signedBy(freja, said({ text: base64('Något annat') })), {}, 'visible-text'],
  ['no text', () => signedBy(freja, said({ text: undefined })), {}, 'visible-text'],
  ['other hidden data', () => signedBy(freja, said({ binaryData: base64('{"v":2}') })), {}, 'hidden-text'],
  ['no hidden data', () => signedBy(freja, said({ binaryData: undefined })), {}, 'hidden-text'],
  ['another person', () => signedBy(freja), { personalNumber: '199307202383' }, 'person'],
  ['another time', () => signedBy(freja), { at: new Date('2036-01-01T00:00:00Z') }, 'validity'],
  ['another key', () => jwsOf(strangers.person, { body: said(), header: { x5t: undefined, x5c: x5c(freja) } }), {}, 'signature'],
  ['another algorithm', () => signedBy(freja, said(), { alg: 'HS256' }), {}, 'algorithm'],
  ['no algorithm', () => signedBy(freja, said(), { alg: 'none' }), {}, 'algorithm'],
  ['no certificate', () => signedBy(freja, said(), { x5c: undefined }), {}, 'structure'],
  ['an empty chain', () => signedBy(freja, said(), { x5c: [] }), {}, 'structure'],
  ['a chain of something else', () => signedBy(freja, said(), { x5c: [7] }), {}, 'structure'],
  ['something critical', () => signedBy(freja, said(), { crit: ['b64'] }), {}, 'critical-extension'],
  ['no JWS', () => 'a.b', {}, 'structure'],
  ['a list', () => signedBy(freja, [VISIBLE]), {}, 'structure'],
])('refuses %s', (_what, jws, over, failure) => {
  expect(outcome(jws(), over)).toBe(failure);
});

it.each<[what: string, certificateStatus: () => string | null, failure: EvidenceFailure]>([
  ['has been revoked', () => status({ status: revoked() }), 'not-good'],
  ['nobody says anything about', () => null, 'not-successful'],
  ['somebody else vouches for', () => status({}, strangers), 'responder'],
  ['was good some time ago', () => status({ thisUpdate: new Date(AT.getTime() - 3_600_000) }), 'stale'],
])('refuses a certificate that %s', (_what, certificateStatus, failure) => {
  expect(outcome(signedBy(freja), { certificateStatus: certificateStatus() })).toBe(failure);
});
