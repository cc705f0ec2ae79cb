import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { BankIdApp } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { setting } from '../setup/database.js';
import { newPersonalNumber } from '../setup/identities.js';

let app: NestFastifyApplication;
const lines: string[] = [];
const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
beforeAll(async () => {
  app = await testApp({}, lines);
});
afterAll(() => app.close());

/** Logs a stranger in with evidence that has this fault; gives what the log said of it. */
async function reported(evidence?: string): Promise<{ said: Record<string, unknown>[]; personalNumber: string }> {
  const [browser, personalNumber] = [new Browser(app), newPersonalNumber()];
  const order = await browser.startBankId('qr');
  const person = { personalNumber, givenName: 'Ny', surname: 'Person' };
  await bankid.approve(order, person, evidence);
  expect(await browser.pollToEnd(order)).toMatchObject({ status: 'complete' });
  const all = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { said: all.filter((line) => line.orderId === order.id && String(line.msg).startsWith('underskriften')), personalNumber };
}

it('reports of a log-in that the signature and the OCSP answer hold, and says nothing of who it was', async () => {
  const { said, personalNumber } = await reported();
  expect(said).toEqual([expect.objectContaining({ level: 'info', msg: 'underskriften håller' })]);
  expect(lines.join('\n')).not.toContain(personalNumber);
});

it('takes BankID on file as well as the mobile one', async () => {
  expect((await reported('otherPolicy')).said).toEqual([expect.objectContaining({ msg: 'underskriften håller' })]);
});

it.each(['foreignRoot', 'otherPerson', 'expiredLeaf', 'otherText', 'otherPurpose', 'tampered', 'truncatedXml', 'extraComment'])(
  'reports a signature with the fault %s; a log-in rests on the mutual TLS and goes through',
  async (evidence) => {
    const { said } = await reported(evidence);
    expect(said).toEqual([
      expect.objectContaining({ level: 'warn', msg: 'underskriften håller inte', failure: expect.stringMatching(/^signature\//) }),
    ]);
  },
);

it.each(['ocspRevoked', 'ocspUnknown', 'ocspStale', 'ocspOtherSerial', 'ocspOtherNonce', 'ocspNoNonce', 'ocspForged', 'ocspUnavailable'])(
  'reports an OCSP answer with the fault %s',
  async (evidence) => {
    const { said } = await reported(evidence);
    expect(said).toEqual([expect.objectContaining({ level: 'warn', failure: expect.stringMatching(/^ocsp\//) })]);
  },
);
