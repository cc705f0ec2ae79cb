import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { assertVersion } from '../kernel/precondition.js';
import { kernelProblem, problemByCode } from '../kernel/problem.js';
import { lock, save } from '../kernel/transitions.js';
import { CompanyTurn } from './company-turn.service.js';
import { reachOf } from './reach.js';
import type { WorkplaceForm, WorkplaceView } from './workplace.dto.js';
import { Workplace } from './workplace.entity.js';
import { WorkplaceLinks } from './workplace-links.service.js';
import { closingRefusal, sharedRefusal, WorkplacePages } from './workplace-pages.service.js';
import { workplaceProblem } from './workplaces.problems.js';

const NAME_TAKEN = `select exists (select from workplace where organization_id = $1 and active and id is distinct from $3::uuid
  and lower(name collate "sv-x-icu") = lower($2 collate "sv-x-icu"))`;

const ADDRESS = { street: 'gatuadress', postalCode: 'postnummer', city: 'ort', municipality: 'kommun' } as const;

/** A company's workplaces (R7, F16): where apprentices are tied to, in one, several or no department. */
@Injectable()
export class Workplaces {
  constructor(
    private readonly db: Db,
    private readonly events: EventLog,
    private readonly turn: CompanyTurn,
    private readonly pages: WorkplacePages,
    private readonly links: WorkplaceLinks,
  ) {}

  /** A new workplace. 409 `workplaces/name-taken`, 422 without an address or, for who is bound to departments, without one of them. */
  create(actor: Actor, form: WorkplaceForm): Promise<WorkplaceView> {
    return this.db.tx(actor, async (tx) => {
      const activated = await this.turn.take(tx, actor);
      assertOwnDepartment(actor, form.departmentIds);
      assertAddress(form);
      await this.links.choose(tx, actor, activated, form.departmentIds);
      await assertNameFree(tx, actor, form.name, null);
      const { name, street, postalCode, city, municipality } = stored(form);
      const [{ id }] = await tx.em.query<[{ id: string }]>(
        `insert into workplace (organization_id, name, street, postal_code, city, municipality) values ($1, $2, $3, $4, $5, $6) returning id`,
        [actor.organizationId, name, street, postalCode, city, municipality],
      );
      await this.links.put(tx, actor, [id], form.departmentIds);
      await this.note(tx, actor, id, 'create', { departments: form.departmentIds });
      return this.pages.one(tx, actor, id);
    });
  }

  /**
   * Another name, address or other departments. 404 outside the actor's departments, 409 closed, name taken or, for name and address, shared
   * with others' departments, 412 when somebody saved in between.
   */
  edit(actor: Actor, id: string, version: number, form: WorkplaceForm): Promise<WorkplaceView> {
    return this.change(actor, id, version, async (tx, workplace, activated) => {
      if (!workplace.active) throw workplaceProblem('closed');
      assertOwnDepartment(actor, form.departmentIds);
      if (!workplace.isDefault) assertAddress(form);
      const known = stored(form);
      const moved = (Object.keys(known) as (keyof typeof known)[]).some((field) => known[field] !== workplace[field]);
      if (moved) refuseShared(await this.pages.one(tx, actor, id));
      await this.links.choose(tx, actor, activated, form.departmentIds);
      await assertNameFree(tx, actor, form.name, id);
      if (activated) await this.links.put(tx, actor, [id], form.departmentIds);
      Object.assign(workplace, known);
      await save(tx, Workplace, workplace);
      await this.note(tx, actor, id, 'edit', { departments: form.departmentIds });
    });
  }

  /** Closes a workplace; its departments are remembered. 409 for the head office, and for one that others' departments share. */
  close(actor: Actor, id: string, version: number): Promise<WorkplaceView> {
    return this.change(actor, id, version, async (tx, workplace) => {
      if (!workplace.active) throw workplaceProblem('closed');
      const { departments } = await this.pages.one(tx, actor, id);
      const refusal = closingRefusal({ isDefault: workplace.isDefault, departments });
      if (refusal) throw problemByCode(refusal.code);
      workplace.active = false;
      await save(tx, Workplace, workplace);
      await this.note(tx, actor, id, 'close', { departments: departments.map((one) => one.id) });
    });
  }

  /** Opens a closed workplace again, in the departments that it had. 409 `workplaces/name-taken`, or `shared` with others' departments. */
  reopen(actor: Actor, id: string, version: number): Promise<WorkplaceView> {
    return this.change(actor, id, version, async (tx, workplace) => {
      if (workplace.active) throw workplaceProblem('open');
      refuseShared(await this.pages.one(tx, actor, id));
      await assertNameFree(tx, actor, workplace.name, id);
      workplace.active = true;
      await save(tx, Workplace, workplace);
      await this.note(tx, actor, id, 'reopen');
    });
  }

  private change(
    actor: Actor,
    id: string,
    version: number,
    work: (tx: Tx, workplace: Workplace, activated: boolean) => Promise<void>,
  ): Promise<WorkplaceView> {
    return this.db.tx(actor, async (tx) => {
      const activated = await this.turn.take(tx, actor);
      await this.pages.one(tx, actor, id);
      const workplace = await lock(tx, Workplace, id);
      if (!workplace) throw kernelProblem('not-found');
      assertVersion(workplace, version);
      await work(tx, workplace, activated);
      return this.pages.one(tx, actor, id);
    });
  }

  private note(tx: Tx, actor: Actor, id: string, verb: string, facts: Record<string, unknown> = {}): Promise<void> {
    return this.events.append(tx, {
      organizationId: actor.organizationId!,
      verb: `workplace.${verb}`,
      subjectType: 'workplace',
      subjectId: id,
      facts,
    });
  }
}

const stored = ({ name, street, postalCode, city, municipality }: WorkplaceForm) => ({
  name,
  street,
  postalCode: postalCode && postalCode.replace(' ', ''),
  city,
  municipality,
});

function refuseShared(workplace: WorkplaceView): void {
  const refusal = sharedRefusal(workplace);
  if (refusal) throw problemByCode(refusal.code);
}

function assertOwnDepartment(actor: Actor, departmentIds: readonly string[]): void {
  if (reachOf(actor) === null || departmentIds.length > 0) return;
  const errors = [{ path: 'departmentIds', code: 'own', message: 'Välj minst en av dina avdelningar.' }];
  throw workplaceProblem('own-department-needed', { errors });
}

function assertAddress(form: WorkplaceForm): void {
  const lacking = (Object.keys(ADDRESS) as (keyof typeof ADDRESS)[]).filter((field) => form[field] === null);
  if (lacking.length === 0) return;
  throw workplaceProblem('address-needed', {
    errors: lacking.map((path) => ({ path, code: 'required', message: `Ange ${ADDRESS[path]}.` })),
  });
}

async function assertNameFree(tx: Tx, actor: Actor, name: string, id: string | null): Promise<void> {
  if (!(await readIn<boolean>(tx, NAME_TAKEN, [actor.organizationId, name, id]))) return;
  const errors = [{ path: 'name', code: 'taken', message: 'Namnet används redan. Välj ett annat.' }];
  throw workplaceProblem('name-taken', { errors });
}
