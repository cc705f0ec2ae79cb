import { randomBytes, randomInt } from 'node:crypto';
import { sealContact } from '../../src/auth/index.js';
import { testEnv } from './env.js';
import { newOrgNumber, type Session, type TestPerson, type World } from './world.js';

/** The parties of a region: employers and employees. */
export type PartyRole = 'part_ag' | 'part_at';

export interface Applicant {
  person: TestPerson;
  session: Session;
  email: string;
}

/** The training board around a test: a region of its own, its staff, companies in the register, and persons who can be reached. */
export class Board {
  constructor(private readonly world: World) {}

  /** A new region; gives its code. */
  async region(): Promise<string> {
    const code = `test_${[...randomBytes(8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`;
    await this.world.as('insert into region (code, name, email, phone) values ($1, $2, $3, $4)', [
      code,
      `BYN ${code}`,
      `${code.replace('_', '-')}@byn.example.se`,
      '08-121 21 21',
    ]);
    return code;
  }

  /** Somebody who handles a region's applications, or (no region) somebody of the board's office. */
  async staff(region: string | null, person?: TestPerson): Promise<{ person: TestPerson; session: Session }> {
    const who = person ?? (await this.world.person('Rut Region'));
    await this.world.as('insert into staff_grant (person_id, role, region_code) values ($1, $2, $3)', [
      who.id,
      region ? 'regionhandlaggare' : 'kansli',
      region,
    ]);
    return { person: who, session: await this.world.login(who, 'staff') };
  }

  /** Somebody appointed by one of the region's parties; `valid` is since when and until when, of now unless told. */
  async party(region: string, role: PartyRole, person?: TestPerson, valid: readonly [string, string | null] = ['now', null]) {
    const who = person ?? (await this.world.person('Per Part'));
    const appoint = 'insert into staff_grant (person_id, role, region_code, valid_from, valid_to) values ($1, $2, $3, $4, $5)';
    await this.world.as(appoint, [who.id, role, region, ...valid]);
    return { person: who, session: await this.world.login(who, 'staff') };
  }

  /** A person without a company, with verified mobile and e-mail unless told otherwise. */
  async applicant({ verified = true, name = 'Sam Sökande' } = {}): Promise<Applicant> {
    const person = await this.world.person(name);
    const email = `sam-${randomBytes(5).toString('hex')}@testby.se`;
    if (verified) await this.reach(person, email);
    return { person, session: await this.world.login(person, null), email };
  }

  /** Lays a verified e-mail and mobile in the place of those that were; gives the mobile. */
  async reach(person: TestPerson, email: string): Promise<string> {
    const mobile = `+4670${randomInt(1_000_000, 9_999_999)}`;
    await this.world.as(`update contact_point set status = 'ersatt', replaced_at = now() where person_id = $1`, [person.id]);
    for (const [kind, value] of [['email', email] as const, ['mobile', mobile] as const]) {
      const { valueEnc, keyId, lookup } = sealContact(await testEnv(), person.id, kind, value);
      await this.world.as(
        `insert into contact_point (person_id, kind, value_enc, key_id, lookup, status, verified_at) values ($1, $2, $3, $4, $5, 'verifierad', now())`,
        [person.id, kind, valueEnc, keyId, lookup],
      );
    }
    return mobile;
  }

  /** A company in the register that nobody is connected to yet. */
  async registered({ name = 'Exempelbygg AB', agreement = true } = {}): Promise<string> {
    const orgNumber = newOrgNumber();
    const importer = await this.world.person('Kim Kansli');
    await this.world.as(`insert into company_register (org_number, name, has_collective_agreement, imported_by) values ($1, $2, $3, $4)`, [
      orgNumber,
      name,
      agreement,
      importer.id,
    ]);
    return orgNumber;
  }

  /** An application in some status, laid by hand; gives its id. */
  laid(person: TestPerson, region: string, orgNumber: string, status = 'ansokt'): Promise<string> {
    return this.world.as<string>(
      `insert into connection_request (number, sort_no, person_id, region_code, org_number, email, mobile, wanted_roles, status, asked_at, created_at)
       values ($1, $2, $3, $4, $5, 'sam@testby.se', '+46701740605', '{foretagsadministrator}', $6, now(), now()) returning id`,
      [`7-${randomInt(10_000_000, 99_999_999)}`, randomInt(1, 1_000_000), person.id, region, orgNumber, status],
    );
  }

  /** What a person applies with. */
  readonly application = (regionCode: string, orgNumber: string, wantedRoles: string[] = ['foretagsadministrator']) => ({
    regionCode,
    orgNumber,
    wantedRoles,
    message: '',
  });
}

/** What the region rejects with. */
export const rejection = (over: Record<string, unknown> = {}) => ({
  reason: 'Företaget har inte bekräftat anställningen.',
  notifiedVia: 'email',
  ...over,
});

/** What the region connects with, as one person who runs the company. */
export const connection = (over: Record<string, unknown> = {}) => ({
  roles: ['foretagsadministrator'],
  title: 'Platschef',
  agreementChecked: false,
  notifiedVia: 'email',
  ...over,
});
