import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
  type Route,
} from 'playwright-core';
import { eventually } from './mailbox.js';
import type { Portal } from './portal.js';

const SHOTS = '.data/screenshots';
/** How long a step may take: two browsers and two portals share the machine. */
export const PATIENCE_MS = 60_000;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Starts the machine's Chromium without a window. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

/**
 * A person at a browser. Everything the page complains about is kept: errors in the console, breaches of the content security policy,
 * requests to anybody else than the portal, files that were not found.
 */
export class Visitor {
  readonly complaints: string[] = [];
  private latestQr = '';

  private constructor(
    readonly portal: Portal,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async arrive(browser: Browser, portal: Portal, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
      viewport: { width: 1280, height: 900 },
      // A picture or a scan in the middle of a change of colour shows what nobody is meant to read.
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return new Visitor(portal, context, await context.newPage()).listen();
  }

  /** The same, logged in by a session laid in the database. */
  static async loggedIn(
    browser: Browser,
    portal: Portal,
    name: string,
    context: string | null,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const visitor = await Visitor.arrive(browser, portal, options);
    const value = await portal.session(name, context);
    await visitor.context.addCookies([
      { name: '__Host-ms', value, domain: 'localhost', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
    ]);
    return visitor;
  }

  /** A second tab of the same browser. */
  async anotherTab(): Promise<Visitor> {
    return new Visitor(this.portal, this.context, await this.context.newPage()).listen();
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(this.portal.origin + path);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  button = (name: string | RegExp): Locator => this.page.getByRole('button', { name, exact: true });
  link = (name: string | RegExp): Locator => this.page.getByRole('link', { name, exact: true });
  heading = (name: string | RegExp, level = 1): Locator => this.page.getByRole('heading', { name, level });
  /** A field by its label. */
  field = (label: string | RegExp): Locator => this.page.getByLabel(label, { exact: typeof label === 'string' });

  /** Scans the QR code on the screen with the simulated app of the e-ID and identifies as this person. */
  async identify(person: string | object, eid: 'bankid' | 'freja' = 'bankid'): Promise<void> {
    await this.page.getByRole('img', { name: eid === 'freja' ? /QR-kod.*Freja/ : /QR-kod.*BankID/ }).waitFor();
    // A code is good for three seconds; on a busy machine the one we have may already be too old.
    const approve = () => this.portal[eid].approve({ qr: this.latestQr || 'ingen än' }, person).catch(() => undefined);
    await eventually(approve, `att ${JSON.stringify(person)} identifierar sig`);
  }

  /** Scans the QR code on the screen, then presses Avbryt in the app. */
  async cancelInApp(person: string): Promise<void> {
    const { orderRef } = await this.order();
    await this.portal.bankid.act(orderRef, { action: 'start', person });
    await this.portal.bankid.act(orderRef, { action: 'cancel' });
  }

  /** How the order on the screen stands at BankID. */
  async orderStatus(): Promise<string> {
    return (await this.order()).status;
  }

  /** The order at BankID whose code is on the screen; the code may be drawn before this reader has its text. */
  private async order(): Promise<Awaited<ReturnType<Portal['bankid']['orderOf']>>> {
    return this.portal.bankid.orderOf(await eventually(() => Promise.resolve(this.latestQr || undefined), 'QR-koden'));
  }

  /** Waits for a page, and holds it to what every page promises: axe finds nothing, nothing scrolls sideways; keeps a picture. */
  async inspect(heading: string | RegExp, picture: string): Promise<void> {
    await this.heading(heading).waitFor();
    await this.page.getByText('Hämtar …').first().waitFor({ state: 'detached' });
    await this.wholePageIsAccessible();
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `${picture}.png`), fullPage: true });
  }

  async wholePageIsAccessible(): Promise<void> {
    // A frame that may run nothing can't run axe either: it would be waited for in vain. "Legacy" runs axe in the page alone, without a
    // second page for each look; the frames that it would miss are other origins', and we have none.
    const axe = new AxeBuilder({ page: this.page }).exclude('iframe[sandbox=""]').options({ resultTypes: ['violations'] });
    const { violations } = await axe.withTags(RULES).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
    // One place in each menu and row of tabs is where one is.
    const here = `Math.max(0, ...[...document.querySelectorAll('nav')].map((nav) => nav.querySelectorAll('[aria-current=page]').length))`;
    expect(await this.page.evaluate(here)).toBeLessThanOrEqual(1);
    // Not against innerWidth: a phone's window grows with a page that is too wide.
    const width = await this.page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(this.page.viewportSize()!.width);
  }

  /** What has the focus: its id, or its class or text when it has none. */
  focused(): Promise<string> {
    return this.page.evaluate('((el) => el.id || el.className || el.textContent)(document.activeElement)');
  }

  /** The text of the page's main part, with ordinary spaces. */
  async text(): Promise<string> {
    return spaces(await this.page.getByRole('main').innerText());
  }

  /** Keeps the first answer to what is read from this address back until `release`, which waits until the page has drawn it. */
  async hold(address: string): Promise<{ asked: Promise<void>; release: () => Promise<void> }> {
    const [asked, gate, given] = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let held = false;
    const keep = async (route: Route) => {
      if (held || route.request().method() !== 'GET') return route.fallback();
      held = true;
      const response = await route.fetch();
      asked.resolve();
      await gate.promise;
      await route.fulfill({ response });
      given.resolve();
    };
    await this.page.route(address, keep);
    const release = async () => {
      gate.resolve();
      await given.promise;
      await this.page.unroute(address, keep);
      await this.page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))');
    };
    return { asked: asked.promise, release };
  }

  leave(): Promise<void> {
    return this.context.close();
  }

  private listen(): this {
    const { page, portal, complaints } = this;
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      // A refused request is no fault of the page; a file that is missing is caught below.
      const refused = message.text().startsWith('Failed to load resource');
      if (['error', 'warning'].includes(message.type()) && !refused) complaints.push(message.text());
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${portal.origin}/`) && !/^(data|blob|mailto):/.test(url)) complaints.push(`hämtade ${url}`);
    });
    page.on('response', async (response) => {
      const { pathname } = new URL(response.url());
      if (response.status() >= 400 && !pathname.startsWith('/api/')) complaints.push(`${response.status()} ${pathname}`);
      if (!/\/auth\/(bankid|freja)\/orders|\/signature-orders/.test(pathname) || !response.ok() || response.status() === 204) return;
      const { qr } = (await response.json().catch(() => ({}))) as { qr?: string };
      if (qr) this.latestQr = qr;
    });
    return this;
  }
}

/** No-break spaces as ordinary ones, so that amounts can be compared with what one writes. */
export const spaces = (text: string): string => text.replaceAll('\u00a0', ' ');
