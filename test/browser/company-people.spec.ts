import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { ContactSteps } from '../setup/contacts.js';
import { newPersonalNumber } from '../setup/identities.js';
import { someAddress } from '../setup/outbox.js';
import { Portal } from '../setup/portal.js';
import { someMobile } from '../setup/smsbox.js';

jest.setTimeout(480_000);

const PHONE = { width: 375, height: 740 };
const DESKTOP = { width: 1280, height: 900 };
const COMPANY = 'Nybygget i Åkersberga AB';
/** The menu of a Yrkesutbildningsansvarig; a Företagsadministratör has "Arbetsplatser" too. */
const YRKESUTBILDNINGSANSVARIG = ['Sammanfattning', 'Lärlingsanmälningar', 'Handledare', 'Beställningar', 'Administrera användare'];
const read = new ContactSteps(() => {
  throw new Error('i webbläsaren görs allt för hand');
});
let browser: Browser;
let portal: Portal;

beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('foretag')];
  portal.work();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const someone = (givenName: string, surname: string) => ({ personalNumber: newPersonalNumber(), givenName, surname });
const menu = (visitor: Visitor) => visitor.page.getByRole('navigation', { name: 'Huvudmeny' }).first().getByRole('link').allInnerTexts();
const logIn = async (visitor: Visitor, who: object) => {
  await visitor.goto('/');
  await visitor.page.getByRole('region', { name: 'Arbetsgivare' }).getByRole('button', { name: 'Logga in med BankID' }).click();
  await visitor.identify(who);
};
const both = async (visitor: Visitor, heading: string, picture: string) => {
  await visitor.inspect(heading, picture);
  await visitor.page.setViewportSize(PHONE);
  await visitor.inspect(heading, `${picture}-375`);
  await visitor.page.setViewportSize(DESKTOP);
};
const verify = async (visitor: Visitor, kind: 'email' | 'mobile', [card, add, label, confirm]: readonly string[], value: string) => {
  const region = visitor.page.getByRole('region', { name: card! });
  await region.getByRole('button', { name: add! }).click();
  await visitor.field(label!).fill(value);
  await region.getByRole('button', { name: 'Skicka kod' }).click();
  await visitor.field('Kod, sex siffror').fill(await read.code(kind, value));
  await visitor.button(confirm!).click();
  await region.getByText(/Verifierad \d/).waitFor();
};

it('leads from registering to a company whose people each see exactly their own menu', async () => {
  // Register, with the codes that come, and apply.
  const ada = await Visitor.arrive(browser, portal);
  await ada.goto('/');
  await ada.heading('Registrera dig', 2).waitFor();
  await both(ada, 'Omställningsfonden Mina sidor', 'register');
  await logIn(ada, someone('Ada', 'Byggchef'));
  await ada.inspect('Du hör inte till någon organisation än', 'no-organization');
  await ada.link('Koppla företag').click();
  await ada.heading('Verifiera först din e-postadress och ditt mobilnummer', 2).waitFor();
  await both(ada, 'Koppla företag', 'connect-verify-first');
  await ada.link('Verifiera e-postadressen under Kontaktuppgifter').click();
  await verify(ada, 'email', ['E-postadress', 'Lägg till e-postadress', 'Ny e-postadress', 'Verifiera e-postadressen'], someAddress());
  await ada.link('Koppla företag').click();
  await ada.page.getByText('E-postadress: verifierad').waitFor();
  expect(await ada.button('Ansök').count()).toBe(0);
  await ada.link('Verifiera mobilnumret under Kontaktuppgifter').click();
  await verify(ada, 'mobile', ['Mobilnummer', 'Lägg till mobilnummer', 'Nytt mobilnummer', 'Verifiera mobilnumret'], someMobile());
  await ada.link('Koppla företag').click();
  await ada.field('BYN-region').selectOption('stockholm');
  await ada.field('Organisationsnummer').fill('559999-0032');
  await ada.button('Ansök').click();
  await ada.page.getByText(/^Din ansökan 9-\d{7} är skickad\.$/).waitFor();
  const number = /9-\d{7}/.exec(await ada.text())![0];
  await ada.goto('/ingen-organisation');
  await ada.page.getByText(`Ansökan ${number}`, { exact: false }).waitFor();

  // The region looks who it is, and connects.
  const rut = await Visitor.loggedIn(browser, portal, 'Rut Region', 'staff');
  await rut.goto('/regionen');
  await rut.link(number).click();
  await rut.button('Ta ärendet').click();
  await rut.page.getByText('Du har tagit ärendet.').waitFor();
  await rut.button('Visa personnummer').click();
  await rut.field('Varför behöver du se numret?').fill('Kontrollerar anställningen med företaget.');
  await rut.button('Visa').click();
  await rut.page.getByText(/^19\d{6}-\d{4}$/).waitFor();
  await rut.button('Koppla').click();
  await rut.page.getByText('Personen är kopplad till företaget.').waitFor();

  // The page that was open says so, without a new log-in.
  await ada.button('Välj organisation').click();
  await ada.button(`Välj ${COMPANY}`).click();
  await ada.heading('Sammanfattning').waitFor();
  await ada.page.getByText('0 av 5 klara').waitFor();
  await both(ada, 'Sammanfattning', 'company-start');
  expect(await menu(ada)).toEqual([...YRKESUTBILDNINGSANSVARIG, 'Arbetsplatser']);
  for (const area of ['Lärlingsanmälningar', 'Handledare', 'Beställningar']) {
    await ada.page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: area }).click();
    await ada.heading(area).waitFor();
    await ada.page.getByText('Det här är inte klart än.').waitFor();
    await ada.page.getByText('BYN Stockholm', { exact: false }).waitFor();
  }
  await both(ada, 'Beställningar', 'company-area');

  // She adds two people.
  const ylva = someone('Ylva', 'Yrkesansvarig');
  await ada.page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Administrera användare' }).click();
  await ada.link('Lägg till med personnummer').click();
  await ada.heading('Lägg till med personnummer').waitFor();
  await ada.button('Lägg till').click();
  await ada.page.getByText('Det finns 4 fel i formuläret').waitFor();
  await both(ada, 'Lägg till med personnummer', 'company-add-person');
  await add(ada, ylva.personalNumber, 'Ylva Yrkesansvarig', 'Yrkesutbildningsansvarig');
  await ada.page.getByText('Personen har inte loggat in för företaget än.').waitFor();
  await ada.page.getByText(`${ylva.personalNumber.slice(0, 8)}-****`).waitFor();
  await ada.button('Visa personnummer').click();
  await ada.field('Varför behöver du se numret?').fill('Jämför med anställningsavtalet.');
  await ada.page.setViewportSize(PHONE);
  await ada.inspect('Ylva Yrkesansvarig', 'company-reveal-375');
  await ada.page.setViewportSize(DESKTOP);
  await ada.button('Visa').click();
  await ada.page.getByText(`${ylva.personalNumber.slice(0, 8)}-${ylva.personalNumber.slice(8)}`).waitFor();
  await ada.button('Dölj personnummer').click();
  await ada.inspect('Ylva Yrkesansvarig', 'company-person');
  await ada.goto('/anvandare/lagg-till');
  await add(ada, '19920813-2390', 'Hasse Handledare', 'Handledare');
  await ada.goto('/anvandare');
  await ada.page.getByText('19920813-****').waitFor();
  await both(ada, 'Administrera användare', 'company-users');
  await ada.goto('/');
  await ada.page.getByText('3 av 5 klara').waitFor();
  // It is read again when one comes back later; what is saved meanwhile holds, however late that answer comes.
  await ada.page.clock.setFixedTime(Date.now() + 60_000);
  await ada.page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Beställningar' }).click();
  await ada.heading('Beställningar').waitFor();
  const before = await ada.hold('**/api/v1/company/onboarding');
  await ada.page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Sammanfattning' }).click();
  await before.asked;
  await ada.button('Dölj checklistan för företaget').click();
  await ada.button('Visa checklistan').waitFor();
  await before.release();
  await ada.button('Visa checklistan').click();
  await ada.page.getByText('Se över arbetsplatserna').waitFor();

  // Each sees exactly his or her menu.
  const hers = await Visitor.arrive(browser, portal);
  await logIn(hers, ylva);
  await hers.heading('Sammanfattning').waitFor();
  expect(await menu(hers)).toEqual(YRKESUTBILDNINGSANSVARIG);
  await hers.page.getByText('Bekräfta din e-postadress och ditt mobilnummer').waitFor();
  await hers.inspect('Sammanfattning', 'company-start-yu');
  const his = await Visitor.loggedIn(browser, portal, 'Hasse Handledare', COMPANY);
  await his.goto('/');
  expect(await menu(his)).toEqual(['Sammanfattning']);
  await his.goto('/bestallningar');
  await his.heading('Du har inte behörighet till sidan').waitFor();
  for (const visitor of [ada, rut, hers, his]) expect(visitor.complaints).toEqual([]);
  await Promise.all([ada, rut, hers, his].map((visitor) => visitor.leave()));
});

async function add(visitor: Visitor, personalNumber: string, name: string, role: string): Promise<void> {
  await visitor.field('Personnummer').fill(personalNumber);
  await visitor.field('Namn').fill(name);
  await visitor.field('E-post').fill(someAddress());
  await visitor.field('Mobilnummer').fill('070-174 06 05');
  await visitor.page.getByRole('checkbox', { name: role, exact: true }).check();
  await visitor.button('Lägg till').click();
  await visitor.heading(name).waitFor();
}
