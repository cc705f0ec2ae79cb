import type { RoleOffers } from '../../src/memberships/role-offer.dto.js';
import { application } from '../setup/application.js';
import { newKey } from '../setup/cases.js';
import { Company } from './company.js';
import { holders, type Pair, removeEachOther } from './removals.js';
import { type Insider, UserDesk, wish } from './users.js';

const on = application();
const ROLE = 'foretagsadministrator';
const LAST = { status: 409, body: { code: 'users/last-administrator' } };

describe('what is offered', () => {
  const offered = async ({ session }: Insider) => {
    const { body } = await on.cases.send<RoleOffers>(session, 'GET', '/role-offers');
    const text = ({ role, wholeOrganization, departments }: RoleOffers['roles'][number]) =>
      [role, ...(wholeOrganization ? ['hela'] : []), ...departments.map(({ name }) => name)].join(' ');
    return [body.reach, ...body.roles.map(text)];
  };

  it('is what one may give, where: the company’s roles, departments only where they are activated and open', async () => {
    const one = await Company.open(on);
    const everything = [
      'everybody',
      'foretagsadministrator hela',
      'avdelningsadministrator Mark Tak',
      'bestallningsgodkannare hela',
      'yrkesutbildningsansvarig hela',
      'handledare hela Mark Tak',
    ];
    expect(await offered(one.admin)).toEqual(everything);
    const department = await one.join('avdelningsadministrator@a');
    expect(await offered(department)).toEqual(['departments', 'avdelningsadministrator Mark', 'handledare Mark']);
    expect(await offered(await one.join('yrkesutbildningsansvarig'))).toEqual(['supervisors', 'handledare hela Mark Tak']);
    await one.close(one.b);
    expect((await offered(one.admin)).at(-1)).toBe('handledare hela Mark');
    await on.world.as('update organization set departments_enabled = false where id = $1', [one.organization.id]);
    expect((await offered(one.admin)).slice(1)).toEqual([
      'foretagsadministrator hela',
      'bestallningsgodkannare hela',
      'yrkesutbildningsansvarig hela',
      'handledare hela',
    ]);
    expect((await one.desk.list(department)).status).toBe(403);
  });

  it('fits what the organisation uses the portal for, and the attest policy is the employer’s administrator’s alone', async () => {
    const both = await Company.open(on, { modules: ['insatser', 'larlingar'] });
    expect((await offered(both.admin)).map((text) => text.split(' ')[0])).toEqual([
      'everybody',
      'foretagsadministrator',
      'avdelningsadministrator',
      'bestallningsgodkannare',
      'yrkesutbildningsansvarig',
      'handledare',
    ]);
    for (const role of ['administrera_anvandare', 'ser_samtliga_ansokningar', 'attestant'] as const)
      expect(await both.desk.permit(both.admin, both.admin.id, both.wish(ROLE), wish(role))).toMatchObject({
        status: 403,
        body: { code: 'users/not-yours-to-give' },
      });
    const insatser = await both.join('administrera_anvandare', { name: 'Anni Widdersjö' });
    expect(await offered(insatser)).toEqual([
      'everybody',
      'administrera_anvandare hela',
      'ser_samtliga_ansokningar hela',
      'attestant hela',
    ]);
    const policy = async ({ session }: Insider) => (await on.cases.send(session, 'GET', '/attest-policy')).status;
    expect([await policy(insatser), await policy(both.admin), await policy((await Company.open(on)).admin)]).toEqual([200, 403, 403]);
    expect(await both.desk.permit(insatser, both.admin.id)).toMatchObject({ status: 200 });
    expect(await both.held(both.admin.id)).toBe(ROLE);
    for (const what of ['/end', '/suspension'])
      expect(await both.desk.change(insatser, 'POST', both.admin.id, what)).toMatchObject({
        status: 403,
        body: { code: 'users/others-role', detail: 'Det gäller Företagsadministratör.' },
      });
  });

  it('takes nobody’s word for shutting out who has roles of both sides: each administrator suspends and lets in, none ends', async () => {
    const both = await Company.open(on, { modules: ['insatser', 'larlingar'] });
    const insatser = await both.join('administrera_anvandare', { name: 'Anni Widdersjö' });
    const [mixed, other] = [await both.join('attestant handledare'), await both.join('bestallningsgodkannare')];
    for (const [who, role] of [
      [insatser, 'Handledare'],
      [both.admin, 'Attestant'],
    ] as const) {
      expect(await both.desk.change(who, 'POST', mixed.id, '/suspension')).toMatchObject({ status: 200, body: { status: 'suspended' } });
      expect(await both.desk.rights(mixed.session)).not.toContain('insats:read-all');
      const end = { status: 403, body: { code: 'users/others-role', detail: `Det gäller ${role}.` } };
      expect(await both.desk.change(who, 'POST', mixed.id, '/end')).toMatchObject(end);
      const { actions } = await both.desk.view(who, mixed.id);
      expect(actions.find(({ name }) => name === 'end')?.whyText).toBe(
        `Användaren har en roll som någon annan än du ger. Det gäller ${role}.`,
      );
      expect((await both.desk.change(who, 'DELETE', mixed.id, '/suspension')).body.status).toBe('active');
    }
    // Who has nothing of one's own side is let in again by the other.
    expect((await both.desk.change(insatser, 'POST', other.id, '/suspension')).status).toBe(200);
    const again = (who: Insider) => both.desk.change(who, 'DELETE', other.id, '/suspension');
    expect([await again(insatser), await again(both.admin)]).toMatchObject([{ body: { code: 'users/others-role' } }, { status: 200 }]);
  });
});

it('gives the company’s administrator no way to move the employer’s cases, nor to read them, to end who has any or not (0030)', async () => {
  const both = await Company.open(on, { modules: ['insatser', 'larlingar'] });
  const anni = await both.join('administrera_anvandare', { name: 'Anni Widdersjö' });
  const [eva, tilde] = [await both.join('', { name: 'Eva Ekonomi' }), await both.join('', { name: 'Tilde Tillagd' })];
  const { id } = await on.cases.draft(eva.session, await on.cases.period());
  for (const from of [anni, eva]) {
    const work = (method: 'GET' | 'POST', what: string, body?: object) =>
      on.cases.send<{ code?: string }>(both.admin.session, method, `/users/${from.id}/${what}`, body);
    expect([(await work('GET', 'open-work')).status, (await work('POST', 'handover', { toUserId: tilde.id })).status]).toEqual([403, 403]);
  }
  const end = (who: Insider, body?: object) => both.desk.change(who, 'POST', eva.id, '/end', body);
  expect(await end(both.admin, { handOverTo: tilde.id })).toMatchObject({ status: 403, body: { code: 'portal/forbidden' } });
  expect(await end(both.admin)).toMatchObject({ status: 409, body: { code: 'users/open-work' } });
  expect((await end(both.admin, { leaveWork: true })).body.status).toBe('ended');
  expect((await both.desk.events(eva.id)).at(-1)).toMatchObject({ verb: 'membership.end', facts: { leftUnassigned: 1 } });
  const [seen, taken] = [() => on.cases.send(tilde.session, 'GET', `/insatser/${id}`), { toUserId: tilde.id }];
  expect((await seen()).status).toBe(404);
  expect((await on.cases.send(anni.session, 'POST', `/users/${eva.id}/handover`, taken)).status).toBe(200);
  expect((await seen()).status).toBe(200);
  // Where there are no insatser there is nothing to hand over, and nobody's end waits for it.
  const company = await Company.open(on);
  const { id: member } = await company.join('handledare');
  expect((await company.desk.change(company.admin, 'POST', member, '/end')).body.status).toBe('ended');
});

describe('a role', () => {
  it('counts at the next request of a live session, and is told and remembered with its department', async () => {
    const one = await Company.open(on);
    const eva = await one.join('', { name: 'Eva Ekonomi' });
    expect((await one.desk.list(eva)).status).toBe(403);
    const { body } = await one.desk.permit(one.admin, eva.id, one.wish('avdelningsadministrator@a'), one.wish('avdelningsadministrator@b'));
    expect(body.permissions.map(({ label, department }) => `${label} ${department}`).toSorted()).toEqual([
      'Avdelningsadministratör Mark',
      'Avdelningsadministratör Tak',
    ]);
    expect((await one.desk.list(eva)).status).toBe(200);
    expect((await one.desk.mails(eva))[0]!.payload).toMatchObject({
      permissions: ['Avdelningsadministratör (Mark)', 'Avdelningsadministratör (Tak)'],
    });
    await one.desk.permit(one.admin, eva.id, one.wish('avdelningsadministrator@a'));
    const { history } = await one.desk.view(one.admin, eva.id);
    expect(history[0]!.text).toBe('Behörigheten Avdelningsadministratör (Tak) togs bort.');
    expect(await one.held(eva.id)).toBe('avdelningsadministrator@a');
  });

  it.each([
    ['in a department when it is the whole company’s', 'bestallningsgodkannare@a', 'permissions.0.departmentId', 'whole-organization'],
    ['without a department when it has to have one', 'avdelningsadministrator', 'permissions.0.departmentId', 'department-needed'],
  ])('is refused %s', async (_what, text, path, code) => {
    const one = await Company.open(on);
    const answer = await one.desk.permit(one.admin, (await one.join('')).id, one.wish(text));
    expect(answer).toMatchObject({ status: 422, body: { code: 'users/invalid-permissions', errors: [{ path, code }] } });
  });

  it('is refused in a department of another company, and twice in the same', async () => {
    const [one, other] = [await Company.open(on), await Company.open(on)];
    const { id } = await one.join('');
    const elsewhere = await one.desk.permit(one.admin, id, other.wish('handledare@a'));
    expect(elsewhere.body.errors).toMatchObject([{ path: 'permissions.0.departmentId', code: 'department' }]);
    const twice = await one.desk.permit(one.admin, id, one.wish('handledare@a'), one.wish('handledare@a'));
    expect(twice.body.errors).toMatchObject([{ path: 'permissions.1.role', code: 'twice' }]);
    expect(await one.held(id)).toBe('');
  });

  it('is given once when pressed twice', async () => {
    const one = await Company.open(on);
    const { id } = await one.join('handledare@b');
    const training = await one.join('yrkesutbildningsansvarig');
    const headers = { 'if-match': '"1"', 'idempotency-key': newKey() };
    const body = { permissions: [one.wish('handledare@b'), one.wish('handledare')] };
    const press = () => one.desk.change(training, 'PUT', id, '/permissions', body, headers);
    const answers = await Promise.all([press(), press()]);
    expect(answers.map(({ status }) => status).filter((status) => ![200, 409].includes(status))).toEqual([]);
    expect((await press()).status).toBe(200);
    expect(await one.held(id)).toBe('handledare handledare@b');
    expect((await one.desk.events(id)).length).toBe(1);
  });

  it('is not taken by a page that did not show it as one’s own: whose share has grown since is asked to look again', async () => {
    const both = await Company.open(on, { modules: ['insatser', 'larlingar'] });
    const anni = await both.join('administrera_anvandare', { name: 'Anni Widdersjö' });
    const { id } = await both.join('attestant bestallningsgodkannare handledare@a');
    const { permissions, version } = await both.desk.view(anni, id);
    const shown = permissions.filter(({ isYours }) => isYours).map(({ role, departmentId }) => ({ role, departmentId }));
    expect(shown).toEqual([{ role: 'attestant', departmentId: null }]);
    await both.desk.permit(both.admin, anni.id, both.wish(ROLE));
    const save = (body: object) => both.desk.change(anni, 'PUT', id, '/permissions', { permissions: [wish('attestant')], ...body });
    expect(await save({ shown })).toMatchObject({ status: 412, body: { code: 'portal/version-conflict' } });
    expect([await both.held(id), (await both.desk.view(anni, id)).version]).toEqual([
      'attestant bestallningsgodkannare handledare@a',
      version,
    ]);
    const all = permissions.map(({ role, departmentId }) => ({ role, departmentId }));
    expect((await save({ shown: all })).status).toBe(200);
    expect(await both.held(id)).toBe('attestant');
  });

  it('as Handledare takes yrkesbevis or dispens that is valid today, which only the training board registers (B8)', async () => {
    const one = await Company.open(on);
    const eva = await one.join('', { name: 'Eva Utan Bevis', qualified: false });
    const refused = { status: 422, body: { errors: [{ path: 'permissions.0.role', code: 'qualification' }] } };
    expect(await one.desk.permit(one.admin, eva.id, one.wish('handledare@a'))).toMatchObject(refused);
    await one.qualify(eva.person.id, '2020-01-01');
    expect(await one.desk.permit(one.admin, eva.id, one.wish('handledare@a'))).toMatchObject(refused);
    await one.qualify(eva.person.id, '2150-01-01');
    const until = (validThrough: string | null) => ({ ...one.wish('handledare@a'), validThrough });
    expect((await one.desk.permit(one.admin, eva.id, until('2150-01-01'))).status).toBe(200);
    await on.world.as(`update supervisor_qualification set valid_through = '2020-01-01' where person_id = $1`, [eva.person.id]);
    expect(await one.desk.permit(one.admin, eva.id, until(null))).toMatchObject(refused);
    expect((await one.desk.permit(one.admin, eva.id, until('2149-01-01'))).status).toBe(200);
  });
});

describe('an Avdelningsadministratör', () => {
  it('reads what has happened in own departments, and no more of who also belongs elsewhere; a Yrkesutbildningsansvarig no history', async () => {
    const one = await Company.open(on);
    const { id } = await one.join('');
    await one.desk.permit(one.admin, id, one.wish('handledare@a'), one.wish('bestallningsgodkannare'));
    const history = async (roles: string) => (await one.desk.view(await one.join(roles), id)).history.map(({ text }) => text);
    expect(await history('avdelningsadministrator@a')).toEqual([expect.stringContaining('Fick behörigheten Handledare (Mark)')]);
    expect(await history('yrkesutbildningsansvarig')).toEqual([]);
    expect(await history(ROLE)).toHaveLength(2);
  });

  it('lends only what is in own departments', async () => {
    const one = await Company.open(on);
    const department = await one.join('avdelningsadministrator@a');
    const [chef, eva] = [await one.join('handledare@a handledare@b bestallningsgodkannare'), await one.join('avdelningsadministrator@a')];
    const days = { forUserId: chef.id, validFrom: '2150-01-01', validThrough: '2150-01-31' };
    expect((await one.desk.change(department, 'POST', eva.id, '/substitution', days)).status).toBe(200);
    expect(await one.held(eva.id)).toBe('avdelningsadministrator@a handledare@a');
    const unseen = { ...days, forUserId: (await one.join('handledare@b')).id };
    expect((await one.desk.change(department, 'POST', eva.id, '/substitution', unseen)).body.errors).toMatchObject([{ code: 'member' }]);
  });

  it('is none any more when the department closes: what is held there is the company’s to take, and no longer to give', async () => {
    const one = await Company.open(on);
    const department = await one.join('avdelningsadministrator@a');
    const { id } = await one.join('handledare@a');
    const supervisor = await one.join('handledare@a');
    expect((await one.desk.list(department)).status).toBe(200);
    expect(await one.desk.rights(supervisor.session)).toContain('ebook:approve');
    await one.close(one.a);
    expect(await one.desk.rights(supervisor.session)).not.toContain('ebook:approve');
    expect((await one.desk.list(department)).status).toBe(403);
    expect(await one.desk.permit(department, id)).toMatchObject({ status: 403 });
    const again = await one.desk.permit(one.admin, (await one.join('')).id, one.wish('handledare@a'));
    expect(again.body.errors).toMatchObject([{ code: 'department' }]);
    expect((await one.desk.permit(one.admin, id, one.wish('handledare@a'))).status).toBe(200);
    expect((await one.desk.permit(one.admin, id)).status).toBe(200);
    expect(await one.held(id)).toBe('');
  });
});

describe('the last Företagsadministratör', () => {
  it('cannot be ended, suspended or lose the role, not even by a last day far ahead; another administrator’s role is no help', async () => {
    const one = await Company.open(on, { modules: ['insatser', 'larlingar'] });
    const { admin } = one;
    await one.join('administrera_anvandare avdelningsadministrator@a');
    expect(await one.desk.change(admin, 'POST', admin.id, '/end')).toMatchObject(LAST);
    expect(await one.desk.change(admin, 'POST', admin.id, '/suspension')).toMatchObject(LAST);
    expect(await one.desk.permit(admin, admin.id)).toMatchObject(LAST);
    expect(await one.desk.permit(admin, admin.id, wish(ROLE, null, '2150-01-01'))).toMatchObject(LAST);
    await one.join(ROLE);
    expect((await one.desk.permit(admin, admin.id)).status).toBe(200);
    expect(await holders(on, one.organization, ROLE)).toBe(1);
  });

  it('is kept by the database itself, on any path, at the commit', async () => {
    const { admin, organization } = await Company.open(on);
    const take = (sql: string): Promise<string> =>
      on.world.as(sql, [admin.id]).then(
        () => 'done',
        (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
      );
    const member = (change: string) => `update membership set ${change} where id = $1`;
    const grant = (change: string) => `update role_grant set ${change} where membership_id = $1`;
    const ways = [member(`status = 'suspended'`), member(`status = 'ended'`), grant('valid_to = now()'), grant(`role = 'attestant'`)];
    for (const sql of [...ways, grant(`valid_to = now() + interval '99 years'`), 'delete from role_grant where membership_id = $1'])
      expect([sql, await take(sql)]).toEqual([sql, 'last_administrator']);
    expect(await take(grant(`role = 'avdelningsadministrator'`))).toBe('role_grant_place');
    expect(await holders(on, organization, ROLE)).toBe(1);
  });

  it('200 rounds of two removing each other at the same moment: exactly one succeeds, never none is left', async () => {
    const pairs: Pair[] = [];
    for (let n = 0; n < 10; n++) {
      const one = await Company.open(on, { departments: false });
      pairs.push({ organization: one.organization, a: one.admin, b: await one.join(ROLE, { name: 'Bo Två' }) });
    }
    expect(await removeEachOther(on, new UserDesk(on), pairs, ROLE)).toEqual([]);
    for (const { organization } of pairs) expect(await holders(on, organization, ROLE)).toBe(2);
  }, 120_000);
});
