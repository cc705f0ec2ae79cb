import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { can } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { action } from '../kernel/lifecycle.js';
import { assertVersion } from '../kernel/precondition.js';
import { kernelProblem } from '../kernel/problem.js';
import { lock, save } from '../kernel/transitions.js';
import { CompanyTurn } from './company-turn.service.js';
import type { DepartmentForm, DepartmentImpact, DepartmentList, DepartmentView } from './department.dto.js';
import { Department } from './department.entity.js';
import { reaches, reachOf } from './reach.js';
import { departmentProblem } from './workplaces.problems.js';
import { DEPARTMENT, DEPARTMENTS } from './workplaces.queries.js';

type Row = Omit<DepartmentView, 'actions'> & { isLast: boolean };

const NAME_TAKEN = `select exists (select from department where organization_id = $1 and active and id is distinct from $3::uuid
  and lower(name collate "sv-x-icu") = lower($2 collate "sv-x-icu"))`;

/** A company's departments (B5, F16): sections without an address, once the board's office has activated them. */
@Injectable()
export class Departments {
  constructor(
    private readonly db: Db,
    private readonly events: EventLog,
    private readonly turn: CompanyTurn,
  ) {}

  /** Those that the actor administers. 409 `departments/not-activated`. */
  async list(actor: Actor): Promise<DepartmentList> {
    const { enabled, rows } = await this.db.read<{ enabled: boolean; rows: Row[] }>(actor, 'departments', DEPARTMENTS, [
      actor.organizationId,
      reachOf(actor),
    ]);
    if (!enabled) throw departmentProblem('not-activated');
    return { departments: rows.map((row) => present(actor, row)) };
  }

  /** A new department. 409 `departments/name-taken`. */
  create(actor: Actor, { name }: DepartmentForm): Promise<DepartmentView> {
    return this.db.tx(actor, async (tx) => {
      await this.turn.takeActivated(tx, actor);
      await assertNameFree(tx, actor, name, null);
      const [{ id }] = await tx.em.query<[{ id: string }]>(`insert into department (organization_id, name) values ($1, $2) returning id`, [
        actor.organizationId,
        name,
      ]);
      await this.note(tx, actor, id, 'create');
      return view(tx, actor, id);
    });
  }

  /** Another name. 404 outside the actor's departments, 409 closed or name taken, 412 when somebody saved in between. */
  rename(actor: Actor, id: string, version: number, { name }: DepartmentForm): Promise<DepartmentView> {
    return this.change(actor, id, version, async (tx, department) => {
      if (!department.active) throw departmentProblem('closed');
      if (department.name === name) return;
      await assertNameFree(tx, actor, name, id);
      department.name = name;
      await save(tx, Department, department);
      await this.note(tx, actor, id, 'rename');
    });
  }

  /**
   * Closes a department: its workplaces leave it and roles in it rest until it is opened again. 409 `departments/last`, and
   * `departments/impact-changed` when other people or workplaces are affected than the actor was told.
   */
  close(actor: Actor, id: string, version: number, told: DepartmentImpact): Promise<DepartmentView> {
    return this.change(actor, id, version, async (tx, department) => {
      if (!department.active) throw departmentProblem('closed');
      const { isLast, people, workplaces } = await readIn<Row>(tx, DEPARTMENT, [id]);
      if (isLast) throw departmentProblem('last');
      if (people !== told.people || workplaces !== told.workplaces) throw departmentProblem('impact-changed', { people, workplaces });
      department.active = false;
      await save(tx, Department, department);
      await this.note(tx, actor, id, 'close', { people, workplaces });
    });
  }

  /** Opens a closed department again, with what belonged to it. 409 `departments/name-taken`. */
  reopen(actor: Actor, id: string, version: number): Promise<DepartmentView> {
    return this.change(actor, id, version, async (tx, department) => {
      if (department.active) throw departmentProblem('open');
      await assertNameFree(tx, actor, department.name, id);
      department.active = true;
      await save(tx, Department, department);
      await this.note(tx, actor, id, 'reopen');
    });
  }

  private change(
    actor: Actor,
    id: string,
    version: number,
    work: (tx: Tx, department: Department) => Promise<void>,
  ): Promise<DepartmentView> {
    return this.db.tx(actor, async (tx) => {
      await this.turn.takeActivated(tx, actor);
      const department = await lock(tx, Department, id);
      if (!department || !reaches(actor, id)) throw kernelProblem('not-found');
      assertVersion(department, version);
      await work(tx, department);
      return view(tx, actor, id);
    });
  }

  private note(tx: Tx, actor: Actor, id: string, verb: string, facts: Record<string, unknown> = {}): Promise<void> {
    return this.events.append(tx, {
      organizationId: actor.organizationId!,
      verb: `department.${verb}`,
      subjectType: 'department',
      subjectId: id,
      facts,
    });
  }
}

async function assertNameFree(tx: Tx, actor: Actor, name: string, id: string | null): Promise<void> {
  if (!(await readIn<boolean>(tx, NAME_TAKEN, [actor.organizationId, name, id]))) return;
  const errors = [{ path: 'name', code: 'taken', message: 'Namnet används redan. Välj ett annat.' }];
  throw departmentProblem('name-taken', { errors });
}

const view = async (tx: Tx, actor: Actor, id: string): Promise<DepartmentView> => present(actor, await readIn<Row>(tx, DEPARTMENT, [id]));

function present(actor: Actor, { isLast, ...row }: Row): DepartmentView {
  const last = { code: departmentProblem.code('last'), title: departmentProblem.title('last') };
  const change = row.active ? action('close', 'Stäng avdelningen', isLast ? last : null) : action('reopen', 'Öppna avdelningen igen', null);
  return { ...row, actions: can(actor, 'departments:manage') ? [change] : [] };
}
