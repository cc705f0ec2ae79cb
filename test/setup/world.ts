import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { GrantableRole } from '../../src/kernel/access.js';
import { testDatabaseUrl } from './database.js';
import { unused } from './unused.js';

/** The rights of a member beyond being one; a role in a department names it after an @. */
export type MemberRole = GrantableRole | `${GrantableRole}@${string}`;
export type StaffRole = 'handlaggare' | 'beslutsfattare' | 'ekonom';

export interface TestPerson {
  id: string;
  name: string;
}
export interface TestOrganization {
  id: string;
  name: string;
  orgNumber: string;
}
/** What a browser that is logged in sends; merge with `command()` for writes. */
export interface Session {
  cookie: string;
  'x-csrf-token': string;
  'sec-fetch-site': string;
}

/**
 * Makes persons, organisations and sessions by SQL as the owner of the tables, fast and without touching anybody else's:
 * each test makes its own organisation, so files can run side by side on one database.
 */
export class World {
  /** The statements that were asked for before: a connection carries out one at a time. */
  private earlier: Promise<unknown> = Promise.resolve();

  private constructor(readonly sql: Client) {}

  /** On this worker's database, or on the one named. */
  static async open(url?: string): Promise<World> {
    const sql = new Client({ connectionString: url ?? (await testDatabaseUrl()) });
    await sql.connect();
    const world = new World(sql);
    // What earlier files of this database left unsent would stand before this file's mails in a worker's way. Two that open it at the
    // same moment leave each other's rows alone.
    const unsent = `select id from outbox where status = 'pending' order by id for update skip locked`;
    if (!url) await world.as(`update outbox set next_attempt_at = now() + interval '1 day' where id in (${unsent})`, []);
    return world;
  }

  close(): Promise<void> {
    return this.sql.end();
  }

  /** The first column of the first row. */
  one<T>(query: string, values: unknown[] = []): Promise<T> {
    return this.inTurn(() => this.first<T>(query, values));
  }

  async person(name = 'Anni Widdersjö'): Promise<TestPerson> {
    const [given, ...rest] = name.split(' ');
    const insert = 'insert into person (given_name, surname, display_name) values ($1, $2, $3) returning id';
    return { id: await this.one<string>(insert, [given, rest.join(' '), name]), name };
  }

  /** A kommun of its own with a valid organisation number, unless told otherwise. */
  async organization({
    name = `Testby ${randomBytes(3).toString('hex')}`,
    type = 'kommun',
    vatTreatment = 'compensated',
    modules = ['insatser'],
  } = {}): Promise<TestOrganization> {
    const orgNumber = newOrgNumber();
    const insert = 'insert into organization (org_number, name, type, vat_treatment) values ($1, $2, $3, $4) returning id';
    const id = await this.as<string>(insert, [orgNumber, name, type, vatTreatment]);
    for (const module of modules) await this.as('insert into organization_module (organization_id, module) values ($1, $2)', [id, module]);
    return { id, name, orgNumber };
  }

  /** Makes the person a member; gives the membership's id. */
  async member(person: TestPerson, organization: TestOrganization, ...roles: MemberRole[]): Promise<string> {
    const email = `${person.id.slice(-12)}@testby.se`;
    const membership = await this.as<string>(
      `insert into membership (person_id, organization_id, title, email, phone) values ($1, $2, 'HR-chef', $3, '08-121 21 21') returning id`,
      [person.id, organization.id, email],
    );
    for (const right of roles) {
      const [role, department = null] = right.split('@');
      await this.as('insert into role_grant (membership_id, organization_id, role, department_id) values ($1, $2, $3, $4)', [
        membership,
        organization.id,
        role,
        department,
      ]);
    }
    return membership;
  }

  /** Makes the person staff of the fund; `limitOre` null decides without limit. */
  async staff(person: TestPerson, role: StaffRole = 'handlaggare', limitOre: number | null = null): Promise<void> {
    await this.as('insert into staff_grant (person_id, role, decision_limit_ore) values ($1, $2, $3)', [person.id, role, limitOre]);
  }

  /** A session as log-in makes it: for an organisation, as `'staff'`, `'private'`, or (null) before anything is chosen. */
  async login(person: TestPerson, context: TestOrganization | 'staff' | 'private' | null): Promise<Session> {
    const [id, csrf] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
    const kind = context === null ? 'none' : typeof context === 'string' ? context : 'employer';
    await this.as(
      `insert into session (id_hash, person_id, context, organization_id, provider, csrf_token, authenticated_at, expires_at)
       values ($1, $2, $3, $4, 'bankid', $5, now(), now() + interval '8 hours')`,
      [createHash('sha256').update(id).digest(), person.id, kind, typeof context === 'object' ? (context?.id ?? null) : null, csrf],
    );
    return { cookie: `__Host-ms=${id}`, 'x-csrf-token': csrf, 'sec-fetch-site': 'same-origin' };
  }

  /** A new organisation with one member who is logged in for it. */
  async employer(...roles: MemberRole[]): Promise<{ person: TestPerson; organization: TestOrganization; session: Session }> {
    const [person, organization] = [await this.person(), await this.organization()];
    await this.member(person, organization, ...roles);
    return { person, organization, session: await this.login(person, organization) };
  }

  /** A new caseworker of the fund who is logged in. */
  async caseworker(role: StaffRole = 'handlaggare', limitOre: number | null = null): Promise<{ person: TestPerson; session: Session }> {
    const person = await this.person('Hanna Handläggare');
    await this.staff(person, role, limitOre);
    return { person, session: await this.login(person, 'staff') };
  }

  /** Runs one statement as jobs do, so that forced row-level security lets it write; the first column of the first row. */
  as<T>(query: string, values: unknown[]): Promise<T> {
    return this.inTurn(async () => {
      await this.sql.query("select set_config('app.scope', 'system', false)");
      return this.first<T>(query, values);
    });
  }

  private async first<T>(query: string, values: unknown[]): Promise<T> {
    const { rows } = await this.sql.query<Record<string, T>>(query, values);
    return Object.values(rows[0] ?? {})[0] as T;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.earlier.then(work, work);
    this.earlier = mine;
    return mine;
  }
}

/** The headers of one command: a session's and a key of its own. */
export const command = (session: Session, key: string = randomBytes(12).toString('hex')) => ({ ...session, 'idempotency-key': key });

const newSerial = unused(7_800_000);

/** A valid organisation number that nobody has; those that start with 2120 are real. */
export function newOrgNumber(): string {
  const nine = `21${2_100_000 + newSerial()}`;
  const sum = [...nine].reduce((total, digit, at) => total + digitSum(Number(digit) * (at % 2 === 0 ? 2 : 1)), 0);
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

const digitSum = (n: number): number => (n > 9 ? n - 9 : n);
