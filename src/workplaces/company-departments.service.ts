import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import { searchPatterns } from '../kernel/sql.js';
import { Companies } from '../organizations/index.js';
import type { CompanyFilter, CompanyPage, CompanyRowView } from './company.dto.js';
import { departmentProblem } from './workplaces.problems.js';
import { COMPANY, COMPANY_PAGE, IN_DEPARTMENTS } from './workplaces.queries.js';

/** The board's office: the companies of the portal, and which of them have departments (C25). */
@Injectable()
export class CompanyDepartments {
  constructor(
    private readonly db: Db,
    private readonly companies: Companies,
  ) {}

  /** A page of the companies, searched. */
  list(actor: Actor, { q, cursor, limit }: CompanyFilter): Promise<CompanyPage> {
    const [after, words] = [decodeCursor(cursor, 'companies'), q ? searchPatterns(q) : []];
    const values = [words.length ? words : null, limit, after && String(after.value), after?.id ?? null];
    return this.db.read<CompanyPage>(actor, 'companies', COMPANY_PAGE, values);
  }

  /** Departments on or off for a company. Off is 409 `departments/in-use` while an open department has people or workplaces; 403 for a member. */
  change(actor: Actor, id: string, version: number, enabled: boolean): Promise<CompanyRowView> {
    return this.db.tx(actor, async (tx) => {
      await company(tx, id);
      if (actor.memberOf.includes(id)) throw departmentProblem('conflict-of-interest');
      await this.companies.switchDepartments(tx, id, version, enabled);
      if (!enabled) await assertUnused(tx, id);
      return company(tx, id);
    });
  }
}

async function company(tx: Tx, id: string): Promise<CompanyRowView> {
  const found = await readIn<CompanyRowView | null>(tx, COMPANY, [id]);
  if (!found) throw kernelProblem('not-found');
  return found;
}

async function assertUnused(tx: Tx, id: string): Promise<void> {
  const { people, workplaces } = await readIn<{ people: number; workplaces: number }>(tx, IN_DEPARTMENTS, [id]);
  if (people + workplaces === 0) return;
  throw departmentProblem('in-use', {
    detail: `Företagets öppna avdelningar har ${counted(people, 'person', 'personer')} och ${counted(workplaces, 'arbetsplats', 'arbetsplatser')}. Företaget behöver först flytta dem.`,
    people,
    workplaces,
  });
}

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
