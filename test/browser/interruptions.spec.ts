import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { eventually } from '../setup/mailbox.js';
import { Portal } from '../setup/portal.js';

let browser: Browser;
let portal: Portal;
const PURPOSE = 'Fler ska kunna stanna i yrket.';

beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('interrupt')];
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

/** Opens the form of a new draft as this person; gives the draft's id. */
async function newDraft(visitor: Visitor): Promise<string> {
  await visitor.goto('/ekonomi');
  await visitor.button('Registrera ny insats').click();
  await visitor.heading('Anmälan om insats').waitFor();
  return /insatser\/([0-9a-f-]{36})/.exec(visitor.page.url())![1]!;
}

const purposeOf = (id: string) => portal.world.as<string>('select purpose from insats where id = $1', [id]);
const saved = (visitor: Visitor) => visitor.page.getByText(/^Sparat \d\d\.\d\d$/).waitFor();

it('asks which organisation, and can be switched in the menu', async () => {
  const fatima = await Visitor.loggedIn(browser, portal, 'Fatima Flera', null);
  await fatima.goto('/ekonomi');
  await fatima.inspect('Välj organisation', 'choose-organization');
  expect(await fatima.page.locator('tbody th').allInnerTexts()).toEqual(['Skövde kommun', 'Staffanstorps kommun', 'Stockholms stad']);
  await fatima.button('Titel').click();
  expect(await fatima.page.locator('tbody th').allInnerTexts()).toEqual(['Skövde kommun', 'Staffanstorps kommun', 'Stockholms stad']);
  await fatima.button('Titel').click();
  expect(await fatima.page.locator('tbody th').allInnerTexts()).toEqual(['Stockholms stad', 'Staffanstorps kommun', 'Skövde kommun']);
  await fatima.button('Välj Skövde kommun').click();
  await fatima.heading('Ekonomi 2024-2026').waitFor();
  await fatima.button('Fatima Flera - Skövde kommun').click();
  await fatima.link('Byt organisation').click();
  await fatima.button('Välj Stockholms stad').click();
  await fatima.inspect('Sammanfattning', 'switched');
  await fatima.button('Fatima Flera - Stockholms stad').click();
  await fatima.button('Logga ut').click();
  await fatima.heading('Omställningsfonden Mina sidor').waitFor();
  expect(fatima.complaints).toEqual([]);
  await fatima.leave();
});

it('keeps the text of a tab that is left on the old organisation', async () => {
  const stale = await Visitor.loggedIn(browser, portal, 'Fatima Flera', 'Stockholms stad');
  const id = await newDraft(stale);
  const other = await stale.anotherTab();
  await other.goto('/valj-organisation');
  // The dialog would come by itself; without the tabs' channel the server has to say it.
  await stale.page.evaluate('document.addEventListener("visibilitychange", (e) => e.stopImmediatePropagation(), true)');
  await other.button('Välj Skövde kommun').click();
  await other.heading('Sammanfattning').waitFor();
  await stale.page.getByRole('dialog', { name: 'Du har bytt organisation i en annan flik' }).waitFor();
  await stale.button('Stäng och läs sidan').click();
  await stale.field('Insatsens syfte').fill(PURPOSE);
  const dialog = stale.page.getByRole('dialog', { name: 'Du har bytt organisation i en annan flik' });
  await dialog.getByText('Den här sidan hör till Stockholms stad, men du representerar nu Skövde kommun.').waitFor();
  await stale.wholePageIsAccessible();
  expect(await purposeOf(id)).toBe('');
  await stale.button('Byt tillbaka till Stockholms stad').click();
  await saved(stale);
  expect(await stale.field('Insatsens syfte').inputValue()).toBe(PURPOSE);
  expect(await purposeOf(id)).toBe(PURPOSE);
  expect(stale.complaints).toEqual([]);
  await stale.leave();
});

it('keeps the text when the session runs out, and goes on after a new log-in', async () => {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  const id = await newDraft(anni);
  await portal.world.as('delete from session', []);
  await anni.field('Insatsens syfte').fill(PURPOSE);
  const dialog = anni.page.getByRole('dialog', { name: 'Du har loggats ut' });
  await dialog.waitFor();
  await anni.wholePageIsAccessible();
  for (const focused of ['[tabindex="-1"]', 'body']) {
    await anni.page.evaluate(
      `document.querySelector('dialog ${focused}, ${focused}').focus(); '${focused}' === 'body' && document.activeElement.blur()`,
    );
    for (let time = 0; time < 3; time++) await anni.page.keyboard.press('Escape');
  }
  await dialog.getByRole('button', { name: 'Logga in med BankID' }).click();
  await anni.identify('anni');
  await saved(anni);
  expect(await anni.field('Insatsens syfte').inputValue()).toBe(PURPOSE);
  expect(await purposeOf(id)).toBe(PURPOSE);
  expect(anni.complaints).toEqual([]);
  await anni.leave();
});

it('says so when there is no connection, and saves when it is back', async () => {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  const id = await newDraft(anni);
  await anni.context.setOffline(true);
  await anni.field('Insatsens syfte').fill(PURPOSE);
  await anni.page.getByText('Inte sparat. Ingen kontakt med Mina sidor. Vi försöker igen.').waitFor();
  await anni.wholePageIsAccessible();
  const asked = anni.page.waitForEvent('dialog');
  await anni.page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Ekonomi' }).click({ noWaitAfter: true });
  const question = await asked;
  expect(question.message()).toBe('Det senaste du skrev är inte sparat. Vill du lämna sidan ändå?');
  await question.dismiss();
  expect(await anni.field('Insatsens syfte').inputValue()).toBe(PURPOSE);
  await anni.context.setOffline(false);
  await saved(anni);
  expect(await purposeOf(id)).toBe(PURPOSE);
  await anni.leave();
});

it('saves once what was sent while the server died', async () => {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  const id = await newDraft(anni);
  await portal.kill();
  await anni.field('Insatsens syfte').fill(PURPOSE);
  await anni.page.getByText(/^Inte sparat/).waitFor();
  await portal.restart();
  await saved(anni);
  expect(await purposeOf(id)).toBe(PURPOSE);
  await anni.leave();
});

it('puts two tabs of the same draft together, and shows both texts where they differ', async () => {
  const one = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  const id = await newDraft(one);
  const two = await one.anotherTab();
  await two.goto(`/insatser/${id}/redigera`);
  await one.field('Namn på insats').fill('Handledning');
  await one.field('Insatsens syfte').fill('Den första flikens syfte.');
  await saved(one);
  await two.field('Insatsens syfte').fill(PURPOSE);
  const dialog = two.page.getByRole('dialog', { name: 'Någon har ändrat samma uppgifter' });
  await dialog.getByRole('group', { name: 'Insatsens syfte' }).waitFor();
  await two.wholePageIsAccessible();
  expect(await dialog.getByRole('group').count()).toBe(1);
  await dialog.getByText('Den första flikens syfte.').waitFor();
  await dialog.getByRole('button', { name: 'Spara mitt val' }).click();
  await dialog.waitFor({ state: 'detached' });
  await saved(two);
  expect(await purposeOf(id)).toBe(PURPOSE);
  expect(await two.field('Namn på insats').inputValue()).toBe('Handledning');
  expect(await portal.world.as<string>('select name from insats where id = $1', [id])).toBe('Handledning');
  await one.field('Antal deltagare').fill('12');
  await one.page.getByText('Din text:').waitFor({ state: 'detached' });
  await eventually(
    () => portal.world.as<number | undefined>('select participant_count from insats where id = $1', [id]).then((n) => n ?? undefined),
    'sammanslagningen',
  );
  expect(await one.field('Insatsens syfte').inputValue()).toBe(PURPOSE);
  expect([...one.complaints, ...two.complaints]).toEqual([]);
  await one.leave();
});

it('throws a draft away, after a question', async () => {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  const id = await newDraft(anni);
  await anni.field('Namn på insats').fill('Ska bort');
  await saved(anni);
  await anni.button('Ta bort utkastet').click();
  await anni.page.getByRole('dialog', { name: 'Ta bort utkastet?' }).waitFor();
  await anni.wholePageIsAccessible();
  await anni.button('Behåll').click();
  // The list with the draft in it has been seen before, and is not shown again.
  await anni.goto('/ekonomi');
  await anni.page
    .getByRole('row', { name: /Ska bort/ })
    .getByRole('link')
    .click();
  await anni.button('Ta bort utkastet').click();
  const overview = await anni.hold('**/api/v1/overview');
  await anni.button('Ta bort').click();
  await overview.asked;
  expect(await anni.page.getByRole('row', { name: /Ska bort/ }).count()).toBe(0);
  await overview.release();
  await anni.heading('Ekonomi 2024-2026').waitFor();
  expect(await portal.world.as<string>('select count(*)::text from insats where id = $1', [id])).toBe('0');
  expect(await anni.page.getByRole('row', { name: /Ska bort/ }).count()).toBe(0);
  expect(anni.complaints).toEqual([]);
  await anni.leave();
});
