import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { Browser } from '../setup/browser.js';
import { layInvitation } from '../setup/laid-invitation.js';
import { command, type Session, type TestOrganization, type TestPerson, World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
});
afterAll(async () => {
  await app.close();
  await world.close();
});

/** A browser that is logged in already. */
async function browserOf(session: Session): Promise<Browser> {
  const browser = new Browser(app);
  browser.cookies.set('__Host-ms', session.cookie.slice('__Host-ms='.length));
  await browser.session();
  return browser;
}

async function memberOf(...organizations: TestOrganization[]): Promise<TestPerson> {
  const person = await world.person('Fatima Flera');
  for (const organization of organizations) await world.member(person, organization);
  return person;
}

it('lists what there is to choose between in Swedish order, with number, type and title', async () => {
  const names = ['Öbo kommun', 'Zeta kommun', 'Åre kommun', 'Ärla region', 'Wik kommun', 'Vik kommun'];
  const organizations = [];
  for (const name of names) organizations.push(await world.organization({ name, type: name.includes('region') ? 'region' : 'kommun' }));
  const person = await memberOf(...organizations);
  await world.staff(person, 'ekonom');
  const { body } = await (await browserOf(await world.login(person, null))).send('GET', '/me/organizations');
  const listed = body.organizations as { name: string }[];
  expect(listed.map(({ name }) => name)).toEqual(['Vik kommun', 'Wik kommun', 'Zeta kommun', 'Åre kommun', 'Ärla region', 'Öbo kommun']);
  expect(listed[4]).toEqual({
    id: organizations[3]!.id,
    name: 'Ärla region',
    type: 'region',
    typeLabel: 'Region',
    orgNumber: expect.stringMatching(/^\d{6}-\d{4}$/),
    title: 'HR-chef',
  });
  expect(body.staff).toEqual({ roles: [{ code: 'ekonom', label: 'Ekonom' }] });
});

it('tells who can act for nobody why: suspended, or signed and not confirmed yet; nothing of others, nor of what is over', async () => {
  const [admin, other] = [await world.employer('administrera_anvandare'), await world.organization()];
  const invitation = await layInvitation(world, admin, { signed: true });
  const kurt = { id: await world.as<string>('select accepted_by from invitation where id = $1', [invitation]), name: 'Kurt Annansson' };
  const membership = await world.member(kurt, other);
  const obstacles = async (person = kurt) => (await (await browserOf(await world.login(person, null))).send('GET', '/me/obstacles')).body;
  const waits = { organization: admin.organization.name, confirmThrough: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) };
  expect(await obstacles()).toEqual({ suspended: [], unconfirmed: [waits] });
  await world.as(`update membership set status = 'suspended' where id = $1`, [membership]);
  expect(await obstacles()).toEqual({ suspended: [{ organization: other.name }], unconfirmed: [waits] });
  expect(await obstacles(admin.person)).toEqual({ suspended: [], unconfirmed: [] });
  await world.as(`update invitation set sent_at = sent_at - interval '60 days', signed_at = signed_at - interval '60 days' where id = $1`, [
    invitation,
  ]);
  await world.as(`update membership set status = 'ended' where id = $1`, [membership]);
  expect(await obstacles()).toEqual({ suspended: [], unconfirmed: [] });
});

it('acts for the chosen organisation under a new id and a new token; the old id is dead', async () => {
  const [first, second] = [await world.organization(), await world.organization()];
  const session = await world.login(await memberOf(first, second), first);
  const browser = await browserOf(session);
  const answer = await browser.send('PUT', '/context', { kind: 'employer', organizationId: second.id });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ authenticated: true, context: { kind: 'employer', organization: { id: second.id } }, choices: 2 });
  expect(answer.body.csrfToken).not.toBe(session['x-csrf-token']);
  expect(browser.cookies.get('__Host-ms')).toMatch(/^[\w-]{43}$/);
  expect((await app.inject({ url: '/api/v1/members', headers: { cookie: session.cookie } })).statusCode).toBe(401);
  expect((await browser.send('GET', '/members')).status).toBe(200);
  const limits = await world.one<boolean>('select expires_at < now() + interval $$8 hours$$ from session where csrf_token = $1', [
    answer.body.csrfToken,
  ]);
  expect(limits).toBe(true);
});

it('changes between an employer and the fund', async () => {
  const organization = await world.organization();
  const person = await memberOf(organization);
  await world.staff(person, 'handlaggare');
  const browser = await browserOf(await world.login(person, organization));
  const staff = await browser.send('PUT', '/context', { kind: 'staff' });
  expect(staff.body).toMatchObject({ context: { kind: 'staff', organization: null, title: null, roles: [{ code: 'handlaggare' }] } });
  expect((staff.body.context as { permissions: string[] }).permissions).not.toContain('insats:create');
});

describe('is refused', () => {
  it('for an organisation one does not belong to, and for one that does not exist', async () => {
    const [mine, theirs] = [await world.organization(), await world.organization()];
    const browser = await browserOf(await world.login(await memberOf(mine), mine));
    for (const wanted of [
      { kind: 'employer', organizationId: theirs.id },
      { kind: 'employer', organizationId: '00000000-0000-4000-8000-000000000000' },
      { kind: 'staff' },
    ]) {
      const answer = await browser.send('PUT', '/context', wanted);
      expect([answer.status, answer.body.code]).toEqual([403, 'context/not-yours']);
    }
    expect(await browser.session()).toMatchObject({ context: { organization: { id: mine.id } } });
  });

  it.each([
    [{}, 'kind'],
    [{ kind: 'boss' }, 'kind'],
    [{ kind: 'employer' }, 'organizationId'],
    [{ kind: 'employer', organizationId: 'x' }, 'organizationId'],
    [{ kind: 'staff', personId: 'x' }, 'personId'],
  ])('when %j is asked for', async (body, path) => {
    const { session } = await world.employer();
    const answer = await (await browserOf(session)).send('PUT', '/context', body);
    expect([answer.status, answer.body.code]).toEqual([422, 'portal/invalid']);
    expect(answer.body.errors).toEqual([{ path, code: expect.any(String), message: expect.stringMatching(/^[A-ZÅÄÖ].*\.$/) }]);
  });

  it('when two tabs choose at once, for one of them', async () => {
    const [first, second] = [await world.organization(), await world.organization()];
    const session = await world.login(await memberOf(first, second), null);
    const send = (organizationId: string) =>
      app.inject({ method: 'PUT', url: '/api/v1/context', headers: { ...session }, payload: { kind: 'employer', organizationId } });
    const answers = await Promise.all([send(first.id), send(second.id)]);
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([200, 401]);
  });
});

describe('another tab', () => {
  it('that was drawn for the old organisation may not write, nor read as if nothing had happened', async () => {
    const [first, second] = [await world.organization(), await world.organization()];
    const browser = await browserOf(await world.login(await memberOf(first, second), first));
    const oldTab = { 'x-organization-id': first.id, 'x-csrf-token': browser.csrfToken! };
    expect((await browser.send('GET', '/members', undefined, oldTab)).status).toBe(200);
    await browser.send('PUT', '/context', { kind: 'employer', organizationId: second.id });
    for (const [method, path] of [
      ['GET', '/members'],
      ['POST', '/insatser'],
    ] as const) {
      const answer = await browser.send(method, path, method === 'POST' ? {} : undefined, { ...oldTab, 'idempotency-key': 'k' });
      expect([answer.status, answer.body.code, answer.body.title]).toEqual([
        409,
        'context/changed',
        'Du har bytt organisation i en annan flik.',
      ]);
      expect(answer.body.detail).toContain(second.name);
    }
    expect((await browser.send('GET', '/members', undefined, { 'x-organization-id': second.id })).status).toBe(200);
    expect((await browser.send('GET', '/members')).status).toBe(200);
  });

  it('may still log out and choose', async () => {
    const [first, second] = [await world.organization(), await world.organization()];
    const browser = await browserOf(await world.login(await memberOf(first, second), first));
    expect((await browser.send('GET', '/me/organizations', undefined, { 'x-organization-id': second.id })).status).toBe(200);
    expect((await browser.send('DELETE', '/session', undefined, { 'x-organization-id': second.id })).status).toBe(204);
  });

  it('drawn for the fund notices too', async () => {
    const organization = await world.organization();
    const person = await memberOf(organization);
    const answer = await app.inject({
      url: '/api/v1/members',
      headers: { ...command(await world.login(person, organization)), 'x-organization-id': 'staff' },
    });
    expect(answer.statusCode).toBe(409);
  });
});
