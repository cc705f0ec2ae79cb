import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { APP_ROLE } from '../../config/data-source.js';
import { sealContact } from '../../src/auth/index.js';
import type { DbScope } from '../../src/kernel/access.js';
import { Db } from '../../src/kernel/db.js';
import { testApp } from '../setup/app.js';
import { testEnv } from '../setup/env.js';
import { Board } from '../setup/board.js';
import { Cases } from '../setup/cases.js';
import { testDatabaseUrl } from '../setup/database.js';
import { withBankId } from '../setup/identities.js';
import { unreadableSignature } from '../setup/signatures.js';
import { type Session, type TestOrganization, type TestPerson, World } from '../setup/world.js';

/** What belongs to nobody in particular: anything else without row-level security is a hole. */
const OPEN = ['agreement_period', 'case_number_series', 'migration', 'organization', 'person', 'region', 'staff_grant'];

interface Side {
  person: TestPerson;
  organization: TestOrganization;
  session: Session;
  period: string;
  insats: string;
  draft: string;
}

let app: NestFastifyApplication;
let world: World;
let cases: Cases;
let db: Db;
let mine: Side;
let theirs: Side;

beforeAll(async () => {
  [app, world] = [await testApp(), await World.open()];
  [cases, db] = [new Cases(app, world), app.get(Db)];
  [mine, theirs] = [await organizationWithEverything(), await organizationWithEverything()];
});
afterAll(async () => {
  await world.close();
  await app.close();
});

/** An organisation with at least one row in every table that has an owner. */
async function organizationWithEverything(): Promise<Side> {
  const [employer, caseworker, period] = [await world.employer('ser_samtliga_ansokningar'), await world.caseworker(), await cases.period()];
  const { organization, session, person } = employer;
  await cases.allot(organization, period, 100_000_000);
  const insats = await cases.approved(session, caseworker.session, period, 10_000_000);
  const draft = (await cases.draft(session, period)).id;
  await cases.submitRequisition(session, await cases.requisitionDraft(session, insats));
  await cases.requisitionDraft(session, insats);
  const offert = await world.as<string>(
    `insert into offert (organization_id, insats_id, number, status, issued_on, valid_through, net_ore, vat_ore, gross_ore, sort_no)
     values ($1, $2, $3, 'vantar_pa_svar', '2026-01-01', '2026-02-01', 100, 25, 125, 1) returning id`,
    [organization.id, insats, `8-${randomBytes(6).toString('hex')}-O1`],
  );
  await world.as(
    `insert into offert_line (offert_id, organization_id, position, kind, quantity, unit_ore, total_ore) values ($1, $2, 1, 'own', 1, 125, 125)`,
    [offert, organization.id],
  );
  await withBankId(world, person);
  await world.as(
    `insert into invitation (id, organization_id, email, name, token_hash, web_view_token_hash, invited_by)
     values (uuidv7(), $1, 'a@testby.se', 'Karin Berg', $2, $3, $4)`,
    [organization.id, randomBytes(32), randomBytes(32), person.id],
  );
  await world.as(
    `insert into eid_order (provider, purpose, mode, browser_hash, csrf_token, secrets_enc, key_id, status, issued_at, expires_at, ip)
     values ('bankid', 'login', 'qr', $1, 'x', '\\x00', 'k1', 'cancelled', now(), now() + interval '10 minutes', '127.0.0.1')`,
    [randomBytes(32)],
  );
  await world.as(`insert into notification_preference (person_id, type, choice) values ($1, 'handelser', 'off')`, [person.id]);
  // One that can be opened: other files of this database move all of them to new keys.
  const { valueEnc, keyId, lookup } = sealContact(await testEnv(), person.id, 'email', `${person.id}@testby.se`);
  const point = await world.as<string>(
    `insert into contact_point (person_id, kind, value_enc, key_id, lookup, status) values ($1, 'email', $2, $3, $4, 'kod_skickad') returning id`,
    [person.id, valueEnc, keyId, lookup],
  );
  await world.as(
    `insert into verification_code (contact_point_id, person_id, target, address, code_hash, expires_at) values ($1, $2, $3, $3, $3, now())`,
    [point, person.id, randomBytes(32)],
  );
  await unreadableSignature(world, person, organization);
  await world.as(
    `insert into operation_event (at, person_id, verb, subject_type, subject_id) values (now(), $1, 'outbox.retry', 'outbox', $1)`,
    [person.id],
  );
  await world.as(`insert into known_device (person_id, device_hash) values ($1, $2)`, [person.id, randomBytes(32)]);
  const board = new Board(world);
  const [region, orgNumber] = [await board.region(), await board.registered()];
  const request = await board.laid(person, region, orgNumber);
  await world.as(`insert into connection_event (request_id, no, at, verb, status) values ($1, 1, now(), 'apply', 'ansokt')`, [request]);
  await world.as(
    `insert into supervisor_qualification (person_id, kind, occupation, certificate_no, verified_by) values ($1, 'yrkesbevis', 'Murare', '1', $1)`,
    [person.id],
  );
  await world.as(
    `with d as (insert into department (organization_id, name) values ($1, 'Mark') returning *),
       w as (insert into workplace (organization_id, name) values ($1, 'Slussen') returning *)
     insert into workplace_department select w.id, d.id, $1 from d, w`,
    [organization.id],
  );
  await world.as(`insert into number_view (person_id, organization_id, viewed_by, reason) values ($1, $2, $1, 'Kontrollerar numret')`, [
    person.id,
    organization.id,
  ]);
  await world.as(`insert into onboarding_hiding (organization_id, hidden_by) values ($1, $2)`, [organization.id, person.id]);
  return { ...employer, period, insats, draft };
}

const list = async <T extends object>(query: string, values: unknown[] = []): Promise<T[]> =>
  (await world.sql.query<T>(query, values)).rows;
const tables = async () =>
  (
    await list<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
    )
  ).map(({ name }) => name);
const withOwner = async () =>
  (
    await list<{ name: string }>(
      `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'organization_id' order by 1`,
    )
  ).map(({ name }) => name);
const walled = async () => (await tables()).filter((name) => !OPEN.includes(name));
const count = (who: DbScope, table: string, where = 'true', values: unknown[] = []) =>
  db.read<number>(who, `test:${table}:${where}`, `select count(*)::int from "${table}" where ${where}`, values);
const employer = ({ organization, person }: Side): DbScope => ({ kind: 'employer', organizationId: organization.id, personId: person.id });

describe('the wall', () => {
  it('stands around every table with an organization_id, and around every other one that is not named as open', async () => {
    const rows = await list<{ name: string; guarded: boolean; forced: boolean; policies: number }>(
      `select c.relname as name, c.relrowsecurity as guarded, c.relforcerowsecurity as forced,
         (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
    );
    const open = rows.filter(({ guarded, forced, policies }) => !guarded || !forced || policies === 0).map(({ name }) => name);
    expect((await withOwner()).length).toBeGreaterThanOrEqual(16);
    expect(open.filter((name) => !OPEN.includes(name))).toEqual([]);
    expect(OPEN.filter((name) => !open.includes(name))).toEqual([]);
    expect((await withOwner()).filter((name) => OPEN.includes(name))).toEqual([]);
  });

  it('is not the application’s to open: its role owns nothing, is no superuser, cannot bypass, alter or empty a table', async () => {
    const [role] = await list(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin,
         (select count(*)::int from pg_class where relowner = r.oid) as tables, (select count(*)::int from pg_proc where proowner = r.oid) as functions
       from pg_roles r where rolname = $1`,
      [APP_ROLE],
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolcanlogin: false,
      tables: 0,
      functions: 0,
    });
    const powers = await list(
      `select table_name from information_schema.role_table_grants where grantee = $1 and privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')`,
      [APP_ROLE],
    );
    expect(powers).toEqual([]);
    for (const statement of [
      'alter table insats disable row level security',
      'drop policy tenant on insats',
      'create table stray (id int)',
    ])
      await expect(app.get(DataSource).query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('lets history be written and never rewritten', async () => {
    const rewritten = await list(
      `select table_name, privilege_type from information_schema.role_table_grants
       where grantee = $1 and table_name in ('event', 'ledger_entry', 'decision', 'insats_revision', 'signature', 'signature_use') and privilege_type in ('UPDATE', 'DELETE')`,
      [APP_ROLE],
    );
    expect(rewritten).toEqual([]);
  });
});

describe('what is seen', () => {
  it('is nothing at all while nobody has said who asks, although every table holds rows', async () => {
    for (const table of await walled()) {
      expect([table, await world.as<number>(`select count(*)::int from "${table}"`, [])]).not.toEqual([table, 0]);
      expect([table, await app.get(DataSource).query(`select count(*)::int as n from "${table}"`)]).toEqual([table, [{ n: 0 }]]);
    }
  });

  it('is nothing of another organisation, and all of one’s own that one’s queries ask for', async () => {
    for (const table of await withOwner()) {
      expect([table, await count(employer(theirs), table, 'organization_id = $1', [mine.organization.id])]).toEqual([table, 0]);
      if (table !== 'session')
        expect(await count(employer(mine), table, 'organization_id = $1', [mine.organization.id])).toBeGreaterThan(0);
    }
    for (const table of ['session', 'eid_order', 'person_identifier', 'known_device'])
      expect([table, await count(employer(mine), table)]).toEqual([table, 0]);
    for (const table of ['idempotency_key', 'contact_point', 'verification_code', 'notification', 'notification_preference'])
      expect([table, await count(employer(mine), table, 'person_id <> $1', [mine.person.id])]).toEqual([table, 0]);
  });

  it('is no draft to the fund, neither of an insats nor of a requisition, and no session', async () => {
    const staff: DbScope = { kind: 'staff', personId: (await world.person()).id };
    expect(await count(staff, 'insats', 'organization_id = $1', [mine.organization.id])).toBe(1);
    expect(await count(staff, 'insats', 'id = $1', [mine.draft])).toBe(0);
    expect(await count(staff, 'requisition', 'organization_id = $1', [mine.organization.id])).toBe(1);
    for (const table of ['insats', 'requisition']) expect([table, await count(staff, table, `status = 'utkast'`)]).toEqual([table, 0]);
    for (const table of ['session', 'notification']) expect([table, await count(staff, table)]).toEqual([table, 0]);
  });

  it('is to a person without organisation only what is the person’s own', async () => {
    const own: DbScope = { kind: 'person', personId: mine.person.id };
    for (const table of ['membership', 'session']) {
      expect(await count(own, table, 'person_id <> $1', [mine.person.id])).toBe(0);
      expect(await count(own, table)).toBe(1);
    }
    for (const table of ['role_grant', 'organization_module']) {
      expect(await count(own, table, 'organization_id <> $1', [mine.organization.id])).toBe(0);
      expect(await count(own, table)).toBe(1);
    }
    for (const table of ['insats', 'requisition', 'event', 'allotment', 'outbox', 'notification']) expect(await count(own, table)).toBe(0);
  });
});

describe('what is written', () => {
  it('is never another organisation’s: it is not found to be changed or deleted, and cannot be planted', async () => {
    const write = (sql: string, values: unknown[]) => db.tx(employer(theirs), (tx) => tx.em.query<[unknown[], number]>(sql, values));
    expect((await write('update insats set name = $2 where id = $1', [mine.draft, 'kapad']))[1]).toBe(0);
    expect((await write('delete from insats where id = $1', [mine.draft]))[1]).toBe(0);
    expect((await write('update insats set organization_id = $2 where id = $1', [mine.draft, theirs.organization.id]))[1]).toBe(0);
    const planted = `insert into payee_account (organization_id, system, number) values ($1, 'bankgiro', '50501055')`;
    await expect(write(planted, [mine.organization.id])).rejects.toMatchObject({ code: '42501' });
    await expect(write('update insats set organization_id = $2 where id = $1', [theirs.draft, mine.organization.id])).rejects.toMatchObject(
      {
        code: '42501',
      },
    );
  });
});

describe('the context', () => {
  it('ends with its transaction: a thousand interleaved requests of two organisations never see the other’s rows', async () => {
    const [ours, others] = [await ids(mine), await ids(theirs)];
    const ask = async (n: number): Promise<string[]> => {
      const side = n % 2 === 0 ? mine : theirs;
      const url = [
        `/insatser?period=${side.period}`,
        `/requisitions?period=${side.period}`,
        `/offerter?period=${side.period}`,
        `/overview?period=${side.period}`,
        `/insatser/${side.insats}`,
        '/members',
      ][n % 6]!;
      const { status, body } = await cases.send(side.session, 'GET', url);
      expect([url, status]).toEqual([url, 200]);
      const seen = JSON.stringify(body);
      return (n % 2 === 0 ? others : ours).filter((id) => seen.includes(id)).map((id) => `${url}: ${id}`);
    };
    const leaks: string[] = [];
    for (let n = 0; n < 1000; n += 100) leaks.push(...(await Promise.all(Array.from({ length: 100 }, (_x, i) => ask(n + i)))).flat());
    expect(leaks).toEqual([]);
    const left = await Promise.all(
      Array.from({ length: 16 }, () => app.get(DataSource).query(`select app_scope() as scope, app_org() as org, app_person() as person`)),
    );
    expect(new Set(left.flat().map((row) => JSON.stringify(row)))).toEqual(new Set(['{"scope":"","org":null,"person":null}']));
  });

  /** Every id of the organisation that an answer could carry. */
  async function ids({ organization, person }: Side): Promise<string[]> {
    const rows = await list<{ id: string }>(
      'select id from insats where organization_id = $1 union select id from requisition where organization_id = $1 union select id from offert where organization_id = $1',
      [organization.id],
    );
    expect(rows.length).toBeGreaterThan(4);
    return [...rows.map(({ id }) => id), person.id];
  }
});

describe('the start', () => {
  it('is refused to a role that could step around the wall, whatever the address of the database says', async () => {
    for (const options of ['-c role=none', `-c session_authorization=minasidor_owner`]) {
      const url = new URL(await testDatabaseUrl());
      url.searchParams.set('options', options);
      await expect(testApp({ DATABASE_URL: url.href })).rejects.toThrow('Databasrollen är fel');
    }
  });

  it('is refused when the role owns a table, and goes well again when it does not', async () => {
    await world.sql.query(`create table stray (id int); alter table stray owner to ${APP_ROLE}`);
    await expect(testApp()).rejects.toThrow('Databasrollen är fel');
    await world.sql.query('drop table stray');
    await (await testApp()).close();
  });
});
