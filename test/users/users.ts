import type { UserPage, UserView } from '../../src/memberships/users.dto.js';
import type { Application } from '../setup/application.js';
import type { Answer } from '../setup/cases.js';
import type { MemberRole, Session, TestOrganization, TestPerson } from '../setup/world.js';

/** Somebody of an organisation: the person, the membership's id and a session. */
export interface Insider {
  person: TestPerson;
  id: string;
  session: Session;
}
type Wish = { role: string; departmentId?: string | null; validFrom: string | null; validThrough: string | null };

/** A permission from now on, without an end, unless told otherwise. */
export const wish = (role: MemberRole, validFrom: string | null = null, validThrough: string | null = null): Wish => ({
  role,
  validFrom,
  validThrough,
});

/** "Administrera användare" over HTTP, as its page uses it. */
export class UserDesk {
  constructor(private readonly on: Application) {}

  /** A new organisation with an administrator. */
  async office(): Promise<{ organization: TestOrganization; admin: Insider }> {
    const organization = await this.on.world.organization();
    return { organization, admin: await this.join(organization, 'Anni Widdersjö', 'administrera_anvandare') };
  }

  /** A member of the organisation, logged in for it. */
  async join(organization: TestOrganization, name: string, ...roles: MemberRole[]): Promise<Insider> {
    const person = await this.on.world.person(name);
    const id = await this.on.world.member(person, organization, ...roles);
    return { person, id, session: await this.on.world.login(person, organization) };
  }

  list(who: Insider, query = ''): Promise<Answer<UserPage & { code?: string }>> {
    return this.on.cases.send(who.session, 'GET', `/users${query}`);
  }

  async names(who: Insider, query = ''): Promise<string[]> {
    return (await this.list(who, query)).body.rows.map(({ name }) => name);
  }

  async view(who: Insider, id: string): Promise<UserView> {
    return (await this.on.cases.send<UserView>(who.session, 'GET', `/users/${id}`)).body;
  }

  /** One change of a user, from the version that stands there now unless told otherwise. */
  async change(
    who: Insider,
    method: 'POST' | 'PUT' | 'DELETE',
    id: string,
    what: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<UserView & { code?: string; errors?: { path: string; code: string }[] }>> {
    const version = await this.on.world.as<number>('select version from membership where id = $1', [id]);
    const whole = what === '/end' ? { leaveWork: false, ...(body as object) } : body;
    return this.on.cases.send(who.session, method, `/users/${id}${what}`, whole, { 'if-match': `"${version}"`, ...headers });
  }

  permit(who: Insider, id: string, ...permissions: Wish[]): ReturnType<UserDesk['change']> {
    return this.change(who, 'PUT', id, '/permissions', { permissions });
  }

  /** What a session may do right now. */
  async rights(session: Session): Promise<string[]> {
    const { body } = await this.on.cases.send<{ context: { permissions: string[] } }>(session, 'GET', '/session');
    return body.context.permissions;
  }

  /** Mails to somebody, oldest first: template and payload. */
  async mails(to: Insider): Promise<{ template: string; payload: Record<string, unknown> }[]> {
    await this.on.world.as('select 1', []);
    const { rows } = await this.on.world.sql.query<{ template: string; payload: Record<string, unknown> }>(
      'select template, payload from outbox where recipient = $1 order by id',
      [await this.address(to)],
    );
    return rows;
  }

  address({ id }: Insider): Promise<string> {
    return this.on.world.as('select email from membership where id = $1', [id]);
  }

  /** The audit trail of something, oldest first. */
  async events(id: string): Promise<{ verb: string; facts: Record<string, unknown> }[]> {
    await this.on.world.as('select 1', []);
    const { rows } = await this.on.world.sql.query<{ verb: string; facts: Record<string, unknown> }>(
      'select verb, facts from event where subject_id = $1 order by seq',
      [id],
    );
    return rows;
  }
}
