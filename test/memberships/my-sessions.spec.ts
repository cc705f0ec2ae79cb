import { createHash } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Sessions } from '../../src/auth/index.js';
import type { DbScope } from '../../src/kernel/access.js';
import { Db } from '../../src/kernel/db.js';
import { testApp } from '../setup/app.js';
import { type Session, type TestOrganization, type TestPerson, World } from '../setup/world.js';

let app: NestFastifyApplication;
let world: World;
const log: string[] = [];
beforeAll(async () => {
  [app, world] = [await testApp({ SESSION_IDLE_MINUTES: '30' }, log), await World.open()];
});
afterAll(async () => {
  await app.close();
  await world.close();
});

interface Mine {
  id: string;
  device: string;
  current: boolean;
}

const send = async (session: Session, method: 'GET' | 'POST' | 'DELETE', url: string) => {
  const { statusCode, body, headers } = await app.inject({ method, url: `/api/v1${url}`, headers: { ...session } });
  return { status: statusCode, body: body ? JSON.parse(body) : null, cookie: headers['set-cookie'] };
};
const mine = async (session: Session): Promise<Mine[]> => (await send(session, 'GET', '/me/sessions')).body.sessions;
const isIn = async (session: Session): Promise<boolean> => (await send(session, 'GET', '/me/sessions')).status === 200;
const change = (session: Session, set: string) => world.as(`update session set ${set} where csrf_token = $1`, [session['x-csrf-token']]);
const idOf = (session: Session) => world.as<string>('select public_id from session where csrf_token = $1', [session['x-csrf-token']]);

/** Somebody who is logged in in three browsers, for an organisation. */
async function threeTimes() {
  const { person, organization, session } = await world.employer();
  const [phone, old] = [await world.login(person, organization), await world.login(person, null)];
  await change(session, `user_agent = 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36'`);
  await change(phone, `user_agent = 'Mozilla/5.0 (iPhone) Version/19.0 Mobile Safari/604.1', last_seen_at = now() - interval '2 minutes'`);
  await change(old, `provider = 'freja', last_seen_at = now() - interval '5 minutes'`);
  return { person, organization, here: session, phone, old };
}

describe('my sessions', () => {
  it('are shown with device, e-ID and whom they act for, the one that asks first, and never by the secret that opens them', async () => {
    const { here, phone, old, organization } = await threeTimes();
    const { body } = await send(here, 'GET', '/me/sessions');
    expect(body.sessions).toEqual([
      expect.objectContaining({ id: await idOf(here), device: 'Chrome på Windows', providerLabel: 'BankID', current: true }),
      expect.objectContaining({ id: await idOf(phone), device: 'Safari på iPhone', actsFor: organization.name, current: false }),
      expect.objectContaining({ id: await idOf(old), device: 'Okänd enhet', providerLabel: 'Freja eID+', actsFor: null }),
    ]);
    for (const { cookie, 'x-csrf-token': token } of [here, phone, old]) {
      const secret = cookie.split('=')[1]!;
      const hash = createHash('sha256').update(secret).digest();
      for (const unsaid of [secret, token, hash.toString('hex'), hash.toString('base64')])
        expect(JSON.stringify(body)).not.toContain(unsaid);
    }
  });

  it('are those that would be let in right now, and nobody else’s', async () => {
    const { here, phone, old } = await threeTimes();
    await change(phone, `last_seen_at = now() - interval '31 minutes'`);
    await change(old, `expires_at = now()`);
    await world.employer();
    expect(await mine(here)).toEqual([expect.objectContaining({ current: true })]);
  });

  it('are ended one by one; the ended one is out at its next request', async () => {
    const { here, phone, old } = await threeTimes();
    expect(await send(here, 'DELETE', `/me/sessions/${await idOf(phone)}`)).toEqual({ status: 204, body: null, cookie: undefined });
    expect([await isIn(here), await isIn(phone), await isIn(old)]).toEqual([true, false, true]);
    expect(await send(here, 'DELETE', `/me/sessions/${await idOf(phone)}`)).toMatchObject({
      status: 404,
      body: { code: 'session/not-found' },
    });
  });

  it('take the cookie with them when it is the one that asks', async () => {
    const { here } = await threeTimes();
    const answer = await send(here, 'DELETE', `/me/sessions/${await idOf(here)}`);
    expect([answer.status, answer.cookie]).toEqual([204, expect.stringMatching(/^__Host-ms=; Max-Age=0/)]);
    expect(await isIn(here)).toBe(false);
  });

  it('cannot be ended by somebody else, who is not told that they exist', async () => {
    const [{ here }, stranger] = [await threeTimes(), await world.employer('administrera_anvandare')];
    const answer = await send(stranger.session, 'DELETE', `/me/sessions/${await idOf(here)}`);
    const invented = await send(stranger.session, 'DELETE', '/me/sessions/019a0000-0000-7000-8000-000000000001');
    expect([answer.status, answer.body.code]).toEqual([invented.status, invented.body.code]);
    expect(answer.status).toBe(404);
    expect(await isIn(here)).toBe(true);
  });

  it('are ended everywhere else at once', async () => {
    const [{ here, phone, old }, other] = [await threeTimes(), await world.employer()];
    expect((await send(here, 'DELETE', '/me/sessions/others')).status).toBe(204);
    expect([await isIn(here), await isIn(phone), await isIn(old), await isIn(other.session)]).toEqual([true, false, false, true]);
  });

  it('are ended everywhere, here too, also when asked twice at once', async () => {
    const { here, phone, old } = await threeTimes();
    const answers = await Promise.all([send(here, 'DELETE', '/me/sessions'), send(phone, 'DELETE', '/me/sessions')]);
    for (const { status } of answers) expect([204, 401]).toContain(status);
    expect(answers.some(({ cookie }) => String(cookie).startsWith('__Host-ms=; Max-Age=0'))).toBe(true);
    expect([await isIn(here), await isIn(phone), await isIn(old)]).toEqual([false, false, false]);
  });

  it('leave a line in the security log, without a name or a secret', async () => {
    const { here, person } = await threeTimes();
    const id = await idOf(here);
    await send(here, 'DELETE', '/me/sessions');
    const lines = log.filter((line) => line.includes(id)).map((line) => JSON.parse(line));
    expect(lines).toContainEqual(expect.objectContaining({ from: 'security', msg: 'utloggad överallt', by: 'personen', ended: 3 }));
    for (const secret of [here.cookie.split('=')[1]!, here['x-csrf-token'], person.name]) expect(log.join('\n')).not.toContain(secret);
  });
});

describe('"Stanna kvar"', () => {
  it('really extends, also within the minute that activity is written in', async () => {
    const { session } = await world.employer();
    await change(session, `last_seen_at = now() - interval '50 seconds'`);
    const { status, body } = await send(session, 'POST', '/session/activity');
    expect(status).toBe(200);
    expect(Date.parse(body.idleExpiresAt) - Date.parse(body.now)).toBe(30 * 60_000);
    expect(Date.parse(body.expiresAt)).toBeGreaterThan(Date.parse(body.idleExpiresAt));
  });

  it('does not extend beyond the absolute limit, and wakes no session that has ended', async () => {
    const { session } = await world.employer();
    await change(session, `expires_at = now() + interval '3 minutes'`);
    const { body } = await send(session, 'POST', '/session/activity');
    expect(body.idleExpiresAt).toBe(body.expiresAt);
    await change(session, `last_seen_at = now() - interval '30 minutes'`);
    expect((await send(session, 'POST', '/session/activity')).status).toBe(401);
  });

  it('is not what asking who one is does: a page can look at the limits without moving them', async () => {
    const { session } = await world.employer();
    await change(session, `last_seen_at = now() - interval '26 minutes'`);
    for (let i = 0; i < 3; i++) {
      const { body } = await send(session, 'GET', '/session');
      expect(Date.parse(body.idleExpiresAt) - Date.parse(body.now)).toBeLessThanOrEqual(4 * 60_000);
    }
  });
});

describe('ending a person’s sessions from elsewhere', () => {
  const endAll = (who: DbScope, person: TestPerson, organization?: TestOrganization) =>
    app.get(Db).tx(who, (tx) => app.get(Sessions).endAllOf(tx, person.id, organization ? { organizationId: organization.id } : {}));

  it('an employer ends those for itself, and no other', async () => {
    const { person, organization, here, phone, old } = await threeTimes();
    const employer: DbScope = { kind: 'employer', organizationId: organization.id, personId: (await world.person()).id };
    expect(await endAll(employer, person, organization)).toBe(2);
    expect([await isIn(here), await isIn(phone), await isIn(old)]).toEqual([false, false, true]);
    await expect(endAll(employer, person)).rejects.toMatchObject({ code: '42501' });
    await expect(endAll(employer, person, await world.organization())).rejects.toMatchObject({ code: '42501' });
    expect(await isIn(old)).toBe(true);
  });

  it('a person ends the own ones, never somebody else’s', async () => {
    const { person, here } = await threeTimes();
    await expect(endAll({ kind: 'person', personId: (await world.person()).id }, person)).rejects.toMatchObject({ code: '42501' });
    expect(await isIn(here)).toBe(true);
    expect(await endAll({ kind: 'person', personId: person.id }, person)).toBe(3);
  });

  it('leaves the transaction with the rights it had', async () => {
    const { person } = await threeTimes();
    const scope = await app.get(Db).tx({ kind: 'person', personId: person.id }, async (tx) => {
      await app.get(Sessions).endAllOf(tx, person.id);
      return (await tx.em.query<[{ scope: string }]>('select app_scope() as scope'))[0].scope;
    });
    expect(scope).toBe('person');
  });
});
