import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { eventually } from '../setup/mailbox.js';
import { Portal } from '../setup/portal.js';

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('freja')];
}, 120_000);
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

it('lets Anni log in by the QR code of Freja eID+', async () => {
  const anni = await Visitor.arrive(browser, portal);
  await anni.goto('/');
  await anni.inspect('Omställningsfonden Mina sidor', 'log-in-two-ways');
  await anni.button('Logga in med Freja eID+').click();
  await anni.page.getByText('Öppna Freja-appen och skanna QR-koden.').waitFor();
  await anni.page.getByRole('img', { name: 'QR-kod att skanna med Freja-appen' }).waitFor();
  await anni.wholePageIsAccessible();
  await anni.page.screenshot({ path: '.data/screenshots/freja-qr.png' });
  await anni.identify('anni', 'freja');
  await anni.heading('Sammanfattning').waitFor();
  expect(anni.complaints).toEqual([]);
  await anni.leave();
});

it('fits a phone, where the app of the same device comes first', async () => {
  const anni = await Visitor.arrive(browser, portal, { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true });
  await anni.goto('/');
  await anni.inspect('Omställningsfonden Mina sidor', 'log-in-two-ways-375');
  await anni.button('Logga in med Freja eID+').click();
  await anni.page.getByText('Vill du använda Freja på den här enheten eller på en annan enhet?').waitFor();
  await anni.wholePageIsAccessible();
  await anni.button('Freja på den här enheten').click();
  const link = anni.link('Öppna Freja på den här enheten');
  await link.waitFor();
  await anni.wholePageIsAccessible();
  await anni.page.screenshot({ path: '.data/screenshots/freja-same-device-375.png' });
  await portal.freja.approve({ launch: { universal: (await link.getAttribute('href'))! } }, 'anni');
  await anni.heading('Sammanfattning').waitFor();
  expect(anni.complaints).toEqual([]);
  await anni.leave();
});

it('tells why a log-in failed, and is cancelled at Freja when the person gives up', async () => {
  const anni = await Visitor.arrive(browser, portal);
  await anni.goto('/');
  await anni.button('Logga in med Freja eID+').click();
  await anni.page.getByRole('img', { name: /QR-kod.*Freja/ }).waitFor();
  await portal.freja.act((await portal.freja.latest()).ref, { action: 'cancel' });
  await anni.page.getByText('Du avbröt i Freja-appen.').waitFor();
  await anni.wholePageIsAccessible();
  await anni.button('Försök igen').click();
  await anni.page.getByRole('img', { name: /QR-kod.*Freja/ }).waitFor();
  const { ref } = await portal.freja.latest();
  await anni.page.getByRole('button', { name: 'Avbryt', exact: true }).click();
  await eventually(async () => {
    const order = await portal.freja.latest();
    return (order.ref === ref && order.status === 'RP_CANCELED') || undefined;
  }, 'avbrottet hos Freja');
  await anni.leave();
});

it('goes on where the session ended, after a log-in with Freja in the dialog', async () => {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  await anni.goto('/');
  await anni.heading('Sammanfattning').waitFor();
  await portal.world.as(`update session set ended_at = now() where ended_at is null`, []);
  await anni.page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Ekonomi' }).click();
  await anni.page.getByRole('heading', { name: 'Du har loggats ut' }).waitFor();
  await anni.wholePageIsAccessible();
  await anni.button('Logga in med Freja eID+').click();
  await anni.identify('anni', 'freja');
  await anni.heading(/^Ekonomi/).waitFor();
  expect(anni.complaints).toEqual([]);
  await anni.leave();
});
