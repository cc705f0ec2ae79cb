import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessReader } from '../../src/memberships/index.js';
import { testApp } from '../setup/app.js';
import { type Session, World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const view = async (session: Session) => (await app.inject({ url: '/api/v1/session', headers: { ...session } })).json();
const members = async (session: Session) => {
  const { statusCode, body } = await app.inject({ url: '/api/v1/members', headers: { ...session } });
  return { status: statusCode, ...(JSON.parse(body) as { code?: string; members?: { name: string }[] }) };
};
const permissions = async (session: Session): Promise<string[]> => (await view(session)).context.permissions;
/** The actor of a session, as every guarded route gets it. */
const actor = async ({ cookie }: Session) =>
  (await app.get(AccessReader).read({ cookies: { '__Host-ms': cookie.split('=')[1] } } as never))!.actor;

describe('a right that is taken away is gone at the next request', () => {
  it.each(['ended', 'suspended'])('membership %s', async (status) => {
    const { session, person, organization } = await world.employer('ser_samtliga_ansokningar');
    expect(await members(session)).toMatchObject({ status: 200 });
    await world.as('update membership set status = $2 where person_id = $1', [person.id, status]);
    expect(await members(session)).toMatchObject({ status: 403, code: 'context/ended' });
    expect(await view(session)).toMatchObject({
      authenticated: true,
      context: { kind: 'none', organization: null, permissions: ['session:use'] },
      choices: 0,
    });
    await world.as(`update membership set status = 'active' where person_id = $1 and organization_id = $2`, [person.id, organization.id]);
    expect(await members(session)).toMatchObject({ status: 200 });
  });

  it('a closed organisation', async () => {
    const { session, organization } = await world.employer();
    await world.as(`update organization set status = 'closed' where id = $1`, [organization.id]);
    expect(await members(session)).toMatchObject({ status: 403, code: 'context/ended' });
  });

  it('a role of a member', async () => {
    const { session, organization } = await world.employer('administrera_anvandare', 'ser_samtliga_ansokningar');
    expect(await permissions(session)).toEqual(expect.arrayContaining(['users:manage', 'insats:read-all']));
    await world.as(`update role_grant set valid_to = now() where organization_id = $1 and role = 'ser_samtliga_ansokningar'`, [
      organization.id,
    ]);
    expect(await permissions(session)).not.toContain('insats:read-all');
    expect(await permissions(session)).toContain('users:manage');
  });

  it('a role that has not begun', async () => {
    const { session, organization } = await world.employer('ser_samtliga_ansokningar');
    await world.as(`update role_grant set valid_from = now() + interval '1 hour' where organization_id = $1`, [organization.id]);
    expect(await permissions(session)).not.toContain('insats:read-all');
  });

  it('a grant of the staff', async () => {
    const { session, person } = await world.caseworker();
    expect(await permissions(session)).toContain('insats:decide');
    await world.as('update staff_grant set valid_to = now() where person_id = $1', [person.id]);
    expect(await view(session)).toMatchObject({ context: { kind: 'none' } });
  });
});

describe('what one may is decided by whom one acts for', () => {
  it('members of one organisation have no role of another', async () => {
    const [admin, other] = [await world.employer('administrera_anvandare'), await world.employer()];
    await world.member(admin.person, other.organization);
    expect(await permissions(await world.login(admin.person, other.organization))).not.toContain('users:manage');
  });

  it('without a context there is nothing but the session', async () => {
    const { person } = await world.employer();
    const session = await world.login(person, null);
    expect(await members(session)).toMatchObject({ status: 403, code: 'context/missing' });
  });

  it('staff have no right of a member, members none of the staff', async () => {
    const { session, person } = await world.caseworker();
    expect(await members(session)).toMatchObject({ status: 403, code: 'portal/forbidden' });
    const organization = await world.organization();
    await world.member(person, organization);
    expect(await permissions(await world.login(person, organization))).not.toContain('admin:read');
  });

  it('staff carry their decision limit, and where they are members themselves', async () => {
    const { session, person } = await world.caseworker('handlaggare', 50_000_00);
    const organization = await world.organization();
    await world.member(person, organization);
    expect(await actor(session)).toMatchObject({ decisionLimitOre: 50_000_00, memberOf: [organization.id], roles: ['handlaggare'] });
    await world.staff(person, 'ekonom', null);
    expect((await actor(session)).decisionLimitOre).toBe(50_000_00);
    await world.staff(person, 'beslutsfattare', null);
    expect((await actor(session)).decisionLimitOre).toBeNull();
  });
});

it('lists active colleagues of the own organisation only, in Swedish order, without how to reach them', async () => {
  const { session, organization, person } = await world.employer();
  for (const name of ['Östen Öst', 'Åke Ås', 'Zara Zet']) await world.member(await world.person(name), organization);
  const gone = await world.member(await world.person('Borta Bort'), organization);
  await world.as(`update membership set status = 'ended' where id = $1`, [gone]);
  await world.member(await world.person('Annan Annan'), await world.organization());
  const listed = await members(session);
  expect(listed.members).toEqual(
    ['Anni Widdersjö', 'Zara Zet', 'Åke Ås', 'Östen Öst'].map((name) => ({ personId: expect.any(String), name, title: 'HR-chef' })),
  );
  expect(listed.members![0]).toMatchObject({ personId: person.id });
});

describe('a command', () => {
  const post = (session: Session, headers: Record<string, string>) =>
    app.inject({ method: 'POST', url: '/api/v1/insatser', headers: { ...session, ...headers }, payload: {} });

  it.each([[{}], [{ 'idempotency-key': '' }], [{ 'idempotency-key': 'x'.repeat(101) }]])('needs its key: %j', async (headers) => {
    const { session } = await world.employer();
    const answer = await post(session, headers);
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'portal/idempotency-key-missing']);
  });
});
