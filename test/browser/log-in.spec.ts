import type { Browser } from 'playwright-core';
import { Vault } from '../../src/auth/index.js';
import { testEnv } from '../setup/env.js';
import { startChromium, Visitor } from '../setup/chromium.js';
import { eventually } from '../setup/mailbox.js';
import { Portal } from '../setup/portal.js';

let browser: Browser;
let portal: Portal;

beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('login')];
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

/** What BankID has given for the newest order and must stay with us: its reference and the secret of its codes. */
async function secretsOfNewest(): Promise<string[]> {
  const { id, keyId, secrets } = await portal.world.as<{ id: string; keyId: string; secrets: string }>(
    `select json_build_object('id', id, 'keyId', key_id, 'secrets', encode(secrets_enc, 'base64')) from eid_order order by issued_at desc limit 1`,
    [],
  );
  const opened = new Vault(await testEnv()).open({ keyId, bytes: Buffer.from(secrets, 'base64') }, `eid_order:${id}`);
  const { orderRef, qrStartSecret } = JSON.parse(opened) as Record<string, string>;
  return [orderRef!, qrStartSecret!, 'orderRef', 'qrStartSecret'];
}

/** Everything that a page has of its own: its markup, its address and those before, what it has stored. */
const everythingOf = ({ page }: Visitor) =>
  page.evaluate<string>(
    `[document.documentElement.outerHTML, location.href, JSON.stringify(history.state), JSON.stringify(sessionStorage), JSON.stringify(localStorage), document.cookie].join()`,
  );

it('offers log-in and comes back to the page that was asked for', async () => {
  const visitor = await Visitor.arrive(browser, portal);
  await visitor.goto('/ekonomi/2021-2023');
  await visitor.heading('Omställningsfonden Mina sidor').waitFor();
  await visitor.button('Logga in med BankID').click();
  await visitor.page.getByRole('img', { name: /QR-kod.*BankID/ }).waitFor();
  const [secrets, during] = [await secretsOfNewest(), await everythingOf(visitor)];
  await visitor.identify('anni');
  await visitor.heading('Ekonomi 2021-2023').waitFor();
  const shown = during + (await everythingOf(visitor)) + visitor.page.url();
  for (const secret of secrets) expect(shown).not.toContain(secret);
  await visitor.leave();
});

it('says what went wrong in BankID and lets one try again', async () => {
  const visitor = await Visitor.arrive(browser, portal);
  await visitor.goto('/');
  await visitor.button('Logga in med BankID').click();
  await visitor.page.getByRole('img', { name: /QR-kod/ }).waitFor();
  await visitor.cancelInApp('anni');
  await visitor.page.getByRole('alert').getByText('Åtgärden avbröts').waitFor();
  await visitor.wholePageIsAccessible();
  await visitor.button('Försök igen').click();
  await visitor.page.getByRole('img', { name: /QR-kod/ }).waitFor();
  await visitor.page.keyboard.press('Escape');
  await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

it('opens the BankID app on the same device, which leads back to the browser where it began, and to no other', async () => {
  const visitor = await Visitor.arrive(browser, portal, { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true });
  await visitor.goto('/');
  await visitor.button('Logga in med BankID').click();
  await visitor.button('BankID på den här enheten').click();
  await visitor.link('Öppna BankID-appen').waitFor();
  await visitor.page.reload();
  await visitor.link('Öppna BankID-appen').waitFor();
  const kept = await everythingOf(visitor);
  for (const secret of await secretsOfNewest()) expect(kept).not.toContain(secret);
  const [bankId] = await Promise.all([visitor.context.waitForEvent('page'), visitor.link('Öppna BankID-appen').click()]);
  const nonce = await portal.bankid.nonceOf({ autoStartToken: /autostarttoken=([\w-]+)/.exec(kept)![1]! });

  const other = await Visitor.arrive(browser, portal, { viewport: { width: 375, height: 740 } });
  await other.goto(`/bankid/retur#n=${nonce}`);
  await other.inspect('Gå tillbaka till webbläsaren där du började', 'bankid-elsewhere-375');
  expect(other.page.url()).toBe(`${portal.origin}/bankid/retur`);
  expect((await other.context.cookies()).map(({ name }) => name)).not.toContain('__Host-ms');
  await other.leave();

  await bankId.getByLabel('Testperson').selectOption('anni');
  await bankId.getByRole('button', { name: 'Fortsätt' }).click();
  await bankId.getByLabel('Säkerhetskod').fill('123456');
  await bankId.getByRole('button', { name: 'Identifiera' }).click();
  await bankId.waitForURL(`${portal.origin}/`);
  await bankId.getByRole('heading', { name: 'Sammanfattning' }).waitFor();
  await visitor.heading('Sammanfattning').waitFor();
  await bankId.goBack();
  expect(bankId.url()).not.toContain(nonce!);
  expect(visitor.complaints.filter((one) => !one.includes('404'))).toEqual([]);
  await visitor.leave();
});

it('ends the order when the person leaves', async () => {
  const visitor = await Visitor.arrive(browser, portal);
  await visitor.goto('/');
  await visitor.button('Logga in med BankID').click();
  await visitor.page.getByRole('img', { name: /QR-kod/ }).waitFor();
  await visitor.button('Avbryt').click();
  await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await visitor.focused()).toContain('bankid-button');
  await eventually(async () => ((await visitor.orderStatus()) === 'failed' ? true : undefined), 'att ordern avslutas');
  await visitor.leave();
});
