import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { Env } from '../../config/env.js';
import { MailLinks } from '../../src/notifications/mail-links.js';
import { KEYS } from '../setup/env.js';
import { startChromium, Visitor } from '../setup/chromium.js';
import { eventually } from '../setup/mailbox.js';
import { Portal } from '../setup/portal.js';

let browser: Browser;
let portal: Portal;

const sizes: [string, BrowserContextOptions][] = [
  ['1280', {}],
  ['375', { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true }],
];

beforeAll(async () => void ([browser, portal] = [await startChromium(), await Portal.start('messages')]));
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

/** Writes into `data-drawn` what React makes of a radio button from now on, as "true true false ". */
function noteWhatIsDrawn(radio: { dataset: Record<string, string | undefined> }): void {
  const own = Object.getOwnPropertyDescriptor(radio, 'checked')!;
  const set = (is: boolean) => {
    radio.dataset['drawn'] = `${radio.dataset['drawn'] ?? ''}${is} `;
    own.set!.call(radio, is);
  };
  Object.defineProperty(radio, 'checked', { ...own, set });
}

/** Messages as committed commands leave them, the last one newest. */
async function write(name: string, organization: string, ...titles: string[]): Promise<void> {
  for (const title of titles)
    await portal.world.as(
      `insert into notification (person_id, organization_id, type, event_key, title, body, path, mail)
       select p.id, o.id, 'beslut', gen_random_uuid()::text, $3, 'Vi har godkänt insatsen "Kurs svenska för invandrare" (8-2402238).',
         '/insatser/' || (select id from insats where number = '8-2402238'), 'direct'
       from person p, organization o where p.display_name = $1 and o.name = $2`,
      [name, organization, title],
    );
}
const forget = () => portal.world.as('delete from notification', []);

describe.each(sizes)('at %s px', (size, options) => {
  beforeEach(forget);

  it('an unread message is seen on every page, read, and gone from the count', async () => {
    await write('Fatima Flera', 'Stockholms stad', 'Insatsen är godkänd', 'Rekvisitionen är godkänd', 'Insatsen är inte godkänd');
    const visitor = await Visitor.loggedIn(browser, portal, 'Fatima Flera', 'Stockholms stad', options);
    await visitor.goto('/');
    await visitor.link('Meddelanden, 3 olästa').click();
    await visitor.inspect('Meddelanden', `messages-${size}`);
    expect(await visitor.page.locator('.message h2').allInnerTexts()).toEqual([
      'Insatsen är inte godkänd',
      'Rekvisitionen är godkänd',
      'Insatsen är godkänd',
    ]);
    await visitor.button('Markera som läst: Rekvisitionen är godkänd').click();
    await visitor.link('Meddelanden, 2 olästa').waitFor();
    await visitor.page.locator('.message:focus').waitFor();
    await visitor.link('Insatsen är godkänd').click();
    await visitor.heading('Förebyggande insats 8-2402238').waitFor();
    // What was read before, and comes last, is not believed.
    const before = await visitor.hold('**/api/v1/me/notifications');
    await visitor.link('Meddelanden, 1 oläst').click();
    await before.asked;
    await visitor.button('Markera alla som lästa').click();
    await visitor.page.getByText('Du har läst alla meddelanden.').waitFor();
    await visitor.page.locator('#antal-olasta:focus').waitFor();
    await before.release();
    await visitor.page.getByText('Du har läst alla meddelanden.').waitFor();
    expect(await visitor.link('Meddelanden').count()).toBeGreaterThan(0);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('says so when there is none, and shows nothing of the person’s other organisation', async () => {
    await write('Fatima Flera', 'Stockholms stad', 'Insatsen är godkänd');
    const visitor = await Visitor.loggedIn(browser, portal, 'Fatima Flera', 'Skövde kommun', options);
    await visitor.goto('/meddelanden');
    await visitor.inspect('Meddelanden', `messages-empty-${size}`);
    expect(await visitor.text()).toContain('Du har inga meddelanden än.');
    expect(await visitor.text()).not.toContain('Du har läst alla meddelanden.');
    expect(await visitor.page.locator('.bell span').count()).toBe(0);
    await visitor.leave();
  });

  it('lets the person choose how mails come, says that it is saved, and keeps it', async () => {
    await portal.world.as('delete from notification_preference', []);
    const visitor = await Visitor.loggedIn(browser, portal, 'Fatima Flera', 'Stockholms stad', options);
    await visitor.goto('/mina-installningar/aviseringar');
    const group = visitor.page.getByRole('group', { name: 'Händelser i dina ärenden' });
    expect(await group.getByLabel('Daglig sammanställning').isChecked()).toBe(true);
    // What is chosen stays chosen, also where timers are late: at no moment of the saving is it drawn as not chosen.
    await visitor.page.evaluate(
      '{ const later = setTimeout; window.setTimeout = (f, ms, ...rest) => later(f, (ms ?? 0) + 100, ...rest); }',
    );
    await group.getByLabel('Av', { exact: true }).evaluate(noteWhatIsDrawn);
    await group.getByLabel('Av', { exact: true }).check();
    await visitor.page.getByRole('status').filter({ hasText: 'Sparat. Händelser i dina ärenden: Av' }).waitFor();
    expect(await group.getByLabel('Av', { exact: true }).getAttribute('data-drawn')).toMatch(/^(true )+$/);
    // By the keyboard one goes through what lies between: the first answer is slow, and the last choice is the one that is kept.
    const sent: string[] = [];
    await visitor.page.route('**/notification-preferences/*', async (route) => {
      sent.push((route.request().postDataJSON() as { choice: string }).choice);
      if (sent.length === 1)
        await eventually(
          () =>
            group
              .getByLabel('Av', { exact: true })
              .isChecked()
              .then((is) => is || undefined),
          'Av',
        );
      await route.continue();
    });
    await group.getByLabel('Av', { exact: true }).press('ArrowRight');
    await visitor.page.keyboard.press('ArrowRight');
    await visitor.page.keyboard.press('ArrowRight');
    await group.getByText('Sparat', { exact: true }).waitFor();
    expect([sent, await group.getByLabel('Av', { exact: true }).isChecked()]).toEqual([['direct', 'off'], true]);
    await visitor.page.unroute('**/notification-preferences/*');
    await visitor.inspect('Aviseringar', `notifications-${size}`);
    await visitor.goto('/mina-installningar/aviseringar');
    expect(await group.getByLabel('Av', { exact: true }).isChecked()).toBe(true);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('shows the fund which mails did not leave, and lets those who may run one again', async () => {
    await portal.world.as(
      `insert into outbox (event_key, channel, template, recipient, payload, status, attempts, last_error)
       values (gen_random_uuid()::text, 'email', 'insats-beslut', 'anna.andersson@kommun.se', $1, 'failed', 1, 'EENVELOPE 550')`,
      [{ id: '0', number: '8-2402238', name: 'Kurs', outcome: 'godkand', motivation: '' }],
    );
    const visitor = await Visitor.arrive(browser, portal, options);
    const person = await portal.world.as<string>('select id from person where display_name = $1', ['Hanna Handläggare']);
    const { cookie } = await portal.world.login({ id: person, name: 'Hanna Handläggare' }, 'staff');
    const value = cookie.slice('__Host-ms='.length);
    await visitor.context.addCookies([
      { name: '__Host-ms', value, domain: 'localhost', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
    ]);
    await visitor.page.route('**/api/v1/session', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('"operations:run"', '"operations:none"') });
    });
    await visitor.goto('/fonden/brev');
    await visitor.page.getByText('a***@kommun.se').waitFor();
    expect(await visitor.page.getByRole('button', { name: /^Kör igen/ }).count()).toBe(0);
    expect(await visitor.text()).not.toContain('E-post som kom i retur');
    await visitor.page.unroute('**/api/v1/session');
    await visitor.goto('/fonden');
    await visitor.link('Meddelanden som inte gick att skicka').click();
    await visitor.inspect('Meddelanden som inte gick att skicka', `failed-mail-${size}`);
    await visitor.page.getByText('E-postservern tog inte emot meddelandet (550)').waitFor();
    await visitor.button('Kör igen: Beslut om insats 8-2402238 till a***@kommun.se').click();
    await visitor.page.getByText('Alla meddelanden har gått att skicka.').waitFor();
    const texted = await portal.world.as<string>(
      `insert into outbox (event_key, channel, template, recipient, payload, status, attempts, last_error)
       values (gen_random_uuid()::text, 'sms', 'koppla-foretag-beslut', '+46701740605', '{"number":"9-2600001"}', 'unknown', 1, 'TimeoutError') returning id`,
      [],
    );
    await visitor.page.reload();
    const again = visitor.button(/^Kör igen: Sms/);
    await again.click();
    await visitor.page.getByRole('dialog', { name: 'Sms:et kan redan ha kommit fram' }).waitFor();
    await visitor.page.screenshot({ path: `.data/screenshots/sms-again-${size}.png` });
    await visitor.button('Avbryt').click();
    expect(await portal.world.as('select status from outbox where id = $1', [texted])).toBe('unknown');
    await again.click();
    await visitor.button('Kör igen ändå').click();
    await visitor.page.getByText('Alla meddelanden har gått att skicka.').waitFor();
    const returned = await portal.world.as<string>(
      `insert into outbox (event_key, channel, template, recipient, payload, status, attempts, sent_at)
       values (gen_random_uuid()::text, 'email', 'insats-mottagen', 'bengt@kommun.se', '{}', 'sent', 1, now()) returning id`,
      [],
    );
    const field = visitor.page.getByLabel('Returadress');
    await field.fill(`bounce+${returned}.00000000@minasidor.example.se`);
    await visitor.button('Anteckna returen').click();
    await visitor.page.getByText('Det är ingen returadress från oss.').waitFor();
    expect(await visitor.focused()).toBe('falt-returadress');
    await visitor.inspect('Meddelanden som inte gick att skicka', `returned-mail-${size}`);
    await field.fill(new MailLinks({ KEYS, MAIL_DOMAIN: 'minasidor.example.se' } as Env).sender(returned));
    await visitor.button('Anteckna returen').click();
    await visitor.page.getByText('Returen från b***@kommun.se är antecknad').first().waitFor();
    await visitor.page.getByRole('row').filter({ hasText: 'b***@kommun.se' }).waitFor();
    await portal.world.as('delete from outbox where id = any($1)', [[returned, texted]]);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('shows the fund every mail as its reader sees it and as text, shut in where it is drawn', async () => {
    const visitor = await Visitor.loggedIn(browser, portal, 'Hanna Handläggare', 'staff', options);
    await visitor.goto('/fonden');
    await visitor.link('Mallar för e-post och sms').click();
    await visitor.inspect('Mallar för e-post och sms', `mail-templates-${size}`);
    expect(await visitor.page.locator('.mail-templates a').count()).toBeGreaterThanOrEqual(60);
    await visitor.link('Beslut om insats 8-2600001').and(visitor.page.locator('[aria-describedby="mall-insats-beslut"]')).click();
    await visitor.inspect('Beslut om insats 8-2600001', `mail-template-${size}`);
    const frame = visitor.page.getByTitle('E-postmeddelandet insats-beslut');
    expect(await frame.getAttribute('sandbox')).toBe('');
    await frame.contentFrame().getByText('Vänliga hälsningar').waitFor();
    expect(await visitor.text()).toContain('Vänliga hälsningar');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('shows a mail in the browser, and asks before it stops the summary', async () => {
    const links = new MailLinks({ KEYS, PUBLIC_ORIGIN: portal.origin, MAIL_DOMAIN: '' } as Env);
    const person = await portal.world.as<string>('select id from person where display_name = $1', ['Fatima Flera']);
    const payload = { organization: 'Stockholms stad', count: 1, items: [{ title: 'En kollega har skickat in en insats', text: 'Text' }] };
    const mail = await portal.world.as<string>(
      `insert into outbox (event_key, channel, template, recipient, payload) values (gen_random_uuid()::text, 'email', 'daglig-sammanstallning', 'a@b.se', $1)
       returning id`,
      [payload],
    );
    await portal.world.as('delete from notification_preference', []);
    const reader = await Visitor.arrive(browser, portal, options);
    await reader.page.goto(links.show(mail));
    await reader.heading('Det här har hänt').waitFor();
    await reader.page.screenshot({ path: `.data/screenshots/mail-shown-${size}.png`, fullPage: true });
    expect(reader.complaints).toEqual([]);
    await reader.leave();
    const visitor = await Visitor.arrive(browser, portal, options);
    await visitor.page.goto(links.stop(person));
    await visitor.inspect('Vill du avsluta den dagliga sammanställningen?', `summary-stop-${size}`);
    await visitor.button('Avsluta sammanställningen').click();
    await visitor.inspect('Sammanställningen är avslutad', `summary-stopped-${size}`);
    expect(await portal.world.as('select choice from notification_preference where person_id = $1', [person])).toBe('off');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});
