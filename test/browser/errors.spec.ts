import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { Portal } from '../setup/portal.js';

let browser: Browser;
let portal: Portal;
const NOBODYS = '01890a5d-ac96-774b-bcce-b302099a8057';

beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('errors')];
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

const anni = () => Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');

it.each([
  ['an address that leads nowhere', '/finns-inte'],
  ['an id that nobody has', `/insatser/${NOBODYS}`],
  ['an id that is none', '/insatser/8-2403266'],
  ['a period that does not exist', '/ekonomi/1999'],
])('shows a page for %s', async (_what, path) => {
  const visitor = await anni();
  await visitor.goto(path);
  await visitor.inspect('Sidan finns inte', 'not-found');
  await visitor.link('Till startsidan').click();
  await visitor.heading('Sammanfattning').waitFor();
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

it("does not show somebody else's insats", async () => {
  const visitor = await anni();
  const id = await portal.world.as<string>("select id from insats where number = '8-2403267'", []);
  await visitor.goto(`/insatser/${id}`);
  await visitor.heading('Sidan finns inte').waitFor();
  await visitor.leave();
});

it('tells somebody whose right was taken away what to do', async () => {
  const eva = await Visitor.loggedIn(browser, portal, 'Eva Ekonomi', 'Stockholms stad');
  await portal.world.as("update membership set status = 'ended' where title = 'Ekonomiansvarig'", []);
  await eva.goto('/ekonomi/2024-2026');
  await eva.wholePageIsAccessible();
  expect(await eva.text()).toMatch(/Du representerar inte längre organisationen|Du hör inte till någon organisation än/);
  await eva.leave();
});

it('helps somebody without an organisation on', async () => {
  const ingrid = await Visitor.loggedIn(browser, portal, 'Ingrid Ingen', null);
  await ingrid.goto('/ekonomi');
  await ingrid.inspect('Du hör inte till någon organisation än', 'no-organization');
  expect(ingrid.complaints).toEqual([]);
  await ingrid.leave();
});

it('keeps the page when a reading fails, and tries again when asked to', async () => {
  const visitor = await anni();
  await visitor.goto('/');
  await visitor.page.route('**/api/v1/overview?period=2021-2023', (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: '{"code":"portal/internal","title":"Något gick fel hos oss.","requestId":"f-1"}',
    }),
  );
  await visitor.goto('/ekonomi/2021-2023');
  await visitor.inspect('Något gick fel hos oss', 'server-error');
  expect(await visitor.text()).toContain('Felnummer: f-1');
  await visitor.page.unrouteAll();
  await visitor.button('Försök igen').click();
  await visitor.heading('Ekonomi 2021-2023').waitFor();
  await visitor.leave();
});

it('says so when the portal can not be reached', async () => {
  const visitor = await anni();
  await visitor.goto('/');
  await visitor.context.setOffline(true);
  await visitor.page.getByRole('link', { name: '8-2403266' }).click();
  await visitor.heading('Ingen kontakt med Mina sidor').waitFor();
  await visitor.wholePageIsAccessible();
  await visitor.context.setOffline(false);
  await visitor.button('Försök igen').click();
  await visitor.heading('Förebyggande insats 8-2403266').waitFor();
  await visitor.leave();
});

it.each(['tillganglighet', 'kakor', 'integritetspolicy'])('has the page %s', async (path) => {
  const visitor = await Visitor.arrive(browser, portal);
  await visitor.goto(`/${path}`);
  await visitor.wholePageIsAccessible();
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});
