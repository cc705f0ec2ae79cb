import { Client } from 'pg';
import { testDatabaseUrl } from '../setup/database.js';
import type { TestOrganization } from '../setup/world.js';
import { application } from '../setup/application.js';
import { holders, type Pair, removeEachOther } from './removals.js';
import { UserDesk, wish } from './users.js';

const on = application();
const desk = new UserDesk(on);
const LAST = { status: 409, body: { code: 'users/last-administrator' } };

const administrators = (organization: TestOrganization) => holders(on, organization, 'administrera_anvandare');

describe('the last administrator', () => {
  it('cannot be ended, suspended or lose the right, not even by a last day far ahead or a later first day; the buttons say so', async () => {
    const { organization, admin } = await desk.office();
    expect(await desk.change(admin, 'POST', admin.id, '/end')).toMatchObject(LAST);
    expect(await desk.change(admin, 'POST', admin.id, '/suspension')).toMatchObject(LAST);
    expect(await desk.permit(admin, admin.id)).toMatchObject(LAST);
    expect(await desk.permit(admin, admin.id, wish('administrera_anvandare', null, '2150-01-01'))).toMatchObject(LAST);
    expect(await desk.permit(admin, admin.id, wish('administrera_anvandare', '2150-01-01'))).toMatchObject(LAST);
    const { actions } = await desk.view(admin, admin.id);
    expect(actions.filter(({ allowed }) => !allowed).map(({ name, why }) => [name, why])).toEqual([
      ['suspend', 'users/last-administrator'],
      ['resume', 'portal/invalid-transition'],
      ['end', 'users/last-administrator'],
    ]);
    expect(await administrators(organization)).toBe(1);
  });

  it('is still the last beside one who administers only for a time, from a later day, is suspended or blocked', async () => {
    const { organization, admin } = await desk.office();
    const [timed, coming] = [await desk.join(organization, 'Tim'), await desk.join(organization, 'Kim')];
    await desk.permit(admin, timed.id, wish('administrera_anvandare', null, '2150-01-01'));
    await desk.permit(admin, coming.id, wish('administrera_anvandare', '2150-01-01'));
    await desk.change(admin, 'POST', (await desk.join(organization, 'Stina', 'administrera_anvandare')).id, '/suspension');
    const blocked = await desk.join(organization, 'Bo', 'administrera_anvandare');
    await on.world.as(`update person set status = 'blocked' where id = $1`, [blocked.person.id]);
    expect(await desk.change(timed, 'POST', admin.id, '/end')).toMatchObject(LAST);
    expect((await desk.change(admin, 'POST', timed.id, '/end')).status).toBe(200);
  });

  it('may leave when another one stays', async () => {
    const { organization, admin } = await desk.office();
    await desk.join(organization, 'Bo Två', 'administrera_anvandare');
    expect((await desk.change(admin, 'POST', admin.id, '/end')).status).toBe(200);
    expect((await desk.list(admin)).status).toBe(403);
    expect(await administrators(organization)).toBe(1);
  });
});

it('200 rounds of two administrators removing each other or themselves at the same moment, in every way: exactly one succeeds, never none is left', async () => {
  const pairs: Pair[] = [];
  for (let n = 0; n < 10; n++) {
    const { organization, admin: a } = await desk.office();
    pairs.push({ organization, a, b: await desk.join(organization, 'Bo Två', 'administrera_anvandare') });
  }
  expect(await removeEachOther(on, desk, pairs, 'administrera_anvandare')).toEqual([]);
  for (const { organization } of pairs) expect(await administrators(organization)).toBe(2);
}, 120_000);

describe('the database itself', () => {
  const take = async (sql: string, values: unknown[]): Promise<string> =>
    on.world.as(sql, values).then(
      () => 'done',
      (error: { constraint?: string; message: string }) => error.constraint ?? error.message,
    );

  it('refuses at the commit whatever takes the last one away, on any path', async () => {
    const { organization, admin } = await desk.office();
    for (const status of ['suspended', 'ended'])
      expect(await take('update membership set status = $2 where id = $1', [admin.id, status])).toBe('last_administrator');
    for (const change of [
      'valid_to = now()',
      `valid_to = now() + interval '99 years'`,
      `valid_from = now() + interval '1 day'`,
      `role = 'attestant'`,
    ])
      expect([change, await take(`update role_grant set ${change} where membership_id = $1`, [admin.id])]).toEqual([
        change,
        'last_administrator',
      ]);
    expect(await take('delete from role_grant where membership_id = $1', [admin.id])).toBe('last_administrator');
    const both = `with g as (update role_grant set valid_to = now() where membership_id = $1 returning 1) update membership set status = 'ended' where id = $1`;
    expect(await take(both, [admin.id])).toBe('last_administrator');
    expect(await administrators(organization)).toBe(1);
  });

  it('lets only one of two commits through that take away one administrator each, whatever the application does', async () => {
    const { organization, admin } = await desk.office();
    const bo = await desk.join(organization, 'Bo Två', 'administrera_anvandare');
    const url = await testDatabaseUrl();
    const ways = [
      `update membership set status = 'ended' where id = $1`,
      'update role_grant set valid_to = now() where membership_id = $1',
      `update role_grant set valid_to = now() + interval '9 days' where membership_id = $1`,
    ];
    for (const [one, other] of ways.flatMap((way) => ways.map((next) => [way, next] as const))) {
      const clients = [new Client({ connectionString: url }), new Client({ connectionString: url })] as const;
      for (const [client, sql, id] of [[clients[0], one, admin.id] as const, [clients[1], other, bo.id] as const]) {
        await client.connect();
        await client.query(`begin; select set_config('app.scope', 'system', true)`);
        await client.query(sql, [id]);
      }
      const commits = await Promise.allSettled(clients.map((client) => client.query('commit')));
      for (const client of clients) await client.end();
      const refused = commits.flatMap((commit) =>
        commit.status === 'rejected' ? (commit.reason as { constraint: string }).constraint : [],
      );
      expect([one, other, refused]).toEqual([one, other, ['last_administrator']]);
      expect(await administrators(organization)).toBe(1);
      await on.world.as(`update membership set status = 'active' where organization_id = $1`, [organization.id]);
      await on.world.as('update role_grant set valid_to = null where organization_id = $1', [organization.id]);
    }
  });

  it('lets the right go over to somebody else in one transaction', async () => {
    const { organization, admin } = await desk.office();
    const eva = await desk.join(organization, 'Eva Ekonomi');
    await on.world.sql.query('begin');
    await on.world.as(`update membership set status = 'ended' where id = $1`, [admin.id]);
    await on.world.as(`insert into role_grant (membership_id, organization_id, role) values ($1, $2, 'administrera_anvandare')`, [
      eva.id,
      organization.id,
    ]);
    await on.world.sql.query('commit');
    expect(await administrators(organization)).toBe(1);
  });

  it('does not mind an organisation that never had one, or a member who only administered for a time', async () => {
    const organization = await on.world.organization();
    const [eva, tim] = [
      await desk.join(organization, 'Eva', 'ser_samtliga_ansokningar'),
      await desk.join(organization, 'Tim', 'administrera_anvandare'),
    ];
    await on.world.sql.query(`alter table role_grant disable trigger last_administrera_anvandare`);
    await on.world.as(`update role_grant set valid_to = now() + interval '1 day' where membership_id = $1`, [tim.id]);
    await on.world.sql.query(`alter table role_grant enable trigger last_administrera_anvandare`);
    for (const { id } of [eva, tim]) expect(await take(`update membership set status = 'ended' where id = $1`, [id])).toBe('done');
  });

  it('lets the application move nothing but the last day of what was granted', async () => {
    const grants = await on.world.sql.query<{ column_name: string }>(
      `select column_name from information_schema.column_privileges where grantee = 'minasidor_app' and table_name = 'role_grant' and privilege_type = 'UPDATE'`,
    );
    expect(grants.rows.map(({ column_name }) => column_name)).toEqual(['valid_to']);
  });
});
