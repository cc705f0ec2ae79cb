import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { readIn, type Tx } from '../kernel/db.js';
import { kernelProblem } from '../kernel/problem.js';
import { reachOf } from './reach.js';
import { departmentProblem } from './workplaces.problems.js';
import { OPEN_DEPARTMENTS } from './workplaces.queries.js';

/** A department that workplaces are put in. */
export interface Chosen {
  id: string;
  name: string;
}

/** Which departments workplaces belong to. The company's turn is taken by the caller. */
@Injectable()
export class WorkplaceLinks {
  /** The departments by their ids, in Swedish order. 409 while departments are off, 404 for one that is closed, another company's or not the actor's. */
  async choose(tx: Tx, actor: Actor, activated: boolean, ids: readonly string[]): Promise<Chosen[]> {
    if (ids.length === 0) return [];
    if (!activated) throw departmentProblem('not-activated');
    const chosen = await readIn<Chosen[]>(tx, OPEN_DEPARTMENTS, [actor.organizationId, ids, reachOf(actor)]);
    if (chosen.length !== new Set(ids.map((id) => id.toLowerCase())).size) throw kernelProblem('not-found');
    return chosen;
  }

  /** Puts the workplaces in the departments instead of the open ones of the actor's that they are in; others, and closed ones, stay. */
  async put(tx: Tx, actor: Actor, workplaceIds: readonly string[], departmentIds: readonly string[]): Promise<void> {
    await tx.em.query(
      `delete from workplace_department l using department d where l.workplace_id = any($1::uuid[]) and d.id = l.department_id and d.active
         and ($3::uuid[] is null or d.id = any($3::uuid[])) and d.id <> all($2::uuid[])`,
      [workplaceIds, departmentIds, reachOf(actor)],
    );
    await tx.em.query(
      `insert into workplace_department (workplace_id, department_id, organization_id)
       select w, d, $3 from unnest($1::uuid[]) w, unnest($2::uuid[]) d on conflict do nothing`,
      [workplaceIds, departmentIds, actor.organizationId],
    );
  }
}
