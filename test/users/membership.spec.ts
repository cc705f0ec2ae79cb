import { randomUUID } from 'node:crypto';
import { many } from '../../src/kernel/lifecycle.js';
import { membershipLifecycle, type MembershipStatus } from '../../src/memberships/membership.lifecycle.js';
import type { RegisterExtract } from '../../src/privacy/extract.dto.js';
import { application } from '../setup/application.js';
import { newKey } from '../setup/cases.js';
import { command } from '../setup/world.js';
import { Company } from './company.js';
import { type Insider, UserDesk, wish } from './users.js';

const on = application();
const desk = new UserDesk(on);

const { statuses, moves } = membershipLifecycle;
type Verb = keyof typeof moves;
const doors: Readonly<Record<Verb, ['POST' | 'DELETE', string]>> = {
  suspend: ['POST', '/suspension'],
  resume: ['DELETE', '/suspension'],
  end: ['POST', '/end'],
};
const verbs = Object.keys(moves) as Verb[];
const everyMove = (Object.keys(statuses) as MembershipStatus[]).flatMap((status) => verbs.map((verb) => [status, verb] as const));

async function inStatus(status: MembershipStatus) {
  const { organization, admin } = await desk.office();
  const eva = await desk.join(organization, 'Eva Ekonomi', 'ser_samtliga_ansokningar');
  await on.world.as('update membership set status = $2 where id = $1', [eva.id, status]);
  return { organization, admin, eva };
}

it.each(everyMove)('a membership that is %s is moved by %s as the lifecycle says, and the button says the same', async (status, verb) => {
  const { admin, eva } = await inStatus(status);
  const button = (await desk.view(admin, eva.id)).actions.find(({ name }) => name === verb)!;
  const answer = await desk.change(admin, ...([doors[verb][0], eva.id, doors[verb][1]] as const));
  const allowed = many<MembershipStatus>(moves[verb].from).includes(status);
  expect([button.label, button.allowed]).toEqual([moves[verb].label, allowed]);
  expect([answer.status, answer.body.code ?? answer.body.status]).toEqual(
    allowed ? [200, moves[verb].to] : [409, 'portal/invalid-transition'],
  );
  expect(answer.status === 409 || (await desk.events(eva.id)).at(-1)?.verb === `membership.${verb}`).toBe(true);
});

it('shuts a suspended user out at the next request, lets a resumed one in again with the same rights, and tells the person', async () => {
  const { admin, eva } = await inStatus('active');
  const members = async () => (await on.cases.send(eva.session, 'GET', '/members')).body.code ?? 'in';
  expect(await members()).toBe('in');
  await desk.change(admin, 'POST', eva.id, '/suspension');
  expect(await members()).toBe('context/ended');
  await desk.change(admin, 'DELETE', eva.id, '/suspension');
  expect([await members(), await desk.rights(eva.session)]).toEqual(['in', expect.arrayContaining(['insats:read-all'])]);
  await desk.change(admin, 'POST', eva.id, '/end');
  expect(await members()).toBe('context/ended');
  expect((await desk.mails(eva)).map(({ template, payload }) => [template, payload.status])).toEqual(
    ['suspended', 'active', 'ended'].map((status) => ['anvandare-status', status]),
  );
});

it('ends what the user may do with itself: on the page, in the list and its file, and in the person’s own extract', async () => {
  const { admin, eva } = await inStatus('active');
  await desk.permit(admin, eva.id, wish('ser_samtliga_ansokningar'), wish('attestant', '2150-01-01'));
  const { permissions } = (await desk.change(admin, 'POST', eva.id, '/end')).body;
  const today = await on.world.one<string>(`select to_char((now() at time zone 'Europe/Stockholm')::date, 'YYYY-MM-DD')`);
  expect(permissions).toMatchObject([{ label: 'Ser samtliga ansökningar', state: 'ended', validThrough: today, isYours: false }]);
  expect((await desk.list(admin, '?status=ended')).body.rows).toMatchObject([{ id: eva.id, permissions: [] }]);
  const headers = command(admin.session);
  const file = await on.app.inject({ method: 'POST', url: '/api/v1/user-exports', headers, payload: { format: 'csv', status: 'ended' } });
  expect(file.body.split('\r\n')[1]).toMatch(/^Eva Ekonomi;.*;HR-chef;;Avslutad$/);
  const session = await on.world.login(eva.person, 'private');
  const { body } = await on.cases.send<RegisterExtract>(session, 'GET', '/me/register-extract');
  const rows = body.sections.find(({ name }) => name === 'roles')!.rows as { validFrom: string; validTo: string | null }[];
  expect(rows.map(({ validFrom, validTo }) => [validTo === validFrom, validTo?.slice(0, 4)])).toEqual([
    [false, today.slice(0, 4)],
    [true, '2149'],
  ]);
});

it('is never one’s own in another organisation: an administrator reaches none from here', async () => {
  const [{ organization, admin }, other] = [await desk.office(), await desk.office()];
  const own = await on.world.member(admin.person, other.organization, 'administrera_anvandare');
  const eva = await desk.join(organization, 'Eva Ekonomi');
  const contact = { email: 'ny@testby.se', phone: null, title: '' };
  expect(await desk.change(admin, 'PUT', own, '', contact)).toMatchObject({ status: 404 });
  expect(await desk.change(admin, 'POST', own, '/suspension')).toMatchObject({ status: 404 });
  const lend = { forUserId: own, validFrom: '2140-01-01', validThrough: '2150-01-01' };
  const lent = await desk.change(admin, 'POST', eva.id, '/substitution', lend);
  expect(lent).toMatchObject({ status: 422, body: { errors: [{ path: 'forUserId', code: 'member' }] } });
});

it('an administrator who gives him- or herself a right is told of to all others, who read whether it is theirs to take', async () => {
  const both = await Company.open(on, { modules: ['insatser', 'larlingar'] });
  const anni = await both.join('administrera_anvandare', { name: 'Anni Widdersjö' });
  const chef = await both.join('foretagsadministrator', { name: 'Frida Företag' });
  await both.desk.permit(both.admin, both.admin.id, both.wish('foretagsadministrator'), both.wish('bestallningsgodkannare'));
  const told = async (who: Insider) => (await desk.mails(who)).map(({ template, payload }) => [template, payload.mayTake]);
  expect([await told(anni), await told(chef)]).toEqual([[['behorighet-till-sig-sjalv', false]], [['behorighet-till-sig-sjalv', true]]]);
});

describe('how a user is reached', () => {
  const contact = { email: 'eva.ny@testby.se', phone: '046-99 88 77', title: 'Ekonomichef' };

  it('is changed, remembered without the words themselves, and told to the old address', async () => {
    const { admin, eva } = await inStatus('active');
    const old = await desk.address(eva);
    const { status, body, headers } = await desk.change(admin, 'PUT', eva.id, '', contact);
    expect([status, body, headers.etag]).toEqual([200, expect.objectContaining({ ...contact, version: 2 }), '"2"']);
    expect(body.history[0]).toMatchObject({ by: 'Anni Widdersjö', text: 'Ändrade uppgifter: e-post, telefonnummer, titel.' });
    expect(JSON.stringify(await desk.events(eva.id))).not.toMatch(/testby|99 88|chef/);
    expect(await on.world.as(`select string_agg(template, ',') from outbox where recipient = $1`, [old])).toBe('e-postadress-andrad');
    expect((await desk.change(admin, 'PUT', eva.id, '', contact)).body.version).toBe(2);
    expect((await desk.change(admin, 'PUT', eva.id, '', { ...contact, email: contact.email.toUpperCase() })).status).toBe(200);
    expect(await on.world.as('select count(*)::int from outbox where recipient = $1', [contact.email])).toBe(0);
  });

  it('is changed to no end of addresses, each of whom is told: five times a day of one user, and two hundred tries an hour by one administrator', async () => {
    const { admin, eva } = await inStatus('active');
    const edit = (over: object) => desk.change(admin, 'PUT', eva.id, '', { ...contact, ...over });
    const moves: number[] = [];
    for (let n = 0; n < 6; n++) moves.push((await edit({ email: n % 2 ? 'offer@testby.se' : 'nagon@testby.se' })).status);
    expect(moves).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await edit({ email: 'nagon@testby.se', title: 'Ekonom' })).status).toBe(200);
    const tried = new Set<number>();
    const nobody = () => on.cases.send(admin.session, 'DELETE', `/users/${randomUUID()}/substitution`, undefined, { 'if-match': '"1"' });
    for (let n = 0; n < 193; n += 1) tried.add((await nobody()).status);
    expect(tried).toEqual(new Set([404]));
    expect(await edit({ email: 'nagon@testby.se', title: 'Chef' })).toMatchObject({
      status: 429,
      body: { code: 'portal/too-many-requests' },
    });
  }, 60_000);

  it('is changed once when pressed twice, and by nobody without the right', async () => {
    const { admin, eva } = await inStatus('active');
    const key = { 'idempotency-key': newKey(), 'if-match': '"1"' };
    const both = await Promise.all([1, 2].map(() => desk.change(admin, 'PUT', eva.id, '', contact, key)));
    expect(both.map(({ status }) => status).filter((status) => status !== 409)).toContain(200);
    expect((await desk.events(eva.id)).length).toBe(1);
    expect((await desk.change(eva, 'PUT', eva.id, '', contact)).status).toBe(403);
  });

  it('is another address only by an administrator of the user’s own side, where an organisation has both: letters about cases and rights go there', async () => {
    const both = await Company.open(on, { modules: ['insatser', 'larlingar'] });
    const anni = await both.join('administrera_anvandare', { name: 'Anni Widdersjö' });
    const [attests, mixed, none] = [await both.join('attestant'), await both.join('attestant handledare'), await both.join('')];
    const write = (who: Insider, { id }: Insider, email: string) =>
      desk.change(who, 'PUT', id, '', { email, phone: null, title: 'Ekonom' });
    for (const [who, user, role] of [
      [both.admin, anni, 'Administrera användare'],
      [both.admin, attests, 'Attestant'],
      [both.admin, mixed, 'Attestant'],
      [anni, both.admin, 'Företagsadministratör'],
    ] as const) {
      const others = { code: 'users/others-role', detail: `Det gäller ${role}.` };
      expect(await write(who, user, 'nagon.annan@testby.se')).toMatchObject({ status: 403, body: others });
      expect((await desk.view(who, user.id)).actions.find(({ name }) => name === 'readdress')).toMatchObject({ allowed: false });
      // The rest is still anybody's who administers everybody.
      expect((await write(who, user, await desk.address(user))).status).toBe(200);
    }
    const readdress = async (who: Insider, user: Insider) =>
      (await desk.view(who, user.id)).actions.find(({ name }) => name === 'readdress');
    // Without a role one may still have cases.
    expect(await write(both.admin, none, 'nagon.annan@testby.se')).toMatchObject({ status: 403, body: { code: 'users/others-address' } });
    expect(await readdress(both.admin, none)).toMatchObject({ allowed: false, why: 'users/others-address' });
    for (const [who, user] of [
      [anni, mixed],
      [anni, none],
      [anni, anni],
      [both.admin, both.admin],
      [both.admin, await both.join('handledare')],
    ] as const) {
      expect(await readdress(who, user)).toMatchObject({ allowed: true });
      expect((await write(who, user, `${who.id}-${user.id.slice(0, 8)}@testby.se`)).status).toBe(200);
    }
    // Also one's own of a role that nobody gives here any more.
    const company = await Company.open(on);
    const left = await company.join('administrera_anvandare');
    expect((await write(left, left, 'kvar@testby.se')).status).toBe(200);
    expect((await write(company.admin, await company.join('handledare@a'), 'hasse@testby.se')).status).toBe(200);
  });

  it.each([
    [{ ...contact, email: 'ingen adress' }, 'email'],
    [{ ...contact, phone: '123' }, 'phone'],
    [{ ...contact, title: 'x'.repeat(101) }, 'title'],
  ])('is refused as %j', async (body, path) => {
    const { admin, eva } = await inStatus('active');
    const answer = await desk.change(admin, 'PUT', eva.id, '', body);
    expect([answer.status, answer.body.errors?.map((fault) => fault.path)]).toEqual([422, [path]]);
  });

  it('stays as it was when the user has ended, and so do the permissions', async () => {
    const { admin, eva } = await inStatus('ended');
    for (const [what, body] of [
      ['', contact],
      ['/permissions', { permissions: [] }],
    ] as const)
      expect((await desk.change(admin, 'PUT', eva.id, what, body)).body.code).toBe('users/ended');
  });
});
