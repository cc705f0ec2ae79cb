import type { GivenAtOnce } from '../../src/company/people.policy.js';
import type { InvitationPage, InvitationView } from '../../src/invitations/invitation.dto.js';
import { MembershipJobs } from '../../src/memberships/membership.jobs.js';
import { MORNING } from '../../src/memberships/role-expiry.queries.js';
import type { RoleOffers } from '../../src/memberships/role-offer.dto.js';
import { CompanyDesk } from '../company/company.js';
import { application } from '../setup/application.js';
import { invitationForm, Invitations, signer } from '../setup/invitations.js';
import { testWorker } from '../setup/worker.js';
import { Company } from './company.js';
import { type Insider, UserDesk, wish } from './users.js';

const on = application();
const desk = new UserDesk(on);
const [LAST, AFTER] = ['2150-01-10', '2150-01-11'];
const today = () => on.world.one<string>(`select to_char((now() at time zone 'Europe/Stockholm')::date, 'YYYY-MM-DD')`);

/** An administrator for good, and one whose right has a last day, of his own or lent. */
async function office(how: 'own' | 'lent') {
  const { organization, admin } = await desk.office();
  const tim = await desk.join(organization, 'Tim Tillfällig');
  if (how === 'own') await desk.permit(admin, tim.id, wish('administrera_anvandare', null, LAST));
  else await desk.change(admin, 'POST', tim.id, '/substitution', { forUserId: admin.id, validFrom: await today(), validThrough: LAST });
  return { organization, admin, tim, eva: await desk.join(organization, 'Eva Ekonomi') };
}
const beyond = (path: string) => ({
  status: 422,
  body: { errors: [{ path, code: 'beyond-own', message: expect.stringContaining(`bara till och med ${LAST}`) }] },
});
const invite = (who: Insider, validTo: string | null) =>
  on.cases.send<{ id: string }>(
    who.session,
    'POST',
    '/invitations',
    invitationForm({ roles: [{ role: 'administrera_anvandare', validTo, departmentId: null }] }),
  );

/** What may be done with an invitation, as the page of it and the list say. */
const offered = async ({ session }: Insider, id: string) => {
  const { rows } = (await on.cases.send<InvitationPage>(session, 'GET', '/invitations')).body;
  const { body } = await on.cases.send<InvitationView>(session, 'GET', `/invitations/${id}`);
  const [one, listed] = [body, rows.find((row) => row.id === id)!].map(({ actions }) => actions);
  expect(listed).toEqual(one);
  return one!.filter(({ allowed }) => allowed).map(({ name }) => name);
};

describe.each(['own', 'lent'] as const)('who administers only for a time (%s)', (how) => {
  it('gives no right that lasts longer, to nobody and in no way; within the time every way is open', async () => {
    const { organization, admin, tim, eva } = await office(how);
    const bo = await desk.join(organization, 'Bo Attestant', 'attestant');
    const stand = async (through: string) =>
      desk.change(tim, 'POST', eva.id, '/substitution', { forUserId: bo.id, validFrom: await today(), validThrough: through });
    for (const through of [null, AFTER]) {
      for (const id of [tim.id, eva.id])
        expect(await desk.permit(tim, id, wish('administrera_anvandare', null, through))).toMatchObject(
          beyond('permissions.0.validThrough'),
        );
      expect(await invite(tim, through)).toMatchObject(beyond('roles.0.validTo'));
    }
    expect(await stand(AFTER)).toMatchObject(beyond('validThrough'));

    expect((await desk.permit(tim, tim.id, wish('administrera_anvandare', null, LAST), wish('attestant', null, LAST))).status).toBe(200);
    expect(await desk.permit(tim, tim.id, wish('administrera_anvandare', null, LAST), wish('attestant'))).toMatchObject(
      beyond('permissions.1.validThrough'),
    );
    expect((await stand(LAST)).status).toBe(200);
    expect((await invite(tim, LAST)).status).toBe(201);
    expect((await desk.permit(tim, bo.id, wish('attestant', null, AFTER))).status).toBe(200);
    const { roles } = (await on.cases.send<RoleOffers>(tim.session, 'GET', '/role-offers')).body;
    expect(roles.map(({ lastDay }) => lastDay)).toEqual([LAST, LAST, LAST]);
    expect((await on.cases.send<RoleOffers>(admin.session, 'GET', '/role-offers')).body.roles[0]!.lastDay).toBeNull();
  });
});

it('sends no invitation again, from a row or a file, that gives more time than is left', async () => {
  const { admin, tim } = await office('own');
  const { id } = (await invite(admin, null)).body;
  expect([await offered(tim, id), await offered(admin, id)]).toEqual([['revoke'], ['resend', 'revoke']]);
  const again = await on.cases.send<{ code: string; detail: string }>(tim.session, 'POST', `/invitations/${id}/resend`);
  expect(again).toMatchObject({
    status: 403,
    body: { code: 'invitations/outlasts-yours', detail: expect.stringContaining('10 januari 2150') },
  });
  const csv = `E-post;Namn;Behörigheter;Gäller till\na@testby.se;Ada Ett;Attestant;\nb@testby.se;Bo Två;Attestant;${LAST}\n`;
  const { body } = await on.cases.send<{ rows: { faults: { column: string }[] }[] }>(tim.session, 'POST', '/invitations/file-preview', {
    csv,
  });
  expect(body.rows.map(({ faults }) => faults.map(({ column }) => column))).toEqual([['Gäller till'], []]);
});

it('is not got around by an older invitation: whoever confirms gives what the inviter may not give for so long any more', async () => {
  const invitations = new Invitations(on);
  const { organization, admin, tim } = await office('own');
  const bo = await desk.join(organization, 'Bo Borta', 'administrera_anvandare');
  await desk.permit(admin, tim.id, wish('administrera_anvandare'));
  const roles = [{ role: 'attestant' as const, validTo: null }];
  const [his, gone] = [await invitations.sent(tim, { roles }), await invitations.sent(bo, { roles })];
  await desk.permit(admin, tim.id, wish('administrera_anvandare', null, LAST));
  expect((await invitations.accepted(his.token)).body.state).toBe('waiting');
  // The names differ, so it waits; the inviter is dismissed meanwhile.
  expect((await invitations.accepted(gone.token, signer('Kurt Annansson'))).body.state).toBe('waiting');
  await desk.change(admin, 'POST', bo.id, '/end');
  for (const { id } of [his, gone]) {
    expect([await offered(tim, id), await offered(admin, id)]).toEqual([
      ['refuse', 'revoke'],
      ['confirm', 'refuse', 'revoke'],
    ]);
    expect(await invitations.act(tim.session, id, 'confirmation')).toMatchObject({
      status: 403,
      body: { code: 'invitations/outlasts-yours', detail: expect.stringContaining('10 januari 2150') },
    });
    expect(await invitations.act(admin.session, id, 'confirmation')).toMatchObject({ status: 200, body: { status: 'accepterad' } });
  }
  const { rows } = (await desk.list(admin, '?q=karin')).body;
  expect((await desk.view(admin, rows[0]!.id)).permissions).toMatchObject([{ role: 'attestant', grantedBy: admin.person.name }]);
});

it('counts the longest of several rights, and each department by itself', async () => {
  const one = await Company.open(on);
  const [dora, yrsa] = [await one.join('avdelningsadministrator@a', { name: 'Dora' }), await one.join('', { name: 'Yrsa' })];
  await desk.permit(one.admin, yrsa.id, wish('foretagsadministrator', null, LAST));
  const timed = { ...one.wish('avdelningsadministrator@b'), validThrough: LAST };
  await desk.permit(one.admin, dora.id, one.wish('avdelningsadministrator@a'), timed);
  const eva = await one.join('handledare@a handledare@b', { name: 'Eva' });
  const later = (place: string, validThrough: string | null) => ({ ...one.wish(place), validThrough });
  const give = (who: Insider, ...wishes: ReturnType<typeof later>[]) =>
    desk.permit(who, eva.id, one.wish('handledare@a'), one.wish('handledare@b'), ...wishes);
  expect((await give(dora, later('avdelningsadministrator@a', null))).status).toBe(200);
  expect(await give(dora, later('avdelningsadministrator@a', null), later('avdelningsadministrator@b', null))).toMatchObject(
    beyond('permissions.3.validThrough'),
  );
  expect(await give(yrsa, later('avdelningsadministrator@a', null), later('avdelningsadministrator@b', AFTER))).toMatchObject(
    beyond('permissions.3.validThrough'),
  );
  const people = new CompanyDesk(on);
  const add = (...roles: GivenAtOnce[]) => people.add(yrsa.session, people.form({ roles }));
  expect(await add('bestallningsgodkannare')).toMatchObject({ status: 403, body: { code: 'people/only-for-a-time' } });
  expect((await add()).status).toBe(201);
  await desk.permit(one.admin, yrsa.id, wish('foretagsadministrator', null, LAST), wish('yrkesutbildningsansvarig'));
  expect((await desk.permit(yrsa, eva.id, one.wish('handledare'), later('avdelningsadministrator@b', LAST))).status).toBe(200);
});

describe('what a substitute was lent', () => {
  /** Karin with two rights, lent to Eva for a time that one of them also reaches beyond. */
  async function lent() {
    const { organization, admin } = await desk.office();
    const [karin, eva] = [
      await desk.join(organization, 'Karin Chef', 'attestant', 'ser_samtliga_ansokningar'),
      await desk.join(organization, 'Eva Ekonomi'),
    ];
    await desk.change(admin, 'POST', eva.id, '/substitution', { forUserId: karin.id, validFrom: await today(), validThrough: LAST });
    const held = async () =>
      (await desk.view(admin, eva.id)).permissions
        .filter(({ state }) => state !== 'ended')
        .map(({ role, validThrough }) => `${role} ${validThrough}`)
        .toSorted();
    expect(await held()).toEqual([`attestant ${LAST}`, `ser_samtliga_ansokningar ${LAST}`]);
    return { admin, karin, eva, held, told: async () => (await desk.mails(eva)).map(({ payload }) => payload.permissions) };
  }

  it('ends with the colleague’s own right, and is shortened with it; the substitute is told, and nothing else is touched', async () => {
    const { admin, karin, eva, held, told } = await lent();
    await desk.permit(admin, karin.id, wish('attestant', null, '2150-01-05'));
    expect(await held()).toEqual(['attestant 2150-01-05']);
    expect(await desk.rights(eva.session)).toContain('insats:read-all');
    expect((await told()).at(-1)).toEqual(['Attestant, som vikarie för Karin Chef, till och med 2150-01-05']);
    await desk.permit(admin, karin.id, wish('attestant', '2150-01-03'));
    expect(await held()).toEqual([]);
    expect([await told(), await desk.rights(eva.session)]).toEqual([
      expect.arrayContaining([[]]),
      expect.not.arrayContaining(['insats:read-all']),
    ]);
    expect((await desk.view(admin, eva.id)).history[0]).toMatchObject({
      by: 'Anni Widdersjö',
      text: 'Behörigheten Attestant togs bort när vikariatet avslutades.',
    });
    expect(await told()).toHaveLength(3);
  });

  it('stays while the colleague is suspended, ends when the colleague does, and is kept when the administrator says so', async () => {
    const [one, other] = [await lent(), await lent()];
    await desk.change(one.admin, 'POST', one.karin.id, '/suspension');
    expect(await one.held()).toHaveLength(2);
    expect((await desk.view(one.admin, one.karin.id)).substitutes).toEqual([{ id: one.eva.id, name: 'Eva Ekonomi', validThrough: LAST }]);
    await desk.change(one.admin, 'POST', one.karin.id, '/end');
    expect([await one.held(), (await one.told()).at(-1)]).toEqual([[], []]);
    expect((await desk.view(one.admin, one.karin.id)).substitutes).toEqual([]);
    await desk.change(other.admin, 'POST', other.karin.id, '/end', { keepSubstitutes: true });
    expect(await other.held()).toHaveLength(2);
  });
});

it('lets no substitute end the suspension of the one stood in for, nor who administers for a time that of whoever holds a right for longer', async () => {
  const { organization, admin, tim } = await office('own');
  const [bo, sara] = [await desk.join(organization, 'Bo Borta', 'administrera_anvandare'), await desk.join(organization, 'Sara Vikarie')];
  const eva = await desk.join(organization, 'Eva Attestant');
  await desk.permit(admin, eva.id, wish('attestant', null, LAST));
  const days = { forUserId: bo.id, validFrom: await today(), validThrough: LAST };
  expect((await desk.change(admin, 'POST', sara.id, '/substitution', days)).status).toBe(200);
  // However little is left of the right that is lent.
  await on.world.as(
    `update role_grant set valid_to = (select min(valid_to) from role_grant where membership_id = $2) where membership_id = $1`,
    [bo.id, sara.id],
  );
  for (const { id } of [bo, eva]) await desk.change(admin, 'POST', id, '/suspension');
  const resume = (who: Insider, whom: Insider) => desk.change(who, 'DELETE', whom.id, '/suspension');
  const button = async (who: Insider, whom: Insider) =>
    (await desk.view(who, whom.id)).actions.find(({ name }) => name === 'resume')?.why ?? null;
  const refused = { status: 403, body: { code: 'users/not-yours-to-resume' } };
  expect([await resume(sara, bo), await button(sara, bo)]).toMatchObject([refused, 'users/not-yours-to-resume']);
  expect([await button(sara, eva), await button(tim, bo)]).toEqual([null, null]);
  await on.world.as('update role_grant set valid_to = null where membership_id = any($1)', [[bo.id, eva.id]]);
  for (const whom of [bo, eva]) expect([await resume(tim, whom), await button(tim, whom)]).toMatchObject([refused, refused.body.code]);
  for (const whom of [bo, eva]) expect([await button(admin, whom), await resume(admin, whom)]).toMatchObject([null, { status: 200 }]);
});

it('a right that ends is told of a week before and on its last day, to the person and the administrators, once each; not what goes on or was given for less', async () => {
  const worker = await testWorker();
  try {
    const { organization, admin } = await desk.office();
    const bo = await desk.join(organization, 'Bo Administratör', 'administrera_anvandare');
    const [eva, later, stays, short] = [
      await desk.join(organization, 'Eva Ekonomi', 'attestant'),
      await desk.join(organization, 'Lars Senare', 'attestant'),
      await desk.join(organization, 'Siv Stannar', 'attestant', 'attestant'),
      await desk.join(organization, 'Kim Kort', 'attestant'),
    ];
    /** Lets a right of a member's end so many days after the latest morning, begun so many days before. */
    const ends = ({ id }: Insider, days: number, begun = 30) =>
      on.world.as(
        `update role_grant set valid_from = now() - make_interval(days => $3), valid_to = (${MORNING} + 1 + $2::int)::timestamp at time zone 'Europe/Stockholm'
         where id = (select id from role_grant where membership_id = $1 order by id limit 1)`,
        [id, days, begun],
      );
    const told = async () => {
      const jobs = worker.get(MembershipJobs);
      await Promise.all([jobs.tellOfEnds(), jobs.tellOfEnds()]);
      await jobs.tellOfEnds();
      const all = [];
      for (const who of [eva, later, stays, short, admin, bo])
        for (const { template, payload } of await desk.mails(who))
          if (template.startsWith('behorighet-upphor'))
            all.push([who.person.name, template, payload.isLast, payload.name, payload.permissions]);
      return all;
    };
    await ends(eva, 7);
    await ends(later, 8);
    await ends(stays, 7);
    await ends(short, 3, 2);
    const notices = (...lasts: boolean[]) =>
      [
        { who: eva, template: 'behorighet-upphor', name: undefined },
        ...[admin, bo].map((who) => ({ who, template: 'behorighet-upphor-anvandare', name: 'Eva Ekonomi' })),
      ].flatMap(({ who, template, name }) => lasts.map((isLast) => [who.person.name, template, isLast, name, ['Attestant']]));
    expect(await told()).toEqual(notices(false));
    await ends(eva, 0);
    const isSeven = await on.world.one<boolean>(`select (now() at time zone 'Europe/Stockholm')::time >= '07:00'`);
    expect(await told()).toEqual(isSeven ? notices(false, true) : notices(false));
    // What is lent says whose it is, in every letter, and is not made longer but lent anew; the colleague knows of it from the beginning.
    const vera = await desk.join(organization, 'Vera Vikarie');
    await desk.change(admin, 'POST', vera.id, '/substitution', { forUserId: stays.id, validFrom: await today(), validThrough: LAST });
    expect((await desk.mails(vera)).at(-1)?.payload.permissions).toEqual([`Attestant, som vikarie för Siv Stannar, till och med ${LAST}`]);
    expect((await desk.mails(stays)).at(-1)).toEqual({
      template: 'vikarie-for-dig',
      payload: { organization: organization.name, name: 'Vera Vikarie', permissions: [`Attestant, till och med ${LAST}`] },
    });
    await ends(vera, 7);
    await told();
    const lent = { permissions: ['Attestant, som vikarie för Siv Stannar'] };
    expect((await desk.mails(vera)).at(-1)).toMatchObject({ template: 'behorighet-upphor', payload: lent });
    expect((await desk.mails(admin)).at(-1)).toMatchObject({ payload: { ...lent, name: 'Vera Vikarie', lent: 'all' } });
  } finally {
    await worker.close();
  }
}, 60_000);
