import { randomUUID } from 'node:crypto';
import type { InvitationPage, InvitationView } from '../../src/invitations/invitation.dto.js';
import type { UserPage } from '../../src/memberships/users.dto.js';
import { application } from '../setup/application.js';
import { Browser } from '../setup/browser.js';
import { withBankId } from '../setup/identities.js';
import { Invitations, invitationForm, signer } from '../setup/invitations.js';
import { type Session, command } from '../setup/world.js';
import { UserDesk } from '../users/users.js';

const on = application();
const invitations = new Invitations(on);

const post = (session: Session, path: string, body?: object) =>
  on.cases.send<Record<string, unknown>>(session, 'POST', `/invitations${path}`, body);
const list = async (session: Session, query = '') => (await on.cases.send<InvitationPage>(session, 'GET', `/invitations${query}`)).body;

describe('the first step', () => {
  it('tells who is a member or invited here, and never anything of elsewhere: the answer looks the same', async () => {
    const [here, elsewhere] = [await invitations.administrator(), await invitations.administrator()];
    const { email, id } = await invitations.sent(elsewhere);
    const member = `${elsewhere.person.id.slice(-12)}@testby.se`;
    const ask = async (session: Session, address: string) => (await post(session, '/look-up', { email: address })).body;
    const free = { outcome: 'free', invitationId: null, userId: null };
    for (const address of [email, member, `ingen-${randomUUID()}@testby.se`]) expect(await ask(here.session, address)).toEqual(free);
    expect(await ask(elsewhere.session, email.toUpperCase())).toEqual({ outcome: 'invited', invitationId: id, userId: null });
    const userId = await on.world.as<string>('select id from membership where person_id = $1', [elsewhere.person.id]);
    expect(await ask(elsewhere.session, member)).toEqual({ outcome: 'member', invitationId: null, userId });
  });
});

describe('sending', () => {
  it('makes one invitation and one mail however often the button is pressed', async () => {
    const admin = await invitations.administrator();
    const [form, headers] = [invitationForm(), command(admin.session)];
    const press = () => on.app.inject({ method: 'POST', url: '/api/v1/invitations', headers, payload: form });
    const answers = [...(await Promise.all([press(), press(), press()])), await press()];
    const made = answers.filter(({ statusCode }) => statusCode === 201).map((answer) => answer.json<InvitationView>().id);
    expect(new Set(made).size).toBe(1);
    expect(answers.every(({ statusCode }) => statusCode === 201 || statusCode === 409)).toBe(true);
    const [row] = (await list(admin.session)).rows;
    expect(row).toMatchObject({
      email: form.email,
      status: 'skickad',
      statusLabel: 'Skickad',
      letter: 'waiting',
      reminder: null,
      invitedBy: admin.person.name,
    });
    expect((await list(admin.session)).rows).toHaveLength(1);
    expect(await invitations.mails(made[0]!)).toHaveLength(1);
  });

  it('is refused for a member’s address and for one with an open invitation here, also when two send at once', async () => {
    const admin = await invitations.administrator();
    const member = `${admin.person.id.slice(-12)}@testby.se`;
    expect(await post(admin.session, '', invitationForm({ email: member }))).toMatchObject({
      status: 409,
      body: { code: 'invitations/already-member' },
    });
    const form = invitationForm();
    const answers = await Promise.all(Array.from({ length: 4 }, () => post(admin.session, '', form)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('invitations/already-invited');
    const elsewhere = await invitations.administrator();
    expect((await post(elsewhere.session, '', form)).status).toBe(201);
  });

  it('is refused for a member’s personnummer too, by whatever address; of whose elsewhere it is nothing is told', async () => {
    const [admin, elsewhere] = [await invitations.administrator(), await invitations.administrator()];
    const person = await on.world.person('Nora Nummer');
    const { personalNumber: digits } = await withBankId(on.world, person);
    const write = async () => {
      const form = invitationForm({ personalNumber: `${digits.slice(0, 8)}-${digits.slice(8)}` });
      const { status, body } = await post(admin.session, '', form);
      return [status, body.code, body.detail];
    };
    await on.world.member(person, elsewhere.organization);
    expect(await write()).toEqual([201, undefined, undefined]);
    await on.world.member(person, admin.organization);
    const taken = [409, 'invitations/already-member', 'Personnumret är en användares i organisationen.'];
    expect(await write()).toEqual(taken);
    await on.world.as(`update membership set status = 'suspended' where person_id = $1`, [person.id]);
    expect(await write()).toEqual(taken);
    await on.world.as(`update membership set status = 'ended', ended_at = now() where person_id = $1`, [person.id]);
    expect((await write())[0]).toBe(201);
  });

  it('names every fault of the form', async () => {
    const { session } = await invitations.administrator();
    const faults = async (over: object) => {
      const { status, body } = await post(session, '', { ...invitationForm(), ...over });
      return [status, body.code, ...((body.errors as { path: string }[] | undefined) ?? []).map(({ path }) => path)];
    };
    expect(await faults({ email: 'karin' })).toEqual([422, 'portal/invalid', 'email']);
    expect(await faults({ name: 'K', phone: '12' })).toEqual([422, 'portal/invalid', 'name', 'phone']);
    expect(await faults({ roles: [{ role: 'handlaggare', validTo: null }] })).toEqual([422, 'portal/invalid', 'roles.0.role']);
    expect(await faults({ roles: [{ role: 'administrera_anvandare', validTo: '2026-02-30' }] })).toEqual([
      422,
      'portal/invalid',
      'roles.0.validTo',
    ]);
    expect(await faults({ roles: [{ role: 'administrera_anvandare', validTo: '2020-01-01' }] })).toEqual([
      422,
      'invitations/right-in-the-past',
      'roles.0.validTo',
    ]);
    expect(await faults({ personalNumber: '19900101-1234' })).toEqual([422, 'invitations/wrong-personal-number', 'personalNumber']);
  });

  it('is for those who administer users, and only in their own organisation', async () => {
    const [admin, other] = [await invitations.administrator(), await invitations.administrator()];
    const { id } = await invitations.sent(admin);
    const member = await on.world.employer('ser_samtliga_ansokningar');
    expect((await post(member.session, '', invitationForm())).status).toBe(403);
    expect((await on.cases.send(member.session, 'GET', '/invitations')).status).toBe(403);
    expect((await list(other.session)).rows).toEqual([]);
    expect((await invitations.view(other.session, id)).status).toBe(404);
    for (const verb of ['resend', 'revocation', 'confirmation', 'refusal'])
      expect([verb, (await invitations.act(other.session, id, verb)).status]).toEqual([verb, 404]);
    expect((await invitations.view(admin.session, id)).body.status).toBe('skickad');
  });

  it('stops at fifty a day and organisation, also when they come at once', async () => {
    const admin = await invitations.administrator();
    for (let n = 0; n < 48; n++) await invitations.sent(admin);
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(admin.session, '', invitationForm())));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 201, 429, 429, 429, 429]);
    expect(answers.find(({ status }) => status === 429)!.body.code).toBe('invitations/too-many-today');
    const { id } = (await list(admin.session)).rows[0]!;
    expect((await invitations.act(admin.session, id, 'resend')).status).toBe(429);
    await on.world.as(`update invitation set sent_at = sent_at - interval '1 day' where organization_id = $1`, [admin.organization.id]);
    expect((await post(admin.session, '', invitationForm())).status).toBe(201);
  });
});

describe('an invitation that was sent', () => {
  it('comes to one address five times a day, however it is sent', async () => {
    const admin = await invitations.administrator();
    const { id: first, email } = await invitations.sent(admin);
    let id = first;
    const answers: number[] = [];
    for (let n = 0; n < 5; n++) {
      const { status, body } = await invitations.act(admin.session, id, 'resend');
      answers.push(status);
      id = body.id ?? id;
    }
    expect(answers).toEqual([201, 201, 201, 201, 429]);
    await invitations.act(admin.session, id, 'revocation');
    const often = { status: 429, body: { code: 'invitations/too-many-to-one' } };
    expect(await post(admin.session, '', invitationForm({ email: email.toUpperCase() }))).toMatchObject(often);
    await on.world.as(`update invitation set sent_at = sent_at - interval '1 day' where organization_id = $1`, [admin.organization.id]);
    expect((await post(admin.session, '', invitationForm({ email }))).status).toBe(201);
  });

  it('is sent again under a new link, and the old one is dead', async () => {
    const admin = await invitations.administrator();
    const who = signer('Sara Sökt');
    const old = await invitations.sent(admin, { personalNumber: who.personalNumber });
    const { status, body } = await invitations.act(admin.session, old.id, 'resend');
    expect([status, body.status, body.forOnePerson]).toEqual([201, 'skickad', true]);
    expect((await invitations.link(old.token)).body.state).toBe('replaced');
    expect((await list(admin.session)).rows.map(({ id }) => id)).toEqual([body.id]);
    expect(await invitations.act(admin.session, old.id, 'resend')).toMatchObject({
      status: 409,
      body: { code: 'invitations/not-resendable', detail: 'Inbjudan har redan skickats igen. Den nya står i listan.' },
    });
    expect((await invitations.accepted(invitations.token(body.id))).body.code).toBe('invitations/another-person');
    expect((await invitations.accepted(invitations.token(body.id), who)).body.state).toBe('accepted');
    const detail = 'Inbjudan är accepterad, så personen är redan användare.';
    expect(await invitations.act(admin.session, body.id, 'resend')).toMatchObject({ status: 409, body: { detail } });
    const { actions } = (await invitations.view(admin.session, body.id)).body;
    expect(actions.find(({ name }) => name === 'resend')).toMatchObject({ allowed: false, whyText: detail });
  });

  it('is sent again after it has expired or been withdrawn, once', async () => {
    const admin = await invitations.administrator();
    const { id, token } = await invitations.sent(admin);
    await invitations.act(admin.session, id, 'revocation');
    const answers = await Promise.all(Array.from({ length: 4 }, () => invitations.act(admin.session, id, 'resend')));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409, 409]);
    expect((await invitations.link(token)).body.state).toBe('replaced');
    const again = answers.find(({ status }) => status === 201)!.body;
    await invitations.age(again.id, 15);
    expect((await invitations.link(token)).body.state).toBe('revoked');
    expect((await invitations.view(admin.session, again.id)).body).toMatchObject({ status: 'utgangen' });
    const renew = () => new Browser(on.app).send('POST', '/invitation-link/renewal', { token: invitations.token(again.id) });
    expect((await renew()).body.state).toBe('expired');
    expect((await invitations.act(admin.session, again.id, 'resend')).status).toBe(201);
    await on.world.as('update invitation set renewal_asked_at = null where id = $1', [again.id]);
    expect((await renew()).body.state).toBe('replaced');
    expect((await invitations.mails(again.id)).map(({ event }) => event)).toEqual(['invitation.send', 'invitation.want']);
  });

  it('closes the person’s other invitation to the organisation when one is accepted', async () => {
    const admin = await invitations.administrator();
    const who = signer();
    const [mine, also] = [await invitations.sent(admin), await invitations.sent(admin, { personalNumber: who.personalNumber })];
    expect((await invitations.accepted(mine.token, who)).body.state).toBe('accepted');
    expect((await invitations.link(also.token)).body.state).toBe('revoked');
  });

  it('leaves a trace of everything that was done, without personal data', async () => {
    const admin = await invitations.administrator();
    const { id, token, email } = await invitations.sent(admin);
    await invitations.accepted(token, signer('Kurt Annansson'));
    await invitations.act(admin.session, id, 'confirmation');
    await on.world.as('select 1', []);
    const { rows } = await on.world.sql.query<{ verb: string; facts: object; person_id: string | null }>(
      'select verb, facts, person_id from event where organization_id = $1 order by seq',
      [admin.organization.id],
    );
    expect(rows.map(({ verb }) => verb)).toEqual(['invitation.send', 'invitation.accept', 'membership.join', 'invitation.confirm']);
    expect(rows.at(-1)).toMatchObject({ person_id: admin.person.id, facts: { from: 'vantar_pa_bekraftelse', to: 'accepterad' } });
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${email}|Annansson|Karin|${token}`));
  });

  it('stands in the user’s history with what was given, who invited and who confirmed', async () => {
    const admin = await invitations.administrator();
    const bo = await on.world.person('Bo Två');
    await on.world.member(bo, admin.organization, 'administrera_anvandare');
    const desk = new UserDesk(on);
    const told = async (name: string) => {
      const row = (await on.cases.send<UserPage>(admin.session, 'GET', `/users?q=${name}`)).body.rows[0]!;
      const { history, permissions } = await desk.view({ id: '', ...admin }, row.id);
      return [history[0]?.by, history[0]?.text, permissions.map(({ grantedBy }) => grantedBy)];
    };
    const role = { role: 'attestant' as const, validTo: '2150-01-31', departmentId: null };
    const straight = await invitations.sent(admin, { name: 'Stina Straxberg', roles: [role] });
    await invitations.accepted(straight.token, signer('Stina Straxberg'));
    const given = 'Blev användare med Attestant till och med 31 januari 2150.';
    expect(await told('stina')).toEqual([null, `${given} Inbjuden av ${admin.person.name}.`, [admin.person.name]]);
    const { id, token } = await invitations.sent(admin, { name: 'Kerstin Tänkt', roles: [role] });
    await invitations.accepted(token, signer('Kurt Annansson'));
    await invitations.act(await on.world.login(bo, admin.organization), id, 'confirmation');
    expect(await told('kurt')).toEqual(['Bo Två', `${given} Inbjuden av ${admin.person.name}, bekräftad av Bo Två.`, [admin.person.name]]);
    // The inviter hears of the one who signed, not of the one who was meant.
    expect((await invitations.mails(id)).find(({ event }) => event === 'invitation.accepted')).toMatchObject({
      recipient: `${admin.person.id.slice(-12)}@testby.se`,
      payload: { name: 'Kerstin Tänkt', signedName: 'Kurt Annansson' },
    });
    const body = `select body from notification where person_id = $1 and event_key = 'invitation.accepted:' || $2`;
    expect(await on.world.as(body, [admin.person.id, id])).toBe(
      'Inbjudan till Kerstin Tänkt signerades av Kurt Annansson, som nu är användare och kan logga in.',
    );
  });

  it('is paged, newest first', async () => {
    const admin = await invitations.administrator();
    const sent = [];
    for (let n = 0; n < 3; n++) sent.unshift((await invitations.sent(admin)).id);
    const first = await list(admin.session, '?limit=2');
    const second = await list(admin.session, `?limit=2&cursor=${first.next}`);
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(sent);
    expect(second.next).toBeNull();
  });
});

it('answers a browser of another site with 403, whatever it sends', async () => {
  const admin = await invitations.administrator();
  const { token } = await invitations.sent(admin);
  for (const path of ['decline', 'renewal', 'acceptance', 'signature-orders']) {
    const answer = await new Browser(on.app).send('POST', `/invitation-link/${path}`, { token }, { 'sec-fetch-site': 'cross-site' });
    expect([path, answer.status]).toEqual([path, 403]);
  }
});
