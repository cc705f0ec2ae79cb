import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { layInvitation } from '../setup/laid-invitation.js';
import { Portal } from '../setup/portal.js';

let browser: Browser;
let portal: Portal;
let anni: Visitor;
let namn: Visitor;

beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('leaving')];
  anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  namn = await Visitor.loggedIn(browser, portal, 'Namn Namnsson', 'Stockholms stad');
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const saved = (visitor: Visitor, text: string | RegExp) => visitor.page.getByRole('status').filter({ hasText: text }).waitFor();

/** An open invitation that Namn has sent; the address it went to. */
async function invitedByNamn(): Promise<string> {
  const of = (table: string, column: string, name: string) =>
    portal.world.as<string>(`select id from ${table} where ${column} = $1`, [name]);
  const [person, organization] = [await of('person', 'display_name', 'Namn Namnsson'), await of('organization', 'name', 'Stockholms stad')];
  const at = { person: { id: person, name: '' }, organization: { id: organization, name: '', orgNumber: '' } };
  return portal.world.as<string>('select email from invitation where id = $1', [await layInvitation(portal.world, at)]);
}

it('makes a substitute, shuts a user out and lets in again, hands work over, ends a user and keeps the history; the last administrator can’t be ended', async () => {
  await anni.goto('/anvandare');
  await anni.link('Redigera Eva Ekonomi').click();
  await anni.heading('Eva Ekonomi').waitFor();
  await anni.button('Gör till vikarie').click();
  await anni.field('Vikarie för').selectOption({ label: 'Fatima Flera, Testare' });
  await anni.field('Första dagen').fill('2150-01-01');
  await anni.field('Sista dagen').fill('2150-01-31');
  await anni.button('Spara vikariat').click();
  await anni.page
    .getByText('Ser samtliga ansökningar · från 2150-01-01 till och med 2150-01-31 · vikarie för Fatima Flera')
    .first()
    .waitFor();
  await anni.page.getByText(/^Fick behörigheten Ser samtliga ansökningar som vikarie för Fatima Flera från 1 januari 2150/).waitFor();
  await anni.inspect('Eva Ekonomi', 'user-substitute');
  await anni.button('Avsluta vikariatet nu').click();
  const lent = anni.page.getByRole('dialog', { name: 'Avsluta vikariatet?' });
  await lent.getByText(/^Ser samtliga ansökningar .*vikarie för Fatima Flera$/).waitFor();
  await anni.page.screenshot({ path: '.data/screenshots/user-substitute-end.png' });
  await lent.getByRole('button', { name: 'Avbryt' }).click();
  await anni.goto('/anvandare');
  await anni.link('Redigera Namn Namnsson').click();
  await anni.heading('Namn Namnsson').waitFor();
  await anni.button('Stäng av').click();
  const shutting = anni.page.getByRole('dialog', { name: 'Stänga av Namn Namnsson?' });
  await shutting.getByText('Namn Namnsson kan genast inte längre representera organisationen och får besked med e-post.').waitFor();
  await anni.inspect('Namn Namnsson', 'user-suspend');
  await shutting.getByRole('button', { name: 'Avbryt' }).click();
  await shutting.waitFor({ state: 'detached' });
  await anni.button('Stäng av').click();
  await shutting.getByRole('button', { name: 'Stäng av', exact: true }).click();
  await saved(anni, 'Namn Namnsson: Avstängd');
  await namn.goto('/ekonomi');
  await namn.inspect('Du kan inte representera någon organisation just nu', 'suspended');
  await namn.page.getByText('Du är avstängd hos Stockholms stad.').waitFor();
  await anni.button('Släpp in igen').click();
  await saved(anni, 'Namn Namnsson: Aktiv');
  const invited = await invitedByNamn();
  await anni.page.reload();
  await anni.page.getByText(/^Namn Namnsson har skickat en inbjudan som är öppen/).waitFor();
  await anni.button('Avsluta användaren').click();
  await anni.page.getByRole('dialog').getByRole('heading', { name: 'Avsluta Namn Namnsson?' }).waitFor();
  await anni.inspect('Namn Namnsson', 'user-end');
  await anni.page.getByRole('dialog').getByLabel('Återkalla inbjudan').check();
  const open = await anni.hold('**/open-work');
  await anni.page.getByRole('dialog').getByRole('button', { name: 'Avsluta', exact: true }).click();
  // Also while the lists are read anew.
  await anni.page.getByText('Användaren är avslutad. Om personen kommer tillbaka behövs en ny inbjudan.').waitFor();
  await anni.page.getByText(/^Avslutades\..* En inbjudan återkallades\.$/).waitFor();
  await anni.page.getByText('Högst 200 händelser visas, de senaste först.').waitFor();
  await open.release();
  await namn.page.reload();
  await anni.goto('/anvandare/inbjudningar');
  await anni.page.getByRole('row').filter({ hasText: invited }).filter({ hasText: 'Återkallad' }).waitFor();
  const failing = {
    status: 500,
    contentType: 'application/problem+json',
    body: '{"code":"portal/internal","title":"Något gick fel hos oss."}',
  };
  await anni.page.route('**/open-work', (route) => route.fulfill(failing));
  await anni.goto('/anvandare');
  await anni.link('Redigera Anni Widdersjö').click();
  await anni.heading('Anni Widdersjö').waitFor();
  const work = anni.page.locator('section').filter({ hasText: 'Pågående arbete' });
  await work.getByText('Något gick fel hos oss.').waitFor();
  await anni.page.unrouteAll();
  await work.getByRole('button', { name: 'Försök igen' }).click();
  await work.getByLabel('Lämna över allt till').selectOption({ label: 'Eva Ekonomi, Ekonomiansvarig' });
  await anni.button('Lämna över').click();
  const handOver = anni.page.getByRole('dialog', { name: /^Lämna över .*insats.* till Eva Ekonomi\?$/ });
  await handOver.getByText('Eva Ekonomi blir ansvarig eller kontaktperson och får besked.').waitFor();
  await anni.inspect('Anni Widdersjö', 'user-hand-over');
  // It gives sight of cases, so it asks for the e-ID again, over the dialog, and goes on with what was chosen in it.
  await portal.world.as(`update session set authenticated_at = now() - interval '11 minutes' where ended_at is null`, []);
  const left = await anni.hold('**/open-work');
  await handOver.getByRole('button', { name: 'Lämna över' }).click();
  await anni.page.getByRole('dialog').getByRole('button', { name: 'Bekräfta med BankID' }).click();
  await anni.identify('anni');
  await left.asked;
  expect(await handOver.count()).toBe(1);
  await left.release();
  await anni.page.getByText('Det finns inga pågående insatser.').waitFor();
  await anni.goto('/anvandare');
  await anni.link('Redigera Eva Ekonomi').click();
  await anni.button('Avsluta användaren').click();
  const dialog = anni.page.getByRole('dialog');
  await dialog.getByText('Vad ska hända med det pågående arbetet?').waitFor();
  await dialog.getByRole('button', { name: 'Avsluta', exact: true }).click();
  await dialog.getByText('Välj vad som ska hända med det pågående arbetet.').waitFor();
  await dialog.getByLabel('Lämna över allt till en kollega').check();
  await anni.inspect('Eva Ekonomi', 'user-end-work');
  await dialog.getByLabel('Den som tar över').selectOption({ label: 'Fatima Flera, Testare' });
  await dialog.getByRole('button', { name: 'Avsluta', exact: true }).click();
  await saved(anni, 'Eva Ekonomi är avslutad');
  await anni.page.getByText('Det finns inga pågående insatser.').waitFor();
  await anni.goto('/anvandare');
  await anni.link('Redigera Anni Widdersjö').click();
  await anni.heading('Anni Widdersjö').waitFor();
  expect(await anni.button('Avsluta användaren').getAttribute('aria-disabled')).toBe('true');
  expect(await anni.page.getByText('Organisationen måste ha minst en administratör utan slutdatum.').count()).toBe(2);
});

it('never made the browser complain', () => {
  expect([anni.complaints, namn.complaints]).toEqual([[], []]);
});
