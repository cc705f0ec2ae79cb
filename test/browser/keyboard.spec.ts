import type { Browser, Locator } from 'playwright-core';
import { eventually } from '../setup/mailbox.js';
import { startChromium, Visitor } from '../setup/chromium.js';
import { Portal } from '../setup/portal.js';

let browser: Browser;
let portal: Portal;
let anni: Visitor;

beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('keyboard')];
  anni = await Visitor.arrive(browser, portal, { viewport: { width: 1280, height: 720 } });
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const press = (key: string) => anni.page.keyboard.press(key);

/** Presses Tab until the thing has the focus; it must be seen, ringed, and not hidden behind anything (WCAG 2.4.7, 2.4.11). */
async function tabTo(target: Locator): Promise<void> {
  for (let n = 0; n < 90; n++) {
    if (await target.evaluate((el) => el === el.ownerDocument.activeElement)) return isSeen();
    await press('Tab');
  }
  throw new Error(`Tab når inte ${target.toString()}`);
}

/** What has the focus has a ring and lies in front; the page may need a frame to scroll there. */
async function isSeen(): Promise<void> {
  const look = `(() => {
    const el = document.activeElement, box = el.getBoundingClientRect(), style = getComputedStyle(el);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return 'no ring';
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return top && (el.contains(top) || top.contains(el)) ? 'seen' : 'hidden behind ' + (top ? top.className : 'the edge');
  })()`;
  await eventually(async () => ((await anni.page.evaluate(look)) === 'seen' ? true : undefined), 'att fokus syns').catch(() => undefined);
  expect(await anni.page.evaluate(look)).toBe('seen');
}

/** Goes to a field and writes. */
async function write(label: string | RegExp, text: string): Promise<void> {
  await tabTo(anni.field(label));
  await press('Control+A');
  await anni.page.keyboard.type(text);
}

it('logs in, applies and submits without a mouse', async () => {
  await anni.goto('/');
  await press('Tab');
  expect(await anni.page.locator('*:focus').innerText()).toBe('Hoppa till innehållet');
  await press('Enter');
  await tabTo(anni.button('Logga in med BankID'));
  await press('Enter');
  await anni.identify('anni');
  await anni.heading('Sammanfattning').waitFor();
  await anni.page.locator('h1:focus').waitFor();

  await tabTo(anni.button('Registrera ny insats'));
  await press('Enter');
  await anni.heading('Anmälan om insats').waitFor();
  await tabTo(anni.page.getByRole('group', { name: /Är samverkan/ }).getByLabel('Ja'));
  await press('Space');
  await write('Startdatum', '2028-04-18');
  await write('Slutdatum', '2028-05-10');
  await write('Namn på insats', 'Validering');
  await write('Bakgrund och behov', 'Många saknar papper på det de kan.');
  await write('Insatsens syfte', 'Fler får papper på det de kan.');
  await write('Berörda yrkesgrupper', 'barnskötare');
  await write('Antal deltagare', '12');
  await tabTo(anni.field(/Vi vill att Omställningsfonden anlitar/));
  await press('ArrowDown');
  await write('Beskrivning', 'Validering');
  await write('Summa (i kronor)', '48 000');
  await press('Enter');
  await anni.page.locator('#falt-budget:focus').waitFor();
  await tabTo(anni.button('Ta bort Validering'));
  await press('Enter');
  await anni.page.locator('button:focus', { hasText: 'Ångra' }).waitFor();
  await press('Enter');
  await anni.page.locator('#falt-budget-0:focus').waitFor();

  await tabTo(anni.button('Förhandsgranska'));
  await press('Enter');
  await anni.page.locator('.error-summary:focus').waitFor();
  await tabTo(anni.link('Svara på om ni önskar kvalitetskontroll.'));
  await press('Enter');
  await anni.page.locator('#falt-qualityControlWanted:focus').waitFor();
  await press('ArrowDown');
  await tabTo(anni.button('Förhandsgranska'));
  await press('Enter');
  await anni.heading('Förhandsgranska ansökan').waitFor();
  await tabTo(anni.button('Skicka in'));
  await press('Enter');
  await anni.heading('Kvittens').waitFor();
  expect(await anni.page.locator('.receipt-number').innerText()).toMatch(/^8-\d{7}$/);
  expect(anni.complaints).toEqual([]);
});

it('opens and closes the menu of the user', async () => {
  await tabTo(anni.button('Anni Widdersjö - Stockholms stad'));
  await press('Enter');
  await tabTo(anni.button('Logga ut'));
  await press('Escape');
  expect(await anni.page.locator('*:focus').innerText()).toBe('Anni Widdersjö - Stockholms stad');
  expect(await anni.button('Logga ut').isVisible()).toBe(false);
});

it('sorts, searches and shows more of the list, and says so', async () => {
  await anni.goto('/ekonomi/2024-2026');
  await tabTo(anni.button('Kvar att utnyttja'));
  await press('Enter');
  await anni.page.locator('th[aria-sort=descending]', { hasText: 'Kvar att utnyttja' }).waitFor();
  await anni.page.locator('tbody tr:first-child th', { hasText: '8-2403266' }).waitFor();
  await write('Fritextsök', 'andraspråk');
  await anni.page.getByRole('status').filter({ hasText: '2 insatser visas' }).waitFor({ state: 'attached' });
  expect(await anni.page.locator('tbody tr').count()).toBe(2);
  expect(anni.page.url()).toContain('q=andra');
  await write('Fritextsök', 'finns inte');
  await anni.page.getByText('Inga insatser passar till ”finns inte”.').waitFor();
  expect(anni.complaints).toEqual([]);
});
