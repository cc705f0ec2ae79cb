import type { GrantableRole, Module } from '../../src/kernel/access.js';
import type { Application } from '../setup/application.js';
import type { MemberRole, TestOrganization } from '../setup/world.js';
import { type Insider, UserDesk } from './users.js';

/** A building company with two departments, A and B, and people in it. */
export class Company {
  private constructor(
    private readonly on: Application,
    readonly desk: UserDesk,
    readonly organization: TestOrganization,
    /** The departments' ids. */
    readonly a: string,
    readonly b: string,
    /** A Företagsadministratör who stays. */
    readonly admin: Insider,
  ) {}

  static async open(
    on: Application,
    { modules = ['larlingar'], departments = true }: { modules?: Module[]; departments?: boolean } = {},
  ): Promise<Company> {
    const organization = await on.world.organization({ modules, type: 'byggforetag', name: 'Exempelbygg AB' });
    await on.world.as('update organization set departments_enabled = $2 where id = $1', [organization.id, departments]);
    const department = (name: string) =>
      on.world.as<string>('insert into department (organization_id, name) values ($1, $2) returning id', [organization.id, name]);
    const [a, b] = [await department('Mark'), await department('Tak')];
    const desk = new UserDesk(on);
    const admin = await desk.join(organization, 'Berit Byggadmin', 'foretagsadministrator');
    return new Company(on, desk, organization, a, b, admin);
  }

  /** Somebody with these roles, qualified as Handledare unless told otherwise; `handledare@a` is a role in department A. */
  async join(roles: string, { name = 'Hasse Handledare', qualified = true } = {}): Promise<Insider> {
    const who = await this.desk.join(this.organization, name, ...this.roles(roles));
    if (qualified) await this.qualify(who.person.id);
    return who;
  }

  /** What the training board has registered of a person; through a day, or without an end. */
  async qualify(personId: string, through: string | null = null): Promise<void> {
    await this.on.world.as(
      `insert into supervisor_qualification (person_id, kind, occupation, certificate_no, valid_through, verified_by)
       values ($1, 'yrkesbevis', 'Träarbetare', 'YB-1', $2, $1)`,
      [personId, through],
    );
  }

  /** Closes a department, as its page does. */
  async close(department: string): Promise<void> {
    await this.on.world.as('update department set active = false where id = $1', [department]);
  }

  /** "handledare@a" as the role and the department's id. */
  place(text: string): { role: GrantableRole; departmentId: string | null } {
    const [role, department] = text.split('@') as [GrantableRole, 'a' | 'b' | undefined];
    return { role, departmentId: department ? this[department] : null };
  }

  /** The same as a permission without days. */
  wish(text: string) {
    return { ...this.place(text), validFrom: null, validThrough: null };
  }

  /** What a member holds right now: "handledare@a foretagsadministrator", in order. */
  async held(memberId: string): Promise<string> {
    return this.on.world.as<string>(
      `select coalesce(string_agg(role || coalesce('@' || case department_id when $2 then 'a' when $3 then 'b' end, ''), ' ' order by role, department_id nulls first), '')
       from role_grant where membership_id = $1 and (valid_to is null or valid_to > now())`,
      [memberId, this.a, this.b],
    );
  }

  private roles(text: string): MemberRole[] {
    const written = text.split(' ').filter(Boolean);
    return written.map((one) => {
      const { role, departmentId } = this.place(one);
      return departmentId ? (`${role}@${departmentId}` as const) : role;
    });
  }
}
