import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { Portal } from '../setup/portal.js';

let browser: Browser;
let portal: Portal;
let ids: Record<'pending' | 'approved' | 'offert', string>;

const sizes: [string, BrowserContextOptions][] = [
  ['375 px', { viewport: { width: 375, height: 740 }, hasTouch: true, isMobile: true }],
  ['200 % zoom', { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
  ['1280 px, dark', { colorScheme: 'dark' }],
];

beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('sizes')];
  const id = (number: string) => portal.world.as<string>('select id from insats where number = $1', [number]);
  const offert = await portal.world.as<string>('select o.id from offert o join insats i on i.id = o.insats_id where i.number = $1', [
    '8-2403266',
  ]);
  ids = { pending: await id('8-2403266'), approved: await id('8-2402238'), offert };
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

describe.each(sizes)('at %s no page scrolls sideways and axe finds nothing:', (name, options) => {
  const picture = (page: string) => `${page} ${name}`.replaceAll(/[^\w-]+/g, '-');

  it('before log-in', async () => {
    const visitor = await Visitor.arrive(browser, portal, options);
    await visitor.goto('/');
    await visitor.inspect('Omställningsfonden Mina sidor', picture('log-in'));
    await visitor.button('Logga in med BankID').click();
    await visitor.page.getByRole('dialog').waitFor();
    await visitor.wholePageIsAccessible();
    if (options.hasTouch) await visitor.button('BankID på en annan enhet').click();
    await visitor.page.getByRole('img', { name: /QR-kod/ }).waitFor();
    await visitor.wholePageIsAccessible();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('the economy and the cases', async () => {
    const visitor = await Visitor.loggedIn(browser, portal, 'Fatima Flera', 'Stockholms stad', options);
    const pages: [path: string, heading: string | RegExp, picture: string][] = [
      ['/', 'Sammanfattning', 'summary'],
      ['/ekonomi/2024-2026', 'Ekonomi 2024-2026', 'economy'],
      ['/ekonomi/2024-2026?flik=offerter', 'Ekonomi 2024-2026', 'offerter'],
      ['/ekonomi/2017-2019?flik=rekvisitioner', 'Ekonomi 2017-2019', 'rekvisitioner'],
      [`/insatser/${ids.pending}`, 'Förebyggande insats 8-2403266', 'insats'],
      [`/insatser/${ids.pending}?flik=offerter-och-rekvisitioner`, 'Förebyggande insats 8-2403266', 'linked'],
      [`/offerter/${ids.offert}`, /^Offert/, 'offert'],
      ['/valj-organisation', 'Välj organisation', 'choose'],
    ];
    for (const [path, heading, shown] of pages) {
      await visitor.goto(path);
      await visitor.inspect(heading, picture(shown));
    }
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('the forms, with faults in them', async () => {
    const visitor = await Visitor.loggedIn(browser, portal, 'Fatima Flera', 'Stockholms stad', options);
    await visitor.goto('/ekonomi/2024-2026');
    await visitor.button('Registrera ny insats').click();
    await visitor.heading('Anmälan om insats').waitFor();
    await visitor.field('Startdatum').fill('2024-02-31');
    await visitor.button('Förhandsgranska').click();
    await visitor.page.getByText(/^Det finns \d+ fel i formuläret$/).waitFor();
    await visitor.inspect('Anmälan om insats', picture('insats-form'));
    await visitor.goto(new URL(visitor.page.url()).pathname.replace('redigera', 'forhandsgranska'));
    await visitor.page.getByText(/^Det finns \d+ fel i ansökan$/).waitFor();
    await visitor.inspect('Förhandsgranska ansökan', picture('insats-preview'));

    await visitor.goto(`/insatser/${ids.approved}`);
    await visitor.button('Rekvirera').click();
    await visitor.heading(/^Rekvirera medel/).waitFor();
    await visitor.field('Beskrivning').fill('Resor');
    await visitor.field('Summa (i kronor)').fill('200 000');
    await visitor.button('Lägg till kostnad').click();
    await visitor.page.getByText(/högre än det som är möjligt att rekvirera/).waitFor();
    await visitor.page.getByRole('radio', { name: 'Slutrekvirering', exact: true }).check();
    await visitor.button('Förhandsgranska').click();
    await visitor.page.getByText(/^Det finns \d+ fel i formuläret$/).waitFor();
    await visitor.inspect(/^Rekvirera medel/, picture('requisition-form'));
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});

it('has the menu behind a button at 375 px', async () => {
  const visitor = await Visitor.loggedIn(browser, portal, 'Fatima Flera', 'Stockholms stad', sizes[0]![1]);
  await visitor.goto('/');
  await visitor.button('Meny').click();
  await visitor.inspect('Sammanfattning', 'menu-375-px');
  await visitor.link('Ekonomi').click();
  await visitor.heading('Ekonomi 2024-2026').waitFor();
  expect(await visitor.link('Byt organisation').count()).toBe(0);
  await visitor.leave();
});
