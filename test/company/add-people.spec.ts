import type { MyOrganizations, SessionView } from '../../src/memberships/session.dto.js';
import type { UserView } from '../../src/memberships/users.dto.js';
import { application } from '../setup/application.js';
import { BankIdApp } from '../setup/bankid.js';
import { Board } from '../setup/board.js';
import { Browser } from '../setup/browser.js';
import { setting } from '../setup/database.js';
import { newPersonalNumber, withBankId } from '../setup/identities.js';
import { Invitations } from '../setup/invitations.js';
import type { Session, TestPerson } from '../setup/world.js';
import { CompanyDesk, type Employee } from './company.js';

const on = application();
const bankid = new BankIdApp(new URL(setting('TEST_BANKID_APP')).origin);
let desk: CompanyDesk;
beforeAll(() => {
  desk = new CompanyDesk(on);
});

/** Somebody whom the portal knows from before, with a verified address, and without a session of any company. */
async function known(name: string): Promise<{ person: TestPerson; personalNumber: string; session: Session }> {
  const person = await on.world.person(name);
  const { personalNumber } = await withBankId(on.world, person);
  return { person, personalNumber, session: await on.world.login(person, null) };
}
const mails = (eventKey: string) =>
  on.world.as<{ to: string; template: string }[]>(
    `select coalesce(json_agg(json_build_object('to', recipient, 'template', template) order by id), '[]') from outbox where event_key = $1`,
    [eventKey],
  );
const organizations = async (session: Session) =>
  (await on.cases.send<MyOrganizations>(session, 'GET', '/me/organizations')).body.organizations.map(({ id }) => id);
const choose = (session: Session, organizationId: string) =>
  on.cases.send<SessionView>(session, 'PUT', '/context', { kind: 'employer', organizationId });

it('makes somebody new a user at once, who logs in with an e-ID and sees the company', async () => {
  const { admin } = await desk.company();
  const form = desk.form({ roles: ['yrkesutbildningsansvarig', 'bestallningsgodkannare'] });
  const { status, body } = await desk.add(admin.session, form);
  expect([status, body]).toEqual([201, { id: expect.any(String), name: 'Yngve Yrkesutbildning' }]);
  const masked = `${form.personalNumber.slice(0, 8)}-****`;
  expect((await desk.users(admin.session)).find(({ id }) => id === body.id)).toMatchObject({ name: form.name, personalNumber: masked });
  expect((await desk.person(admin.session, body.id)).body).toEqual({
    id: body.id,
    personalNumber: masked,
    roleDescription: 'Leder stomlaget i Åkersberga.',
    hasCome: false,
    emailVerified: false,
    mobileVerified: false,
    letter: 'waiting',
  });
  expect(await mails(`membership.added:${body.id}`)).toEqual([{ to: form.email, template: 'tillagd-i-foretag' }]);
  // The id tells no time: whoever reads it does not see since when the person is known.
  expect(await on.world.as<string>('select person_id::text from membership where id = $1', [body.id])).toMatch(/^.{14}4/);

  const browser = new Browser(on.app);
  const order = await browser.startBankId();
  await bankid.approve(order, { personalNumber: form.personalNumber, givenName: 'Yngve Åke', surname: 'Yrkesutbildning' });
  expect(await browser.pollToEnd(order)).toMatchObject({ status: 'complete', next: '/' });
  const { body: session } = await browser.send('GET', '/session');
  expect(session).toMatchObject({
    context: { roles: [{ code: 'medlem' }, { code: 'bestallningsgodkannare' }, { code: 'yrkesutbildningsansvarig' }] },
  });
  expect((await desk.users(admin.session)).find(({ id }) => id === body.id)).toMatchObject({ name: 'Yngve Åke Yrkesutbildning' });
  expect((await desk.person(admin.session, body.id)).body).toMatchObject({ hasCome: true });
});

it('closes the person’s open invitations to the company, by number and by address; nobody else’s', async () => {
  const { admin } = await desk.company();
  const invitations = new Invitations(on);
  const [form, neighbour] = [desk.form(), desk.form()];
  const roles = [{ role: 'bestallningsgodkannare' as const, validTo: null }];
  const invite = (over: object) => invitations.sent(admin, { roles, ...over });
  const [number, address, other, shared] = [
    await invite({ personalNumber: form.personalNumber }),
    await invite({ email: form.email }),
    await invite({}),
    await invite({ email: neighbour.email, personalNumber: newPersonalNumber() }),
  ];
  for (const one of [form, neighbour]) expect((await desk.add(admin.session, one)).status).toBe(201);
  const states = [];
  for (const { token } of [number, address, other, shared]) states.push((await invitations.link(token)).body.state);
  expect(states).toEqual(['revoked', 'revoked', 'valid', 'valid']);
});

it('never tells whether the person was known: same answer, and the name that was written until he or she has acted for the company', async () => {
  const { admin, company } = await desk.company();
  const one = await known('Hemlig Hansson');
  await new Board(on.world).reach(one.person, 'hemlig.hansson@testby.se');
  const form = desk.form({ personalNumber: one.personalNumber, name: 'Påhittad Person' });
  const { status, body } = await desk.add(admin.session, form);
  expect([status, body]).toEqual([201, { id: expect.any(String), name: 'Påhittad Person' }]);
  const seen = JSON.stringify([
    await desk.users(admin.session),
    await on.cases.send(admin.session, 'GET', `/users/${body.id}`),
    await on.cases.send(admin.session, 'GET', '/members'),
    await on.cases.send(admin.session, 'POST', '/user-exports', { format: 'csv' }).catch(() => 'csv'),
  ]);
  expect(seen).toContain('Påhittad Person');
  expect(seen).not.toMatch(/Hemlig|hansson/);
  expect(await desk.users(admin.session, '?q=Hemlig')).toEqual([]);
  // Told at both addresses: a false one does not keep it from the person.
  expect((await mails(`membership.added:${body.id}`)).map(({ to }) => to)).toEqual([form.email, 'hemlig.hansson@testby.se']);

  expect(await organizations(one.session)).toEqual([company.id]);
  expect((await choose(one.session, company.id)).status).toBe(200);
  expect((await desk.users(admin.session)).map(({ name }) => name)).toContain('Hemlig Hansson');
});

it('leaves no company to a Företagsadministratör who was added and has never been there: whoever added him or her stays until then', async () => {
  const { admin, company } = await desk.company();
  const one = await known('Nils Ny');
  const { id } = (await desk.add(admin.session, desk.form({ personalNumber: one.personalNumber, roles: ['foretagsadministrator'] }))).body;
  const leave = (what: string, body?: object) =>
    on.cases.send(admin.session, 'POST', `/users/${admin.id}/${what}`, body, { 'if-match': '"1"' });
  const detail = 'Den andra som har fått Företagsadministratör har inte loggat in för organisationen än.';
  const last = { status: 409, body: { code: 'users/last-administrator', detail } };
  expect(await leave('end', { leaveWork: false })).toMatchObject(last);
  expect(await leave('suspension')).toMatchObject(last);
  const { body } = await on.cases.send<UserView>(admin.session, 'GET', `/users/${admin.id}`);
  expect(body.actions.find(({ name }) => name === 'end')?.whyText).toBe(
    `Organisationen måste ha minst en administratör utan slutdatum. Gör först någon annan till administratör. ${detail}`,
  );
  const behind = on.world.as(`update membership set status = 'ended' where id = $1`, [admin.id]);
  await expect(behind).rejects.toMatchObject({ constraint: 'last_administrator' });
  // Taking the role back from who never came takes nobody away.
  expect(await on.world.as(`update role_grant set valid_to = now() where membership_id = $1 returning 'done'`, [id])).toBe('done');
  await on.world.as('update role_grant set valid_to = null where membership_id = $1', [id]);
  expect((await choose(one.session, company.id)).status).toBe(200);
  expect((await leave('end', { leaveWork: false })).status).toBe(200);
});

it('lets only the qualified be Handledare, and says the same of the unknown as of the unqualified', async () => {
  const { admin } = await desk.company();
  const [unqualified, qualified] = [await known('Okvalificerad Olsson'), await known('Hasse Handledare')];
  await desk.qualify(qualified.person);
  const refusals = [];
  for (const personalNumber of [newPersonalNumber(), unqualified.personalNumber]) {
    const { status, body } = await desk.add(admin.session, desk.form({ personalNumber, roles: ['handledare'] }));
    refusals.push([status, body.code, body.errors]);
    expect((await desk.add(admin.session, desk.form({ personalNumber, roles: [] }))).status).toBe(201);
  }
  expect(refusals[0]).toEqual([422, 'people/qualification-needed', [expect.objectContaining({ path: 'roles' })]]);
  expect(refusals[1]).toEqual(refusals[0]);
  const added = await desk.add(admin.session, desk.form({ personalNumber: qualified.personalNumber, roles: ['handledare'] }));
  expect(added.status).toBe(201);
});

it('makes nobody for a Handledare that it refuses: a number that nobody has takes no longer than one that somebody has', async () => {
  const { admin } = await desk.company();
  // Counted outside the transactions: what is rolled back counts too.
  await on.world.sql.query(
    `create sequence person_tries; create function note_person_try() returns trigger language plpgsql security definer as
     $$ begin perform nextval('person_tries'); return new; end $$;
     create trigger person_tries before insert on person for each row execute function note_person_try()`,
  );
  try {
    expect((await desk.add(admin.session, desk.form({ roles: ['handledare'] }))).status).toBe(422);
    expect(await on.world.as('select is_called from person_tries', [])).toBe(false);
  } finally {
    await on.world.sql.query('drop trigger person_tries on person; drop function note_person_try; drop sequence person_tries');
  }
});

it.each([
  ['a wrong check digit', '199001012391'],
  ['a day that does not exist', '199002302391'],
  ['letters', 'inte ett nummer'],
  ['somebody who is not born yet', '209901012398'],
  ['somebody of the eighteenth century', '178001012391'],
  ['an undated samordningsnummer', '196500862393'],
])('refuses %s', async (_what, personalNumber) => {
  const { admin } = await desk.company();
  const { status, body } = await desk.add(admin.session, desk.form({ personalNumber }));
  expect([status, body.code, body.errors?.map(({ path }) => path)]).toEqual([422, 'people/invalid-personal-number', ['personalNumber']]);
});

it.each([
  ['a dash', (digits: string) => `${digits.slice(0, 8)}-${digits.slice(8)}`],
  ['spaces', (digits: string) => `${digits.slice(0, 8)} ${digits.slice(8)}`],
  ['a plus sign, over a hundred years', (digits: string) => `${digits.slice(2, 8)}+${digits.slice(8)}`],
])('reads a number with %s as the same person', async (_what, write) => {
  const { admin } = await desk.company();
  const form = desk.form();
  expect((await desk.add(admin.session, form)).status).toBe(201);
  const again = await desk.add(admin.session, desk.form({ personalNumber: write(form.personalNumber) }));
  expect([again.status, again.body.code]).toEqual([409, 'people/already-member']);
});

it('takes a samordningsnummer', async () => {
  const { admin } = await desk.company();
  // Of Skatteverket's test series; only its own company knows it, so a second run finds it known.
  expect((await desk.add(admin.session, desk.form({ personalNumber: '200209832385' }))).status).toBe(201);
});

it('answers one who is already a user the same way, active or suspended, and begins anew after the end', async () => {
  const { admin } = await desk.company();
  const form = desk.form();
  const { id } = (await desk.add(admin.session, form)).body;
  const answers = [];
  for (const status of ['active', 'suspended']) {
    await on.world.as('update membership set status = $2 where id = $1', [id, status]);
    const { status: answered, body } = await desk.add(admin.session, form);
    answers.push([answered, body.code]);
  }
  expect(answers).toEqual(Array(2).fill([409, 'people/already-member']));
  await on.world.as(`update membership set status = 'ended', ended_at = now() where id = $1`, [id]);
  expect((await desk.add(admin.session, form)).body.id).not.toBe(id);
});

it('lets nobody try addresses out by adding and ending a person: three times in 30 days, and a right guess looks like a wrong one', async () => {
  const [{ admin }, other] = [await desk.company(), await desk.company()];
  const one = await known('Hemlig Hansson');
  const own = `${one.person.id}@testby.se`;
  await new Board(on.world).reach(one.person, own);
  await on.world.sql.query(
    `create sequence letter_tries; create function note_letter_try() returns trigger language plpgsql security definer as
     $$ begin if new.template = 'tillagd-i-foretag' then perform nextval('letter_tries'); end if; return new; end $$;
     create trigger letter_tries before insert on outbox for each row execute function note_letter_try()`,
  );
  try {
    const letters = [];
    for (const email of [own, 'fel.gissning@testby.se', own]) {
      const { status, body } = await desk.add(admin.session, desk.form({ personalNumber: one.personalNumber, email }));
      expect(status).toBe(201);
      letters.push([
        await on.world.as('select last_value::int from letter_tries', []),
        (await mails(`membership.added:${body.id}`)).length,
      ]);
      await on.world.as(`update membership set status = 'ended', ended_at = now() where id = $1`, [body.id]);
    }
    expect(letters).toEqual([
      [2, 1],
      [4, 2],
      [6, 1],
    ]);
  } finally {
    await on.world.sql.query('drop trigger letter_tries on outbox; drop function note_letter_try; drop sequence letter_tries');
  }
  const form = desk.form({ personalNumber: one.personalNumber });
  const refused = await desk.add(admin.session, form);
  expect([refused.status, refused.body.code]).toEqual([409, 'people/added-too-often']);
  expect((await desk.add(other.admin.session, form)).status).toBe(201);
});

it('adds once when the button is pressed twice, and when ten administrators add the same person at the same moment', async () => {
  const { admin, company } = await desk.company();
  const form = desk.form();
  const key = { 'idempotency-key': form.email };
  const [first, second] = [await desk.add(admin.session, form, key), await desk.add(admin.session, form, key)];
  expect(second).toMatchObject({ status: 201, body: first.body });

  const other = desk.form();
  const admins: Employee[] = [];
  for (let n = 0; n < 10; n++) admins.push(await desk.employee(company, 'Ada Admin', 'foretagsadministrator'));
  const answers = await Promise.all(admins.map(({ session }) => desk.add(session, other)));
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, ...Array<number>(9).fill(409)]);
  expect(
    await on.world.as('select count(*)::int from membership where organization_id = $1 and email = $2', [company.id, other.email]),
  ).toBe(1);
  expect(await mails(`membership.added:${answers.find(({ status }) => status === 201)!.body.id}`)).toHaveLength(1);
});

it('is the company’s administrators’ alone, in their own company', async () => {
  const { company, admin } = await desk.company();
  await on.world.as('update organization set departments_enabled = true where id = $1', [company.id]);
  const department = await on.world.as<string>(`insert into department (organization_id, name) values ($1, 'Mark') returning id`, [
    company.id,
  ]);
  const others = ['yrkesutbildningsansvarig', 'bestallningsgodkannare', 'handledare', `avdelningsadministrator@${department}`] as const;
  for (const role of others) {
    const { session } = await desk.employee(company, 'Karin Kollega', role);
    expect([role, (await desk.add(session, desk.form())).status]).toEqual([role, 403]);
  }
  const fund = await on.world.employer('administrera_anvandare');
  expect((await desk.add(fund.session, desk.form())).status).toBe(403);
  const away = await desk.add(admin.session, desk.form(), { 'x-organization-id': fund.organization.id });
  expect([away.status, away.body.code]).toEqual([409, 'context/changed']);
  const wrong = await desk.add(admin.session, desk.form({ roles: ['avdelningsadministrator'] }));
  expect([wrong.status, wrong.body.code]).toEqual([422, 'portal/invalid']);
});

it('adds fifty in a day, and keeps no number in clear', async () => {
  const { admin, company } = await desk.company();
  const form = desk.form();
  await desk.add(admin.session, form);
  await on.world.as(
    `insert into event (organization_id, seq, at, acting_as, verb, subject_type, subject_id, facts, previous_hash, hash)
     select $1, 1000 + n, now(), 'employer', 'membership.join', 'membership', $1, '{"how": "added"}', '', '' from generate_series(1, 49) n`,
    [company.id],
  );
  const { status, body } = await desk.add(admin.session, desk.form());
  expect([status, body.code]).toEqual([429, 'people/too-many-today']);
  const stored = await on.world.as<string>(
    `select concat((select json_agg(o)::text from outbox o), (select json_agg(e)::text from event e where organization_id = $1),
       (select json_agg(k)::text from idempotency_key k where person_id = $2))`,
    [company.id, admin.person.id],
  );
  expect(stored).toContain('tillagd-i-foretag');
  expect(stored).not.toContain(form.personalNumber.slice(2));
});
