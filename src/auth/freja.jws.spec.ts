import { createHmac } from 'node:crypto';
import { flips } from '../../test/setup/bankid-evidence.js';
import { AT, type Identity, issue, newKeys } from '../../test/setup/bankid-issuer.js';
import { approval, attributes, type Json, jwsOf, part, x5t } from '../../test/setup/freja-evidence.js';
import type { EvidenceFailure } from './evidence.js';
import { frejaCertificates, type FrejaTrust, verifyFrejaJws } from './freja.jws.js';

let freja: Identity;
let next: Identity;
let trust: FrejaTrust;

beforeAll(async () => {
  const subject: Array<[string, string]> = [['CN', 'Påhittad Freja JWS']];
  [freja, next] = await Promise.all([issue({ subject }), issue({ subject })]);
  const certificates = frejaCertificates([`${String(freja.certificate)}\n${String(next.certificate)}`]);
  trust = { certificates, reference: { authRef: 'ref-1' }, now: AT };
});

const jws = (wish: Parameters<typeof jwsOf>[1] = {}) => jwsOf(freja, wish);
const outcome = (compact: string, change: Partial<FrejaTrust> = {}) => {
  const verdict = verifyFrejaJws(compact, { ...trust, ...change });
  return verdict.ok ? 'accepted' : verdict.failure;
};
const approved = (change: Json) => outcome(jws({ body: approval(change) }));
const known = (change: Json) => approved({ requestedAttributes: attributes(change) });

it('tells who has approved', () => {
  expect(verifyFrejaJws(jws(), trust)).toEqual({
    ok: true,
    value: {
      personalNumber: '199908072391',
      kind: 'personnummer',
      givenName: 'Karl',
      surname: 'Åkesson',
      approvedAt: AT,
      registrationLevel: 'PLUS',
      loaLevel: 'LOA3',
      relyingPartyUserId: 'zv8b',
      signatureData: null,
      signedBy: freja.certificate,
    },
  });
});

it('takes every configured certificate, and a samordningsnummer', () => {
  expect(outcome(jws({ header: { x5t: x5t(next) }, key: next.key }))).toBe('accepted');
  expect(known({ ssn: { ssn: '196903732383', country: 'SE' } })).toBe('accepted');
});

it('gives the signature of a signing order, and takes no log-in for one', () => {
  const signatureData = { userSignature: 'eyJ…', certificateStatus: 'MII…' };
  const body = { ...approval({ signatureData }), authRef: undefined, signRef: 'sign-1' };
  const verdict = verifyFrejaJws(jws({ body }), { ...trust, reference: { signRef: 'sign-1' } });
  expect(verdict).toMatchObject({ ok: true, value: { signatureData } });
  expect(outcome(jws(), { reference: { signRef: 'ref-1' } })).toBe('other-order');
  expect(outcome(jws({ body }), { reference: { authRef: 'sign-1' } })).toBe('other-order');
  for (const broken of [undefined, {}, { userSignature: '' }, { userSignature: 7 }])
    expect(outcome(jws({ body: { ...body, signatureData: broken } }), { reference: { signRef: 'sign-1' } })).toBe('structure');
});

describe('a header', () => {
  it('cannot choose a certificate that is not ours', () => {
    for (const name of ['AAAA', '', undefined, 5, null, '__proto__', 'constructor'])
      expect(outcome(jws({ header: { x5t: name } }))).toBe('unknown-certificate');
    expect(outcome(jws(), { certificates: frejaCertificates([String(next.certificate)]) })).toBe('unknown-certificate');
    expect(outcome(jws({ header: { x5t: x5t(next) } }))).toBe('signature');
  });

  it('cannot bring its own key', async () => {
    const mine = await issue({ subject: [['CN', 'Påhittad Freja JWS']] });
    const jwk = mine.certificate.publicKey.export({ format: 'jwk' });
    const x5c = [mine.certificate.raw.toString('base64')];
    expect(outcome(jws({ header: { jwk, x5c, x5t: x5t(mine) }, key: mine.key }))).toBe('unknown-certificate');
    expect(outcome(jws({ header: { jwk, x5c }, key: mine.key }))).toBe('signature');
  });

  it('cannot choose another algorithm', () => {
    for (const alg of ['none', 'HS256', 'RS512', 'RS384', 'PS256', 'ES256', 'rs256', undefined, ['RS256']])
      expect(outcome(jws({ header: { alg } }))).toBe('algorithm');
    expect(outcome(jws({ header: { alg: 'RS512' }, hash: 'sha512' }))).toBe('algorithm');
    expect(outcome(jws({ hash: 'sha512' }))).toBe('signature');
  });

  it('cannot have the public key taken for a secret', () => {
    const pem = freja.certificate.publicKey.export({ type: 'spki', format: 'pem' });
    const signed = `${part({ alg: 'HS256', x5t: x5t(freja) })}.${part(approval())}`;
    expect(outcome(`${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`)).toBe('algorithm');
    const renamed = `${part({ alg: 'RS256', x5t: x5t(freja) })}.${part(approval())}`;
    expect(outcome(`${renamed}.${createHmac('sha256', pem).update(renamed).digest('base64url')}`)).toBe('signature');
  });

  it('cannot ask for what we do not know', () => {
    expect(outcome(jws({ header: { crit: ['b64'], b64: false } }))).toBe('critical-extension');
  });
});

describe('a result that is not an approval of ours', () => {
  it.each<[change: Json, EvidenceFailure]>([
    [{ status: 'REJECTED' }, 'not-approved'],
    [{ status: undefined }, 'not-approved'],
    [{ authRef: 'ref-2' }, 'other-order'],
    [{ authRef: undefined }, 'other-order'],
    [{ timestamp: AT.getTime() - 300_001 }, 'stale'],
    [{ timestamp: AT.getTime() + 300_001 }, 'stale'],
    [{ timestamp: AT.toISOString() }, 'stale'],
    [{ timestamp: String(AT.getTime()) }, 'stale'],
    [{ timestamp: null }, 'stale'],
    [{ requestedAttributes: undefined }, 'structure'],
    [{ requestedAttributes: [attributes()] }, 'structure'],
  ])('is refused: %j', (change, failure) => {
    expect(approved(change)).toBe(failure);
  });

  it('is five minutes old at most, and no reference of ours is empty', () => {
    expect([300_000, -300_000].map((ms) => approved({ timestamp: AT.getTime() + ms }))).toEqual(['accepted', 'accepted']);
    expect(outcome(jws({ body: approval({ authRef: '' }) }), { reference: { authRef: '' } })).toBe('other-order');
    expect(outcome(jws(), { now: new Date(Number.NaN) })).toBe('stale');
  });
});

describe('a person that we cannot take', () => {
  it.each<[change: Json, EvidenceFailure]>([
    [{ registrationLevel: 'BASIC' }, 'registration-level'],
    [{ registrationLevel: 'EXTENDED' }, 'registration-level'],
    [{ ssn: { ssn: '199908072391', country: 'NO' } }, 'country'],
    [{ ssn: { ssn: '199908072391' } }, 'country'],
    [{ ssn: { ssn: '199908072392', country: 'SE' } }, 'person'],
    [{ ssn: { ssn: '9908072391', country: 'SE' } }, 'person'],
    [{ ssn: { ssn: 199908072391, country: 'SE' } }, 'person'],
    [{ ssn: undefined }, 'structure'],
    [{ basicUserInfo: undefined }, 'structure'],
    [{ basicUserInfo: { name: '', surname: 'Åkesson' } }, 'person'],
    [{ basicUserInfo: { name: 'Karl', surname: '' } }, 'person'],
    [{ basicUserInfo: { name: 7, surname: 'Åkesson' } }, 'person'],
    [{ basicUserInfo: { name: 'Karl' } }, 'person'],
  ])('is refused: %j', (change, failure) => {
    expect(known(change)).toBe(failure);
  });

  it('needs PLUS of the lowest level when their own is not told', () => {
    const untold = { requestedAttributes: attributes({ registrationLevel: undefined }) };
    expect(approved(untold)).toBe('accepted');
    expect(approved({ ...untold, minRegistrationLevel: 'BASIC' })).toBe('registration-level');
    expect(approved({ ...untold, minRegistrationLevel: undefined })).toBe('registration-level');
  });
});

describe('how it is written', () => {
  it('is refused with any character changed', () => {
    const good = jws();
    const accepted = [...flips(Buffer.from(good), [0x01, 0x20])].filter((copy) => outcome(copy.toString('latin1')) === 'accepted');
    expect(accepted).toHaveLength(0);
  });

  it('is refused in any other form', () => {
    const good = jws();
    const [header, body, signature] = good.split('.');
    const texts = [
      '',
      '.',
      '..',
      `${header}.${body}`,
      `${header}.${body}.`,
      `${good}.`,
      `${good}.AAAA`,
      `${good}=`,
      ` ${good}`,
      `${good}\n`,
    ];
    for (const text of [...texts, `${header}..${signature}`, `.${body}.${signature}`]) expect(outcome(text)).not.toBe('accepted');
    expect(outcome(jws({ body: [] }))).toBe('structure');
    expect(outcome(jws({ body: 'APPROVED' }))).toBe('structure');
    expect(outcome(`${part(null)}.${body}.${signature}`)).toBe('structure');
    expect(outcome(`${Buffer.from('{').toString('base64url')}.${body}.${signature}`)).toBe('encoding');
    expect(outcome('A'.repeat(300_000))).toBe('too-large');
  });
});

describe('the configured certificates', () => {
  it('are known by the thumbprints that we compute', () => {
    expect([...trust.certificates.keys()]).toEqual([x5t(freja), x5t(next)]);
  });

  it('cannot be missing, broken or weak', async () => {
    expect(() => frejaCertificates(['ingenting'])).toThrow('innehåller inget certifikat');
    expect(() => frejaCertificates(['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])).toThrow('asn1');
    const weak = await issue({ subject: [['CN', 'Svag']], keys: await newKeys(1024) });
    expect(() => frejaCertificates([String(weak.certificate)])).toThrow('minst 2048 bitar');
  });
});
