import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { testApp } from '../setup/app.js';
import { OwnBankId } from '../setup/bankid.js';
import { Browser as Visitor } from '../setup/browser.js';
import { PATIENCE_MS, startChromium } from '../setup/chromium.js';
import { OwnFreja } from '../setup/freja.js';
import { eventually } from '../setup/mailbox.js';

/** The simulated apps, used by hand as in a demonstration: the portal is asked by its API how the log-in goes. */
type App = Awaited<ReturnType<typeof testApp>>;
let browser: Browser;
let app: App;
let [bankid, freja]: [OwnBankId, OwnFreja] = [undefined!, undefined!];
beforeAll(async () => {
  [browser, bankid, freja] = [await startChromium(), await OwnBankId.start(), await OwnFreja.start()];
  app = await testApp({ ...bankid.env, ...freja.env });
}, 60_000);
afterAll(async () => {
  await app.close();
  await browser.close();
  await bankid.stop();
  await freja.stop();
});

const eids = {
  BankID: {
    base: () => bankid.base,
    start: (v: Visitor, mode: 'qr' | 'same-device') => v.startBankId(mode),
    code: 'Säkerhetskod',
    approve: 'Identifiera',
    block: 'Spärrat BankID',
  },
  Freja: {
    base: () => freja.base,
    start: (v: Visitor, mode: 'qr' | 'same-device') => v.startFreja(mode),
    code: 'Pinkod',
    approve: 'Godkänn',
    block: 'Spärrad Freja',
  },
};
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
}

describe.each(Object.entries(eids))('the simulated app of %s, by hand', (name, eid) => {
  let page: Page;
  beforeEach(async () => {
    await (name === 'Freja' ? freja : bankid).reset();
    page = await (await browser.newContext({ locale: 'sv-SE', viewport: { width: 375, height: 740 } })).newPage();
    page.setDefaultTimeout(PATIENCE_MS);
  });
  afterEach(() => page.context().close());

  /** Lets the app read a code as this person, again when the machine was so busy that the code had become too old (three seconds). */
  async function read(person: string): Promise<{ visitor: Visitor; order: Awaited<ReturnType<Visitor['startBankId']>> }> {
    const visitor = new Visitor(app);
    const order = await eid.start(visitor, 'qr');
    const answer = page.getByLabel(eid.code).or(page.getByRole('alert')).first();
    const tooOld = page.getByRole('alert').getByText('QR-koden är för gammal');
    await eventually(async () => {
      await page.goto(eid.base());
      await page.getByLabel('Testperson').selectOption(person);
      const { qr = order.qr! } = await visitor.pollUntil(order, () => true);
      await page.getByLabel('Text i QR-koden').fill(qr);
      await button(page, 'Läs av').click();
      await answer.waitFor();
      return (await tooOld.count()) === 0 || undefined;
    }, 'att appen läser koden');
    return { visitor, order };
  }
  /** Scans a fresh code with the app as this person, which then asks for his own. */
  async function scan(person: string): ReturnType<typeof read> {
    const scanned = await read(person);
    await page.getByLabel(eid.code).waitFor();
    return scanned;
  }
  const outcome = async ({ visitor, order }: Awaited<ReturnType<typeof scan>>) => (await visitor.pollToEnd(order)).status;

  it('reads a code and approves with the right code of one’s own', async () => {
    await page.goto(eid.base());
    await accessible(page);
    const scanned = await scan('asa');
    await accessible(page);
    await page.screenshot({ path: `.data/screenshots/app-${name.toLowerCase()}-375.png`, fullPage: true });
    await page.getByLabel(eid.code).fill('123456');
    await button(page, eid.approve).click();
    await page.getByText('Klart. Gå tillbaka till e-tjänsten.').waitFor();
    expect(await outcome(scanned)).toBe('complete');
    expect((await scanned.visitor.session()).person.name).toBe('Åsa Öström');
  });

  it('is opened by the link of the same device, and leads back', async () => {
    const visitor = new Visitor(app);
    const order = await eid.start(visitor, 'same-device');
    await page.goto(order.launch!.universal);
    await page.getByLabel('Testperson').selectOption('bjorn');
    await button(page, 'Fortsätt').click();
    await page.getByLabel(eid.code).fill('123456');
    await page.route('http://localhost:3000/**', (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Portalen</h1>' }),
    );
    await button(page, eid.approve).click();
    await page.getByText('Portalen').waitFor();
    const nonce = /^#n=(.+)$/.exec(new URL(page.url()).hash)?.[1];
    if (name === 'BankID') await visitor.comeBack(nonce ?? null);
    expect((await visitor.pollToEnd(order)).status).toBe('complete');
  });

  it('cancels', async () => {
    const scanned = await scan('asa');
    await button(page, 'Avbryt').click();
    await page.getByText('Du avbröt.').waitFor();
    expect(await outcome(scanned)).toBe('failed');
  });

  it('counts wrong codes, blocks at the third, refuses what comes after, and can be unblocked', async () => {
    const scanned = await scan('sam');
    for (const left of ['två försök', 'ett försök']) {
      await page.getByLabel(eid.code).fill('000000');
      await button(page, eid.approve).click();
      await page.getByRole('alert').getByText(`Du har ${left} kvar`).waitFor();
    }
    await accessible(page);
    await page.getByLabel(eid.code).fill('000000');
    await button(page, eid.approve).click();
    await page
      .getByText(/spärra/i)
      .first()
      .waitFor();
    expect(await outcome(scanned)).toBe('failed');
    const { visitor, order } = await read('sam');
    await page.getByRole('alert').getByText('spärra').waitFor();
    expect((await visitor.pollToEnd(order)).status).toBe('failed');
    await page.goto(eid.base());
    await accessible(page);
    await button(page, 'Häv spärren för Sam Ordning').click();
    await page.goto(eid.base());
    const again = await scan('sam');
    await page.getByLabel(eid.code).fill('123456');
    await button(page, eid.approve).click();
    expect(await outcome(again)).toBe('complete');
  });

  it('can be blocked with one press', async () => {
    const scanned = await scan('asa');
    await page.getByText('Låt det gå fel').click();
    await button(page, eid.block).click();
    await page
      .getByText(/spärra/i)
      .first()
      .waitFor();
    expect(await outcome(scanned)).toBe('failed');
  });
});
