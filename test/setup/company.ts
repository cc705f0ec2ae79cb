import type { MovePreview } from '../../src/workplaces/move.dto.js';
import type { DepartmentView } from '../../src/workplaces/department.dto.js';
import type { WorkplaceForm, WorkplaceView } from '../../src/workplaces/workplace.dto.js';
import type { Answer, Cases } from './cases.js';
import type { Session, TestOrganization, TestPerson, World } from './world.js';

/** A building company around a test: its people, departments and workplaces. */
export class Company {
  private constructor(
    private readonly world: World,
    private readonly cases: Cases,
    readonly organization: TestOrganization,
    readonly administrator: Session,
  ) {}

  /** A new one with a Företagsadministratör who is logged in, and departments unless told otherwise. */
  static async found(world: World, cases: Cases, departments = true): Promise<Company> {
    const organization = await world.organization({ type: 'byggforetag', modules: ['larlingar'] });
    if (departments) await world.as('update organization set departments_enabled = true where id = $1', [organization.id]);
    const { session } = await companyMember(world, organization, 'foretagsadministrator');
    return new Company(world, cases, organization, session);
  }

  /** An Avdelningsadministratör of some departments who is logged in. */
  async departmental(...departments: string[]): Promise<Session> {
    const { session } = await companyMember(this.world, this.organization, 'avdelningsadministrator', ...departments);
    return session;
  }

  /** The workplace that the company got by itself. */
  headOffice(): Promise<string> {
    return this.world.as<string>('select id from workplace where organization_id = $1 and is_default', [this.organization.id]);
  }

  /** A department by its name; gives its id. */
  async department(name: string): Promise<string> {
    return (await this.right(this.cases.send<DepartmentView>(this.administrator, 'POST', '/departments', { name }), 201)).id;
  }

  /** A workplace in some departments; gives its id. */
  async workplace(name: string, ...departmentIds: string[]): Promise<string> {
    const form = workplaceForm({ name, departmentIds });
    return (await this.right(this.cases.send<WorkplaceView>(this.administrator, 'POST', '/workplaces', form), 201)).id;
  }

  preview(session: Session, workplaceIds: string[], departmentIds: string[]): Promise<Answer<MovePreview>> {
    return this.cases.send<MovePreview>(session, 'POST', '/workplace-moves/preview', { workplaceIds, departmentIds });
  }

  /** The departments of a workplace, as they are stored. */
  departmentsOf(workplace: string): Promise<string[]> {
    return this.world.as<string[]>(
      'select coalesce(array_agg(department_id order by department_id), $2) from workplace_department where workplace_id = $1',
      [workplace, []],
    );
  }

  private async right<T>(asked: Promise<Answer<T>>, wanted: number): Promise<T> {
    const { status, body } = await asked;
    if (status !== wanted) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }
}

/** Somebody with a company role, in some departments or the whole company, who is logged in. */
export async function companyMember(
  world: World,
  organization: TestOrganization,
  role: string,
  ...departments: string[]
): Promise<{ person: TestPerson; session: Session }> {
  const person = await world.person('Berit Bygg');
  const membership = await world.member(person, organization);
  for (const department of departments.length ? departments : [null])
    await world.as('insert into role_grant (membership_id, organization_id, role, department_id) values ($1, $2, $3, $4)', [
      membership,
      organization.id,
      role,
      department,
    ]);
  return { person, session: await world.login(person, organization) };
}

/** Everything a workplace has. */
export const workplaceForm = (over: Partial<WorkplaceForm> = {}): WorkplaceForm => ({
  name: 'Slussen, etapp 2',
  street: 'Katarinavägen 1',
  postalCode: '116 45',
  city: 'Stockholm',
  municipality: 'Stockholm',
  departmentIds: [],
  ...over,
});
