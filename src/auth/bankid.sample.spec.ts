import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flips } from '../../test/setup/bankid-evidence.js';
import { BANKID_POLICIES, type BankIdTrust, verifyBankIdSignature } from './bankid.signature.js';

/** A signature that BankID itself has made lies beside the repository on some machines; it is not ours to ship. */
const shared = process.env.TEST_SHARED;
const given = shared ? describe : describe.skip;
const read = (name: string): Buffer => readFileSync(join(shared!, 'certs', name));
const sample = (): Buffer => read('bankid-real-sample-signature.xml');
const root = (environment: 'test' | 'prod') => new X509Certificate(read(`bankid-signature-root-${environment}.pem`));

const trust = (change: Partial<BankIdTrust> = {}): BankIdTrust => ({
  roots: [root('test')],
  policies: BANKID_POLICIES.test,
  at: new Date('2022-10-01T00:00:00Z'),
  expected: {
    funcId: 'Identification',
    personalNumber: '191212121212',
    visible: 'signeringstext',
    visibleFormat: 'plaintext',
    nonVisible: 'ej synlig',
    rpName: 'cn=Finansiell ID-Teknik BID AB,name=Test av BankID,serialNumber=5566304928,o=Testbank A AB (publ),c=SE',
  },
  ...change,
});
const verify = (xml: Buffer, by: BankIdTrust) => verifyBankIdSignature(xml.toString('base64'), by);

given('a real signature', () => {
  it('is accepted when it was made', () => {
    expect(verify(sample(), trust())).toMatchObject({
      ok: true,
      value: { name: 'Tolvan Tolvansson', givenName: 'Tolvan', surname: 'Tolvansson', personalNumber: '191212121212', policy: '1.2.3.4.5' },
    });
  });

  it('is refused today, under the other root and under the policies of production', () => {
    expect(verify(sample(), trust({ at: new Date() }))).toEqual({ ok: false, failure: 'validity' });
    expect(verify(sample(), trust({ roots: [root('prod')] }))).toEqual({ ok: false, failure: 'chain' });
    expect(verify(sample(), trust({ policies: BANKID_POLICIES.production }))).toEqual({ ok: false, failure: 'policy' });
  });

  it('is refused with any byte changed in two ways', () => {
    const unasked = trust({ expected: { funcId: 'Identification' } });
    let refused = 0;
    const accepted: string[] = [];
    for (const copy of flips(sample(), [0x01, 0x20]))
      if (verify(copy, unasked).ok) accepted.push(copy.toString('latin1'));
      else refused += 1;
    expect(accepted).toEqual([]);
    expect(refused).toBe(2 * sample().length);
  }, 120_000);

  it('is refused with a byte left out', () => {
    const whole = sample();
    const unasked = trust({ expected: { funcId: 'Identification' } });
    for (let at = 0; at < whole.length; at += 7)
      expect(verify(Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1)]), unasked).ok).toBe(false);
  });
});
