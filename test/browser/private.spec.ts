import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { PATIENCE_MS, startChromium, Visitor } from '../setup/chromium.js';
import { Pdf } from '../setup/pdf.js';
import { Portal } from '../setup/portal.js';

const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };
let browser: Browser;
let portal: Portal;

beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('private')];
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

/** What the browser keeps when this button is pressed. */
async function download(visitor: Visitor, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [kept] = await Promise.all([visitor.page.waitForEvent('download'), visitor.button(button).click()]);
  return { name: kept.suggestedFilename(), bytes: await readFile(await kept.path()) };
}

it('lets Anni in as a private person with BankID: her own page, no employer’s, and everything about her to keep', async () => {
  const anni = await Visitor.arrive(browser, portal);
  await anni.goto('/');
  await anni.inspect('Omställningsfonden Mina sidor', 'two-entrances');
  expect(await anni.button('Logga in med BankID som privatperson').getAttribute('aria-describedby')).toBe('som-privatperson');
  expect(await anni.button('Logga in med BankID').getAttribute('aria-describedby')).toBe('som-arbetsgivare');
  await anni.button('Logga in med BankID som privatperson').click();
  await anni.identify('anni');
  await anni.inspect('Min sida', 'private-page');
  expect(await anni.text()).toContain('Stockholms stad');
  expect(await anni.page.getByRole('navigation', { name: 'Brödsmulor' }).innerText()).toMatch(/Privatpersoner\s+Min sida/);
  await anni.button('Anni Widdersjö - privatperson').click();
  await anni.button('Logga ut').waitFor();
  expect(await anni.link('Byt organisation').count()).toBe(0);
  await anni.page.keyboard.press('Escape');

  const pdf = await download(anni, 'Hämta som PDF');
  expect(pdf.name).toBe('registerutdrag.pdf');
  expect(new Pdf(pdf.bytes).text).toContain('Registerutdrag för Anni Widdersjö');
  const json = await download(anni, 'Hämta som JSON');
  expect(json.name).toBe('registerutdrag.json');
  expect(JSON.parse(json.bytes.toString())).toMatchObject({ person: { name: 'Anni Widdersjö' } });

  await anni.goto('/ekonomi');
  await anni.heading('Min sida').waitFor();
  expect(anni.complaints).toEqual([]);
  await anni.leave();
});

it('lets her in with Freja on a phone, by the entrance she pressed', async () => {
  const anni = await Visitor.arrive(browser, portal, PHONE);
  await anni.goto('/');
  await anni.inspect('Omställningsfonden Mina sidor', 'two-entrances-375');
  await anni.button('Logga in med Freja eID+ som privatperson').click();
  await anni.button('Freja på den här enheten').click();
  const link = anni.link('Öppna Freja på den här enheten');
  await link.waitFor();
  expect(await anni.page.getByRole('dialog').count()).toBe(1);
  await anni.page.reload();
  await link.waitFor();
  expect(await anni.page.getByRole('dialog').count()).toBe(1);
  await portal.freja.approve({ launch: { universal: (await link.getAttribute('href'))! } }, 'anni');
  await anni.inspect('Min sida', 'private-page-375');
  expect(anni.complaints).toEqual([]);
  await anni.leave();
});

it('logs in again by the same entrance when the session has run out, and goes on with what was asked for', async () => {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'private');
  await anni.goto('/min-sida');
  await portal.world.as('update session set ended_at = now() where context = $1', ['private']);
  const kept = anni.page.waitForEvent('download', { timeout: 2 * PATIENCE_MS });
  await anni.button('Hämta som JSON').click();
  await anni.page.getByRole('dialog', { name: 'Du har loggats ut' }).waitFor();
  await anni.wholePageIsAccessible();
  await anni.button('Logga in med BankID som privatperson').click();
  await anni.identify('anni');
  expect((await kept).suggestedFilename()).toBe('registerutdrag.json');
  expect(await portal.world.as(`select count(*)::int from session where context = 'private' and ended_at is null`, [])).toBe(1);
  await anni.leave();
});

it('tells a page that another tab has come in by the other entrance', async () => {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  await anni.goto('/');
  await anni.heading('Sammanfattning').waitFor();
  const value = await portal.session('Anni Widdersjö', 'private');
  await anni.context.addCookies([
    { name: '__Host-ms', value, domain: 'localhost', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
  ]);
  await anni.link('Ekonomi').first().click();
  await anni.page.getByRole('dialog', { name: 'Du har loggat in som privatperson i en annan flik' }).waitFor();
  await anni.wholePageIsAccessible();
  await anni.button('Logga in med BankID').click();
  await anni.identify('anni');
  await anni.heading(/^Ekonomi/).waitFor();
  await anni.leave();
});
