import type { CompanyRole, GrantableRole, Module, Role } from '../../src/kernel/access.js';
import { Board, type PartyRole } from './board.js';
import { companyMember } from './company.js';
import type { Stage } from './stage.js';
import type { Session, StaffRole, World } from './world.js';

/** Somebody who knocks: with what session, and which roles count right now. */
export interface Caller {
  login: () => Promise<Session | null>;
  roles: readonly Role[];
  /** The code of the 403 when the right is missing. */
  refusal: string;
  /** Handles another region's applications. */
  abroad?: boolean;
  /** An active member of the organisation whose cases are asked for. */
  atHome?: boolean;
  /** What the organisation that is acted for uses the portal to; every module unless told. */
  modules?: readonly Module[];
}

/** Every right of an employer's side. */
export const all: readonly GrantableRole[] = ['administrera_anvandare', 'ser_samtliga_ansokningar', 'attestant'];

/** Callers that no longer have a session. */
export const isStranger = ({ refusal }: Caller): boolean => refusal === '';

/** Everybody who may knock at a door, around one stage. */
export class Callers {
  constructor(
    private readonly world: World,
    private readonly stage: Stage,
  ) {}

  async member(roles: readonly GrantableRole[], { atHome = true, end = '' } = {}): Promise<Caller> {
    const [person, organization] = [
      await this.world.person('Karin Kollega'),
      atHome ? this.stage.employer.organization : await this.world.organization(),
    ];
    const membership = await this.world.member(person, organization, ...roles);
    if (end) await this.world.as(end, [membership]);
    const refusal = end ? 'context/ended' : 'portal/forbidden';
    return {
      login: () => this.world.login(person, organization),
      roles: end ? [] : ['medlem', ...roles],
      refusal,
      atHome: atHome && !end,
      ...(atHome ? {} : { modules: ['insatser'] }),
    };
  }

  /** The administrator of a building company that is not the stage's. */
  async inAnotherCompany(): Promise<Caller> {
    const company = await this.world.organization({ modules: ['larlingar'] });
    await this.world.as('update organization set departments_enabled = true where id = $1', [company.id]);
    const { person } = await companyMember(this.world, company, 'foretagsadministrator');
    const roles = ['medlem', 'foretagsadministrator'] as const;
    return { login: () => this.world.login(person, company), roles, refusal: 'portal/forbidden', modules: ['larlingar'] };
  }

  /** Somebody with a company role at the stage's company; an Avdelningsadministratör has a department of his or her own there. */
  async inCompany(role: CompanyRole, ...more: readonly GrantableRole[]): Promise<Caller> {
    const { organization } = this.stage.employer;
    const department = `insert into department (organization_id, name) values ($1, uuidv7()::text) returning id`;
    const scope = role === 'avdelningsadministrator' ? [await this.world.as<string>(department, [organization.id])] : [];
    const { person } = await companyMember(this.world, organization, role, ...scope);
    for (const other of more)
      await this.world.as(
        'insert into role_grant (membership_id, organization_id, role) select id, organization_id, $2 from membership where person_id = $1',
        [person.id, other],
      );
    return {
      login: () => this.world.login(person, organization),
      roles: ['medlem', role, ...more],
      refusal: 'portal/forbidden',
      atHome: true,
    };
  }

  async staff(role: StaffRole, end = ''): Promise<Caller> {
    const person = await this.world.person('Sven Handläggare');
    await this.world.staff(person, role);
    if (end) await this.world.as(end, [person.id]);
    return {
      login: () => this.world.login(person, 'staff'),
      roles: end ? [] : [role],
      refusal: end ? 'context/ended' : 'portal/forbidden',
    };
  }

  async board(region: string | null, abroad = false): Promise<Caller> {
    const { person } = await new Board(this.world).staff(region);
    return {
      login: () => this.world.login(person, 'staff'),
      roles: [region ? 'regionhandlaggare' : 'kansli'],
      refusal: 'portal/forbidden',
      abroad,
    };
  }

  /** One of the two parties of the stage's region. */
  async party(role: PartyRole): Promise<Caller> {
    const { person } = await new Board(this.world).party(this.stage.region, role);
    return { login: () => this.world.login(person, 'staff'), roles: [role], refusal: 'portal/forbidden' };
  }

  regional(): Promise<Caller> {
    return this.board(this.stage.region);
  }

  async abroad(): Promise<Caller> {
    return this.board(await new Board(this.world).region(), true);
  }

  async nobody(): Promise<Caller> {
    return { login: async () => null, roles: [], refusal: '' };
  }

  async undecided(): Promise<Caller> {
    const person = await this.world.person('Fatima Flera');
    await this.world.member(person, this.stage.employer.organization, 'ser_samtliga_ansokningar');
    return { login: () => this.world.login(person, null), roles: [], refusal: 'context/missing', atHome: true };
  }

  /** Somebody with every right there is, who came in by the private entrance: there they count for nothing. */
  async privately(): Promise<Caller> {
    const person = await this.world.person('Petra Privat');
    await this.world.member(person, this.stage.employer.organization, ...all);
    await this.world.staff(person, 'beslutsfattare');
    return { login: () => this.world.login(person, 'private'), roles: ['privatperson'], refusal: 'context/private', atHome: true };
  }

  /** Whose session ends by itself: blocked, logged out, too old. They count as nobody. */
  async gone(sql: string): Promise<Caller> {
    const person = await this.world.person('Berit Borta');
    await this.world.member(person, this.stage.employer.organization, 'ser_samtliga_ansokningar');
    const login = async () => {
      const session = await this.world.login(person, this.stage.employer.organization);
      await this.world.as(sql, [person.id]);
      return session;
    };
    return { login, roles: [], refusal: '' };
  }
}

/** Each by what he or she is, made when called for. */
export const everyone: Readonly<Record<string, (from: Callers) => Promise<Caller>>> = {
  'somebody who is not logged in': (from) => from.nobody(),
  'somebody who has not chosen an organisation': (from) => from.undecided(),
  'somebody with every right who came in by the private entrance': (from) => from.privately(),
  'a member': (from) => from.member([]),
  'a member who administers users': (from) => from.member(['administrera_anvandare']),
  'a member who sees all applications': (from) => from.member(['ser_samtliga_ansokningar']),
  'an attestant': (from) => from.member(['attestant']),
  'a member with every role': (from) => from.member(all),
  'a member of another organisation with every role': (from) => from.member(all, { atHome: false }),
  'a company’s Företagsadministratör': (from) => from.inCompany('foretagsadministrator', 'administrera_anvandare'),
  'a company’s Avdelningsadministratör': (from) => from.inCompany('avdelningsadministrator'),
  'a company’s Beställningsgodkännare': (from) => from.inCompany('bestallningsgodkannare'),
  'a company’s Yrkesutbildningsansvarig': (from) => from.inCompany('yrkesutbildningsansvarig'),
  'a company’s Handledare': (from) => from.inCompany('handledare'),
  'another company’s Företagsadministratör': (from) => from.inAnotherCompany(),
  'a suspended member': (from) => from.member(all, { end: `update membership set status = 'suspended' where id = $1` }),
  'a member who has left': (from) => from.member(all, { end: `update membership set status = 'ended', ended_at = now() where id = $1` }),
  'a caseworker': (from) => from.staff('handlaggare'),
  'a decision maker': (from) => from.staff('beslutsfattare'),
  'the fund’s economist': (from) => from.staff('ekonom'),
  'a region’s caseworker': (from) => from.regional(),
  'another region’s caseworker': (from) => from.abroad(),
  'the employers’ party of a region': (from) => from.party('part_ag'),
  'the employees’ party of a region': (from) => from.party('part_at'),
  'the board’s office': (from) => from.board(null),
  'a caseworker who has left': (from) => from.staff('handlaggare', 'update staff_grant set valid_to = now() where person_id = $1'),
  'a caseworker of next year': (from) =>
    from.staff('handlaggare', `update staff_grant set valid_from = now() + interval '1 year' where person_id = $1`),
  'a person who is blocked': (from) => from.gone(`update person set status = 'blocked' where id = $1`),
  'a person who has logged out': (from) => from.gone('update session set ended_at = now() where person_id = $1'),
  'a person whose session is eight hours old': (from) => from.gone('update session set expires_at = now() where person_id = $1'),
  'a person who has been away for half an hour': (from) =>
    from.gone(`update session set last_seen_at = now() - interval '31 minutes' where person_id = $1`),
};
