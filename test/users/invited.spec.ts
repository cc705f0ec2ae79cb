import { InvitationExpiry } from '../../src/invitations/invitation-expiry.service.js';
import { CompanyDesk } from '../company/company.js';
import { testApp } from '../setup/app.js';
import { application } from '../setup/application.js';
import { Browser } from '../setup/browser.js';
import { Invitations, signer } from '../setup/invitations.js';
import { command } from '../setup/world.js';
import { Company } from './company.js';
import { type Insider, UserDesk } from './users.js';

const on = application();
const desk = new UserDesk(on);
const invitations = new Invitations(on);

const statuses = async (who: Insider, query = '') =>
  (await desk.list(who, query)).body.rows.map(({ name, statusLabel }) => `${name}: ${statusLabel}`);
/** Sent so long ago that the last day has passed; no job has noticed. */
const goOut = (id: string) => on.world.as(`update invitation set sent_at = sent_at - interval '20 days' where id = $1`, [id]);

describe('the open invitations of who leaves', () => {
  const signed = async (token: string) => (await invitations.accepted(token, signer('Karin Berg'))).body.state;

  it('are shown with the user, and stand or are revoked as it is decided: those who have signed are told', async () => {
    const { organization, admin } = await desk.office();
    const leaver = await desk.join(organization, 'Disa Dörrvakt', 'administrera_anvandare');
    const sensitive = { roles: [{ role: 'administrera_anvandare' as const, validTo: null }] };
    const [open, late, waiting] = [
      await invitations.sent(leaver, { name: 'Åsa Öst' }),
      await invitations.sent(leaver),
      await invitations.sent(leaver, { name: 'Bo Ek', ...sensitive }),
    ];
    await invitations.sent(admin);
    await goOut(late.id);
    expect(await signed(waiting.token)).toBe('waiting');
    const { sentInvitations } = await desk.view(admin, leaver.id);
    expect(sentInvitations).toEqual([
      { id: waiting.id, name: 'Bo Ek', email: waiting.email, status: 'awaiting', statusLabel: 'Väntar på bekräftelse', isYours: true },
      { id: open.id, name: 'Åsa Öst', email: open.email, status: 'invited', statusLabel: 'Inbjuden', isYours: true },
    ]);
    const ended = await desk.change(admin, 'POST', leaver.id, '/end', { revokeInvitations: true });
    expect([ended.status, ended.body.sentInvitations]).toEqual([200, []]);
    expect((await desk.events(leaver.id)).at(-1)).toMatchObject({ verb: 'membership.end', facts: { revokedInvitations: 2 } });
    expect(ended.body.history[0]!.text).toBe('Avslutades. 2 inbjudningar återkallades.');
    const states = [];
    for (const { token } of [open, waiting, late]) states.push((await invitations.link(token)).body.state);
    expect(states).toEqual(['revoked', 'revoked', 'expired']);
    expect((await invitations.mails(waiting.id)).at(-1)).toMatchObject({ template: 'inbjudan-obekraftad', recipient: waiting.email });
    expect((await desk.events(open.id)).at(-1)).toMatchObject({ verb: 'invitation.revoke' });
  });

  it('are left when nothing is said, and then wait for another administrator', async () => {
    const { organization, admin } = await desk.office();
    const leaver = await desk.join(organization, 'Disa Dörrvakt', 'administrera_anvandare');
    const { token } = await invitations.sent(leaver, { name: 'Karin Berg' });
    expect((await desk.change(admin, 'POST', leaver.id, '/end')).body.sentInvitations).toHaveLength(1);
    expect(await signed(token)).toBe('waiting');
  });

  it('are seen and revoked only as far as they are one’s own to give', async () => {
    const one = await Company.open(on);
    const [department, leaver] = [await one.join('avdelningsadministrator@a'), await one.join('avdelningsadministrator@a')];
    const roles = (...texts: string[]) => ({ roles: texts.map((text) => ({ ...one.place(text), validTo: null })) });
    const [own, mixed, hidden] = [
      await invitations.sent(leaver, roles('handledare@a')),
      await invitations.sent(one.admin, roles('handledare@a', 'bestallningsgodkannare')),
      await invitations.sent(one.admin, roles('bestallningsgodkannare')),
    ];
    // As when the leaver has administered the whole company before.
    await on.world.as('update invitation set invited_by = $2 where id = any($1)', [[mixed.id, hidden.id], leaver.person.id]);
    const shown = (await desk.view(department, leaver.id)).sentInvitations.map(({ id, isYours }) => [id, isYours]);
    expect(new Map(shown as [string, boolean][])).toEqual(
      new Map([
        [own.id, true],
        [mixed.id, false],
      ]),
    );
    expect((await desk.change(department, 'POST', leaver.id, '/end', { revokeInvitations: true })).status).toBe(200);
    const states = [];
    for (const { token } of [own, mixed, hidden]) states.push((await invitations.link(token)).body.state);
    expect(states).toEqual(['revoked', 'valid', 'valid']);
  });
});

describe('who is invited', () => {
  it('stands in the list with what is offered, until the invitation has an answer (A19 "inbjuden")', async () => {
    const { admin } = await desk.office();
    const sent = await invitations.sent(admin, {
      name: 'Karin Berg',
      roles: [{ role: 'ser_samtliga_ansokningar', validTo: '2150-12-31' }],
    });
    const { body } = await desk.list(admin);
    expect(body.rows[1]).toEqual({
      id: sent.id,
      isInvitation: true,
      name: 'Karin Berg',
      email: sent.email,
      personalNumber: null,
      phone: '08-121 21 21',
      title: 'HR-chef',
      status: 'invited',
      statusLabel: 'Inbjuden',
      permissions: [expect.objectContaining({ label: 'Ser samtliga ansökningar', state: 'offered', validThrough: '2150-12-31' })],
    });
    expect(body.rows[0]).toMatchObject({ name: 'Anni Widdersjö', isInvitation: false });
    const browser = new Browser(on.app);
    const order = await invitations.sign(browser, sent.token, signer('Karin Berg'));
    expect((await invitations.accept(browser, sent.token, order)).status).toBe(200);
    expect(await statuses(admin)).toEqual(['Anni Widdersjö: Aktiv', 'Karin Berg: Aktiv']);
  });

  it('waits for a confirmation when somebody with another name has signed, and goes out with its last day, job or no job', async () => {
    const { admin } = await desk.office();
    const [waiting, late] = [await invitations.sent(admin, { name: 'Åsa Öst' }), await invitations.sent(admin, { name: 'Bo Ek' })];
    const browser = new Browser(on.app);
    await invitations.accept(browser, waiting.token, await invitations.sign(browser, waiting.token, signer('Karin Berg')));
    await goOut(late.id);
    const list = ['Anni Widdersjö: Aktiv', 'Bo Ek: Inbjudan utgången', 'Åsa Öst: Väntar på bekräftelse'];
    expect(await statuses(admin)).toEqual(list);
    for (const [status, one] of [
      ['active', 0],
      ['expired', 1],
      ['awaiting', 2],
    ] as const)
      expect(await statuses(admin, `?status=${status}`)).toEqual([list[one]]);
    expect(await statuses(admin, '?status=invited')).toEqual([]);
    expect(await statuses(admin, '?q=ek')).toEqual(['Bo Ek: Inbjudan utgången']);
    expect(await statuses(admin, '?q=ek&status=awaiting')).toEqual([]);
    const taken = { headers: command(admin.session), payload: { format: 'csv', q: 'ek' } };
    const file = await on.app.inject({ method: 'POST', url: '/api/v1/user-exports', ...taken });
    expect(file.body).toContain(`Bo Ek;${late.email};08-121 21 21;HR-chef;Ser samtliga ansökningar;Inbjudan utgången`);
  });

  it('stands there once: sent again, revoked or become a user by another way, the old one is gone', async () => {
    const { organization, admin } = await desk.office();
    const again = await invitations.sent(admin, { name: 'Olga Ek' });
    await goOut(again.id);
    expect((await invitations.act(admin.session, again.id, 'resend')).status).toBe(201);
    expect(await statuses(admin, '?q=olga')).toEqual(['Olga Ek: Inbjuden']);
    const revoked = await invitations.sent(admin, { name: 'Bo Ek' });
    await invitations.act(admin.session, revoked.id, 'revocation');
    expect(await statuses(admin, '?q=bo')).toEqual([]);
    const [later, first] = ['Cilla Ek', 'Cilla Ek'];
    const out = await invitations.sent(admin, { name: first });
    await goOut(out.id);
    await on.world.as(`update invitation set status = 'utgangen' where id = $1`, [out.id]);
    await invitations.sent(admin, { name: later, email: out.email.toUpperCase() });
    expect(await statuses(admin, '?q=cilla')).toEqual(['Cilla Ek: Inbjuden']);
    const came = await invitations.sent(admin, { name: 'Dora Ek' });
    await goOut(came.id);
    const dora = await desk.join(organization, 'Dora Ek');
    await on.world.as('update membership set email = $2 where id = $1', [dora.id, came.email]);
    expect(await statuses(admin, '?q=dora')).toEqual(['Dora Ek: Aktiv']);
  });

  it('never comes back when what followed it has ended too: one stands there a person at most, and nobody who is erased', async () => {
    const { organization, admin } = await desk.office();
    const expired = async (name: string, over = {}) => {
      const one = await invitations.sent(admin, { name, ...over });
      await goOut(one.id);
      return one;
    };
    /** One more to somebody whose first one has gone out. */
    const second = async (name: string) => {
      const { email } = await expired(name);
      return invitations.sent(admin, { name, email: email.toUpperCase() });
    };
    const { email } = await expired('Två Gånger');
    await expired('Två Gånger', { email });
    await new Browser(on.app).send('POST', '/invitation-link/decline', { token: (await second('Avböjd Ek')).token });
    await invitations.act(admin.session, (await second('Återkallad Ek')).id, 'revocation');
    const refused = await second('Avvisad Ek');
    await invitations.accepted(refused.token, signer('Någon Annan'));
    expect((await invitations.act(admin.session, refused.id, 'refusal')).status).toBe(200);

    const was = await second('Avslutad Ek');
    expect((await invitations.accepted(was.token, signer('Avslutad Ek'))).status).toBe(200);
    const member = 'select id from membership where organization_id = $1 and lower(email) = lower($2)';
    const userId = await on.world.as<string>(member, [organization.id, was.email]);
    const elsewhere = await expired('Annan Väg');
    const { id: otherId } = await desk.join(organization, 'Annan Väg');
    await on.world.as('update membership set email = $2 where id = $1', [otherId, elsewhere.email]);
    for (const id of [userId, otherId]) expect((await desk.change(admin, 'POST', id, '/end')).status).toBe(200);

    const back = await desk.join(organization, 'Åter Bjuden');
    const known = await desk.address(back);
    await on.world.as(`update membership set created_at = created_at - interval '1 year' where id = $1`, [back.id]);
    await desk.change(admin, 'POST', back.id, '/end');
    await expired('Åter Bjuden', { email: known });

    const old = await expired('Raderad Ek');
    const expiry = on.app.get(InvitationExpiry, { strict: false });
    await expiry.expire(old.id);
    await on.world.as(`update invitation set ended_at = ended_at - interval '91 days' where id = $1`, [old.id]);
    await expiry.forget();
    expect(await statuses(admin)).toEqual(['Anni Widdersjö: Aktiv', 'Två Gånger: Inbjudan utgången', 'Åter Bjuden: Inbjudan utgången']);
  });

  it('is a user and no more when added by the personnummer the invitation was sent to, whatever the address; it is not sent again', async () => {
    const desk = new CompanyDesk(on);
    const { admin } = await desk.company();
    const form = desk.form({ name: 'Nora Nummer' });
    const { id } = await invitations.sent(admin, { name: 'Nora Nummer', personalNumber: form.personalNumber, roles: [] });
    await goOut(id);
    expect(await statuses(admin, '?q=nora')).toEqual(['Nora Nummer: Inbjudan utgången']);
    expect((await desk.add(admin.session, form)).status).toBe(201);
    expect(await statuses(admin, '?q=nora')).toEqual(['Nora Nummer: Aktiv']);
    expect((await invitations.act(admin.session, id, 'resend')).body.code).toBe('invitations/already-member');
  });

  it('is asked about when the signer was ended after the invitation was sent, also where the operator wants no confirmations, and the administrators are told why', async () => {
    const app = await testApp({ INVITATIONS_UNCONFIRMED: '1' });
    try {
      const { organization, admin } = await desk.office();
      const who = signer();
      const [first, reserve] = [await invitations.sent(admin), await invitations.sent(admin)];
      const member = async () =>
        on.world.as<string>(`select id from membership where organization_id = $1 and email = $2 and status = 'active'`, [
          organization.id,
          first.email,
        ]);
      expect((await invitations.accepted(first.token, who)).body.state).toBe('accepted');
      expect((await desk.change(admin, 'POST', await member(), '/end', {})).status).toBe(200);
      expect((await new Invitations({ ...on, app }).accepted(reserve.token, who)).body.state).toBe('waiting');
      expect((await invitations.view(admin.session, reserve.id)).body).toMatchObject({ wasEnded: true, unbacked: false });
      expect((await invitations.mails(reserve.id)).at(-1)).toMatchObject({ template: 'inbjudan-vantar', payload: { wasEnded: true } });
      expect((await invitations.act(admin.session, reserve.id, 'confirmation')).body).toMatchObject({
        status: 'accepterad',
        wasEnded: false,
      });
      const later = await invitations.sent(admin, { email: first.email });
      expect((await invitations.accepted(later.token, who)).body.code).toBe('invitations/already-member');
    } finally {
      await app.close();
    }
  });

  it('is sorted and paged among the users, nobody lost and nobody twice', async () => {
    const { organization, admin } = await desk.office();
    for (const name of ['Bo Ek', 'Åke Ås']) await desk.join(organization, name);
    for (const name of ['Adam Al', 'Bo Ek', 'Östen Öst']) await invitations.sent(admin, { name });
    for (const sort of ['name', 'email', 'phone', 'title', 'permissions', 'status'])
      for (const order of ['asc', 'desc']) {
        const seen: string[] = [];
        for (let next: string | null = ''; next !== null;) {
          const { body } = await desk.list(admin, `?sort=${sort}&order=${order}&limit=2${next && `&cursor=${next}`}`);
          seen.push(...body.rows.map(({ name, isInvitation }) => `${name}${isInvitation ? '?' : ''}`));
          next = body.next;
        }
        expect([sort, order, seen.toSorted()]).toEqual([
          sort,
          order,
          ['Adam Al?', 'Anni Widdersjö', 'Bo Ek', 'Bo Ek?', 'Åke Ås', 'Östen Öst?'].toSorted(),
        ]);
      }
    expect(await desk.names(admin)).toEqual(['Adam Al', 'Anni Widdersjö', 'Bo Ek', 'Bo Ek', 'Åke Ås', 'Östen Öst']);
  });

  it('is nowhere in another organisation, and is seen in a department only by who administers that department', async () => {
    const [mine, theirs] = [await desk.office(), await desk.office()];
    const { email } = await invitations.sent(theirs.admin, { name: 'Tora Annan' });
    for (const query of ['', '?status=invited', `?q=${email}`, '?status=expired'])
      expect(await desk.names(mine.admin, query)).not.toContain('Tora Annan');
    const company = await Company.open(on);
    for (const [name, departmentId] of [
      ['Mia Mark', company.a],
      ['Tove Tak', company.b],
      ['Hela Hus', null],
    ] as const)
      await invitations.sent(company.admin, { name, roles: [{ role: 'handledare', validTo: null, departmentId }] });
    const invited = (who: Insider) => desk.names(who, '?status=invited');
    expect(await invited(await company.join('avdelningsadministrator@a'))).toEqual(['Mia Mark']);
    expect(await invited(await company.join('yrkesutbildningsansvarig'))).toEqual(['Hela Hus', 'Mia Mark', 'Tove Tak']);
    expect(await invited(company.admin)).toEqual(['Hela Hus', 'Mia Mark', 'Tove Tak']);
  });
});
