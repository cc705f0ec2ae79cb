import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { ContactSteps, otherThan } from '../setup/contacts.js';
import { eventually } from '../setup/mailbox.js';
import { someAddress } from '../setup/outbox.js';
import { Portal } from '../setup/portal.js';
import { smsbox, someMobile } from '../setup/smsbox.js';

const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };
const read = new ContactSteps(() => {
  throw new Error('i webbläsaren görs allt för hand');
});
let browser: Browser;
let portal: Portal;

beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('kontakt')];
  portal.work();
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const card = (visitor: Visitor, name: string) => visitor.page.getByRole('region', { name });
const asked = async (visitor: Visitor, name: string, add: string, label: string, value: string) => {
  await card(visitor, name).getByRole('button', { name: add }).click();
  await visitor.field(label).fill(value);
  await card(visitor, name).getByRole('button', { name: 'Skicka kod' }).click();
};

it('lets Anni give her e-mail and her mobile, with the codes that come to them, and change language', async () => {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  await anni.goto('/');
  await anni.button(/^Anni Widdersjö/).click();
  await anni.link('Mina inställningar').click();
  await anni.inspect('Kontaktuppgifter', 'contacts-none');
  await card(anni, 'Dina behörigheter').getByText('Bjuder in, ändrar och tar bort användare i organisationen.').waitFor();

  const address = someAddress();
  await asked(anni, 'E-postadress', 'Lägg till e-postadress', 'Ny e-postadress', address);
  await anni.field('Kod, sex siffror').waitFor();
  expect(await anni.focused()).toBe('kod-email');
  const code = await read.code('email', address);
  await anni.field('Kod, sex siffror').fill(otherThan(code));
  await anni.page.keyboard.press('Enter');
  await anni.page.getByText('Koden stämmer inte. Du har 4 försök kvar.').first().waitFor();
  await anni.inspect('Kontaktuppgifter', 'contacts-code');
  // As it is pasted out of a mail.
  await anni.field('Kod, sex siffror').fill(` ${code.slice(0, 3)} ${code.slice(3)} `);
  await anni.page.keyboard.press('Enter');
  await card(anni, 'E-postadress')
    .getByText(/Verifierad \d/)
    .waitFor();
  await eventually(async () => ((await anni.focused()) === 'rubrik-email' ? true : undefined), 'fokus på rubriken');

  const number = someMobile();
  await asked(anni, 'Mobilnummer', 'Lägg till mobilnummer', 'Nytt mobilnummer', `08-121 21 21`);
  await anni.page.getByText('Till en fast telefon går det inte att skicka sms.').first().waitFor();
  await anni.field('Nytt mobilnummer').fill(number.replace('+46', '0'));
  await card(anni, 'Mobilnummer').getByRole('button', { name: 'Skicka kod' }).click();
  const sent = await read.code('mobile', number);
  // 46elks reports to the portal itself, over the network.
  await card(anni, 'Mobilnummer').getByText('Koden har kommit fram till').waitFor();
  expect((await smsbox.to(number))[0]!.attempts).toMatchObject([{ answered: 204 }]);
  await anni.field('Kod, sex siffror').fill(sent);
  await anni.button('Verifiera mobilnumret').click();
  await card(anni, 'Mobilnummer')
    .getByText(/Verifierad \d/)
    .waitFor();

  await anni.field('English').check();
  await anni.button('Spara språk').click();
  await anni.page.getByText('Språket är sparat.').first().waitFor();
  await anni.inspect('Kontaktuppgifter', 'contacts-verified');
  await anni.page.reload();
  await anni.heading('Kontaktuppgifter').waitFor();
  expect(await anni.field('English').isChecked()).toBe(true);
  expect(anni.complaints).toEqual([]);
  await anni.leave();
});

it('says on a phone what to do when the code does not come, when it is wrong five times, and goes on after the page was loaded again', async () => {
  const eva = await Visitor.loggedIn(browser, portal, 'Eva Ekonomi', 'Stockholms stad', PHONE);
  await eva.goto('/');
  await eva.button('Meny').click();
  await eva.link('Mina inställningar').click();
  await eva.inspect('Kontaktuppgifter', 'contacts-none-375');

  const refused = someMobile();
  await smsbox.fault({ mode: 'reject-4xx', status: 400, match: refused });
  await asked(eva, 'Mobilnummer', 'Lägg till mobilnummer', 'Nytt mobilnummer', refused);
  await eva.page.getByText(/Koden gick inte att skicka till .* Kontrollera att numret stämmer/).waitFor();
  await eva.inspect('Kontaktuppgifter', 'contacts-failed-375');

  await eva.button('Ange ett annat nummer').click();
  const number = someMobile();
  await eva.field('Nytt mobilnummer').fill(number);
  await card(eva, 'Mobilnummer').getByRole('button', { name: 'Skicka kod' }).click();
  const code = await read.code('mobile', number);
  await eva.page.reload();
  await eva.field('Kod, sex siffror').waitFor();
  await eva.inspect('Kontaktuppgifter', 'contacts-code-375');
  for (let n = 1; n <= 5; n++) {
    await eva.field('Kod, sex siffror').fill(otherThan(code, n));
    await eva.button('Verifiera mobilnumret').click();
    await eva.page
      .getByText(n < 5 ? `försök kvar.` : 'För många fel koder', { exact: false })
      .first()
      .waitFor();
    if (n < 5)
      await eventually(async () => ((await eva.field('Kod, sex siffror').inputValue()) === '' ? true : undefined), 'ett tomt fält');
  }
  await eva.page.getByText(/är spärrad. Du kan begära en ny om \d+ minuter/).waitFor();
  await eva.inspect('Kontaktuppgifter', 'contacts-locked-375');
  expect(eva.complaints).toEqual([]);
  await eva.leave();
});

it('sends those who are not logged in to log in, and back', async () => {
  const visitor = await Visitor.arrive(browser, portal);
  await visitor.goto('/mina-installningar');
  await visitor.button('Logga in med BankID').waitFor();
  expect(new URL(visitor.page.url()).search).toContain('till=%2Fmina-installningar');
  await visitor.leave();
});
