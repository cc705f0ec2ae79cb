import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { Portal } from '../setup/portal.js';

jest.setTimeout(120_000);

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('stepup')];
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const dialog = (anni: Visitor) => anni.page.getByRole('dialog', { name: 'Bekräfta med e-legitimation' });

/** A requisition that is ready to be sent in, on its preview, by somebody who logged in eleven minutes ago. */
async function readyToSend(): Promise<{ anni: Visitor; id: string }> {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  const insats = await portal.world.as<string>(
    `select i.id from insats i join organization o on o.id = i.organization_id
     where o.name = 'Stockholms stad' and i.status = 'godkand' and not exists (select from requisition r where r.insats_id = i.id) limit 1`,
    [],
  );
  await anni.goto(`/insatser/${insats}`);
  await anni.button('Rekvirera').click();
  await anni.heading(/^Rekvirera medel/).waitFor();
  await anni.field('Beskrivning').fill('Logi');
  await anni.field('Summa (i kronor)').fill('1 000');
  await anni.field('Summa (i kronor)').press('Enter');
  await anni.page.getByRole('list', { name: 'Kostnader' }).getByText('Logi, ').waitFor();
  await anni.field('Bankgiro').check();
  await anni.field('Arbetsgivarens kontonummer').fill('991-2346');
  await anni.field('Namn').fill('Namn Namnsson');
  await anni.field('Telefonnummer').fill('08-1212121');
  await anni.field('E-post').fill('namn@namn.se');
  await anni.page.getByRole('radio', { name: 'EJ slutrekvirering' }).check();
  await anni.button('Förhandsgranska').click();
  await anni.heading('Förhandsgranska rekvisitionen').waitFor();
  await portal.world.as(`update session set authenticated_at = now() - interval '11 minutes' where ended_at is null`, []);
  return { anni, id: /rekvisitioner\/([0-9a-f-]{36})/.exec(anni.page.url())![1]! };
}

const statusOf = (id: string) => portal.world.as<string>('select status from requisition where id = $1', [id]);

it('asks for the e-ID again before a requisition is sent in, and then sends it', async () => {
  const { anni, id } = await readyToSend();
  await anni.button('Skicka in rekvisitionen').click();
  await dialog(anni).waitFor();
  await anni.inspect('Förhandsgranska rekvisitionen', 'step-up');
  expect(await statusOf(id)).toBe('utkast');
  await dialog(anni).getByRole('button', { name: 'Bekräfta med BankID' }).click();
  await anni.identify('anni');
  await anni.heading('Kvittens').waitFor();
  expect(await anni.text()).toContain('1 000 kr');
  expect(await statusOf(id)).toBe('inskickad');
  expect(anni.complaints).toEqual([]);
  await anni.leave();
});

it('refuses another person’s e-ID, does not leave that person logged in, and goes on with the right one', async () => {
  const { anni, id } = await readyToSend();
  await anni.button('Skicka in rekvisitionen').click();
  await dialog(anni).getByRole('button', { name: 'Bekräfta med BankID' }).click();
  await anni.identify('flera');
  await anni.page.getByText(/^Sidan hör till Anni Widdersjö, men du loggade in som Fatima Flera\./).waitFor();
  await anni.wholePageIsAccessible();
  expect(await statusOf(id)).toBe('utkast');
  const live = `select count(*)::int from session s join person p on p.id = s.person_id where p.display_name = 'Fatima Flera' and s.ended_at is null`;
  expect(await portal.world.as<number>(live, [])).toBe(0);
  await anni.button('Försök igen').click();
  await anni.identify('anni');
  await anni.heading('Kvittens').waitFor();
  expect(await statusOf(id)).toBe('inskickad');
  await anni.leave();
});

it('lets the person think again: nothing is sent, and the preview stays', async () => {
  const { anni, id } = await readyToSend();
  await anni.button('Skicka in rekvisitionen').click();
  await dialog(anni).getByRole('button', { name: 'Stäng' }).click();
  await anni.page.getByText('Bekräfta med din e-legitimation.').waitFor();
  await anni.heading('Förhandsgranska rekvisitionen').waitFor();
  expect(await statusOf(id)).toBe('utkast');
  await anni.leave();
});
