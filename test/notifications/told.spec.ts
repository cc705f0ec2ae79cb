import type { ConnectionRequestView } from '../../src/connections/connection-request.dto.js';
import { InvitationExpiry } from '../../src/invitations/invitation-expiry.service.js';
import { RECOVERED } from '../../src/invitations/invitation.queries.js';
import { FORGET_LETTERS, FORGET_MESSAGES } from '../../src/notifications/notifications.queries.js';
import type { Inbox } from '../../src/notifications/inbox.dto.js';
import { application } from '../setup/application.js';
import { BankIdApp } from '../setup/bankid.js';
import { Board, connection } from '../setup/board.js';
import { Browser } from '../setup/browser.js';
import { setting } from '../setup/database.js';
import { withBankId } from '../setup/identities.js';
import { Invitations } from '../setup/invitations.js';
import type { Session } from '../setup/world.js';
import { UserDesk, wish } from '../users/users.js';

const on = application();
const desk = new UserDesk(on);

/** What a session's person has been told, newest first: type and heading. */
const told = async (session: Session): Promise<string[][]> =>
  (await on.cases.send<Inbox>(session, 'GET', '/me/notifications')).body.rows.map(({ type, title }) => [type, title]);

it('tells a person of another right and of an end, at once; and the other administrators what somebody gave him- or herself', async () => {
  const { organization, admin } = await desk.office();
  const [second, colleague] = [
    await desk.join(organization, 'Adam Administratör', 'administrera_anvandare'),
    await desk.join(organization, 'Eva Ekonomi'),
  ];
  await desk.permit(admin, colleague.id, wish('attestant'));
  expect(await told(colleague.session)).toEqual([['behorigheter', 'Dina behörigheter har ändrats']]);
  await desk.permit(admin, admin.id, wish('administrera_anvandare'), wish('ser_samtliga_ansokningar'));
  expect(await told(second.session)).toEqual([['behorigheter', 'En administratör har gett sig själv en behörighet']]);
  await desk.change(admin, 'POST', colleague.id, '/suspension');
  await desk.change(admin, 'DELETE', colleague.id, '/suspension');
  const back = await on.world.login(colleague.person, organization);
  expect((await told(back)).map(([, title]) => title)).toEqual([
    'Du har tillgång till Mina sidor igen',
    'Din tillgång till Mina sidor är avstängd',
    'Dina behörigheter har ändrats',
  ]);
  expect((await desk.mails(colleague)).map(({ template }) => template)).toEqual([
    'behorigheter-andrade',
    'anvandare-status',
    'anvandare-status',
  ]);
});

it('tells who invited somebody what became of it, without a mail when that is turned off; the invitation itself always leaves', async () => {
  const invitations = new Invitations(on);
  const admin = await invitations.administrator();
  await on.cases.send(admin.session, 'PUT', '/me/notification-preferences/inbjudningar', { choice: 'off' });
  const { id, token } = await invitations.sent(admin);
  await new Browser(on.app).send('POST', '/invitation-link/decline', { token });
  expect(await told(admin.session)).toEqual([['inbjudningar', 'Inbjudan är avböjd']]);
  const [message] = (await on.cases.send<Inbox>(admin.session, 'GET', '/me/notifications')).body.rows;
  expect(message!.path).toBe(`/anvandare/inbjudningar?inbjudan=${id}`);
  expect((await invitations.mails(id)).map(({ template }) => template)).toEqual(['inbjudan']);
});

it('forgets who was invited in what was told of it too, when the invitation does; that it was told stays', async () => {
  const invitations = new Invitations(on);
  const admin = await invitations.administrator();
  const { id, email, token } = await invitations.sent(admin);
  await new Browser(on.app).send('POST', '/invitation-link/decline', { token });
  const kept = () =>
    on.world.as<string>(
      `select string_agg(t.r, ' ') from (select o::text as r from outbox o where o.event_key like '%' || $1 union all select n::text from notification n where n.event_key like '%' || $1) t`,
      [id],
    );
  expect(await kept()).toMatch(new RegExp(`(?=[^]*${email})(?=[^]*Karin Berg har tackat nej)`));
  await on.world.as(`update outbox set status = 'failed' where event_key like '%' || $1`, [id]);
  await on.world.as(`update invitation set ended_at = ended_at - interval '91 days' where id = $1`, [id]);
  await on.app.get(InvitationExpiry, { strict: false }).forget();
  expect(await kept()).not.toMatch(new RegExp(`${email}|Karin`));
  expect(await told(admin.session)).toEqual([['inbjudningar', 'Inbjudan är avböjd']]);
  expect((await invitations.mails(id)).map(({ event }) => event)).toEqual(['invitation.send', 'invitation.declined']);
});

it('finds what is to be forgotten, and the invitations whose letters have left after all, by indexes under row-level security', async () => {
  const invitations = new Invitations(on);
  const { person, organization, session } = await invitations.administrator();
  const { id } = await invitations.sent({ session });
  const others = `from generate_series(1, 400) n where $1::uuid is not null`;
  await on.world.as(
    `insert into outbox (event_key, channel, template, recipient, organization_id, payload, status, sent_at)
     select 'annat:' || $1 || n, 'email', 'insats-beslut', 'a@testby.se', $1::uuid, '{}', 'sent', now() ${others}`,
    [organization.id],
  );
  await on.world.as(
    `insert into notification (person_id, organization_id, type, event_key, title, body, mail)
     select $2::uuid, $1::uuid, 'konto', 'annat:' || $1 || n, 'Annat', '', 'off' ${others}`,
    [organization.id, person.id],
  );
  for (const table of ['outbox', 'notification', 'invitation']) await on.world.sql.query(`analyze ${table}`);
  const plan = async (statement: string, values: string[]) => {
    await on.world.sql.query(
      `begin; set local role minasidor_app; set local enable_seqscan = off; select set_config('app.scope', 'system', true)`,
    );
    const { rows } = await on.world.sql.query<{ 'QUERY PLAN': string }>(`explain ${statement}`, values);
    await on.world.sql.query('rollback');
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  expect(await plan(FORGET_MESSAGES, [organization.id, id, ''])).toContain('Index Scan using notification_about');
  expect(await plan(FORGET_LETTERS, [organization.id, id, ''])).toContain('Index Scan using outbox_about');
  const recovered = await plan(`select id from invitation where ${RECOVERED}`, []);
  expect(recovered).toMatch(/(?=[^]*invitation_undelivered)(?=[^]*outbox_about)/);
  expect(recovered).not.toContain('SubPlan');
});

it('tells an applicant of every step, also by telephone only, and those who administer the company that somebody is in', async () => {
  const board = new Board(on.world);
  const region = await board.region();
  const { session: staff } = await board.staff(region);
  const orgNumber = await board.registered();
  const connect = async (name: string, over: Record<string, unknown>) => {
    const applicant = await board.applicant({ name });
    const { body } = await on.cases.send<ConnectionRequestView>(
      applicant.session,
      'POST',
      '/me/connection-requests',
      board.application(region, orgNumber),
    );
    await on.cases.send(staff, 'POST', `/admin/connection-requests/${body.id}/taking`);
    const done = await on.cases.send(staff, 'POST', `/admin/connection-requests/${body.id}/connection`, connection(over));
    expect(done.status).toBe(200);
    return { ...applicant, id: body.id };
  };
  const first = await connect('Sam Sökande', { notifiedVia: 'phone' });
  expect(await told(first.session)).toEqual([
    ['ansokan', 'Du är kopplad till Exempelbygg AB'],
    ['kvittens', 'Vi har tagit emot din ansökan'],
  ]);
  expect(await on.cases.mails(first.id)).toMatchObject([{ template: 'koppla-foretag-mottagen' }]);
  await connect('Siv Andra', { roles: ['yrkesutbildningsansvarig'] });
  const company = await on.world.as<string>('select id from organization where org_number = $1', [orgNumber]);
  const acting = await on.world.login(first.person, { id: company, name: 'Exempelbygg AB', orgNumber });
  expect((await told(acting))[0]).toEqual(['behorigheter', 'En ny person är kopplad till företaget']);
});

it('tells of a new device in the portal too, whomever one acts for, also who can be reached nowhere', async () => {
  const person = await on.world.person('Disa Dator');
  const who = await withBankId(on.world, person);
  const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
  for (const agent of [
    'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36',
    'Mozilla/5.0 (iPhone) Version/19.0 Mobile Safari/604.1',
  ]) {
    const browser = new Browser(on.app, undefined, agent);
    const order = await browser.startBankId();
    await bankid.approve(order, who);
    expect(await browser.pollToEnd(order)).toMatchObject({ status: 'complete' });
  }
  for (const context of [null, 'private'] as const)
    expect(await told(await on.world.login(person, context))).toEqual([['konto', 'Du loggade in från en ny enhet']]);
});
