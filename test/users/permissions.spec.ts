import { application } from '../setup/application.js';
import { newKey } from '../setup/cases.js';
import { eventually } from '../setup/mailbox.js';
import { UserDesk, wish } from './users.js';

const on = application();
const desk = new UserDesk(on);

const today = () => on.world.one<string>(`select to_char((now() at time zone 'Europe/Stockholm')::date, 'YYYY-MM-DD')`);
const daysOff = (days: number) =>
  on.world.one<string>(`select to_char((now() at time zone 'Europe/Stockholm')::date + $1::int, 'YYYY-MM-DD')`, [days]);
/** Waits until somebody waits for what this test's own transaction holds. */
const waitedFor = () =>
  eventually(
    () =>
      on.world.one<true | undefined>('select true from pg_locks where not granted and transactionid = pg_current_xact_id()::xid limit 1'),
    'att någon väntar på raden',
  );

describe('a right', () => {
  it('is there at the next request of a live session, and gone at the next one after it was taken', async () => {
    const { organization, admin } = await desk.office();
    const eva = await desk.join(organization, 'Eva Ekonomi');
    expect(await desk.rights(eva.session)).not.toContain('insats:read-all');
    expect((await desk.permit(admin, eva.id, wish('ser_samtliga_ansokningar'), wish('administrera_anvandare'))).status).toBe(200);
    expect(await desk.rights(eva.session)).toEqual(expect.arrayContaining(['insats:read-all', 'users:manage']));
    expect((await desk.list(eva)).status).toBe(200);
    await desk.permit(admin, eva.id);
    expect((await desk.list(eva)).status).toBe(403);
    expect(await desk.rights(eva.session)).not.toContain('insats:read-all');
  });

  it('begins and ends at midnight in Stockholm, and is shown before, during and after', async () => {
    const { organization, admin } = await desk.office();
    const eva = await desk.join(organization, 'Eva Ekonomi');
    const { body } = await desk.permit(
      admin,
      eva.id,
      wish('attestant', '2150-03-28', '2150-10-31'),
      wish('ser_samtliga_ansokningar', null, await daysOff(0)),
    );
    expect(body.permissions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          role: 'attestant',
          state: 'coming',
          validFrom: '2150-03-28',
          validThrough: '2150-10-31',
          grantedBy: 'Anni Widdersjö',
        }),
        expect.objectContaining({
          role: 'ser_samtliga_ansokningar',
          state: 'active',
          validFrom: await today(),
          validThrough: await today(),
        }),
      ]),
    );
    const kept = await on.world.as<string>(
      `select string_agg(to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), ', ' order by at) from role_grant, unnest(array[valid_from, valid_to]) at
       where membership_id = $1 and role = 'attestant'`,
      [eva.id],
    );
    expect(kept).toBe('2150-03-27 23:00, 2150-10-31 23:00');
    expect(await desk.rights(eva.session)).toContain('insats:read-all');
    await on.world.as(
      `update role_grant set valid_from = now() - interval '9 days', valid_to = now() - interval '1 day' where membership_id = $1 and role <> 'attestant'`,
      [eva.id],
    );
    expect(await desk.rights(eva.session)).not.toContain('insats:read-all');
    const after = await desk.view(admin, eva.id);
    expect(after.permissions).toEqual(
      expect.arrayContaining([expect.objectContaining({ role: 'ser_samtliga_ansokningar', state: 'ended' })]),
    );
    expect((await desk.list(admin)).body.rows[1]!.permissions.map(({ role, state }) => [role, state])).toEqual([['attestant', 'coming']]);
  });

  it('keeps its first day while its last one moves, and begins anew when the first one does; nothing granted is rewritten', async () => {
    const { organization, admin } = await desk.office();
    const eva = await desk.join(organization, 'Eva Ekonomi', 'attestant');
    const before = await on.world.as('select id from role_grant where membership_id = $1', [eva.id]);
    await desk.permit(admin, eva.id, wish('attestant', null, '2150-12-31'));
    expect(await on.world.as('select id from role_grant where membership_id = $1 and valid_to is not null', [eva.id])).toBe(before);
    await desk.permit(admin, eva.id, wish('attestant', '2150-01-01', '2150-12-31'));
    const { permissions } = await desk.view(admin, eva.id);
    expect(permissions.map(({ state, validFrom, validThrough }) => [state, validFrom, validThrough])).toEqual([
      ['coming', '2150-01-01', '2150-12-31'],
      ['ended', await today(), await today()],
    ]);
    expect((await desk.events(eva.id)).map(({ verb }) => verb)).toEqual(['membership.prolong', 'membership.revoke', 'membership.grant']);
  });

  it('that is taken back before it began has never been', async () => {
    const { organization, admin } = await desk.office();
    const eva = await desk.join(organization, 'Eva Ekonomi');
    await desk.permit(admin, eva.id, wish('attestant', '2150-01-01'));
    const { body } = await desk.permit(admin, eva.id);
    expect(body.permissions).toEqual([]);
    expect(body.history.map(({ text }) => text)).toEqual([
      'Behörigheten Attestant togs bort.',
      'Fick behörigheten Attestant från 1 januari 2150.',
    ]);
  });

  it.each([
    ['twice the same', [wish('attestant'), wish('attestant')], 'permissions.1.role', 'twice'],
    ['from a day that has been', [wish('attestant', '2020-01-01')], 'permissions.0.validFrom', 'past'],
    ['until a day before the first', [wish('attestant', '2150-02-02', '2150-02-01')], 'permissions.0.validThrough', 'order'],
  ])('is refused %s', async (_what, wishes, path, code) => {
    const { organization, admin } = await desk.office();
    const eva = await desk.join(organization, 'Eva Ekonomi');
    const answer = await desk.permit(admin, eva.id, ...wishes);
    expect(answer).toMatchObject({ status: 422, body: { code: 'users/invalid-permissions', errors: [{ path, code }] } });
  });

  it.each(['medlem', 'handlaggare', ''])('that is not an administrator’s to give is refused: %s', async (role) => {
    const { organization, admin } = await desk.office();
    const eva = await desk.join(organization, 'Eva Ekonomi');
    const answer = await desk.change(admin, 'PUT', eva.id, '/permissions', {
      permissions: [{ role, validFrom: null, validThrough: null }],
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'portal/invalid']);
  });

  it('changes once when pressed twice, and not from a page that somebody else has overtaken', async () => {
    const { organization, admin } = await desk.office();
    const eva = await desk.join(organization, 'Eva Ekonomi');
    const key = { 'idempotency-key': newKey(), 'if-match': '"1"' };
    const press = () => desk.change(admin, 'PUT', eva.id, '/permissions', { permissions: [wish('attestant')] }, key);
    const [one, two] = [await press(), await press()];
    expect([one.status, two.status, two.body]).toEqual([200, 200, one.body]);
    expect((await desk.events(eva.id)).length).toBe(1);
    const late = await desk.change(admin, 'PUT', eva.id, '/permissions', { permissions: [] }, { 'if-match': '"1"' });
    expect(late).toMatchObject({ status: 412, body: { code: 'portal/version-conflict' } });
  });
});

describe('those concerned', () => {
  it('are told: the person what he or she may do now, without anything in the subject', async () => {
    const { organization, admin } = await desk.office();
    const eva = await desk.join(organization, 'Eva Ekonomi');
    await desk.permit(admin, eva.id, wish('attestant', '2150-01-01', '2150-12-31'), wish('ser_samtliga_ansokningar'));
    expect(await desk.mails(eva)).toEqual([
      {
        template: 'behorigheter-andrade',
        payload: {
          organization: organization.name,
          permissions: ['Ser samtliga ansökningar', 'Attestant, från 2150-01-01 till och med 2150-12-31'],
        },
      },
    ]);
    expect(await desk.mails(admin)).toEqual([]);
    const inbox = await on.cases.send<{ rows: { text: string }[] }>(eva.session, 'GET', '/me/notifications');
    expect(inbox.body.rows.map(({ text }) => text)).toEqual([
      'Du har nu: Ser samtliga ansökningar; Attestant, från 2150-01-01 till och med 2150-12-31.',
    ]);
  });

  it('are every other administrator when one gives him- or herself sight of everything; nobody else, and not the one alone', async () => {
    const { organization, admin } = await desk.office();
    const [bo, eva] = [await desk.join(organization, 'Bo Två', 'administrera_anvandare'), await desk.join(organization, 'Eva Ekonomi')];
    const shut = await desk.join(organization, 'Stina Stängd', 'administrera_anvandare');
    await desk.change(admin, 'POST', shut.id, '/suspension');
    await desk.permit(admin, admin.id, wish('administrera_anvandare'), wish('ser_samtliga_ansokningar'));
    const permissions = ['Ser samtliga ansökningar'];
    expect(await desk.mails(bo)).toEqual([
      {
        template: 'behorighet-till-sig-sjalv',
        payload: { organization: organization.name, name: 'Anni Widdersjö', permissions, userId: admin.id, mayTake: true },
      },
    ]);
    expect([await desk.mails(eva), (await desk.mails(shut)).map(({ template }) => template)]).toEqual([[], ['anvandare-status']]);
    expect((await desk.events(admin.id)).at(-1)).toMatchObject({
      verb: 'membership.grant',
      facts: { role: 'ser_samtliga_ansokningar', self: true },
    });
    expect((await desk.mails(admin)).map(({ template }) => template)).toEqual(['behorigheter-andrade']);
  });

  it('are the other administrators too when one prolongs a right of one’s own; not when it is made shorter', async () => {
    const { organization, admin } = await desk.office();
    const bo = await desk.join(organization, 'Bo Två', 'administrera_anvandare');
    const sight = async (through: string | null) => {
      await desk.permit(admin, admin.id, wish('administrera_anvandare'), wish('ser_samtliga_ansokningar', null, through));
      return (await desk.mails(bo)).map(({ payload }) => (payload.permissions as string[])[0]);
    };
    const [first, forGood] = ['Ser samtliga ansökningar, till och med 2150-01-31', 'Ser samtliga ansökningar, förlängd tills vidare'];
    expect(await sight('2150-01-31')).toEqual([first]);
    expect(await sight('2150-01-05')).toEqual([first]);
    const longer = 'Ser samtliga ansökningar, förlängd till och med 2150-01-20';
    expect(await sight('2150-01-20')).toEqual([first, longer]);
    expect(await sight(null)).toEqual([first, longer, forGood]);
  });
});

describe('a substitute (F15)', () => {
  it('has what the colleague has, for the days in between, and it says for whom; taken back it is gone at once', async () => {
    const { organization, admin } = await desk.office();
    const [chef, eva] = [
      await desk.join(organization, 'Karin Chef', 'attestant', 'administrera_anvandare'),
      await desk.join(organization, 'Eva Ekonomi'),
    ];
    await desk.permit(admin, chef.id, wish('attestant', null, '2150-01-10'), wish('administrera_anvandare'));
    const days = { forUserId: chef.id, validFrom: await today(), validThrough: '2150-01-31' };
    const { status, body } = await desk.change(admin, 'POST', eva.id, '/substitution', days);
    expect(status).toBe(200);
    expect(body.permissions.map(({ role, validThrough, substituteFor }) => `${role} ${validThrough} ${substituteFor}`).toSorted()).toEqual([
      'administrera_anvandare 2150-01-31 Karin Chef',
      'attestant 2150-01-10 Karin Chef',
    ]);
    expect((await desk.list(eva)).status).toBe(200);
    expect((await desk.permit(admin, eva.id)).body.permissions).toHaveLength(2);
    await desk.change(admin, 'DELETE', eva.id, '/substitution');
    expect((await desk.list(eva)).status).toBe(403);
    expect((await desk.view(admin, eva.id)).history.map(({ text }) => text)).toContain(
      'Behörigheten Attestant togs bort när vikariatet avslutades.',
    );
  });

  it('gets and loses nothing that somebody else took while the turn was waited for', async () => {
    const { organization, admin } = await desk.office();
    const [karin, eva] = [await desk.join(organization, 'Karin Chef', 'attestant'), await desk.join(organization, 'Eva Ekonomi')];
    const take = 'update role_grant set valid_to = clock_timestamp() where $1 in (membership_id, substitute_for)';
    /** Has the organisation's turn, and takes Karin's right while somebody waits for it. */
    async function meanwhile<T>(ask: () => Promise<T>): Promise<T> {
      await on.world.sql.query('begin');
      await on.world.as('select id from organization where id = $1 for no key update', [organization.id]);
      const asked = ask();
      await waitedFor();
      await on.world.as(take, [karin.id]);
      await on.world.sql.query('commit');
      return asked;
    }
    const days = { forUserId: karin.id, validFrom: await today(), validThrough: '2150-01-10' };
    const stand = () => desk.change(admin, 'POST', eva.id, '/substitution', days, { 'if-match': '"1"' });
    expect(await meanwhile(stand)).toMatchObject({ status: 422, body: { errors: [{ code: 'nothing' }] } });
    await on.world.as('update role_grant set valid_to = null where membership_id = $1', [karin.id]);
    expect((await stand()).status).toBe(200);
    const back = () => desk.change(admin, 'DELETE', eva.id, '/substitution', undefined, { 'if-match': '"2"' });
    expect((await meanwhile(back)).status).toBe(200);
    expect((await desk.events(eva.id)).map(({ verb }) => verb)).toEqual(['membership.grant']);
  });

  it('waits for the colleague before it takes the organisation’s turn: else it stands crosswise with a change of the colleague', async () => {
    const { organization, admin } = await desk.office();
    const [one, other] = [await desk.join(organization, 'Karin', 'attestant'), await desk.join(organization, 'Kim', 'attestant')];
    for (const [colleague, substitute] of [
      [one, other],
      [other, one],
    ] as const) {
      await desk.permit(admin, substitute.id);
      await on.world.sql.query('begin');
      await on.world.as('select id from membership where id = $1 for update', [colleague.id]);
      const days = { forUserId: colleague.id, validFrom: await today(), validThrough: '2150-01-10' };
      const standing = desk.change(admin, 'POST', substitute.id, '/substitution', days);
      await waitedFor();
      const free = await on.world.as('select id from organization where id = $1 for no key update skip locked', [organization.id]);
      await on.world.sql.query('commit');
      expect([free, (await standing).status]).toEqual([organization.id, 200]);
      await desk.change(admin, 'DELETE', substitute.id, '/substitution');
      await desk.permit(admin, substitute.id, wish('attestant'));
    }
  });

  it('does not count as the administrator who has to be there', async () => {
    const { organization, admin } = await desk.office();
    const eva = await desk.join(organization, 'Eva Ekonomi');
    await desk.change(admin, 'POST', eva.id, '/substitution', {
      forUserId: admin.id,
      validFrom: await today(),
      validThrough: '2150-01-31',
    });
    expect((await desk.change(eva, 'POST', admin.id, '/end')).body.code).toBe('users/last-administrator');
  });

  it.each([
    ['oneself', { self: true }, 'forUserId', 'self'],
    ['days that have been', { validFrom: '2020-01-01' }, 'validFrom', 'past'],
    ['an end before the beginning', { validThrough: '2149-01-01' }, 'validThrough', 'order'],
    ['somebody who has nothing', { empty: true }, 'forUserId', 'nothing'],
  ])(
    'is refused for %s',
    async (_what, how: { self?: boolean; empty?: boolean; validFrom?: string; validThrough?: string }, path, code) => {
      const { organization, admin } = await desk.office();
      const [eva, chef] = [
        await desk.join(organization, 'Eva Ekonomi'),
        await desk.join(organization, 'Karin', ...(how.empty ? [] : (['attestant'] as const))),
      ];
      const answer = await desk.change(admin, 'POST', eva.id, '/substitution', {
        forUserId: how.self ? eva.id : chef.id,
        validFrom: how.validFrom ?? '2150-01-01',
        validThrough: how.validThrough ?? '2150-01-31',
      });
      expect(answer).toMatchObject({ status: 422, body: { code: 'users/invalid-substitute', errors: [{ path, code }] } });
    },
  );
});
