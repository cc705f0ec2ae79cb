import { Injectable } from '@nestjs/common';
import { readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { assertVersion } from '../kernel/precondition.js';
import { kernelProblem } from '../kernel/problem.js';
import { lock, save } from '../kernel/transitions.js';
import { Organization } from './organization.entity.js';

/** A company as the board's staff see it before somebody is connected to it. */
export interface CompanyFacts {
  /** Null while the company is only in the register. */
  organizationId: string | null;
  name: string;
  hasCollectiveAgreement: boolean;
}

const COMPANY = `select json_build_object('organizationId', o.id, 'name', coalesce(o.name, r.name),
    'hasCollectiveAgreement', coalesce(o.has_collective_agreement, r.has_collective_agreement, false))
  from (select $1::text as number) n left join organization o on o.org_number = n.number and o.status = 'active'
  left join company_register r on r.org_number = n.number where o.id is not null or r.org_number is not null`;

/** Building companies: found by their number, or made from the register that the board's office has imported (K6). */
@Injectable()
export class Companies {
  constructor(private readonly events: EventLog) {}

  /** What is known of a number; null when nobody by it is known. For the board's staff only: it tells who exists. */
  find(tx: Tx, orgNumber: string): Promise<CompanyFacts | null> {
    return readIn<CompanyFacts | null>(tx, COMPANY, [orgNumber]);
  }

  /** The company's id, made out of the register when it is new here; it gets the apprentices' module, its region and what is known of its agreement. */
  async admit(tx: Tx, orgNumber: string, company: CompanyFacts, regionCode: string): Promise<string> {
    const id = company.organizationId ?? (await this.found(tx, orgNumber, company.name));
    await tx.em.query(
      `update organization set region_code = $2, has_collective_agreement = $3, version = version + 1
       where id = $1 and (region_code, has_collective_agreement) is distinct from ($2, $3)`,
      [id, regionCode, company.hasCollectiveAgreement],
    );
    await tx.em.query(`insert into organization_module (organization_id, module) values ($1, 'larlingar') on conflict do nothing`, [id]);
    return id;
  }

  /** Departments on or off (C25); in the audit trail. Holds the company until the transaction ends. 412 when it was changed in between. */
  async switchDepartments(tx: Tx, id: string, version: number, enabled: boolean): Promise<void> {
    const company = await lock(tx, Organization, id);
    if (!company) throw kernelProblem('not-found');
    assertVersion(company, version);
    if (company.departmentsEnabled === enabled) return;
    company.departmentsEnabled = enabled;
    await save(tx, Organization, company);
    await this.events.append(tx, {
      organizationId: id,
      verb: 'organization.departments',
      subjectType: 'organization',
      subjectId: id,
      facts: { enabled },
    });
  }

  private async found(tx: Tx, orgNumber: string, name: string): Promise<string> {
    const [{ id }] = await tx.em.query<[{ id: string }]>(
      `insert into organization (org_number, name, type) values ($1, $2, 'byggforetag') returning id`,
      [orgNumber, name],
    );
    return id;
  }
}
