import { Injectable } from '@nestjs/common';
import type { Module } from '../kernel/access.js';
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
  /** Why nobody is connected to it by a region: it has been merged or closed, or it is an employer that is no building company's side. */
  barred: 'closed' | 'not-a-company' | null;
}

/** What making or admitting a company settles, as the audit trail remembers it. */
interface CompanyTerms {
  modules: Module[];
  region: string | null;
  hasCollectiveAgreement: boolean;
}

const COMPANY = `select json_build_object('organizationId', o.id, 'name', coalesce(o.name, r.name),
    'hasCollectiveAgreement', coalesce(o.has_collective_agreement, r.has_collective_agreement, false),
    'barred', case when o.status <> 'active' then 'closed' when o.id is null or x.company or (o.type = 'byggforetag' and not x.employer) then null
      else 'not-a-company' end)
  from (select $1::text as number) n left join organization o on o.org_number = n.number
  left join company_register r on r.org_number = n.number,
  lateral (select coalesce(bool_or(m.module = 'larlingar'), false) as company, coalesce(bool_or(m.module = 'insatser'), false) as employer
    from organization_module m where m.organization_id = o.id) x where o.id is not null or r.org_number is not null`;
const TERMS = `select json_build_object('modules', (select coalesce(json_agg(m.module order by m.module), '[]') from organization_module m
    where m.organization_id = o.id), 'region', o.region_code, 'hasCollectiveAgreement', o.has_collective_agreement)
  from organization o where o.id = $1`;

/** Building companies: found by their number, or made from the register that the board's office has imported (K6). */
@Injectable()
export class Companies {
  constructor(private readonly events: EventLog) {}

  /** What is known of a number; null when nobody by it is known. For the board's staff only: it tells who exists. */
  find(tx: Tx, orgNumber: string): Promise<CompanyFacts | null> {
    return readIn<CompanyFacts | null>(tx, COMPANY, [orgNumber]);
  }

  /**
   * The company's id, for one that `find` doesn't bar: made out of the register when it is new here. What has the apprentices' module already
   * stays as it is; otherwise it gets the module, and the region and the agreement where there were none; that is in the audit trail.
   */
  async admit(tx: Tx, orgNumber: string, company: CompanyFacts, regionCode: string): Promise<string> {
    const before = company.organizationId ? await readIn<CompanyTerms>(tx, TERMS, [company.organizationId]) : null;
    if (company.organizationId && before?.modules.includes('larlingar')) return company.organizationId;
    const id = company.organizationId ?? (await this.found(tx, orgNumber, company.name));
    await tx.em.query(
      `update organization set region_code = coalesce(region_code, $2), has_collective_agreement = has_collective_agreement or $3,
         version = version + 1 where id = $1`,
      [id, regionCode, company.hasCollectiveAgreement],
    );
    await tx.em.query(`insert into organization_module (organization_id, module) values ($1, 'larlingar')`, [id]);
    await this.events.append(tx, {
      organizationId: id,
      verb: 'organization.admit',
      subjectType: 'organization',
      subjectId: id,
      facts: { before, after: await readIn<CompanyTerms>(tx, TERMS, [id]) },
    });
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
