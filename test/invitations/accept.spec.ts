import { randomUUID } from 'node:crypto';
import { testApp } from '../setup/app.js';
import { application } from '../setup/application.js';
import { Browser } from '../setup/browser.js';
import { Invitations, signer, type Signer } from '../setup/invitations.js';
import { UserDesk } from '../users/users.js';

const on = application();
const invitations = new Invitations(on);

describe('an invitation', () => {
  it.each(['bankid', 'freja'] as const)(
    'is accepted by a signature with %s: the person becomes a member with its rights, and logs in',
    async (eid) => {
      const admin = await invitations.administrator();
      const { id, token, email } = await invitations.sent(admin, { title: 'Ekonomiansvarig' });
      const browser = new Browser(on.app);
      expect((await invitations.link(token, browser)).body).toEqual({
        state: 'valid',
        organization: admin.organization.name,
        invitedBy: admin.person.name,
        roles: [
          { role: 'ser_samtliga_ansokningar', validTo: null, departmentId: null, department: null, label: 'Ser samtliga ansökningar' },
        ],
        validThrough: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      });
      const who = signer();
      const done = await invitations.accept(browser, token, await invitations.sign(browser, token, who, eid));
      expect(done).toMatchObject({ status: 200, body: { state: 'accepted', organization: admin.organization.name, invitedBy: null } });
      const order = await browser.startBankId();
      await invitations.bankid.approve(order, who);
      expect(await browser.pollToEnd(order)).toMatchObject({ status: 'complete', next: '/' });
      expect(await browser.session()).toMatchObject({
        person: { name: 'Karin Berg' },
        context: {
          organization: { id: admin.organization.id },
          title: 'Ekonomiansvarig',
          roles: [{ code: 'medlem' }, { code: 'ser_samtliga_ansokningar' }],
        },
      });
      const { body } = await invitations.view(admin.session, id);
      expect(body).toMatchObject({ status: 'accepterad', signedName: 'Karin Berg' });
      expect((await invitations.mails(id)).map(({ event, template, recipient }) => [event, template, recipient === email])).toEqual([
        ['invitation.send', 'inbjudan', true],
        ['invitation.accepted', 'inbjudan-utfall', false],
      ]);
      const signed = await on.world.as<string>('select visible_text from signature where subject_id = $1', [id]);
      expect(signed).toContain('Acceptera inbjudan');
      expect(signed).toContain(admin.organization.name);
      expect(signed).toContain('Användare, Ser samtliga ansökningar');
    },
    60_000,
  );

  it('stands unchanged after mail scanners have fetched the page and the API fifty times', async () => {
    const admin = await invitations.administrator();
    const { id, token } = await invitations.sent(admin);
    const before = await on.world.as('select row_to_json(i) from invitation i where id = $1', [id]);
    for (const method of ['GET', 'HEAD'] as const)
      for (let n = 0; n < 50; n++) {
        await on.app.inject({ method, url: `/inbjudan/${token}`, headers: { purpose: 'prefetch' } });
        await on.app.inject({ method, url: '/api/v1/invitation-link', headers: { 'x-invitation-token': token, purpose: 'prefetch' } });
      }
    expect(await on.world.as('select row_to_json(i) from invitation i where id = $1', [id])).toEqual(before);
    expect((await invitations.link(token)).body.state).toBe('valid');
  });

  it('is nobody’s by an invented link, and by no link at all', async () => {
    for (const token of ['', 'x', randomUUID(), 'å'.repeat(10)])
      expect(
        (await on.app.inject({ url: '/api/v1/invitation-link', headers: { 'x-invitation-token': encodeURIComponent(token) } })).json(),
      ).toMatchObject({
        state: 'unknown',
        organization: null,
      });
    const refused = await new Browser(on.app).send('POST', '/invitation-link/signature-orders', {
      token: 'x',
      provider: 'bankid',
      mode: 'qr',
    });
    expect(refused).toMatchObject({ status: 404, body: { code: 'invitations/unknown-link' } });
  });

  it('may be declined, and then counts no more', async () => {
    const admin = await invitations.administrator();
    const { id, token } = await invitations.sent(admin);
    const browser = new Browser(on.app);
    const order = await invitations.sign(browser, token, signer());
    for (let n = 0; n < 2; n++)
      expect(await browser.send('POST', '/invitation-link/decline', { token })).toMatchObject({ status: 200, body: { state: 'declined' } });
    expect(await invitations.accept(browser, token, order)).toMatchObject({ status: 409, body: { code: 'invitations/declined' } });
    expect((await invitations.mails(id)).map(({ event }) => event)).toEqual(['invitation.send', 'invitation.declined']);
  });
});

describe('the one who signs', () => {
  it('must be the person whose personnummer was given; the invitation is intact for that person', async () => {
    const admin = await invitations.administrator();
    const meant = signer('Sara Sökt');
    const { id, token } = await invitations.sent(admin, {
      name: 'Sara S',
      personalNumber: `${meant.personalNumber.slice(0, 8)}-${meant.personalNumber.slice(8)}`,
    });
    const other = await invitations.accepted(token, signer('Sara Sökt'));
    expect(other).toMatchObject({ status: 409, body: { code: 'invitations/another-person', title: 'Inbjudan gäller en annan person.' } });
    expect((await invitations.link(token)).body.state).toBe('valid');
    expect(await invitations.members(admin)).toBe(0);
    const row = await on.world.as<string>(`select i::text || encode(identifier_enc, 'escape') from invitation i where id = $1`, [id]);
    expect(row).not.toContain(meant.personalNumber.slice(2));
    expect((await invitations.accepted(token, meant)).body).toMatchObject({ state: 'accepted' });
  });

  it('is all that is remembered of who accepted: the personnummer is erased then, and not while an administrator has to answer', async () => {
    const admin = await invitations.administrator();
    const [straight, waiting] = [signer('Stina Straxberg'), signer('Vera Vänta')];
    const send = ({ personalNumber, givenName, surname }: Signer, over = {}) =>
      invitations.sent(admin, { name: `${givenName} ${surname}`, personalNumber, ...over });
    const one = await send(straight);
    const other = await send(waiting, { roles: [{ role: 'administrera_anvandare', validTo: null }] });
    const stored = async ({ id }: { id: string }) => [
      await on.world.as<number>('select num_nonnulls(identifier_enc, identifier_key_id, identifier_lookup) from invitation where id = $1', [
        id,
      ]),
      (await invitations.view(admin.session, id)).body.forOnePerson,
    ];
    expect((await invitations.accepted(one.token, straight)).body.state).toBe('accepted');
    expect((await invitations.accepted(other.token, waiting)).body.state).toBe('waiting');
    expect([await stored(one), await stored(other)]).toEqual([
      [0, false],
      [3, true],
    ]);
    expect((await invitations.act(admin.session, other.id, 'confirmation')).body).toMatchObject({ name: 'Vera Vänta', email: other.email });
    expect(await stored(other)).toEqual([0, false]);
    expect((await invitations.link(other.token)).body.state).toBe('accepted');
  });

  it('waits for an administrator when the name is another, and has no rights until then', async () => {
    const admin = await invitations.administrator();
    const { id, token, email } = await invitations.sent(admin);
    const who = signer('Kurt Annansson');
    expect((await invitations.accepted(token, who)).body).toMatchObject({ state: 'waiting', roles: [] });
    expect(await invitations.members(admin)).toBe(0);
    const { body } = await invitations.view(admin.session, id);
    expect(body).toMatchObject({ status: 'vantar_pa_bekraftelse', signedName: 'Kurt Annansson', confirmThrough: expect.any(String) });
    expect(body.actions.filter(({ allowed }) => allowed).map(({ name }) => name)).toEqual(['confirm', 'refuse', 'revoke']);
    expect((await invitations.act(admin.session, id, 'confirmation')).body).toMatchObject({ status: 'accepterad' });
    expect(await invitations.members(admin)).toBe(1);
    expect((await invitations.mails(id)).map(({ event, recipient }) => [event, recipient === email])).toEqual([
      ['invitation.send', true],
      ['invitation.wait', false],
      ['invitation.answer', true],
    ]);
  });

  it('is told also when the invitation is taken back while the signature waits', async () => {
    const admin = await invitations.administrator();
    const { id, token, email } = await invitations.sent(admin);
    await invitations.accepted(token, signer('Kurt Annansson'));
    expect((await invitations.act(admin.session, id, 'revocation')).status).toBe(200);
    expect((await invitations.mails(id)).at(-1)).toMatchObject({ template: 'inbjudan-obekraftad', recipient: email });
    expect((await invitations.link(token)).body.state).toBe('revoked');
  });

  it('is told that the organisation is closed, on the page and before anything is signed or stored', async () => {
    const admin = await invitations.administrator();
    const [signed, other] = [await invitations.sent(admin, { name: 'Sara S' }), await invitations.sent(admin)];
    const browser = new Browser(on.app);
    const order = await invitations.sign(browser, signed.token, signer());
    await on.world.as(`update organization set status = 'closed' where id = $1`, [admin.organization.id]);
    expect((await invitations.link(signed.token)).body).toMatchObject({ state: 'closed', roles: [], invitedBy: null });
    const closed = { status: 409, body: { code: 'invitations/organization-closed' } };
    expect(await invitations.accept(browser, signed.token, order)).toMatchObject(closed);
    await expect(invitations.sign(browser, other.token, signer())).rejects.toThrow('organization-closed');
    await invitations.age(other.id, 15);
    expect((await browser.send('POST', '/invitation-link/renewal', { token: other.token })).body.state).toBe('closed');
    expect(
      await on.world.as('select json_agg(distinct status) from invitation where organization_id = $1', [admin.organization.id]),
    ).toEqual(['skickad']);
  });

  it('becomes a member at once, whatever the name, where the operator wants no confirmations', async () => {
    const app = await testApp({ INVITATIONS_UNCONFIRMED: '1' });
    try {
      const admin = await invitations.administrator();
      const { token } = await invitations.sent(admin, { roles: [{ role: 'administrera_anvandare', validTo: null }] });
      const trusting = new Invitations({ ...on, app });
      expect((await trusting.accepted(token, signer('Kurt Annansson'))).body.state).toBe('accepted');
    } finally {
      await app.close();
    }
  });

  it('waits when the invitation gives an administrator’s right, whatever the name, and may be refused', async () => {
    const admin = await invitations.administrator();
    const { id, token } = await invitations.sent(admin, { roles: [{ role: 'administrera_anvandare', validTo: null }] });
    expect((await invitations.accepted(token)).body.state).toBe('waiting');
    expect((await invitations.act(admin.session, id, 'refusal')).body).toMatchObject({ status: 'avvisad' });
    expect((await invitations.link(token)).body.state).toBe('refused');
    expect(await invitations.act(admin.session, id, 'confirmation')).toMatchObject({
      status: 409,
      body: { code: 'portal/invalid-transition' },
    });
    expect(await invitations.members(admin)).toBe(0);
  });

  it.each([
    ['has been dismissed', '/end'],
    ['may not give them any longer', '/permissions'],
  ])('waits, whatever the name, when the inviter %s: another administrator gives the rights, or nobody', async (_why, what) => {
    const desk = new UserDesk(on);
    const { organization, admin } = await desk.office();
    const inviter = await desk.join(organization, 'Disa Dörrvakt', 'administrera_anvandare');
    const roles = [{ role: 'attestant' as const, validTo: null }];
    const [kept, lost] = [await invitations.sent(admin, { roles }), await invitations.sent(inviter, { roles })];
    const declined = await invitations.sent(inviter, { roles });
    expect(
      (await desk.change(admin, what === '/end' ? 'POST' : 'PUT', inviter.id, what, what === '/end' ? {} : { permissions: [] })).status,
    ).toBe(200);
    expect((await invitations.accepted(kept.token)).body.state).toBe('accepted');
    const who = signer();
    expect((await invitations.accepted(lost.token, who)).body.state).toBe('waiting');
    const told = (await invitations.mails(lost.id)).filter(({ template }) => template === 'inbjudan-vantar');
    expect(told.map(({ recipient, payload }) => [recipient, payload])).toEqual([
      [await desk.address(admin), expect.objectContaining({ unbacked: true })],
    ]);
    expect((await invitations.view(admin.session, lost.id)).body).toMatchObject({ unbacked: true, signedName: 'Karin Berg' });
    expect((await invitations.act(admin.session, lost.id, 'confirmation')).status).toBe(200);
    await new Browser(on.app).send('POST', '/invitation-link/decline', { token: declined.token });
    const all = [...(await invitations.mails(lost.id)), ...(await invitations.mails(declined.id))];
    const outcomes = all.filter(({ template }) => template === 'inbjudan-utfall');
    expect(outcomes).toMatchObject([{ event: 'invitation.declined', recipient: await desk.address(admin) }]);
    const givenBy = `select json_agg(granted_by) from role_grant where organization_id = $1 and role = 'attestant'`;
    expect(await on.world.as(givenBy, [organization.id])).toEqual([admin.person.id, admin.person.id]);
  });

  it('is told when he or she already is a member, or is suspended; nothing is changed', async () => {
    const admin = await invitations.administrator();
    const who = signer();
    const [first, second] = [await invitations.sent(admin), await invitations.sent(admin)];
    expect((await invitations.accepted(first.token, who)).body.state).toBe('accepted');
    expect(await invitations.accepted(second.token, who)).toMatchObject({ status: 409, body: { code: 'invitations/already-member' } });
    await on.world.as(`update membership set status = 'suspended' where organization_id = $1 and person_id <> $2`, [
      admin.organization.id,
      admin.person.id,
    ]);
    const suspended = { code: 'invitations/suspended', title: 'Du är avstängd i organisationen.' };
    expect(await invitations.accepted(second.token, who)).toMatchObject({ status: 409, body: suspended });
    expect((await invitations.link(second.token)).body.state).toBe('valid');
    expect(await invitations.members(admin)).toBe(0);
  });

  it('can use a signature only in the browser it was made in, and only for that invitation', async () => {
    const admin = await invitations.administrator();
    const [one, other] = [await invitations.sent(admin), await invitations.sent(admin)];
    const browser = new Browser(on.app);
    const order = await invitations.sign(browser, one.token, signer());
    expect(await invitations.accept(new Browser(on.app), one.token, order)).toMatchObject({
      status: 404,
      body: { code: 'signature/order-not-found' },
    });
    expect(await invitations.accept(browser, other.token, order)).toMatchObject({ status: 409, body: { code: 'signature/other-errand' } });
    expect(await invitations.accept(browser, one.token, randomUUID())).toMatchObject({ status: 404 });
    expect(await invitations.members(admin)).toBe(0);
    expect((await invitations.accept(browser, one.token, order)).body.state).toBe('accepted');
    expect((await invitations.accept(browser, one.token, order)).body.state).toBe('accepted');
    expect(await invitations.members(admin)).toBe(1);
  });
});
