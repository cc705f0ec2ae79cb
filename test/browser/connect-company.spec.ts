import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { Portal } from '../setup/portal.js';

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('connect')];
}, 120_000);
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };

it('leads from an application to a company on the screen, without a new log-in', async () => {
  const sanna = await Visitor.loggedIn(browser, portal, 'Sanna Sökande', null);
  await sanna.goto('/ingen-organisation');
  await sanna.link('Koppla företag').click();
  await sanna.inspect('Koppla företag', 'connect-company');
  const first = sanna.page.getByRole('article', { name: 'Ansökan 9-2600001' });
  await first.getByText('Ansökt', { exact: true }).waitFor();

  const rut = await Visitor.loggedIn(browser, portal, 'Rut Region', 'staff');
  await rut.goto('/regionen');
  await rut.inspect('Koppla företag', 'region-queue');
  expect(await rut.page.getByText('BYN Väst').count()).toBe(0);
  await rut.link('9-2600001').click();
  await rut.inspect('Ansökan 9-2600001', 'region-application');
  await rut.button('Ta ärendet').click();
  await rut.page.getByText('Du har tagit ärendet.').waitFor();
  await rut.page.getByRole('checkbox', { name: 'Handledare' }).check();
  await rut.button('Koppla').click();
  await rut.page.getByText('Det finns 2 fel i formuläret').waitFor();
  await rut.inspect('Ansökan 9-2600001', 'region-connect-errors');
  await rut.field('Yrke').fill('Träarbetare');
  await rut.field('Nummer').fill('YB-4711');
  await portal.world.as(`update session set authenticated_at = now() - interval '11 minutes' where ended_at is null`, []);
  await rut.button('Koppla').click();
  const stepUp = rut.page.getByRole('dialog', { name: 'Bekräfta med e-legitimation' });
  await stepUp.getByRole('button', { name: 'Bekräfta med BankID' }).click();
  await rut.identify('region');
  await rut.page.getByText('Personen är kopplad till företaget.').waitFor();
  await rut.inspect('Ansökan 9-2600001', 'region-connected');
  expect(rut.complaints).toEqual([]);

  await sanna.page.reload();
  await first.getByText('Kopplad', { exact: true }).waitFor();
  await first.getByRole('button', { name: 'Välj organisation' }).click();
  await sanna.inspect('Välj organisation', 'choose-company');
  await sanna.button('Välj Nybygget i Åkersberga AB').click();
  await sanna.page.getByText('Sanna Sökande - Nybygget i Åkersberga AB').first().waitFor();
  expect(sanna.complaints).toEqual([]);
  await Promise.all([sanna.leave(), rut.leave()]);
});

it('answers the region’s question on a phone, and applies anew', async () => {
  const sanna = await Visitor.loggedIn(browser, portal, 'Sanna Sökande', null, PHONE);
  await sanna.goto('/koppla-foretag');
  const asked = sanna.page.getByRole('article', { name: 'Ansökan 9-2600003' });
  await asked.getByLabel('Ditt svar till regionen').fill('Jag är anställd som platschef.');
  await asked.getByRole('button', { name: 'Skicka svaret' }).click();
  await asked.getByText('Under handläggning', { exact: true }).waitFor();

  await sanna.button('Ansök').click();
  await sanna.page.getByText('Det finns 2 fel i formuläret').waitFor();
  await sanna.inspect('Koppla företag', 'connect-company-375');
  await sanna.field('BYN-region').selectOption('vast');
  await sanna.field('Organisationsnummer').fill('212000-0143');
  await sanna.button('Ansök').click();
  await sanna.page.getByText('Organisationsnumret ska ha tio siffror, till exempel 212000-0142.').first().waitFor();
  await sanna.field('Organisationsnummer').fill('559999-0024');
  await sanna.page.getByRole('checkbox', { name: 'Handledare' }).check();
  await sanna.field(/^Meddelande till regionen/).fill('Jag är platschef & murare.');
  // Nothing comes through: the letter of old is prepared with all that was written (B15), and the application can be sent anew.
  await sanna.page.route('**/me/connection-requests', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await sanna.button('Ansök').click();
  const letter = new URL((await sanna.link('skicka ansökan med e-post').getAttribute('href'))!);
  expect([letter.protocol, letter.pathname, letter.searchParams.get('subject')]).toEqual([
    'mailto:',
    'vast@byn.example.se',
    'Koppla företag',
  ]);
  expect(letter.searchParams.get('body')!.split('\r\n')).toEqual([
    'Jag vill bli kopplad till ett företag.',
    '',
    'BYN-region: BYN Väst',
    'Organisationsnummer: 559999-0024',
    'Roller: Företagsadministratör, Handledare',
    '',
    'Jag är platschef & murare.',
  ]);
  await sanna.inspect('Koppla företag', 'connect-company-mail-375');
  await sanna.page.unroute('**/me/connection-requests');
  const sent: string[] = [];
  sanna.page.on('request', (request) => request.method() === 'POST' && sent.push(new URL(request.url()).pathname));
  await sanna.button('Ansök').dblclick();
  await sanna.page.getByText(/^Din ansökan 9-\d{7} är skickad\.$/).waitFor();
  expect(sent).toEqual(['/api/v1/me/connection-requests']);
  // What is sent next is an application of its own.
  await sanna.field('BYN-region').selectOption('vast');
  await sanna.field('Organisationsnummer').fill('559999-0024');
  await sanna.page.getByRole('checkbox', { name: 'Handledare' }).check();
  await sanna.field(/^Meddelande till regionen/).fill('Jag är platschef & murare.');
  await sanna.button('Ansök').click();
  await sanna.page.getByText('Du har redan en ansökan för det organisationsnumret.').waitFor();
  expect(sanna.complaints).toEqual([]);
  await sanna.leave();
});

it('rejects on a phone, as told by telephone already', async () => {
  const vera = await Visitor.loggedIn(browser, portal, 'Vera Väst', 'staff', PHONE);
  await vera.goto('/regionen');
  await vera.link('9-2600002').click();
  await vera.page.getByText('070-174 06 05').waitFor();
  await vera.inspect('Ansökan 9-2600002', 'region-application-375');
  await vera.button('Avslå').click();
  const dialog = vera.page.getByRole('dialog', { name: 'Avslå ansökan' });
  await dialog.getByLabel('Motivering; den sökande får läsa den').fill('Företaget har inte bekräftat anställningen.');
  await dialog.getByLabel('Jag har meddelat per telefon').check();
  await vera.wholePageIsAccessible();
  await dialog.getByRole('button', { name: 'Avslå' }).click();
  await vera.page.getByText('Ansökan är avslagen.', { exact: true }).waitFor();
  await vera.page.getByText('Vad som har hänt').click();
  await vera.page.getByText('Avslagen: Företaget har inte bekräftat anställningen. Meddelad per telefon.').waitFor();
  expect(vera.complaints).toEqual([]);
  await vera.leave();
});

it('lets the office read a register in, after a look at every row', async () => {
  const kim = await Visitor.loggedIn(browser, portal, 'Kim Kansli', 'staff');
  await kim.goto('/fonden');
  await kim.link('Företagsregister').click();
  await kim.heading('Företagsregister').waitFor();
  await kim
    .field('Eller klistra in texten')
    .fill('Organisationsnummer;Namn;Region;Kollektivavtal\n212000-0142;Fel AB;vast;kanske\n559999-0040;Takläggarna på Öckerö AB;norr;ja');
  await kim.button('Förhandsgranska').click();
  await kim.heading('0 nya, 0 ändras, 2 med fel', 2).waitFor();
  // One of them is mended, and looked at anew.
  await kim
    .field('Eller klistra in texten')
    .fill('Organisationsnummer;Namn;Region;Kollektivavtal\n212000-0142;Fel AB;vast;kanske\n559999-0040;Takläggarna på Öckerö AB;vast;ja');
  await kim.button('Förhandsgranska').click();
  await kim.heading('0 nya, 1 ändras, 1 med fel', 2).waitFor();
  await kim.inspect('Företagsregister', 'company-register');
  await kim.button('Läs in').click();
  await kim.page.getByText('Registret är inläst.').waitFor();
  expect(kim.complaints).toEqual([]);
  await kim.leave();
});

it('shows each party of the region what it will approve there, and that nothing can be approved yet', async () => {
  for (const [name, role, size] of [
    ['Agneta Arbetsgivarpart', 'Arbetsgivarpart', 1280],
    ['Arvid Arbetstagarpart', 'Arbetstagarpart', 375],
  ] as const) {
    const visitor = await Visitor.loggedIn(browser, portal, name, null, { viewport: { width: size, height: 740 } });
    await visitor.goto('/valj-organisation');
    await visitor.page.getByText(`Du arbetar för yrkesnämnden som ${role.toLowerCase()}.`).waitFor();
    await visitor.button('Välj yrkesnämndens handläggning').click();
    await visitor.page.getByText('Inget går att godkänna här ännu.').waitFor();
    await visitor.inspect('Yrkesnämndens handläggning', `party-${size}`);
    expect(await visitor.text()).toContain(role);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  }
});
