import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { readIn, type Tx } from '../kernel/db.js';
import { Organizations } from '../organizations/index.js';
import { reachOf } from './reach.js';
import { departmentProblem } from './workplaces.problems.js';
import { ACTIVATED } from './workplaces.queries.js';

/** One command at a time divides a company: names stay unique, a last department stays, and what was counted is what is changed. */
@Injectable()
export class CompanyTurn {
  constructor(private readonly organizations: Organizations) {}

  /** Holds the actor's company until the transaction ends; tells whether departments are activated. 409 for who is bound to departments that are off. */
  async take(tx: Tx, actor: Actor): Promise<boolean> {
    const id = actor.organizationId!;
    await this.organizations.lock(tx, id);
    const activated = await readIn<boolean>(tx, ACTIVATED, [id]);
    if (!activated && reachOf(actor) !== null) throw departmentProblem('not-activated');
    return activated;
  }

  /** The same for what only a company with departments may do: 409 `departments/not-activated`. */
  async takeActivated(tx: Tx, actor: Actor): Promise<void> {
    if (!(await this.take(tx, actor))) throw departmentProblem('not-activated');
  }
}
