import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { MovePreview } from '../../src/workplaces/move.dto.js';
import type { Cases } from './cases.js';
import { workplaceForm } from './company.js';
import type { Subject } from './stage.js';
import type { Session, TestOrganization, TestPerson, World } from './world.js';

/** What the stage's employer is as a building company: one department and two workplaces, one of them kept still for a move that is previewed. */
export class StageCompany {
  private constructor(
    private readonly world: World,
    private readonly organization: TestOrganization,
    private readonly department: string,
    private readonly workplace: string,
    private readonly move: { workplaceIds: string[]; departmentIds: string[]; preview: string },
  ) {}

  static async build(
    world: World,
    cases: Cases,
    { person, organization, session }: { person: TestPerson; organization: TestOrganization; session: Session },
  ): Promise<StageCompany> {
    await world.as(`insert into organization_module (organization_id, module) values ($1, 'larlingar')`, [organization.id]);
    await world.as(`update organization set departments_enabled = true where id = $1`, [organization.id]);
    await world.as(
      `insert into role_grant (membership_id, organization_id, role) select id, organization_id, 'foretagsadministrator' from membership where person_id = $1`,
      [person.id],
    );
    const [department, workplace, still] = [await lay(world, organization, 'department'), ...(await two(world, organization))];
    const wanted = { workplaceIds: [still], departmentIds: [department] };
    const { body } = await cases.send<MovePreview>(session, 'POST', '/workplace-moves/preview', wanted);
    return new StageCompany(world, organization, department, workplace, { ...wanted, preview: body.preview });
  }

  /** Values that exist, for fields that name something. */
  get hints(): Record<string, fc.Arbitrary<unknown>> {
    return {
      department: fc.constant(this.department),
      departmentIds: fc.constantFrom([], [this.department]),
      workplaceIds: fc.constant([this.workplace]),
      preview: fc.constant('a'.repeat(64)),
      postalCode: fc.constantFrom('116 45', '11645', null),
    };
  }

  /** A complete body of a route that has one. */
  complete(route: string): unknown {
    const form = () => workplaceForm({ name: randomUUID(), departmentIds: [this.department] });
    const bodies: Record<string, () => unknown> = {
      'POST /api/v1/workplaces': form,
      'PUT /api/v1/workplaces/{id}': form,
      'POST /api/v1/workplace-moves/preview': () => ({ workplaceIds: [this.workplace], departmentIds: [this.department] }),
      'POST /api/v1/workplace-moves': () => this.move,
      'POST /api/v1/departments/{id}/closing': () => ({ people: 0, workplaces: 0 }),
      'PUT /api/v1/admin/companies/{id}/departments': () => ({ enabled: true }),
    };
    return bodies[route]?.();
  }

  /** Makes what a path of these is asked about, closed when the route opens it again; null for other paths. */
  maker(path: string, method: string): (() => Promise<Subject>) | null {
    if (path.startsWith('admin/companies/')) return () => this.another();
    const table = (['department', 'workplace'] as const).find((one) => path.startsWith(`${one}s/`));
    return table ? async () => ({ id: await lay(this.world, this.organization, table, method !== 'DELETE'), version: 1 }) : null;
  }

  private async another(): Promise<Subject> {
    return { id: (await this.world.organization({ modules: ['larlingar'] })).id, version: 1 };
  }
}

const lay = (world: World, { id }: TestOrganization, table: 'department' | 'workplace', open = true): Promise<string> =>
  world.as<string>(`insert into ${table} (organization_id, name, active) values ($1, $2, $3) returning id`, [id, randomUUID(), open]);

const two = async (world: World, organization: TestOrganization): Promise<[string, string]> => [
  await lay(world, organization, 'workplace'),
  await lay(world, organization, 'workplace'),
];
