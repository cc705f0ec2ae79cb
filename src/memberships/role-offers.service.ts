import { Injectable } from '@nestjs/common';
import { type Actor, grantableRoles, roleLabels } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { LAST_DAYS } from './access.queries.js';
import { covers, lastDayToGive, type Mandate, mandateOf, placeFault, type Rights } from './role.policy.js';
import type { DepartmentChoice, RoleOffers as Offers } from './role-offer.dto.js';

/** The organisation's active departments in Swedish order; none where they are not activated. $1 the organisation. */
const DEPARTMENTS = `select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name) order by d.name collate "sv-x-icu", d.id), '[]')
  from department d join organization o on o.id = d.organization_id and o.departments_enabled where d.organization_id = $1 and d.active`;

interface Own extends Pick<Rights, 'lastDays'> {
  departments: Pick<DepartmentChoice, 'id' | 'name'>[];
}

/** The departments, and what the one who asks holds only for a time. $1 the organisation, $2 the person. */
const OWN = `json_build_object('departments', (${DEPARTMENTS}), 'lastDays', coalesce((select ${LAST_DAYS('now()')} from membership m
  where m.organization_id = $1 and m.person_id = $2 and m.status = 'active'), '{}'))`;

/** What somebody may give, as the pages offer it. */
@Injectable()
export class RoleOffers {
  constructor(private readonly db: Db) {}

  /** The roles that the one who asks may give now, each with the places it may be given in, and for how long. */
  async of(actor: Actor): Promise<Offers> {
    const mandate = mandateOf(actor);
    const { departments, lastDays } = await this.db.read<Own>(actor, 'role-offers', OWN, [actor.organizationId, actor.personId]);
    const last = (role: (typeof grantableRoles)[number], departmentId: string | null) =>
      lastDayToGive({ ...actor, lastDays }, { role, departmentId });
    const fits = (departmentId: string | null) => (role: (typeof grantableRoles)[number]) =>
      covers(mandate, { role, departmentId }) && placeFault({ role, departmentId }, departmentId ? [departmentId] : []) === null;
    const roles = grantableRoles.map((role) => ({
      role,
      label: roleLabels[role],
      wholeOrganization: fits(null)(role),
      lastDay: fits(null)(role) ? last(role, null) : null,
      departments: departments.filter(({ id }) => fits(id)(role)).map((one) => ({ ...one, lastDay: last(role, one.id) })),
    }));
    return { roles: roles.filter((one) => one.wholeOrganization || one.departments.length > 0), reach: reachOf(mandate) };
  }

  /** The active departments, which stay as they are until the transaction ends. */
  async departmentsIn(tx: Tx, organizationId: string, asked: readonly (string | null)[]): Promise<Own['departments']> {
    await tx.em.query('select from department where id = any($1) order by id for share', [asked.filter(Boolean)]);
    return readIn(tx, DEPARTMENTS, [organizationId]);
  }
}

function reachOf({ everybody, departments, supervisors }: Mandate): Offers['reach'] {
  if (everybody) return 'everybody';
  if (departments.length) return supervisors ? 'departments-and-supervisors' : 'departments';
  return 'supervisors';
}
