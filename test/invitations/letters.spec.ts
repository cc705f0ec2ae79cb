import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LetterView } from '../../src/invitations/invitation-link.dto.js';
import { dayText } from '../../src/kernel/clock.js';
import type { OutboxPage } from '../../src/notifications/outbox.dto.js';
import { testApp } from '../setup/app.js';
import { ORIGIN } from '../setup/env.js';
import { Cases } from '../setup/cases.js';
import { Invitations, signer } from '../setup/invitations.js';
import { eventually, mailbox } from '../setup/mailbox.js';
import { testWorker } from '../setup/worker.js';
import { World } from '../setup/world.js';

const log: string[] = [];
let app: NestFastifyApplication, world: World, cases: Cases, worker: INestApplicationContext, invitations: Invitations;
beforeAll(async () => {
  [app, world] = [await testApp({}, log), await World.open()];
  cases = new Cases(app, world);
  worker = await testWorker({}, { write: (line: string) => void log.push(line) });
  invitations = new Invitations({ app, world, cases });
});
afterAll(async () => {
  await worker.close();
  await app.close();
  await world.close();
});

it('says what the manual says, with the page for those whose program spoils it first', async () => {
  const admin = await invitations.administrator();
  await world.as('update organization set name = $2 where id = $1', [admin.organization.id, 'Staffanstorps kommun']);
  const { id, email, token, validThrough } = await invitations.sent(admin);
  const [mail] = await mailbox.arrived(email);
  const { subject, text, html } = await mailbox.open(mail!);
  expect(subject).toBe('Du har blivit inbjuden till Omställningsfondens Mina sidor');
  expect(text.trim()).toBe(
    [
      `Om meddelandet inte visas som det ska kan du klicka här för att visa det i en webbläsare:\n${ORIGIN}/inbjudan/visa/${invitations.webViewToken(id)}`,
      'Hej',
      'Du har blivit inbjuden till Omställningsfondens Mina sidor för arbetsgivare för Staffanstorps kommun.',
      `Klicka här för att acceptera inbjudan:\n${ORIGIN}/inbjudan/${token}`,
      'Observera att länken är giltig i två veckor. Om tiden gått ut behöver din arbetsgivares administratör skicka en ny inbjudan.',
      `Länken gäller till och med ${dayText(validThrough)}.`,
      'Vänliga hälsningar\nOmställningsfonden\n118 82 Stockholm\n08 452 78 00\nadmin@omstallningsfonden.se',
    ].join('\n\n'),
  );
  const said = html
    .replace(/<head>.*<\/head>|<[^>]+>/gs, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  expect(said.slice(0, 5).join(' ')).toBe(
    'Om meddelandet inte visas som det ska kan du klicka här för att visa det i en webbläsare . Hej ' +
      'Du har blivit inbjuden till Omställningsfondens Mina sidor för arbetsgivare för Staffanstorps kommun.',
  );
  expect(html).toMatch(new RegExp(`<a href="${ORIGIN}/inbjudan/${token}"[^>]*>Klicka här för att acceptera inbjudan</a>`));
});

it('is shown as a page by a token that can’t accept, as long as the invitation is open', async () => {
  const admin = await invitations.administrator();
  const { id } = await invitations.sent(admin);
  const webViewToken = invitations.webViewToken(id);
  const letter = async (which = '') =>
    (
      await app.inject({ url: '/api/v1/invitation-link/letter', headers: { 'x-invitation-token': webViewToken + which } })
    ).json<LetterView>();
  const page = JSON.stringify(await letter());
  expect(page).toContain('Du har blivit inbjuden till Omställningsfondens Mina sidor');
  expect(page).not.toContain(invitations.token(id));
  const reminder = await letter('~paminnelse');
  expect([reminder.subject, JSON.stringify(reminder.paragraphs)]).toEqual([
    'Påminnelse: du är inbjuden till Omställningsfondens Mina sidor',
    expect.stringContaining('har inte svarat än'),
  ]);
  expect((await invitations.link(webViewToken)).body.state).toBe('unknown');
  await expect(invitations.accepted(webViewToken)).rejects.toThrow('unknown-link');
  expect((await app.inject({ url: `/inbjudan/visa/${webViewToken}` })).headers['x-robots-tag']).toBe('noindex, nofollow');
  await invitations.act(admin.session, id, 'revocation');
  expect(await letter()).toEqual({ subject: null, paragraphs: [] });
});

it('does not leave when it has waited until nobody can accept it: it ends as no longer needed, and is seen there', async () => {
  const admin = await invitations.administrator();
  const { id, email } = await invitations.sent(admin);
  await mailbox.arrived(email);
  await invitations.act(admin.session, id, 'revocation');
  // As it stands when the mail server was away while the invitation was taken back.
  const letter = await world.as<string>(
    `insert into outbox (event_key, channel, template, recipient, organization_id, payload)
     select 'invitation.remind:' || $1, channel, 'inbjudan-paminnelse', recipient, organization_id, payload from outbox
     where event_key = 'invitation.send:' || $1 returning id`,
    [id],
  );
  const status = () => world.as<string>('select status from outbox where id = $1', [letter]);
  await eventually(async () => ((await status()) === 'withdrawn' ? true : undefined), 'brevet');
  const { session } = await world.caseworker();
  const { body } = await cases.send<OutboxPage>(session, 'GET', '/admin/outbox?status=withdrawn');
  expect(body.rows.find((row) => row.id === letter)).toMatchObject({ statusLabel: 'Behövdes inte längre', lastError: null });
  expect(await mailbox.arrived(email)).toHaveLength(1);
  expect((await invitations.view(admin.session, id)).body).toMatchObject({ letter: 'sent', reminder: null });
});

it('holds its secret alone: no row, no page of the fund’s staff and no line of any log has it', async () => {
  const admin = await invitations.administrator();
  const who = signer();
  const { id, email, token } = await invitations.sent(admin, { personalNumber: who.personalNumber });
  await mailbox.arrived(email);
  await app.inject({ url: `/inbjudan/${token}` });
  await invitations.accepted(token, who);
  const secrets = [token, invitations.webViewToken(id), who.personalNumber.slice(2)];
  await world.as('select 1', []);
  const { rows: tables } = await world.sql.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  for (const { name } of tables)
    for (const secret of secrets)
      expect([name, await world.as<number>(`select count(*)::int from "${name}" t where t::text like $1`, [`%${secret}%`])]).toEqual([
        name,
        0,
      ]);
  const { session } = await world.caseworker();
  const pages = await Promise.all(
    ['/admin/outbox?status=sent&limit=100', '/admin/mails', '/admin/mails/inbjudan'].map((url) =>
      app.inject({ url: `/api/v1${url}`, headers: { ...session } }),
    ),
  );
  expect(pages.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  const said = [...log, ...pages.map(({ body }) => body)].join('\n');
  expect(log.length).toBeGreaterThan(20);
  expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
});
