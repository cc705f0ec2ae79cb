import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { inStockholm, layInvitation } from '../setup/laid-invitation.js';
import { lookAtMail } from '../setup/mail-pictures.js';
import { eventually, mailbox } from '../setup/mailbox.js';
import { Portal } from '../setup/portal.js';
import { testWorker } from '../setup/worker.js';

/** An address of this run: the mailbox keeps what earlier runs were sent. */
const address = (name: string): string => `${name}-${randomUUID().slice(0, 8)}@stockholm-test.se`;
const PHONE = { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true };

let browser: Browser;
let portal: Portal;
let worker: INestApplicationContext;
beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('invitation')];
  worker = await testWorker({ DATABASE_URL: portal.database, PUBLIC_ORIGIN: portal.origin, QUEUE_PREFIX: 'test-invitation-worker' });
}, 300_000);
afterAll(async () => {
  await worker.close();
  await browser.close();
  await portal.stop();
});

/** Makes every log-in older than what giving rights asks for. */
const loggedInLongAgo = () =>
  portal.world.as(`update session set authenticated_at = now() - interval '11 minutes' where ended_at is null`, []);
const stepUp = (visitor: Visitor) => visitor.page.getByRole('dialog', { name: 'Bekräfta med e-legitimation' });

/** Adds a user as Anni of Stockholms stad does, through both steps; gives the address of the link in the mail. */
async function invite(name: string, email: string, more: (anni: Visitor) => Promise<void> = async () => undefined): Promise<string> {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  await anni.goto('/anvandare/inbjudningar');
  await anni.button('Lägg till användare').click();
  await anni.field('E-post').fill(email);
  await anni.button('Nästa').click();
  await anni.page.getByText('Fyll i användarens kontaktuppgifter och välj vilken behörighet denne skall ha.').waitFor();
  await anni.field('Namn').fill(name);
  await more(anni);
  await anni.button('Skicka inbjudan').click();
  await anni.page.getByText(`Inbjudan är skickad till ${email}.`).first().waitFor();
  expect(anni.complaints).toEqual([]);
  await anni.leave();
  const [mail] = await mailbox.arrived(email);
  const { text } = await mailbox.open(mail!);
  return acceptanceLink(text);
}

const acceptanceLink = (text: string): string => /acceptera inbjudan:\s+\S+?(\/inbjudan\/[\w-]+)/.exec(text)![1]!;

it('goes from the administrator through the mail and the signature to the first log-in, is seen by the administrator, and loses a right at once', async () => {
  const email = address('ingrid.ingen');
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  await anni.goto('/');
  await anni.page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Administrera användare' }).click();
  await anni.link('Inbjudningar').click();
  await anni.inspect('Inbjudningar', 'invitations-empty');
  await anni.button('Lägg till användare').click();
  await anni.button('Nästa').click();
  await anni.page.getByText('Skriv en e-postadress, till exempel namn@kommun.se.').first().waitFor();
  await anni.page.locator('#falt-email:focus[aria-describedby=falt-email-error]').waitFor();
  await anni.field('E-post').fill(email);
  await anni.wholePageIsAccessible();
  await anni.page.screenshot({ path: '.data/screenshots/invite-step-1.png' });
  await anni.button('Nästa').click();
  await anni.page.getByText('Fyll i användarens kontaktuppgifter').waitFor();
  const step = (n: number) => anni.heading(`Ny användare, steg ${n} av 2`, 2).and(anni.page.locator(':focus')).waitFor();
  await step(2);
  await anni.button('Tillbaka').click();
  await step(1);
  await anni.button('Nästa').click();
  await step(2);
  await anni.button('Skicka inbjudan').click();
  await anni.page.getByRole('heading', { name: 'Det finns ett fel i formuläret' }).waitFor();
  await anni.field(/^Namn/).fill('Ingrid Ingen');
  await anni.field(/^Telefonnummer/).fill('08-121 21 21');
  await anni.field(/^Titel/).fill('HR-chef');
  await anni.page.getByLabel('Ser samtliga ansökningar', { exact: true }).check();
  await anni.wholePageIsAccessible();
  await anni.page.screenshot({ path: '.data/screenshots/invite-step-2.png' });
  await loggedInLongAgo();
  await anni.button('Skicka inbjudan').click();
  await stepUp(anni).waitFor();
  expect(await anni.field(/^Namn/).inputValue()).toBe('Ingrid Ingen');
  await stepUp(anni).getByRole('button', { name: 'Bekräfta med BankID' }).click();
  await anni.identify('anni');
  await anni.page.getByText(`Inbjudan är skickad till ${email}.`).first().waitFor();
  await anni.inspect('Inbjudningar', 'invitations-sent');
  await anni.goto('/anvandare');
  await anni.page.getByRole('row', { name: /Ingrid Ingen.*Ser samtliga ansökningar.*Inbjuden/ }).waitFor();
  await anni.inspect('Administrera användare', 'users-invited');
  await anni.link('Visa inbjudan till Ingrid Ingen').click();
  await anni.page.getByText(/^Skickad \d{4}-\d\d-\d\d av Anni Widdersjö$/).waitFor();
  expect(await anni.focused()).toBe('sought');
  await anni.inspect('Inbjudningar', 'invitation-sought');

  const [first] = await mailbox.arrived(email);
  const sent = () => portal.world.as<boolean>(`select bool_and(status = 'sent') from outbox where recipient = $1`, [email]);
  await eventually(async () => (await sent()) || undefined, 'att e-posten är bokförd som skickad');
  await anni.page.reload();
  await anni.page
    .getByRole('row', { name: /Ingrid Ingen/ })
    .getByText('E-posten är överlämnad till mottagarens e-postserver.')
    .waitFor();
  await anni.button('Skicka igen: Ingrid Ingen').click();
  await anni.page.getByRole('dialog').getByRole('button', { name: 'Skicka igen' }).click();
  await anni.page.getByText(`Inbjudan är skickad igen till ${email}.`).first().waitFor();

  const [mail] = await mailbox.arrived(email, 2);
  const { text } = await mailbox.open(mail!);
  await lookAtMail(browser, email, mail!);

  const ingrid = await Visitor.arrive(browser, portal);
  await ingrid.goto(acceptanceLink((await mailbox.open(first!)).text));
  await ingrid.heading('En ny inbjudan är skickad').waitFor();
  await ingrid.goto(/webbläsare:\s+\S+?(\/inbjudan\/visa\/[\w-]+)/.exec(text)![1]!);
  await ingrid.inspect('Du har blivit inbjuden till Omställningsfondens Mina sidor', 'invite-letter');
  await ingrid.goto(acceptanceLink(text));
  await ingrid.inspect('Du har blivit inbjuden', 'invite-answer');
  expect(await ingrid.text()).toContain('Anni Widdersjö');
  expect(await ingrid.text()).toContain('Ser samtliga ansökningar: Ser även andras ansökningar.');
  await ingrid.button('Signera med BankID').click();
  await ingrid.page.getByRole('img', { name: /QR-kod.*BankID/ }).waitFor();
  await ingrid.wholePageIsAccessible();
  await ingrid.page.screenshot({ path: '.data/screenshots/invite-sign.png' });
  await ingrid.identify('ingen');
  await ingrid.inspect('Inbjudan är accepterad', 'invite-accepted');
  await ingrid.button('Logga in med BankID').click();
  await ingrid.identify('ingen');
  await ingrid.heading('Sammanfattning').waitFor();
  await ingrid.page.getByText('Ingrid Ingen - Stockholms stad').first().waitFor();

  await anni.goto('/anvandare/inbjudningar');
  await anni.page.getByText('Accepterad').waitFor();

  // Her page is open on what the right lets her see, while the administrator takes it away.
  await ingrid.page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Ekonomi' }).click();
  const others = ingrid.page.getByRole('cell', { name: 'Anni Widdersjö' }).first();
  await others.waitFor();
  const path = await ingrid.page.locator('tbody th a').first().getAttribute('href');
  await anni.page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Administrera användare' }).click();
  await anni.link('Redigera Ingrid Ingen').click();
  await anni.field('Ser samtliga ansökningar').uncheck();
  await anni.button('Spara behörigheter').click();
  await anni.page.getByText('Behörigheten Ser samtliga ansökningar togs bort.').waitFor();
  expect(await others.count()).toBe(1);
  await ingrid.button('Namn').click();
  await ingrid.page.getByText('Det finns inga insatser i perioden.').waitFor();
  await ingrid.inspect(/^Ekonomi/, 'invite-right-taken');
  expect([...anni.complaints, ...ingrid.complaints]).toEqual([]);
  await ingrid.goto(path!);
  await ingrid.heading('Sidan finns inte').waitFor();
  await ingrid.goto(acceptanceLink(text));
  await ingrid.inspect('Inbjudan är redan accepterad', 'invite-used');
  expect(await ingrid.text()).not.toContain('Du är nu användare');
  await Promise.all([anni.leave(), ingrid.leave()]);
}, 300_000);

it('is signed with Freja on a phone, waits for the administrator because of the name, and is confirmed', async () => {
  const path = await invite('Karin Berg', address('karin.berg'));
  const bjorn = await Visitor.arrive(browser, portal, PHONE);
  await bjorn.goto(path);
  await bjorn.inspect('Du har blivit inbjuden', 'invite-answer-375');
  await bjorn.button('Signera med Freja eID+').click();
  await bjorn.button('Freja på en annan enhet').click();
  await bjorn.identify('bjorn', 'freja');
  await bjorn.page.getByText(/ Besked skickas till adressen som inbjudan skickades till\. Du kan också logga in och se efter\.$/).waitFor();
  await bjorn.inspect('Inbjudan är signerad', 'invite-waiting-375');
  expect(bjorn.complaints).toEqual([]);
  await bjorn.leave();

  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad', PHONE);
  await anni.goto('/meddelanden');
  await anni.link('En inbjudan behöver bekräftas').click();
  await anni.page.locator('tr.sought:focus').filter({ hasText: 'Signerades av Björn Ärlig.' }).waitFor();
  await anni.inspect('Inbjudningar', 'invitations-375');
  const wider = `[...document.querySelectorAll('tbody tr > *')].filter((cell) => cell.getBoundingClientRect().right > innerWidth).length`;
  expect(await anni.page.evaluate(wider)).toBe(0);
  await anni.button('Bekräfta: Karin Berg').click();
  await anni.page.getByRole('heading', { name: 'Är det rätt person?' }).waitFor();
  await anni.page.getByText(/När du bekräftar blir Björn Ärlig användare/).waitFor();
  await anni.wholePageIsAccessible();
  await anni.page.getByRole('dialog').getByRole('button', { name: 'Bekräfta' }).click();
  // The buttons that asked are gone, and the top of the list may be far up.
  const told = anni.page.getByRole('status').and(anni.page.locator(':focus')).filter({ hasText: 'Björn Ärlig är nu användare.' });
  await told.waitFor();
  expect((await told.boundingBox())!.y).toBeGreaterThan(0);
  await anni.page.getByText('Signerades av Björn Ärlig.', { exact: true }).waitFor();
  expect(anni.complaints).toEqual([]);
  await anni.leave();
}, 300_000);

it('tells another person’s e-ID that the invitation is for somebody else, and stays open', async () => {
  const path = await invite('Åsa Öström', address('asa'), (anni) => anni.field(/^Personnummer/).fill('19940114-2386'));
  const other = await Visitor.arrive(browser, portal);
  await other.goto(path);
  await other.button('Signera med BankID').click();
  await other.identify('lang');
  const answer = other.page.getByRole('dialog');
  await answer.getByText('Inbjudan gäller en annan person.').waitFor();
  await answer.getByText(/^E-legitimationen tillhör någon annan än den som är inbjuden\./).waitFor();
  expect(await other.button('Försök igen').count()).toBe(0);
  await other.wholePageIsAccessible();
  await other.button('Stäng').click();
  await answer.waitFor({ state: 'detached' });
  await other.button('Tacka nej till inbjudan').click();
  await other.page.getByRole('dialog').getByRole('button', { name: 'Tacka nej' }).click();
  await other.inspect('Du har tackat nej', 'invite-declined');
  expect(other.complaints).toEqual([]);
  await other.leave();
}, 300_000);

it('has a page for a link that has expired, been withdrawn or never was, and a new one can be asked for', async () => {
  const at = await inStockholm(portal.world);
  const [expired, revoked] = ['utgangen-lank', 'aterkallad-lank'];
  const id = await layInvitation(portal.world, at, { token: expired });
  await portal.world.as(`update invitation set sent_at = sent_at - interval '20 days' where id = $1`, [id]);
  const gone = await layInvitation(portal.world, at, { token: revoked });
  await portal.world.as(`update invitation set status = 'aterkallad' where id = $1`, [gone]);
  const karin = await Visitor.arrive(browser, portal, PHONE);
  await karin.goto(`/inbjudan/${expired}`);
  await karin.page
    .getByText(
      'Observera att länken är giltig i två veckor. Om tiden gått ut behöver din arbetsgivares administratör skicka en ny inbjudan.',
    )
    .waitFor();
  await karin.button('Be om ny inbjudan').click();
  await karin.page.locator(':focus', { hasText: /^Din begäran är mottagen\./ }).waitFor();
  await karin.inspect('Inbjudan har gått ut', 'invite-expired-375');
  await karin.page.reload();
  await karin.button('Be om ny inbjudan').waitFor();
  // The page reads no more before the press, so it does not know of the new invitation.
  const reads = '**/invitation-link';
  await karin.page.route(reads, (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));
  await portal.world.as(`update invitation set status = 'utgangen' where id = $1`, [id]);
  const anew = await layInvitation(portal.world, at);
  await portal.world.as('update invitation set email = (select email from invitation where id = $1) where id = $2', [id, anew]);
  await karin.button('Be om ny inbjudan').click();
  await karin.heading('En ny inbjudan är skickad').waitFor();
  await karin.page.unroute(reads);
  await karin.goto(`/inbjudan/${revoked}`);
  await karin.inspect('Inbjudan gäller inte längre', 'invite-revoked-375');
  await karin.goto('/inbjudan/finns-inte');
  await karin.page.getByText(/^Fungerar det ändå inte\?/).waitFor();
  await karin.inspect('Länken är inte en giltig inbjudan', 'invite-unknown-375');
  expect(karin.complaints).toEqual([]);
  await karin.leave();
}, 300_000);

it('sends many out of a file, after a look at each row, and takes one back', async () => {
  const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
  await anni.goto('/anvandare/inbjudningar');
  await anni.link('Bjud in från fil').click();
  await anni.heading('Bjud in från fil').waitFor();
  await anni.page.getByText(/Behörigheter som du kan skriva: .*Ser samtliga ansökningar.* Skriv komma mellan flera\./).waitFor();
  const template = anni.page.waitForEvent('download');
  await anni.link('Ladda ner en mall').click();
  expect(await readFile(await (await template).path(), 'utf8')).toMatch(/^\ufeffE-post;Namn;.*;Gäller till;Personnummer\r\n$/);
  // As Swedish Excel saves "CSV": Windows-1252, in which å, ä and ö are the same bytes as in Latin-1.
  const csv = 'E-post;Namn;Behörigheter\nfil.ett@gmial.com;Åke Ett;Ser samtliga ansökningar\nfel;Två;Chef\n';
  const file = (text: string) => ({ name: 'inbjudningar.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
  await anni.page.getByLabel('CSV-fil').setInputFiles(file(csv.replace('Behörigheter', 'Roll')));
  await anni.button('Granska raderna').click();
  await anni.page.getByText('Rubriken ”Roll” finns inte.').waitFor();
  await anni.page.getByLabel('CSV-fil').setInputFiles(file(csv));
  await anni.button('Granska raderna').click();
  await anni.page.getByText('En rad har fel och hoppas över.').waitFor();
  const row = await anni.page.getByRole('row', { name: /Åke Ett/ }).innerText();
  expect(row).toMatch(/Menade du fil\.ett@gmail\.com\?\s+Ser samtliga ansökningar\s+Kan skickas/);
  await anni.inspect('Bjud in från fil', 'invite-file');
  // The mended file has the same name: the field forgets it when pressed, so that it can be chosen again.
  const chooser = anni.page.waitForEvent('filechooser');
  await anni.page.getByLabel('CSV-fil').click();
  expect(await anni.page.getByLabel('CSV-fil').inputValue()).toBe('');
  await (await chooser).setFiles(file(csv));
  await anni.button('Granska raderna').click();
  await anni.button('Skicka en inbjudan').click();
  await anni.page.getByText('En inbjudan är skickad.').waitFor();
  const skipped = anni.page.getByRole('region', { name: 'Rader som hoppades över' });
  expect(await skipped.getByRole('row', { name: /Två/ }).innerText()).toContain('Behörigheten ”Chef” finns inte.');

  await anni.goto('/anvandare/inbjudningar');
  await anni.button('Återkalla: Åke Ett').click();
  await anni.page.getByRole('dialog').getByRole('button', { name: 'Återkalla' }).click();
  await anni.page.getByText('Inbjudan till Åke Ett är återkallad.').first().waitFor();
  await anni.page.getByRole('row', { name: /Åke Ett[^]*Återkallad/ }).waitFor();
  // A colleague comes first.
  await anni.button('Skicka igen: Åke Ett').click();
  await portal.world.as(`update invitation set status = 'avbojd' where name = 'Åke Ett'`, []);
  await anni.page.getByRole('dialog').getByRole('button', { name: 'Skicka igen' }).click();
  await anni.page.getByText('Någon annan har redan hanterat inbjudan. Listan är uppdaterad.').first().waitFor();
  await anni.button('Skicka igen: Åke Ett').waitFor({ state: 'detached' });
  await anni.inspect('Inbjudningar', 'invite-overtaken');
  expect(anni.complaints).toEqual([]);
  await anni.leave();
}, 300_000);
