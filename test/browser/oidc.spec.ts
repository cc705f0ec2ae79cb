import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { OwnOidc } from '../setup/oidc.js';
import { Portal } from '../setup/portal.js';

let browser: Browser;
let portal: Portal;
let oidc: OwnOidc;
beforeAll(async () => {
  browser = await startChromium();
  portal = await Portal.start('oidc', async (origin) => {
    oidc = await OwnOidc.start(origin);
    return oidc.env;
  });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await portal.stop();
  await oidc.stop();
});

/** At the issuer's own page, which is not ours to judge. */
async function atIssuer(visitor: Visitor, press: string, person = 'anni'): Promise<void> {
  await visitor.page.getByRole('heading', { name: 'Logga in' }).waitFor();
  await visitor.page.getByLabel('Person', { exact: true }).selectOption(person);
  await visitor.button(press).click();
}
const ours = (visitor: Visitor) => visitor.complaints.filter((one) => !one.includes(oidc.issuer));

it('lets Anni log in at her employer’s own issuer, and leads to the page she came for', async () => {
  const anni = await Visitor.arrive(browser, portal);
  await anni.goto('/ekonomi');
  await anni.button('Logga in med kommunens inloggning').waitFor();
  await anni.inspect('Omställningsfonden Mina sidor', 'log-in-three-ways');
  await anni.button('Logga in med kommunens inloggning').click();
  await atIssuer(anni, 'Logga in');
  await anni.heading(/^Ekonomi/).waitFor();
  expect(anni.page.url()).not.toContain('code=');
  await anni.page.goBack();
  expect(anni.page.url()).not.toContain('code=');
  expect(ours(anni)).toEqual([]);
  await anni.leave();
});

it('lets Anni in as a private person by the same issuer', async () => {
  const anni = await Visitor.arrive(browser, portal);
  await anni.goto('/');
  await anni.button('Logga in med kommunens inloggning som privatperson').click();
  await atIssuer(anni, 'Logga in');
  await anni.page.waitForURL(`${portal.origin}/min-sida`);
  await anni.inspect('Min sida', 'oidc-private');
  expect(ours(anni)).toEqual([]);
  await anni.leave();
});

it('tells in Swedish why a log-in came to nothing, also on a phone and when the page is loaded again', async () => {
  const anni = await Visitor.arrive(browser, portal, { viewport: { width: 375, height: 740 } });
  await anni.goto('/');
  await anni.button('Logga in med kommunens inloggning').waitFor();
  await anni.inspect('Omställningsfonden Mina sidor', 'log-in-three-ways-375');
  await anni.button('Logga in med kommunens inloggning').click();
  await atIssuer(anni, 'Avbryt');
  await anni.page.getByText('Du avbröt inloggningen.').waitFor();
  await anni.inspect('Inloggningen gick inte igenom', 'oidc-cancelled-375');
  await anni.page.reload();
  await anni.page.getByText('Inloggningen finns inte längre. Börja om.').waitFor();
  await anni.link('Till inloggningen').click();
  await anni.heading('Omställningsfonden Mina sidor').waitFor();
  expect(ours(anni)).toEqual([]);
  await anni.leave();
});

it('says so on the button’s place when the issuer is away, and BankID goes on', async () => {
  await oidc.fault('html');
  const anni = await Visitor.arrive(browser, portal);
  // The issuer was asked about itself in the tests before; a new process has not been.
  await portal.kill();
  await portal.restart();
  await anni.goto('/');
  await anni.button('Logga in med kommunens inloggning').click();
  await anni.page.getByText('Något gick fel. Försök igen.').waitFor();
  await anni.inspect('Omställningsfonden Mina sidor', 'oidc-away');
  await oidc.fault(null);
  await anni.button('Logga in med BankID').click();
  await anni.identify('anni');
  await anni.heading('Sammanfattning').waitFor();
  await anni.leave();
});

it('keeps what is written when the session has ended: the log-in is done in another tab', async () => {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  await anni.goto('/');
  await portal.world.as(`update session set ended_at = now() where ended_at is null`, []);
  await anni.page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Ekonomi' }).click();
  await anni.page.getByRole('heading', { name: 'Du har loggats ut' }).waitFor();
  await anni.link('Logga in med kommunens inloggning i en ny flik').waitFor();
  await anni.wholePageIsAccessible();
  await anni.page.screenshot({ path: '.data/screenshots/oidc-session-ended.png' });
  const [page] = await Promise.all([
    anni.context.waitForEvent('page'),
    anni.link('Logga in med kommunens inloggning i en ny flik').click(),
  ]);
  await page.getByRole('button', { name: 'Logga in med kommunens inloggning', exact: true }).click();
  await page.getByLabel('Person', { exact: true }).selectOption('anni');
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByRole('heading', { name: 'Sammanfattning' }).waitFor();
  await anni.button('Jag har loggat in i den andra fliken').click();
  await anni.heading(/^Ekonomi/).waitFor();
  await anni.leave();
});
