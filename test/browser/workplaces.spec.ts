import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { Portal } from '../setup/portal.js';

jest.setTimeout(120_000);

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('workplaces')];
}, 120_000);
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };
const within = (visitor: Visitor, name: string) => visitor.page.getByRole('row', { name });
const dialog = (visitor: Visitor) => visitor.page.getByRole('dialog');
const says = (visitor: Visitor, text: string) => visitor.page.getByRole('status').filter({ hasText: text }).waitFor();

it('lets the office find a company and activate departments, and not switch them off while they are used', async () => {
  const kim = await Visitor.loggedIn(browser, portal, 'Kim Kansli', 'staff');
  await kim.goto('/fonden');
  await kim.link('Företag').click();
  await kim.inspect('Företag', 'companies');
  await kim.button('Stäng av avdelningar för Exempelbygg AB').click();
  await kim.button('Stäng av avdelningar').click();
  await dialog(kim).getByText('Företagets öppna avdelningar har 1 person och 3 arbetsplatser.').waitFor();
  await kim.inspect('Företag', 'companies-in-use');
  await kim.button('Avbryt').click();
  await kim.field('Sök på namn eller organisationsnummer').fill('5599990024');
  await within(kim, 'Exempelbygg AB').waitFor({ state: 'detached' });
  await kim.button('Aktivera avdelningar för Mur & Puts i Väst AB').click();
  await kim.button('Aktivera avdelningar').click();
  await within(kim, 'Mur & Puts i Väst AB').getByText('Aktiverade, 0 öppna').waitFor();
  expect(kim.complaints).toEqual([]);
  await kim.leave();
});

it('lets the company’s administrator make departments and workplaces, move several at once, and see what closing affects', async () => {
  const mona = await Visitor.loggedIn(browser, portal, 'Mona Mur', 'Mur & Puts i Väst AB');
  await mona.goto('/arbetsplatser');
  await mona.page.getByText('Företaget har inga avdelningar än.').waitFor();
  for (const name of ['Mur', 'Puts']) {
    await mona.button('Ny avdelning').click();
    await mona.field('Avdelningens namn').fill(name);
    await mona.page.keyboard.press('Enter');
    await says(mona, `Avdelningen ${name} är sparad`);
  }
  await mona.button('Ny arbetsplats').click();
  await mona.field('Namn').fill('Haga');
  await mona.button('Spara').click();
  await dialog(mona).getByText('Det finns 4 fel i formuläret').waitFor();
  await mona.page.locator('.error-summary:focus').waitFor();
  await mona.inspect('Arbetsplatser och avdelningar', 'workplace-errors');
  for (const [label, text] of [
    ['Gatuadress', 'Haga Nygata 1'],
    ['Postnummer', '41301'],
    ['Ort', 'Göteborg'],
    ['Kommun', 'Göteborg'],
  ] as const)
    await mona.field(label).fill(text);
  await dialog(mona).getByLabel('Mur', { exact: true }).check();
  // The dialog is there until the list is read anew: what is edited next is not what was before.
  const list = await mona.hold('**/api/v1/workplaces');
  await mona.button('Spara').click();
  await list.asked;
  expect(await dialog(mona).count()).toBe(1);
  await list.release();
  await says(mona, 'Haga är sparad');
  await within(mona, 'Haga').getByText('Haga Nygata 1, 413 01 Göteborg').waitFor();
  for (const name of ['Haga', 'Huvudkontoret']) await mona.field(name).check();
  await mona.button('Flytta valda (2)').click();
  await dialog(mona).getByLabel('Puts', { exact: true }).check();
  await mona.button('Förhandsgranska').click();
  await dialog(mona).getByRole('heading', { name: '2 av 2 flyttas' }).waitFor();
  await dialog(mona).getByText('Från Mur till Puts').waitFor();
  await mona.inspect('Arbetsplatser och avdelningar', 'workplaces-move');
  await mona.button('Flytta 2 arbetsplatser').click();
  await says(mona, '2 arbetsplatser är flyttade');
  const narrowed = await mona.hold('**/api/v1/workplaces?*');
  await mona.field('Avdelning').selectOption('Mur');
  await mona.page.locator('[data-stale]').waitFor();
  await narrowed.release();
  await mona.page.getByText('Det finns inga arbetsplatser här.').waitFor();
  await mona.field('Avdelning').selectOption('');
  await mona.button('Stäng Puts').click();
  await dialog(mona).getByText('Det påverkar 2 arbetsplatser').waitFor();
  const departments = await mona.hold('**/api/v1/departments');
  await mona.button('Stäng avdelningen').click();
  await departments.asked;
  await dialog(mona).getByRole('heading', { name: 'Stäng Puts?' }).waitFor();
  await departments.release();
  await says(mona, 'Puts är stängd');
  await mona.page.getByText('Företagets enda öppna avdelning kan inte stängas').waitFor();
  await mona.button('Stäng Haga').click();
  await mona.button('Stäng arbetsplatsen').click();
  await says(mona, 'Haga är stängd');
  await within(mona, 'Haga').waitFor({ state: 'detached' });
  // The button has gone with its row, the focus has not.
  await mona.page.locator('h1:focus').waitFor();
  await mona.inspect('Arbetsplatser och avdelningar', 'workplaces');
  expect(mona.complaints).toEqual([]);
  await mona.leave();
});

it('shows an Avdelningsadministratör only his or her own on a phone, in the menu and on the page', async () => {
  const alva = await Visitor.loggedIn(browser, portal, 'Alva Avdelning', 'Exempelbygg AB', PHONE);
  await alva.goto('/arbetsplatser');
  await alva.inspect('Arbetsplatser och avdelningar', 'workplaces-375');
  expect(await alva.page.locator('.workplaces-table tbody th').allInnerTexts()).toEqual([
    'Kvarteret Åkern',
    'Slussen, etapp 2',
    'Husbyggnad',
  ]);
  expect(await alva.button('Ny avdelning').count()).toBe(0);
  await within(alva, 'Slussen, etapp 2').getByText('Arbetsplatsen hör också till en avdelning som du inte administrerar.').waitFor();
  await alva.button('Redigera Slussen, etapp 2').click();
  await dialog(alva).getByText('Därför kan du inte ändra namn och adress.').waitFor();
  expect(await alva.field('Namn').count()).toBe(0);
  await alva.button('Spara').click();
  await says(alva, 'Slussen, etapp 2 är sparad');
  await alva.button('Redigera Kvarteret Åkern').click();
  await alva.field('Namn').fill('Kvarteret Ängen');
  await alva.inspect('Arbetsplatser och avdelningar', 'workplace-edit-375');
  await alva.button('Spara').click();
  await says(alva, 'Kvarteret Ängen är sparad');
  await alva.field('Kvarteret Ängen').check();
  await alva.button('Flytta valda (1)').click();
  expect(await alva.button('Förhandsgranska').getAttribute('aria-disabled')).toBe('true');
  await dialog(alva).getByLabel('Husbyggnad', { exact: true }).check();
  await alva.button('Förhandsgranska').click();
  await dialog(alva).getByText('Är redan där').waitFor();
  await alva.inspect('Arbetsplatser och avdelningar', 'workplaces-move-375');
  await alva.button('Avbryt').click();
  await alva.button('Meny').click();
  await alva.link('Arbetsplatser').waitFor();
  expect(alva.complaints).toEqual([]);
  await alva.leave();
});
