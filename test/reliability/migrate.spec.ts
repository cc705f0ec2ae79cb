import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { setting } from '../setup/database.js';
import { start } from './processes.js';

describe('the migration step', () => {
  let server: Client;
  const made: string[] = [];

  beforeAll(async () => {
    server = new Client({ connectionString: setting('TEST_PG_URL') });
    await server.connect();
  });
  afterAll(async () => {
    for (const name of made) await server.query(`drop database "${name}" with (force)`);
    await server.end();
  });

  const newDatabase = async () => {
    const name = `minasidor_migrate_${randomBytes(4).toString('hex')}`;
    await server.query(`create database "${name}"`);
    made.push(name);
    const url = new URL(setting('TEST_PG_URL'));
    url.pathname = `/${name}`;
    return url.href;
  };
  const withClient = async <T>(url: string, work: (client: Client) => Promise<T>) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const migrate = async (url: string, ...args: string[]) => {
    const program = start('migrate', { DATABASE_URL: url }, ...args);
    return { code: await program.exit(60_000), lines: program.lines };
  };
  /** Everything that a migration makes, in words. */
  const schema = (url: string) =>
    withClient(url, async (client) => {
      const { rows } = await client.query<{ what: string }>(`
        select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || coalesce(' ' || column_default, '') as what
          from information_schema.columns where table_schema = 'public'
        union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
        union all select 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
        union all select 'policy ' || tablename || ' ' || policyname || ' ' || coalesce(qual, '') || coalesce(with_check, '') from pg_policies
        union all select 'routine ' || proname || ' ' || prosrc from pg_proc where pronamespace = 'public'::regnamespace and prolang <> 13
        union all select 'trigger ' || tgname || ' ' || tgrelid::regclass from pg_trigger where not tgisinternal
        union all select 'grant ' || table_name || ' ' || grantee || ' ' || privilege_type from information_schema.role_table_grants
          where table_schema = 'public' and grantee = 'minasidor_app'
        order by what`);
      return rows.map(({ what }) => what).filter((what) => !/\bmigration\b/.test(what));
    });

  it('started four times at once: one migrates, three wait, all succeed', async () => {
    const url = await newDatabase();
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(url)));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(runs.filter(({ lines }) => lines.some((line) => line.startsWith('Körd: ')))).toHaveLength(1);
    expect(runs.filter(({ lines }) => lines.at(-1) === 'Databasen är redan aktuell')).toHaveLength(3);
  });

  it('goes back some, one, two and all steps and forth again, on data, and ends in the same schema', async () => {
    const url = await newDatabase();
    const { lines } = await migrate(url);
    const steps = lines.filter((line) => line.startsWith('Körd: ')).map((line) => line.slice('Körd: '.length));
    const whole = await schema(url);
    expect(whole.length).toBeGreaterThan(100);
    // As far back as before it was noted what a message is about.
    const told = steps.length - steps.findIndex((name) => name.includes('1764000034000'));
    for (const back of [told, 1, 2, steps.length]) {
      await withClient(url, putSomethingEverywhere);
      for (const name of steps.slice(-back).toReversed())
        expect(await migrate(url, '--down')).toEqual({ code: 0, lines: [`Backad: ${name}`] });
      expect(await migrate(url)).toMatchObject({ code: 0 });
      expect(await schema(url)).toEqual(whole);
      const about = await withClient(url, async (client) => {
        await client.query(`select set_config('app.scope', 'system', false)`);
        return (await client.query<{ about: string }>('select about from outbox where about is not null')).rows;
      });
      expect(about).toEqual(back < steps.length ? [{ about: INVITATION }] : []);
    }
  }, 480_000);

  it('says what is wrong, without the address, and fails', async () => {
    const url = 'postgres://nobody:hemligt@127.0.0.1:1/x';
    const { code, lines } = await migrate(url);
    expect(code).toBe(1);
    expect(lines.join()).toMatch(/Migreringen gick inte: .*ECONNREFUSED/);
    expect(lines.join()).not.toContain('hemligt');
    const missing = start('migrate', {});
    expect(await missing.exit()).toBe(1);
    expect(missing.lines.join()).toContain('DATABASE_URL');
  });
});

const INVITATION = '019a0000-0000-7000-8000-000000000009';

/** Rows in every table that a step further down must carry along: whatever is left since the last time stays. */
async function putSomethingEverywhere(client: Client): Promise<void> {
  const id = (n: number) => `019a0000-0000-7000-8000-00000000000${n}`;
  await client.query(`
    select set_config('app.scope', 'system', false);
    insert into person (id, given_name, surname, display_name) values ('${id(1)}', 'Åsa', 'Ek', 'Åsa Ek') on conflict do nothing;
    insert into organization (id, org_number, name, type) values ('${id(2)}', '2120000142', 'Stockholms stad', 'kommun') on conflict do nothing;
    insert into membership (id, person_id, organization_id, email) values ('${id(3)}', '${id(1)}', '${id(2)}', 'asa@testby.se') on conflict do nothing;
    insert into session (id_hash, person_id, context, organization_id, provider, csrf_token, authenticated_at, expires_at)
      values ('\\x01', '${id(1)}', 'employer', '${id(2)}', 'bankid', 'x', now(), now()) on conflict do nothing;
    insert into idempotency_key (person_id, key, fingerprint, answer) values ('${id(1)}', 'k', 'f', '{}') on conflict do nothing;
    insert into outbox (event_key, channel, template, recipient, organization_id, payload)
      values ('e', 'email', 'insats-beslut', 'asa@testby.se', '${id(2)}', '{}'),
        ('invitation.bounced:3:${INVITATION}', 'email', 'inbjudan-utfall', 'asa@testby.se', '${id(2)}', '{}') on conflict do nothing;
    insert into agreement_period (id, agreement, code, starts_on, ends_on, registration_opens_on, registration_closes_on)
      values ('${id(4)}', 'KOM-KR', '2024-2026', '2024-01-01', '2026-12-31', '2024-01-01', '2026-12-31') on conflict do nothing;
    insert into allotment (id, period_id, organization_id, allotted_ore) values ('${id(5)}', '${id(4)}', '${id(2)}', 1) on conflict do nothing;
    insert into insats (id, organization_id, period_id, contact_person_id, created_on, created_by)
      values ('${id(6)}', '${id(2)}', '${id(4)}', '${id(1)}', '2026-04-29', '${id(1)}') on conflict do nothing;`);
}
