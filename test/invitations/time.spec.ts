import { InvitationExpiry } from '../../src/invitations/invitation-expiry.service.js';
import { application } from '../setup/application.js';
import { Browser } from '../setup/browser.js';
import { Invitations, signer } from '../setup/invitations.js';

const on = application();
const invitations = new Invitations(on);

/** Is an invitation sent at the one instant open at the other, by the database's own rule? */
const isOpen = (sentAt: string, at: string): Promise<boolean> =>
  on.world.one(`select day_is_left((($1::timestamptz) at time zone 'Europe/Stockholm')::date + 14, $2::timestamptz)`, [sentAt, at]);

describe('the last day', () => {
  it.each([
    ['in winter', '2026-11-25T09:00:00+01:00', '2026-12-09T23:59:59.999+01:00', '2026-12-10T00:00:00+01:00'],
    ['over the change to summer time', '2026-03-20T23:30:00+01:00', '2026-04-03T23:59:59.999+02:00', '2026-04-04T00:00:00+02:00'],
    ['sent on the night of that change', '2026-03-29T03:30:00+02:00', '2026-04-12T23:59:59.999+02:00', '2026-04-13T00:00:00+02:00'],
    ['ending on the day of that change', '2026-03-15T12:00:00+01:00', '2026-03-29T23:59:59.999+02:00', '2026-03-30T00:00:00+02:00'],
    ['over the change to winter time', '2026-10-20T00:10:00+02:00', '2026-11-03T23:59:59.999+01:00', '2026-11-04T00:00:00+01:00'],
    ['ending on the day of that change', '2026-10-11T23:59:00+02:00', '2026-10-25T23:59:59.999+01:00', '2026-10-26T00:00:00+01:00'],
  ])('ends with day 14 in Stockholm, %s', async (_when, sentAt, last, over) => {
    expect([await isOpen(sentAt, last), await isOpen(sentAt, over)]).toEqual([true, false]);
    const admin = await invitations.administrator();
    const { id } = await invitations.sent(admin);
    await on.world.as('update invitation set sent_at = $2 where id = $1', [id, sentAt]);
    expect(await on.world.as('select valid_through::text from invitation where id = $1', [id])).toBe(last.slice(0, 10));
  });

  it('is decided when the link is used, with no worker running at all', async () => {
    const admin = await invitations.administrator();
    const [open, late] = [await invitations.sent(admin), await invitations.sent(admin)];
    const browser = new Browser(on.app);
    const order = await invitations.sign(browser, late.token, signer());
    await invitations.age(open.id, 14);
    await invitations.age(late.id, 15);
    expect((await invitations.link(open.token)).body.state).toBe('valid');
    expect((await invitations.accepted(open.token)).body.state).toBe('accepted');
    expect((await invitations.link(late.token)).body).toMatchObject({ state: 'expired', roles: [], invitedBy: null });
    expect(await invitations.accept(browser, late.token, order)).toMatchObject({ status: 409, body: { code: 'invitations/expired' } });
    expect(await on.world.as('select status from invitation where id = $1', [late.id])).toBe('skickad');
    expect((await invitations.act(admin.session, late.id, 'revocation')).body.code).toBe('invitations/late-to-revoke');
    expect(await invitations.members(admin)).toBe(1);
    expect((await on.cases.send(admin.session, 'POST', '/invitations', { ...form(late), email: late.email })).status).toBe(201);
  });

  it('decides what sending again does too: a link that had expired has expired, and a signature nobody confirmed may be asked for anew', async () => {
    const admin = await invitations.administrator();
    const [late, waiting] = [await invitations.sent(admin), await invitations.sent(admin)];
    await invitations.accepted(waiting.token, signer('Kurt Annansson'));
    await invitations.age(late.id, 15);
    await on.world.as(`update invitation set signed_at = signed_at - interval '15 days' where id = $1`, [waiting.id]);
    for (const { id } of [late, waiting]) {
      const { actions } = (await invitations.view(admin.session, id)).body;
      expect(actions.find(({ name }) => name === 'resend')).toMatchObject({ allowed: true });
      expect((await invitations.act(admin.session, id, 'resend')).status).toBe(201);
      expect(await on.world.as('select status from invitation where id = $1', [id])).toBe('utgangen');
    }
    expect((await invitations.mails(late.id)).map(({ event }) => event)).toEqual(['invitation.send']);
    expect((await invitations.mails(waiting.id)).map(({ template }) => template)).toContain('inbjudan-obekraftad');
  });

  it('of a right takes it out of what is signed and given; when none is left the invitation is refused, and not sent again', async () => {
    const admin = await invitations.administrator();
    const tomorrow = await on.world.as<string>(`select ((now() at time zone 'Europe/Stockholm')::date + 1)::text`, []);
    const roles = (['attestant', 'ser_samtliga_ansokningar'] as const).map((role, n) => ({ role, validTo: n ? null : tomorrow }));
    const [some, none] = [await invitations.sent(admin, { roles }), await invitations.sent(admin, { roles: roles.slice(0, 1) })];
    const browser = new Browser(on.app);
    const order = await invitations.sign(browser, none.token, signer());
    const past = `update invitation set roles = jsonb_set(roles, '{0,validTo}', '"2026-01-01"') where id = any($1)`;
    await on.world.as(past, [[some.id, none.id]]);
    expect((await invitations.link(some.token)).body.roles).toMatchObject([{ role: 'ser_samtliga_ansokningar' }]);
    expect((await invitations.accepted(some.token)).body.state).toBe('accepted');
    const held = `select json_agg(role) from role_grant where organization_id = $1 and granted_by = $2`;
    expect(await on.world.as(held, [admin.organization.id, admin.person.id])).toEqual(['ser_samtliga_ansokningar']);
    expect(await on.world.as('select visible_text from signature where subject_id = $1', [some.id])).not.toContain('Attestant');
    expect((await invitations.link(none.token)).body).toMatchObject({ state: 'rights-ended', roles: [] });
    expect(await invitations.accept(browser, none.token, order)).toMatchObject({ status: 409, body: { code: 'invitations/rights-ended' } });
    expect((await invitations.act(admin.session, none.id, 'resend')).body.code).toBe('invitations/outdated');
    const { actions } = (await invitations.view(admin.session, none.id)).body;
    expect(actions.find(({ name }) => name === 'resend')).toMatchObject({ allowed: false, why: 'invitations/outdated' });
    expect(await invitations.members(admin)).toBe(1);
    await expect(
      on.world.as(`update role_grant set valid_to = valid_from - interval '1 day' where granted_by = $1`, [admin.person.id]),
    ).rejects.toThrow('role_grant_days');
  });

  it('counts for the administrator’s confirmation too, of which the administrators are reminded once, four days before', async () => {
    const admin = await invitations.administrator();
    const { id, token } = await invitations.sent(admin);
    await invitations.accepted(token, signer('Kurt Annansson'));
    const wait = async (days: number) => {
      await on.world.as('update invitation set signed_at = signed_at - make_interval(days => $2) where id = $1', [id, days]);
      const expiry = on.app.get(InvitationExpiry, { strict: false });
      await Promise.all([expiry.askAgain(), expiry.askAgain()]);
      return (await invitations.mails(id)).filter(({ template }) => template === 'inbjudan-vantar').map(({ event }) => event);
    };
    expect(await wait(9)).toEqual(['invitation.wait']);
    expect(await wait(2)).toEqual(['invitation.wait', 'invitation.wait-again']);
    expect(await wait(4)).toEqual(['invitation.wait', 'invitation.wait-again']);
    expect((await invitations.act(admin.session, id, 'revocation')).body.code).toBe('invitations/late-to-revoke');
    for (const verb of ['confirmation', 'refusal'])
      expect(await invitations.act(admin.session, id, verb)).toMatchObject({
        status: 409,
        body: { code: 'invitations/late-to-confirm', title: 'Tiden för att bekräfta har gått ut. Välj Skicka igen i listan.' },
      });
    expect(await invitations.members(admin)).toBe(0);
  });

  it('leaves the page of A33, from where a new invitation can be asked for once a day, and three times in all, by this link or an older one', async () => {
    const admin = await invitations.administrator();
    const { id, token } = await invitations.sent(admin);
    const browser = new Browser(on.app);
    const ask = () => browser.send('POST', '/invitation-link/renewal', { token });
    expect((await ask()).body.state).toBe('valid');
    await invitations.age(id, 15);
    for (let n = 0; n < 3; n++) expect(await ask()).toMatchObject({ status: 200, body: { state: 'expired' } });
    const wanted = (await invitations.mails(id)).filter(({ template }) => template === 'inbjudan-onskas');
    expect(wanted.map(({ recipient }) => recipient)).toEqual([`${admin.person.id.slice(-12)}@testby.se`]);
    expect((await invitations.view(admin.session, id)).body.renewalAskedAt).not.toBeNull();
    const asked = async (of: string) => (await invitations.mails(of)).filter(({ template }) => template === 'inbjudan-onskas').length;
    const askForDays = async (of: string, days: number) => {
      for (let n = 0; n < days; n++) {
        await on.world.as(`update invitation set renewal_asked_at = renewal_asked_at - interval '25 hours' where id = $1`, [of]);
        await ask();
      }
      return asked(of);
    };
    expect([await askForDays(id, 1), await askForDays(id, 9)]).toEqual([2, 3]);
    const again = (await invitations.act(admin.session, id, 'resend')).body.id;
    await invitations.age(again, 15);
    expect((await invitations.link(token)).body.state).toBe('expired');
    expect([await askForDays(again, 5), await asked(id)]).toEqual([3, 3]);
    await on.world.as('update invitation set renewals_asked = 0 where id = $1', [again]);
    await on.world.as(
      `update membership m set email = i.email from invitation i where i.id = $1 and m.organization_id = i.organization_id`,
      [again],
    );
    expect(await askForDays(again, 1)).toBe(3);
  });
});

const form = ({
  name,
  phone,
  title,
  roles,
}: {
  name: string;
  phone: string | null;
  title: string;
  roles: { role: string; validTo: string | null }[];
}) => ({
  ...{ name, phone, title, personalNumber: null },
  roles: roles.map(({ role, validTo }) => ({ role, validTo })),
});
