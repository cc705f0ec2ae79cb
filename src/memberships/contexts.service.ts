import { Injectable } from '@nestjs/common';
import { type Entrance, type SessionContext, Sessions, type SessionSecrets } from '../auth/index.js';
import { type Actor, type DbScope, roleLabels, type StaffRole } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { kernelProblem } from '../kernel/problem.js';
import { type OrganizationType, organizationTypes, orgNumberText } from '../organizations/index.js';
import { MY_ORGANIZATIONS, STAFF_GRANTS } from './access.queries.js';
import type { Access } from './access.reader.js';
import { contextProblem, privateRefusal } from './context.problems.js';
import type { MyOrganizations, OrganizationView, RoleView } from './session.dto.js';

interface Choices {
  organizations: { id: string; name: string; type: OrganizationType; orgNumber: string; title: string }[];
  staff: { role: StaffRole }[];
}

const CHOICES = `json_build_object('organizations', (${MY_ORGANIZATIONS}), 'staff', ${STAFF_GRANTS('$1')})`;

/** On whose behalf a person may act, and choosing it (A10–A15). */
@Injectable()
export class Contexts {
  constructor(
    private readonly db: Db,
    private readonly sessions: Sessions,
  ) {}

  /** Everything the person may choose between, organisations in Swedish order; nothing behind the private entrance. */
  async choices({ personId, context }: Actor): Promise<MyOrganizations> {
    if (context === 'private') return { organizations: [], staff: null };
    const { organizations, staff } = await this.db.read<Choices>(own(personId), 'choices', CHOICES, [personId]);
    return {
      organizations: organizations.map((organization) => Object.assign(organizationView(organization), { title: organization.title })),
      staff: staff.length ? { roles: staff.map(({ role }) => roleView(role)) } : null,
    };
  }

  /** How many there are to choose between. */
  async count(actor: Actor): Promise<number> {
    const { organizations, staff } = await this.choices(actor);
    return organizations.length + (staff ? 1 : 0);
  }

  /** Where a log-in ends: the only choice there is, or nothing yet (A10); on the person's own page when it began at the private entrance (A3). */
  async atLogin(tx: Tx, personId: string, entrance: Entrance): Promise<{ context: SessionContext; next: string }> {
    if (entrance === 'private') return { context: { kind: 'private' }, next: '/min-sida' };
    const { organizations, staff } = await readIn<Choices>(tx, CHOICES, [personId]);
    const choices: SessionContext[] = organizations.map(({ id }) => ({ kind: 'employer', organizationId: id }));
    if (staff.length) choices.push({ kind: 'staff' });
    if (choices.length === 1) {
      await hasCome(tx, personId, choices[0]!);
      return { context: choices[0]!, next: '/' };
    }
    return { context: { kind: 'none' }, next: choices.length ? '/valj-organisation' : '/ingen-organisation' };
  }

  /**
   * Lets the session act for another organisation, or as staff, under a new id; 403 `context/not-yours`, or `context/private` for one that came
   * in by the private entrance; 401 when it has ended.
   */
  async choose({ actor, sessionId }: Access, wanted: SessionContext): Promise<SessionSecrets> {
    if (actor.context === 'private') throw privateRefusal();
    return this.db.tx(own(actor.personId), async (tx) => {
      const { organizations, staff } = await readIn<Choices>(tx, CHOICES, [actor.personId]);
      const mine =
        wanted.kind === 'employer'
          ? organizations.some(({ id }) => id === wanted.organizationId)
          : wanted.kind === 'staff' && staff.length > 0;
      if (!mine) throw contextProblem('not-yours');
      const secrets = await this.sessions.rotate(tx, sessionId, wanted);
      if (!secrets) throw kernelProblem('not-signed-in');
      await hasCome(tx, actor.personId, wanted);
      return secrets;
    });
  }
}

/** From now on the organisation sees the person's own name, not what an administrator wrote. */
async function hasCome(tx: Tx, personId: string, context: SessionContext): Promise<void> {
  if (context.kind === 'employer') await tx.em.query('select has_come($1, $2)', [personId, context.organizationId]);
}

const own = (personId: string): DbScope => ({ kind: 'person', personId });

/** A role with its Swedish name. */
export const roleView = (role: keyof typeof roleLabels): RoleView => ({ code: role, label: roleLabels[role] });

/** An organisation as every answer shows it. */
export function organizationView(o: { id: string; name: string; type: OrganizationType; orgNumber: string }): OrganizationView {
  return { id: o.id, name: o.name, type: o.type, typeLabel: organizationTypes[o.type], orgNumber: orgNumberText(o.orgNumber) };
}
