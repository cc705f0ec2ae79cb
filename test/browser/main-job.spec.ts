import type { Browser } from 'playwright-core';
import { spaces, startChromium, Visitor } from '../setup/chromium.js';
import { Portal } from '../setup/portal.js';

// A page of Swagger UI alone takes seconds to draw on a busy machine.

let browser: Browser;
let portal: Portal;
let anni: Visitor;
let hanna: Visitor;
let number: string;

beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('mainjob')];
  [anni, hanna] = [await Visitor.arrive(browser, portal), await Visitor.arrive(browser, portal)];
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

/** The four amounts of the economy page, in its order. */
async function cards(): Promise<string[]> {
  return Promise.all((await anni.page.locator('.amount-card > dd.num').all()).map(async (dd) => spaces(await dd.innerText())));
}

/** A row of the table, cell by cell. */
async function row(name: string | RegExp): Promise<string[]> {
  const cells = anni.page.getByRole('row').filter({ hasText: name }).locator('th, td');
  await cells.first().waitFor();
  return (await cells.allInnerTexts()).map(spaces);
}

it('lets Anni log in with BankID and see her cards and list', async () => {
  await anni.goto('/');
  await anni.inspect('Omställningsfonden Mina sidor', 'log-in');
  await anni.button('Logga in med BankID').click();
  await anni.page.getByRole('img', { name: /QR-kod/ }).waitFor();
  await anni.wholePageIsAccessible();
  await anni.identify('anni');
  await anni.inspect('Sammanfattning', 'summary');
  await anni.page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Ekonomi' }).click();
  await anni.inspect('Ekonomi 2024-2026', 'economy');
  expect(await cards()).toEqual(['656 250 kr', '0 kr', '29 288 639 kr', '29 944 889 kr']);
  expect(await row('8-2403266')).toEqual([
    '8-2403266',
    '2024-04-26',
    'Registreras',
    'Namnet på insatsen',
    '0 kr',
    '0 kr',
    '176 250 kr',
    'Anni Widdersjö',
  ]);
  expect(await anni.page.locator('tbody tr th').allInnerTexts()).toEqual([
    '8-2403273',
    '8-2403266',
    '8-2402952',
    '8-2402777',
    '8-2402238',
    '8-2402237',
    '8-2402236',
  ]);
});

it('registers an insats: form with autosave, preview, submission and receipt', async () => {
  await anni.button('Registrera ny insats').click();
  await anni.heading('Anmälan om insats').waitFor();
  await anni.button('Förhandsgranska').click();
  await anni.page.getByText(/^Det finns \d+ fel i formuläret$/).waitFor();
  await anni.page.locator('.error-summary:focus').waitFor();
  await anni.inspect('Anmälan om insats', 'insats-form-with-errors');

  await anni.page
    .getByRole('group', { name: /Är samverkan/ })
    .getByLabel('Ja')
    .check();
  await anni.field(/^Datum för samverkan/).fill('12 mars 2026');
  await anni.field('Startdatum').fill('2028-04-18');
  await anni.field('Slutdatum').fill('10/5 2028');
  await anni.field('Namn på insats').fill('Handledning i lågaffektivt bemötande');
  await anni.field('Bakgrund och behov').fill('Behovet är stort på våra gruppbostäder.');
  await anni.field('Insatsens syfte').fill('Färre tillbud och tryggare medarbetare.');
  await anni.field('Berörda yrkesgrupper').fill('Stödassistenter, undersköterskor');
  await anni.field('Antal deltagare').fill('50');
  await anni.field(/Vi vill själva anlita leverantör/).check();
  await anni.field('Beskrivning').fill('Kursavgift');
  await anni.field('Summa (i kronor)').fill('1,000');
  await anni.button('Lägg till kostnad').click();
  await anni.page.getByText('1,000 kan betyda två saker. Skriv 1 000 eller 1,00.').waitFor();
  await anni.field('Summa (i kronor)').fill('100 000 kr');
  await anni.button('Lägg till kostnad').click();
  await anni.page.getByRole('list', { name: 'Kostnader' }).getByText('Kursavgift, 100 000 kr').waitFor();
  await anni.page
    .getByRole('group', { name: /kvalitetskontroll/ })
    .getByLabel('Nej')
    .check();
  await anni.page.getByText(/^Sparat \d\d\.\d\d$/).waitFor();
  await anni.inspect('Anmälan om insats', 'insats-form');

  await anni.page.reload();
  expect(await anni.field('Namn på insats').inputValue()).toBe('Handledning i lågaffektivt bemötande');
  expect(await anni.field('Slutdatum').inputValue()).toBe('2028-05-10');
  await anni.button('Förhandsgranska').click();
  await anni.inspect('Förhandsgranska ansökan', 'insats-preview');
  const preview = await anni.text();
  for (const answer of ['Stockholms stad', '212000-0142', '2028-04-18', 'Stödassistenter, undersköterskor', 'Kursavgift, 100 000 kr'])
    expect(preview).toContain(answer);
  await anni.button('Skicka in').dblclick();
  await anni.inspect('Kvittens', 'insats-receipt');
  number = await anni.page.locator('.receipt-number').innerText();
  expect(number).toMatch(/^8-\d{7}$/);
  expect(await portal.world.as<string>('select count(*)::text from insats where number = $1', [number])).toBe('1');
});

it('lets the caseworker approve it in the API documentation', async () => {
  await hanna.goto('/');
  await hanna.button('Logga in med BankID').click();
  await hanna.identify('handlaggare');
  await hanna.inspect('Fondens handläggning', 'staff');
  const id = await portal.world.as<string>('select id from insats where number = $1', [number]);
  await tryItOut('/api/v1/admin/insatser/{id}/approval', id, { grantedOre: 10_000_000, motivation: 'Insatsen uppfyller villkoren.' });
});

it('shows Anni the decision and the money to the krona', async () => {
  await anni.goto('/ekonomi');
  expect(await cards()).toEqual(['756 250 kr', '0 kr', '29 188 639 kr', '29 944 889 kr']);
  expect((await row(number)).slice(2, 7)).toEqual(['Godkänd', 'Handledning i lågaffektivt bemötande', '100 000 kr', '0 kr', '100 000 kr']);
  await anni.link(number).click();
  await anni.inspect(`Förebyggande insats ${number}`, 'insats');
  expect(await cards()).toEqual(['100 000 kr', '0 kr', '100 000 kr', '100 000 kr']);
});

it('requisitions: refuses 12451-65 with help, then sends in', async () => {
  await anni.button('Rekvirera').click();
  await anni.heading(`Rekvirera medel för förebyggande insats ${number}`).waitFor();
  for (const [what, amount] of [
    ['Logi', '25 000'],
    ['Kost', '1500,00'],
    ['Resor', '900'],
  ] as const) {
    await anni.field('Beskrivning').fill(what);
    await anni.field('Summa (i kronor)').fill(amount);
    await anni.field('Summa (i kronor)').press('Enter');
    await anni.page.getByRole('list', { name: 'Kostnader' }).getByText(`${what}, `).waitFor();
  }
  await anni.button('Ta bort Kost').click();
  await anni.page.locator('button:focus', { hasText: /^Ångra/ }).waitFor();
  await anni.page.keyboard.press('Enter');
  await anni.button('Ta bort Resor').click();
  expect(spaces(await anni.page.locator('output').innerText())).toBe('26 500,00 kr');
  await anni.field('Arbetsgivarens referensnummer (frivilligt)').fill('82332');
  await anni.field('Bankgiro').check();
  await anni.field('Arbetsgivarens kontonummer').fill('12451-65');
  await anni.field('Namn').fill('Namn Namnsson');
  await anni.field('Telefonnummer').fill('08-1212121');
  await anni.field('E-post').fill('namn@namn.se');
  await anni.page.getByRole('radio', { name: 'EJ slutrekvirering' }).check();
  await anni.button('Förhandsgranska').click();
  const help = '12451-65 är inte ett giltigt bankgironummer. Ett bankgironummer har 7 eller 8 siffror, till exempel 991-2346.';
  await anni.link(help).click();
  expect(await anni.focused()).toBe('falt-payeeNumber');
  await anni.inspect(`Rekvirera medel för förebyggande insats ${number}`, 'requisition-form');
  await anni.field('Arbetsgivarens kontonummer').fill('991-2346');
  await anni.button('Förhandsgranska').click();
  await anni.inspect('Förhandsgranska rekvisitionen', 'requisition-preview');
  const preview = await anni.text();
  for (const answer of ['Logi, 25 000 kr', 'Kost, 1 500 kr', '26 500 kr', '82332', 'Bankgiro', '991-2346', 'Nej'])
    expect(preview).toContain(answer);
  expect(preview).not.toContain('Resor');
  await anni.button('Skicka in rekvisitionen').click();
  await anni.inspect('Kvittens', 'requisition-receipt');
  expect(await anni.text()).toContain('26 500 kr');
});

it('moves the money when the fund approves', async () => {
  const id = await portal.world.as<string>('select r.id from requisition r join insats i on i.id = r.insats_id where i.number = $1', [
    number,
  ]);
  await tryItOut('/api/v1/admin/requisitions/{id}/approval', id, {
    lines: null,
    motivation: '',
  });
  await anni.goto('/ekonomi');
  expect(await cards()).toEqual(['729 750 kr', '26 500 kr', '29 188 639 kr', '29 944 889 kr']);
  expect((await row(number)).slice(4, 7)).toEqual(['100 000 kr', '26 500 kr', '73 500 kr']);
  await anni.inspect('Ekonomi 2024-2026', 'economy-afterwards');
  await anni.link(number).click();
  await anni.link('Offerter och rekvisitioner').click();
  expect((await row('Rekvisition')).slice(1)).toEqual(['Rekvisition', expect.any(String), 'Godkänd', '26 500 kr']);
  await anni.inspect(`Förebyggande insats ${number}`, 'insats-linked');
  await anni.page.getByRole('row').filter({ hasText: 'Rekvisition' }).getByRole('link').click();
  await anni.inspect(/^Rekvisition 8-/, 'requisition');
});

it('asked nobody else for anything and broke no rule of its own', () => {
  expect(anni.complaints).toEqual([]);
  expect(hanna.complaints).toEqual([]);
});

/** Carries out a command of the fund in Swagger UI, as a caseworker does. */
async function tryItOut(path: string, id: string, body: object): Promise<void> {
  const { page } = hanna;
  await page.goto(`${portal.origin}/api/docs`);
  await page.locator(`.opblock-tag[data-tag="Fonden: ${path.includes('requisitions') ? 'rekvisitioner' : 'insatser'}"]`).click();
  const operation = page.locator('.opblock-post').filter({ has: page.locator(`[data-path="${path}"]`) });
  await operation.locator('.opblock-summary-control').click();
  await operation.getByRole('button', { name: 'Try it out' }).click();
  await operation.locator('tr[data-param-name="id"] input').fill(id);
  await operation.locator('textarea.body-param__text').fill(JSON.stringify(body));
  await operation.getByRole('button', { name: 'Execute' }).click();
  expect(await operation.locator('.live-responses-table .response .response-col_status').first().innerText()).toMatch(/^200/);
}
