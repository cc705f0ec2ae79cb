import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { Portal } from '../setup/portal.js';

jest.setTimeout(120_000);

const COMPANY = 'Exempelbygg AB';
const PHONE = { viewport: { width: 375, height: 800 } };
let browser: Browser;
let portal: Portal;

beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('company-users')];
  await portal.world.as('update organization set departments_enabled = true where name = $1', [COMPANY]);
  for (const name of ['Norr', 'Söder'])
    await portal.world.as('insert into department (organization_id, name) select id, $2 from organization where name = $1', [
      COMPANY,
      name,
    ]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const saved = (visitor: Visitor, text: string) => visitor.page.getByRole('status').filter({ hasText: text }).waitFor();
const inRole = (visitor: Visitor, role: string, label: string) =>
  visitor.page.getByRole('group', { name: role, exact: true }).getByLabel(label, { exact: true });
const readFilesLate = `{
  const read = Blob.prototype.arrayBuffer;
  Blob.prototype.arrayBuffer = function () {
    return new Promise((late) => setTimeout(late, 500)).then(() => read.call(this));
  };
}`;
const menu = (visitor: Visitor) => visitor.page.getByRole('navigation', { name: 'Huvudmeny' });

it('the Företagsadministratör gives the company’s roles, in departments where they are held there, and invites to them', async () => {
  const berit = await Visitor.loggedIn(browser, portal, 'Berit Byggadmin', COMPANY);
  const refused: string[] = [];
  berit.page.on('response', (response) => void (response.status() === 403 && refused.push(response.url())));
  await berit.goto('/');
  await berit.page.getByText('av 5 klara').waitFor();
  await berit.goto('/anvandare');
  await berit.inspect('Administrera användare', 'company-users');
  expect(await menu(berit).getByRole('link', { name: 'Ekonomi' }).count()).toBe(0);
  expect(await berit.heading('Attest', 2).count()).toBe(0);
  await berit.link('Redigera Hasse Handledare').click();
  await berit.heading('Hasse Handledare').waitFor();
  await berit.button('Avsluta användaren').click();
  await berit.button('Avbryt').click();
  await inRole(berit, 'Avdelningsadministratör', 'Norr').check();
  await inRole(berit, 'Handledare', 'Norr').check();
  await inRole(berit, 'Handledare', 'Hela företaget').uncheck();
  await berit.button('Spara behörigheter').click();
  await saved(berit, 'Behörigheterna är sparade');
  await berit.page.getByText('Fick behörigheten Avdelningsadministratör (Norr)').first().waitFor();
  await berit.inspect('Hasse Handledare', 'company-user');
  await berit.goto('/anvandare');
  await berit.button('Lägg till användare').click();
  await berit.field('E-post').fill('ny.handledare@bygg.example.se');
  await berit.button('Nästa').click();
  await berit.field('Namn').fill('Nils Ny');
  await inRole(berit, 'Handledare', 'Söder').check();
  await berit.inspect('Administrera användare', 'company-invite');
  await berit.button('Skicka inbjudan').click();
  await saved(berit, 'Inbjudan är skickad till ny.handledare@bygg.example.se.');
  await berit.link('Inbjudningar').click();
  await berit.page.getByText('Handledare (Söder)').waitFor();
  // A file that is slow to be read is looked at when it has been.
  await berit.link('Bjud in från fil').click();
  await berit.heading('Bjud in från fil').waitFor();
  await berit.page.evaluate(readFilesLate);
  const buffer = Buffer.from('E-post;Namn\nsena.filen@bygg.example.se;Sena Filen\n');
  await berit.page.getByLabel('CSV-fil').setInputFiles({ name: 'inbjudningar.csv', mimeType: 'text/csv', buffer });
  await berit.button('Granska raderna').click();
  await berit.page.getByRole('row', { name: /Sena Filen/ }).waitFor();
  // The employer's side, as its insatser, is not even asked for.
  expect(refused).toEqual([]);
  expect(berit.complaints).toEqual([]);
  await berit.leave();
});

it('an Avdelningsadministratör sees and gives what is in the own department, and nothing else', async () => {
  const hasse = await Visitor.loggedIn(browser, portal, 'Hasse Handledare', COMPANY);
  await hasse.goto('/anvandare');
  await hasse.inspect('Administrera användare', 'department-users');
  expect(await hasse.page.locator('tbody th').allInnerTexts()).toEqual(['Hasse Handledare']);
  await hasse.link('Inbjudningar').click();
  await hasse.page.getByText('Ni har inte bjudit in någon än.').waitFor();
  await hasse.button('Lägg till användare').click();
  await hasse.field('E-post').fill('till.norr@bygg.example.se');
  await hasse.button('Nästa').click();
  await hasse.field('Namn').fill('Nora Norr');
  await hasse.button('Skicka inbjudan').click();
  await hasse.page.getByRole('link', { name: 'Välj minst en behörighet.' }).waitFor();
  expect(await hasse.page.getByRole('dialog').getByRole('checkbox').count()).toBe(2);
  await inRole(hasse, 'Handledare', 'Norr').check();
  await hasse.button('Skicka inbjudan').click();
  await saved(hasse, 'Inbjudan är skickad till till.norr@bygg.example.se.');
  await hasse.page.getByText('Handledare (Norr)').waitFor();
  expect(hasse.complaints).toEqual([]);
  await hasse.leave();
});

it('a Yrkesutbildningsansvarig sees the supervisors, gives and takes that role and changes nothing else; also at 375 px', async () => {
  const yngve = await Visitor.loggedIn(browser, portal, 'Yngve Yrkesutbildning', COMPANY, PHONE);
  await yngve.goto('/anvandare');
  await yngve.inspect('Administrera användare', 'supervisors-375');
  await yngve.link('Redigera Hasse Handledare').click();
  await yngve.inspect('Hasse Handledare', 'supervisor-375');
  await yngve.page.getByText('Användaren kan bara ändras av den som administrerar hela organisationen.').waitFor();
  expect(await yngve.button('Spara kontaktuppgifter').count()).toBe(0);
  expect(await yngve.heading('Historik', 2).count()).toBe(0);
  await inRole(yngve, 'Handledare', 'Hela företaget').check();
  await yngve.button('Spara behörigheter').click();
  await saved(yngve, 'Behörigheterna är sparade');
  expect(await yngve.page.getByText('Avdelningsadministratör · Norr').count()).toBe(1);
  expect(yngve.complaints).toEqual([]);
  await yngve.leave();
});

it('who administers nobody has no such page', async () => {
  await portal.world.as(
    `insert into role_grant (membership_id, organization_id, role) select m.id, m.organization_id, 'bestallningsgodkannare'
     from membership m join person p on p.id = m.person_id where p.display_name = 'Yngve Yrkesutbildning'`,
    [],
  );
  await portal.world.as(
    `update role_grant g set valid_to = now() from membership m join person p on p.id = m.person_id
     where m.id = g.membership_id and p.display_name = 'Yngve Yrkesutbildning' and g.role = 'yrkesutbildningsansvarig'`,
    [],
  );
  const yngve = await Visitor.loggedIn(browser, portal, 'Yngve Yrkesutbildning', COMPANY);
  await yngve.goto('/');
  expect(await menu(yngve).getByRole('link', { name: 'Administrera användare' }).count()).toBe(0);
  await yngve.goto('/anvandare');
  await yngve.heading('Du har inte behörighet till sidan').waitFor();
  await yngve.leave();
});
