import { readFileSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Db } from '../../src/kernel/db.js';
import { Notifications } from '../../src/notifications/index.js';
import { MailLinks } from '../../src/notifications/mail-links.js';
import { SHOWN_DAYS } from '../../src/notifications/mail-pages.service.js';
import { NotificationJobs } from '../../src/notifications/notification.jobs.js';
import { testApp } from '../setup/app.js';
import { Cases } from '../setup/cases.js';
import { KEYS, testEnv } from '../setup/env.js';
import { Invitations } from '../setup/invitations.js';
import { mailbox } from '../setup/mailbox.js';
import { someAddress, TestOutbox } from '../setup/outbox.js';
import { testWorker } from '../setup/worker.js';
import { World } from '../setup/world.js';

const A30 = 'Om meddelandet inte visas som det ska kan du klicka här för att visa det i en webbläsare';

describe('a mail is shown in a browser', () => {
  let app: NestFastifyApplication, worker: INestApplicationContext, world: World, outbox: TestOutbox;

  beforeAll(async () => {
    [world, app, worker] = [await World.open(), await testApp(), await testWorker()];
    outbox = new TestOutbox(world);
  });
  afterAll(() => Promise.all([app.close(), worker.close(), world.close()]));

  const links = () => app.get(MailLinks);
  const pathOf = (id: string) => new URL(links().show(id)).pathname;
  const age = (id: string, days: number) =>
    world.as(
      `update outbox set created_at = created_at - make_interval(days => $2), sent_at = sent_at - make_interval(days => $2) where id = $1`,
      [id, days],
    );

  it('by the line of the manual on top of it, as text and as HTML, without log-in', async () => {
    const to = someAddress();
    const id = await outbox.write(to);
    const mail = await mailbox.open((await mailbox.arrived(to))[0]!);
    expect(mail.text.replaceAll('\r\n', '\n')).toMatch(
      new RegExp(`^${A30}:\n${links().show(id).replaceAll('.', '\\.')}\n\nInsatsen är godkänd\n\nHej\n`),
    );
    expect(mail.html.replaceAll(/<[^>]+>/g, '')).toContain(`${A30}.`);
    const page = await app.inject({ url: pathOf(id) });
    expect(page.statusCode).toBe(200);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
    });
    expect(page.body).toContain('Insatsen är godkänd');
    expect(page.body).toContain('<meta name="robots" content="noindex">');
    expect(page.body).not.toContain(A30.slice(0, 30));
  });

  it('only by a link that we made, for that and nothing else', async () => {
    const id = await outbox.write(someAddress());
    const token = pathOf(id).slice('/brev/'.length);
    const other = new URL(links().stop(id)).pathname.split('/').at(-1)!;
    for (const wrong of [
      `${token.slice(0, -1)}${token.endsWith('A') ? 'Q' : 'A'}`,
      token.slice(1),
      `${token}A`,
      other,
      id,
      'x',
      '%00',
      '..%2f',
    ])
      expect([wrong, (await app.inject({ url: `/brev/${wrong}` })).statusCode]).toEqual([wrong, wrong === '%00' ? 400 : 404]);
    expect((await app.inject({ url: `/brev/avsluta/${token}` })).statusCode).toBe(404);
    const another = 'k9:QW5ub3NueWNrZWxTb21JbnRlRmlubnNIYXIwMDAwMDE=';
    const foreign = new MailLinks(await testEnv({ KEYS: another })).show(id);
    expect((await app.inject({ url: new URL(foreign).pathname })).statusCode).toBe(404);
    const rotated = await testApp({ KEYS: `${another},${KEYS}` });
    expect((await rotated.inject({ url: pathOf(id) })).statusCode).toBe(200);
    await rotated.close();
  });

  it('for 30 days', async () => {
    const id = await outbox.write(someAddress());
    await outbox.becomes(id, 'sent');
    await age(id, 29);
    expect((await app.inject({ url: pathOf(id) })).statusCode).toBe(200);
    await age(id, 1);
    const old = await app.inject({ url: pathOf(id) });
    expect([old.statusCode, old.body.includes('E-postmeddelandet visas inte längre')]).toEqual([410, true]);
  });

  it('by a key that the manual lets nobody take away while a link counts', () => {
    const [, days] = /Take the old key away[^.]+?(\d+) days after step 2/.exec(readFileSync('docs/operations.md', 'utf8'))!;
    expect(Number(days)).toBeGreaterThan(SHOWN_DAYS);
  });

  it('unless this version of the product can’t write it: then as one that is gone', async () => {
    const id = await outbox.write(someAddress(), { payload: null });
    const page = await app.inject({ url: pathOf(id) });
    expect([page.statusCode, page.body.includes('E-postmeddelandet visas inte längre')]).toEqual([410, true]);
  });

  it('but not one with a secret in it: no code, before it is sent or after, and no invitation, which has a page of its own', async () => {
    const invitations = new Invitations({ app, world, cases: new Cases(app, world) });
    const code = someAddress();
    const message = { eventKey: code, to: code, organizationId: null, template: 'verifieringskod', payload: { code: '123456' } };
    await worker.get(Db).tx({ kind: 'system' }, async (tx) => {
      const secretUntil = new Date(tx.now.getTime() + 600_000);
      await app.get(Notifications, { strict: false }).send(tx, { ...message, secretUntil });
    });
    const invitation = await invitations.sent(await invitations.administrator());
    for (const [to, eventKey] of [
      [code, code],
      [invitation.email, `invitation.send:${invitation.id}`],
    ] as const) {
      const id = await world.as<string>('select id from outbox where event_key = $1', [eventKey]);
      const shown = async () => (await app.inject({ url: pathOf(id) })).statusCode;
      expect(await shown()).toBe(410);
      const { text, html } = await mailbox.open((await mailbox.arrived(to))[0]!);
      await outbox.becomes(id, 'sent');
      expect([`${text}${html}`.includes('/brev/'), await shown()]).toEqual([false, 410]);
    }
  });

  it('and forgotten: what it said after 30 days, that it was sent after 13 months; what waits is kept', async () => {
    const [fresh, old, ancient, failed] = await Promise.all(Array.from({ length: 4 }, () => outbox.write(someAddress())));
    for (const id of [fresh!, old!, ancient!, failed!]) await outbox.becomes(id, 'sent');
    await world.as(`update outbox set status = 'failed', sent_at = null where id = $1`, [failed]);
    const waiting = await outbox.write(someAddress(), { template: 'mall-som-kommer' });
    await age(old!, 31);
    await age(failed!, 31);
    await age(ancient!, 400);
    await age(waiting, 400);
    const forget = () => worker.get(NotificationJobs, { strict: false }).forgetOldMail();
    await Promise.all([forget(), forget()]);
    const said = (id: string) => world.as<boolean | undefined>(`select payload <> '{}' from outbox where id = $1`, [id]);
    const all = [await said(fresh!), await said(old!), await said(failed!), await said(ancient!), await said(waiting)];
    expect(all).toEqual([true, false, false, undefined, true]);
  });
});
