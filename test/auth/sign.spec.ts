import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { BankIdApp } from '../setup/bankid.js';
import { Browser } from '../setup/browser.js';
import { setting } from '../setup/database.js';
import { newPersonalNumber, withBankId } from '../setup/identities.js';
import { agreement, Signing } from '../setup/signing.js';
import { World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
let signing: Signing;
const log: string[] = [];
const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
beforeAll(async () => {
  [app, world] = [await testApp({}, log), await World.open()];
  signing = new Signing(app);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const stranger = () => ({ personalNumber: newPersonalNumber(), givenName: 'Ny', surname: 'Person' });
const count = (id: string) => world.as<number>('select count(*)::int from signature where order_id = $1', [id], { kind: 'system' });

/** A signature that has been made; gives its browser, the order and who signed. */
async function signed(request = agreement()) {
  const [browser, who] = [new Browser(app), stranger()];
  const order = await signing.start(browser, request);
  await bankid.approve(order, who);
  expect(await signing.end(browser, order)).toMatchObject({ status: 'complete', messageKey: 'signed', message: 'Underskriften är klar.' });
  return { browser, order, who, request };
}

describe('a signature with BankID', () => {
  it('shows the text of the server, is kept with its evidence, and is used once', async () => {
    const { order, request, who } = await signed();
    const used = await signing.use(order, request);
    expect(used).toMatchObject({ name: 'Ny Person', provider: 'bankid', signatureId: expect.any(String), personId: expect.any(String) });
    expect(used.signedAt).toBeInstanceOf(Date);
    await expect(signing.use(order, request)).rejects.toMatchObject({ code: 'signature/used', status: 409 });
    expect(log.join('\n')).not.toContain(who.personalNumber);
  });
});
