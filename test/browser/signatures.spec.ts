import type { Browser } from 'playwright-core';
import { testApp } from '../setup/app.js';
import { Browser as OtherBrowser } from '../setup/browser.js';
import { startChromium, Visitor } from '../setup/chromium.js';
import { inStockholm, layInvitation } from '../setup/laid-invitation.js';
import { Portal } from '../setup/portal.js';
import { agreement, Signing } from '../setup/signing.js';

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('signatures')];
  await signedByAnni(['Godkänn ett villkor', 'Acceptera inbjudan']);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

/** Anni signs as a module would have her do it, in the portal's own database. */
async function signedByAnni(titles: string[]): Promise<void> {
  const app = await testApp({ DATABASE_URL: portal.database });
  try {
    const [signing, organizationId] = [
      new Signing(app),
      await portal.world.as<string>(`select id from organization where name = $1`, ['Stockholms stad']),
    ];
    const personId = await portal.world.as<string>('select id from person where display_name = $1', ['Anni Widdersjö']);
    for (const title of titles) {
      const [window, request] = [new OtherBrowser(app), agreement({ title, organizationId, signer: { personId } })];
      const order = await signing.start(window, request);
      await portal.bankid.approve(order, 'anni');
      expect((await signing.end(window, order)).status).toBe('complete');
      await signing.use(order, request);
    }
  } finally {
    await app.close();
  }
}

it('says that nothing has been signed yet', async () => {
  const eva = await Visitor.loggedIn(browser, portal, 'Eva Ekonomi', 'Stockholms stad');
  await eva.goto('/mina-installningar/underskrifter');
  await eva.page.getByText('Du har inte skrivit under något än.').waitFor();
  await eva.inspect('Mina underskrifter', 'signatures-empty');
  expect(eva.complaints).toEqual([]);
  await eva.leave();
});

it('shows what Anni has signed, and that it holds, also in print', async () => {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  await anni.goto('/mina-installningar/underskrifter');
  await anni.inspect('Mina underskrifter', 'signatures');
  await anni.page.getByRole('link', { name: /^Acceptera inbjudan/ }).click();
  await anni.inspect('Acceptera inbjudan', 'signature');
  expect(await anni.text()).toContain('Underskriften håller');
  expect(await anni.text()).toContain('Organisation: Testby kommun (212000-0142)');
  await anni.button('Kontrollera igen').click();
  await anni.page.getByRole('status').getByText('Underskriften håller. Den är oförändrad', { exact: false }).waitFor();
  await anni.page.emulateMedia({ media: 'print' });
  await anni.page.screenshot({ path: '.data/screenshots/signature-print.png', fullPage: true });
  await anni.page.emulateMedia({ media: 'screen' });
  expect(anni.complaints).toEqual([]);
  await anni.leave();
});

it('fits a phone', async () => {
  const phone = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad', phone);
  await anni.goto('/mina-installningar/underskrifter');
  await anni.inspect('Mina underskrifter', 'signatures-375');
  await anni.page.getByRole('link', { name: /^Acceptera inbjudan/ }).click();
  await anni.inspect('Acceptera inbjudan', 'signature-375');
  expect(anni.complaints).toEqual([]);
  await anni.leave();
});

it('tells that a signature no longer holds when somebody has changed what is stored', async () => {
  const { world } = portal;
  await world.sql.query('alter table signature disable trigger all');
  await world.as(`update signature set visible_text = replace(visible_text, 'Testby kommun', 'Annanby kommun') where title = $1`, [
    'Acceptera inbjudan',
  ]);
  await world.sql.query('alter table signature enable trigger all');
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  await anni.goto('/mina-installningar/underskrifter');
  await anni.page.getByRole('link', { name: /^Acceptera inbjudan/ }).click();
  await anni.page.getByText(/^Underskriften håller inte: det som är sparat har ändrats/).waitFor();
  await anni.inspect('Acceptera inbjudan', 'signature-broken');
  await anni.leave();
});

it('leads who is not logged in to the log-in', async () => {
  const nobody = await Visitor.arrive(browser, portal);
  await nobody.goto('/mina-installningar/underskrifter');
  await nobody.button('Logga in med BankID').waitFor();
  await nobody.leave();
});

it('tells a user who signs a colleague’s invitation, and one who is suspended, that it still stands for the one who is invited', async () => {
  const at = await inStockholm(portal.world);
  const token = 'annans-lank';
  await layInvitation(portal.world, at, { token });
  const ingrid = await portal.world.as<string>(
    `insert into membership (person_id, organization_id, email)
     select id, $1, 'ingrid@stockholm-test.se' from person where display_name = 'Ingrid Ingen' returning id`,
    [at.organization.id],
  );
  const user = await Visitor.arrive(browser, portal, { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true });
  const sign = async () => {
    await user.goto(`/inbjudan/${token}`);
    await user.button('Signera med BankID').click();
    await user.button('BankID på en annan enhet').click();
    await user.identify('ingen');
  };
  await sign();
  await user.page.getByText(/^Du är redan användare hos .* Inbjudan gäller fortfarande för den som är inbjuden\.$/).waitFor();
  await user.inspect('Du har redan behörighet', 'invite-member-375');
  await portal.world.as(`update membership set status = 'suspended' where id = $1`, [ingrid]);
  await sign();
  const refusal = user.page.getByRole('dialog');
  await refusal.getByText('Du är avstängd i organisationen.').waitFor();
  await refusal.getByText(/^Kontakta en administratör .* Inbjudan gäller fortfarande för den som är inbjuden\.$/).waitFor();
  await user.wholePageIsAccessible();
  expect(user.complaints).toEqual([]);
  await user.leave();
}, 300_000);
