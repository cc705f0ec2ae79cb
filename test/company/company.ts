import type { AddedPerson, CompanyPerson, NewPerson } from '../../src/company/people.dto.js';
import type { UserPage } from '../../src/memberships/users.dto.js';
import type { Application } from '../setup/application.js';
import type { Answer } from '../setup/cases.js';
import { newPersonalNumber } from '../setup/identities.js';
import type { MemberRole, Session, TestOrganization, TestPerson } from '../setup/world.js';

type Refused = { code?: string; errors?: { path: string; code: string }[] };

/** Somebody of a company: the person, the membership's id and a session. */
export interface Employee {
  person: TestPerson;
  id: string;
  session: Session;
}

/** Building companies over HTTP, as their pages use them. */
export class CompanyDesk {
  constructor(private readonly on: Application) {}

  /** A new company with a Företagsadministratör. */
  async company(): Promise<{ company: TestOrganization; admin: Employee }> {
    const company = await this.on.world.organization({ type: 'byggforetag', modules: ['larlingar'] });
    return { company, admin: await this.employee(company, 'Berit Byggadmin', 'foretagsadministrator') };
  }

  async employee(company: TestOrganization, name: string, ...roles: MemberRole[]): Promise<Employee> {
    const person = await this.on.world.person(name);
    const id = await this.on.world.member(person, company, ...roles);
    return { person, id, session: await this.on.world.login(person, company) };
  }

  /** What is written of somebody new. */
  form(over: Partial<NewPerson> = {}): NewPerson {
    return {
      personalNumber: newPersonalNumber(),
      name: 'Yngve Yrkesutbildning',
      email: `yngve-${newPersonalNumber()}@testby.se`,
      mobile: '070-174 06 05',
      title: 'Personalchef',
      roleDescription: 'Leder stomlaget i Åkersberga.',
      roles: ['yrkesutbildningsansvarig'],
      ...over,
    };
  }

  add(session: Session, form: NewPerson, headers: Record<string, string> = {}): Promise<Answer<AddedPerson & Refused>> {
    return this.on.cases.send(session, 'POST', '/company/people', form, headers);
  }

  person(session: Session, id: string): Promise<Answer<CompanyPerson & Refused>> {
    return this.on.cases.send(session, 'GET', `/company/people/${id}`);
  }

  reveal(
    session: Session,
    id: string,
    reason = 'Kontrollerar yrkesbeviset mot registret.',
    headers: Record<string, string> = {},
  ): Promise<Answer<{ personalNumber: string } & Refused>> {
    return this.on.cases.send(session, 'POST', `/company/people/${id}/personal-number`, { reason }, headers);
  }

  async users(session: Session, query = ''): Promise<UserPage['rows']> {
    return (await this.on.cases.send<UserPage>(session, 'GET', `/users${query}`)).body.rows;
  }

  /** Lets somebody be a Handledare. */
  async qualify(person: TestPerson): Promise<void> {
    await this.on.world.as(
      `insert into supervisor_qualification (person_id, kind, occupation, certificate_no, verified_by) values ($1, 'yrkesbevis', 'Murare', '1', $1)`,
      [person.id],
    );
  }
}
