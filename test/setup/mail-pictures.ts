import type { Browser } from 'playwright-core';
import { PATIENCE_MS } from './chromium.js';
import { setting } from './database.js';
import type { ReceivedMail } from './mailbox.js';

/** Finds the letter in the mailbox, as a person does, and keeps pictures of it: as the mailbox shows it, as text, and as HTML in both widths. */
export async function lookAtMail(browser: Browser, email: string, { subject }: ReceivedMail): Promise<void> {
  // Tall enough for the frame of the HTML: what is below the window is not painted.
  const page = await browser.newPage({ locale: 'sv-SE', viewport: { width: 760, height: 1900 } });
  page.setDefaultTimeout(PATIENCE_MS);
  const picture = (name: string) => ({ path: `.data/screenshots/invite-mail${name}.png`, fullPage: true });
  await page.goto(setting('TEST_MAIL_HTTP'));
  await page.getByLabel('Mottagare').fill(email);
  await page.getByRole('button', { name: 'Sök' }).click();
  await page.getByRole('link', { name: subject }).first().click();
  await page.frameLocator('iframe').getByRole('link', { name: 'acceptera inbjudan' }).waitFor();
  await page.screenshot(picture(''));
  await page.locator('pre.letter').screenshot({ path: picture('-text').path });
  await page.setViewportSize({ width: 760, height: 900 });
  await page.goto(new URL((await page.locator('iframe').getAttribute('src'))!, page.url()).href);
  await page.screenshot(picture('-html'));
  await page.setViewportSize({ width: 375, height: 740 });
  await page.screenshot(picture('-html-375'));
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
  await page.context().close();
}
