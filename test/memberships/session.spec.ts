import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { testApp } from '../setup/app.js';
import { type Session, World } from '../setup/world.js';
import { eventually } from '../setup/mailbox.js';

let app: NestFastifyApplication;
let world: World;
beforeAll(async () => {
  [app, world] = [await testApp({ SESSION_IDLE_MINUTES: '30', SESSION_ABSOLUTE_HOURS: '8' }), await World.open()];
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const view = async (headers: object) => (await app.inject({ url: '/api/v1/session', headers: { ...headers } })).json();
const get = (url: string, headers: object) => app.inject({ url, headers: { ...headers } });

/** Changes the row of a session: `last_seen_at = now() - interval '1 hour'`. */
const age = (session: Session, change: string) => world.as(`update session set ${change} where csrf_token = $1`, [session['x-csrf-token']]);
const lastSeen = (session: Session) =>
  world.one<number>('select extract(epoch from now() - last_seen_at)::int from session where csrf_token = $1', [session['x-csrf-token']]);

it('says that nobody is logged in without a session', async () => {
  expect(await view({})).toEqual({ authenticated: false, simulator: true });
  expect(await view({ cookie: '__Host-ms=invented; other=1' })).toEqual({ authenticated: false, simulator: true });
});

it('shows who is logged in, for whom and with which rights', async () => {
  const { person, organization, session } = await world.employer('ser_samtliga_ansokningar');
  const shown = await view(session);
  expect(shown).toEqual({
    authenticated: true,
    csrfToken: session['x-csrf-token'],
    person,
    context: {
      kind: 'employer',
      organization: {
        id: organization.id,
        name: organization.name,
        type: 'kommun',
        typeLabel: 'Kommun',
        orgNumber: `${organization.orgNumber.slice(0, 6)}-${organization.orgNumber.slice(6)}`,
      },
      title: 'HR-chef',
      roles: [
        { code: 'medlem', label: 'Medlem' },
        { code: 'ser_samtliga_ansokningar', label: 'Ser samtliga ansökningar' },
      ],
      permissions: expect.arrayContaining(['session:use', 'insats:read', 'insats:read-all']),
      modules: ['insatser'],
    },
    choices: 1,
    authenticatedAt: expect.stringMatching(/Z$/),
    idleExpiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    expiresAt: expect.stringMatching(/Z$/),
    unread: 0,
    now: expect.stringMatching(/Z$/),
    simulator: true,
  });
  expect(Date.parse(shown.idleExpiresAt) - Date.now()).toBeGreaterThan(29 * 60_000);
});

describe('ends', () => {
  it('after half an hour without activity', async () => {
    const { session } = await world.employer();
    await age(session, `last_seen_at = now() - interval '29 minutes 50 seconds'`);
    expect(await view(session)).toMatchObject({ authenticated: true });
    await age(session, `last_seen_at = now() - interval '30 minutes'`);
    expect(await view(session)).toMatchObject({ authenticated: false });
    expect((await get('/api/v1/members', session)).json()).toMatchObject({ status: 401, code: 'portal/not-signed-in' });
  });

  it('after eight hours, however active', async () => {
    const { session } = await world.employer();
    await age(session, `expires_at = now()`);
    expect(await view(session)).toMatchObject({ authenticated: false });
  });

  it('when the person is blocked', async () => {
    const { session, person } = await world.employer();
    await world.as(`update person set status = 'blocked' where id = $1`, [person.id]);
    expect(await view(session)).toMatchObject({ authenticated: false });
  });

  it('when the person logs out: in the database too, so a copied cookie is dead', async () => {
    const { session } = await world.employer();
    const answer = await app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { ...session } });
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    expect(answer.headers['set-cookie']).toMatch(/^__Host-ms=; Max-Age=0; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
    expect(await view(session)).toMatchObject({ authenticated: false });
    expect((await app.inject({ method: 'DELETE', url: '/api/v1/session', headers: { ...session } })).statusCode).toBe(401);
  });
});

describe('is kept alive by activity', () => {
  it('written at most once a minute', async () => {
    const { session } = await world.employer();
    await age(session, `last_seen_at = now() - interval '50 seconds'`);
    await get('/api/v1/members', session);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await lastSeen(session)).toBeGreaterThanOrEqual(50);
    await age(session, `last_seen_at = now() - interval '61 seconds'`);
    await get('/api/v1/members', session);
    await eventually(async () => ((await lastSeen(session)) < 50 ? true : undefined), 'att det antecknas');
  });
});
