import type { Browser } from 'playwright-core';
import { startChromium, Visitor } from '../setup/chromium.js';
import { eventually } from '../setup/mailbox.js';
import { Portal } from '../setup/portal.js';

let browser: Browser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = [await startChromium(), await Portal.start('sessions')];
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
});

/** Changes the session of this visitor's browser, the newest there is of the person. */
const change = (name: string, set: string) =>
  portal.world.as(`update session set ${set} where person_id = (select id from person where display_name = $1) and ended_at is null`, [
    name,
  ]);
/** Seconds since anybody did anything. */
const idle = () => portal.world.as<number>(`select extract(epoch from now() - max(last_seen_at))::int from session`, []);
const MINUTE = 60_000;

describe('a session that is about to end', () => {
  it('is asked about five minutes before, and lives on when the person stays; in every tab', async () => {
    const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
    await anni.page.clock.install();
    await anni.goto('/ekonomi');
    const other = await anni.anotherTab();
    await other.goto('/ekonomi');
    await change('Anni Widdersjö', `last_seen_at = now() - interval '26 minutes'`);
    // One clock for both tabs: it belongs to the browser's context.
    await anni.page.clock.fastForward(26 * MINUTE);
    const asked = anni.page.getByRole('dialog', { name: 'Är du kvar?' });
    await asked.waitFor();
    await other.page.getByRole('dialog', { name: 'Är du kvar?' }).waitFor();
    expect(await asked.innerText()).toMatch(/loggas du ut om (3 minuter och \d+ sekund|4 minuter)/);
    expect(await asked.getByRole('status').innerText()).toBe('Du loggas ut om 4 minuter.');
    await anni.inspect(/Ekonomi/, 'are-you-there');
    await asked.getByRole('button', { name: 'Stanna kvar' }).last().click();
    await asked.waitFor({ state: 'detached' });
    await other.page.getByRole('dialog', { name: 'Är du kvar?' }).waitFor({ state: 'detached' });
    expect(await idle()).toBeLessThan(60);
    expect([...anni.complaints, ...other.complaints]).toEqual([]);
    await anni.leave();
  });

  it('is not asked about while the person writes, and ends with a dialog that keeps the text when nobody answers', async () => {
    const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
    await anni.page.clock.install();
    await anni.goto('/ekonomi');
    await change('Anni Widdersjö', `last_seen_at = now() - interval '26 minutes'`);
    await anni.page.clock.fastForward(23 * MINUTE);
    await anni.page.keyboard.press('Shift');
    const told = anni.page.waitForResponse((response) => response.url().endsWith('/api/v1/session/activity'));
    await anni.page.clock.fastForward(3 * MINUTE);
    await told;
    await eventually(async () => ((await idle()) < 60 ? true : undefined), 'att hennes aktivitet är antecknad');
    expect(await anni.page.getByRole('dialog').count()).toBe(0);
    await change('Anni Widdersjö', `last_seen_at = now() - interval '26 minutes'`);
    // Has the page not yet read the answer when time leaps, it counts from after the leap, and needs another.
    const asked = anni.page.getByRole('dialog', { name: 'Är du kvar?' });
    const leap = async () => {
      await anni.page.clock.fastForward(26 * MINUTE);
      return asked.waitFor({ timeout: 15_000 }).then(
        () => true,
        () => undefined,
      );
    };
    await eventually(leap, 'frågan om hon är kvar');
    await change('Anni Widdersjö', `last_seen_at = now() - interval '31 minutes'`);
    await anni.page.clock.fastForward(5 * MINUTE);
    await anni.page.getByRole('dialog', { name: 'Du har loggats ut' }).waitFor();
    expect(await anni.page.getByRole('dialog', { name: 'Är du kvar?' }).count()).toBe(0);
    await anni.leave();
  });

  it('says so beside the work when nothing can make it longer, without taking the focus', async () => {
    const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad', { viewport: { width: 375, height: 800 } });
    await anni.page.clock.install();
    await change('Anni Widdersjö', `expires_at = now() + interval '1 hour'`);
    await anni.goto('/ekonomi');
    await anni.page.keyboard.press('Tab');
    const before = await anni.focused();
    await change('Anni Widdersjö', `expires_at = now() + interval '4 minutes'`);
    await anni.page.clock.fastForward(56 * MINUTE);
    const notice = anni.page.getByRole('complementary', { name: 'Inloggningen går ut snart' });
    await notice.waitFor();
    expect(await anni.focused()).toBe(before);
    await anni.inspect(/Ekonomi/, 'session-ends-narrow');
    await notice.getByRole('button', { name: 'Jag förstår' }).click();
    await notice.waitFor({ state: 'detached' });
    expect(anni.complaints).toEqual([]);
    await anni.leave();
  });
});

describe('my log-ins', () => {
  const page = '/mina-installningar/inloggningar';

  it('are shown and ended one by one; the other browser is told, and nothing is lost there', async () => {
    const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
    await portal.session('Anni Widdersjö', 'Stockholms stad');
    const phone = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad', { viewport: { width: 375, height: 800 } });
    await phone.goto('/ekonomi');
    const iPhone = 'Mozilla/5.0 (iPhone) Version/19.0 Mobile Safari/604.1';
    await portal.world.as('update session set user_agent = $1 where public_id = (select max(public_id::text)::uuid from session)', [
      iPhone,
    ]);
    await anni.goto('/ekonomi');
    await anni.button('Anni Widdersjö - Stockholms stad').click();
    await anni.link('Mina inställningar').click();
    await anni.link('Mina inloggningar').click();
    await anni.inspect('Mina inloggningar', 'my-sessions');
    await anni.page.getByRole('row').filter({ hasText: 'Den här' }).waitFor();
    await phone.goto(page);
    await phone.inspect('Mina inloggningar', 'my-sessions-narrow');
    await anni.page.reload();
    await anni
      .button(/^Logga ut Safari på iPhone/)
      .first()
      .click();
    await anni.page.getByText('Safari på iPhone är utloggad.').waitFor({ state: 'attached' });
    // The button has gone with its row, the focus has not.
    await anni.page.locator('h1:focus').waitFor();
    await anni.button('Logga ut alla andra').click();
    await anni.button('Logga ut alla andra').waitFor({ state: 'detached' });
    await anni.page.locator('h1:focus').waitFor();
    await phone.page.getByRole('button', { name: 'Meny' }).first().waitFor();
    await phone.page.reload();
    await phone.heading('Omställningsfonden Mina sidor').waitFor();
    expect([...anni.complaints, ...phone.complaints]).toEqual([]);
    await phone.leave();
    await anni.leave();
  });

  it('are ended everywhere, after a question; other tabs say so', async () => {
    const anni = await Visitor.loggedIn(browser, portal, 'Anni Widdersjö', 'Stockholms stad');
    const tab = await anni.anotherTab();
    await tab.goto('/ekonomi');
    await anni.goto(page);
    await anni.button('Logga ut överallt').click();
    const question = anni.page.getByRole('dialog', { name: 'Logga ut överallt?' });
    await question.waitFor();
    await anni.wholePageIsAccessible();
    await question.getByRole('button', { name: 'Logga ut överallt' }).click();
    await anni.heading('Omställningsfonden Mina sidor').waitFor();
    await tab.page.getByRole('dialog', { name: 'Du har loggats ut' }).waitFor();
    expect([...anni.complaints, ...tab.complaints]).toEqual([]);
    await anni.leave();
  });
});
