import type { Browser } from 'playwright-core';
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

it('offers log-in and comes back to the page that was asked for', async () => {
  const visitor = await Visitor.arrive(browser, portal);
  await visitor.goto('/ekonomi/2021-2023');
  await visitor.heading('Omställningsfonden Mina sidor').waitFor();
  await visitor.button('Logga in med BankID').click();
  await visitor.identify('anni');
  await visitor.heading('Ekonomi 2021-2023').waitFor();
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

it('opens the BankID app on the same device, and goes on after the page was loaded again', async () => {
  const visitor = await Visitor.arrive(browser, portal, { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true });
  await visitor.goto('/');
  await visitor.button('Logga in med BankID').click();
  await visitor.button('BankID på den här enheten').click();
  const launch = await visitor.link('Öppna BankID-appen').getAttribute('href');
  const { searchParams } = new URL(launch!);
  await visitor.page.reload();
  await visitor.page.getByRole('dialog').getByText('En identifiering pågår.').waitFor();
  await portal.bankid.approve({ autoStartToken: searchParams.get('autostarttoken')! }, 'anni');
  await visitor.heading('Sammanfattning').waitFor();
  expect(visitor.complaints).toEqual([]);
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
