import { Injectable } from '@nestjs/common';
import { Ledger } from '../allotments/index.js';
import type { Actor } from '../kernel/access.js';
import type { Tx } from '../kernel/db.js';
import { kernelProblem, problemByCode } from '../kernel/problem.js';
import { lock, save, Transitions } from '../kernel/transitions.js';
import { Insats } from './insats.entity.js';
import { insatsLifecycle } from './insats.lifecycle.js';
import { requisitionableOre } from './insats.policy.js';
import { insatsProblem } from './insats.problems.js';
import { InsatsPages } from './insats-pages.service.js';

/** What a claim needs to know of its insats. */
export interface ClaimedInsats {
  number: string;
  name: string;
  sortNo: number;
  contactPersonId: string;
  /** The requisition's running number within the insats. */
  requisitionNo: number;
}

/** The money of an insats as requisitions use it. Locks in the order requisition → insats → allotment → event head. Amounts in öre. */
@Injectable()
export class InsatsMoney {
  constructor(
    private readonly ledger: Ledger,
    private readonly transitions: Transitions,
    private readonly pages: InsatsPages,
  ) {}

  /** Throws unless this person sees the insats (404) and money can be requisitioned for it right now (the same rule as the button, A72). */
  async assertOpen(tx: Tx, actor: Actor, insatsId: string): Promise<void> {
    const { actions } = await this.pages.viewIn(tx, actor, insatsId);
    const requisition = actions.find(({ name }) => name === 'requisition');
    if (!requisition) throw kernelProblem('forbidden');
    if (requisition.why) throw problemByCode(requisition.why);
  }

  /**
   * A requisition is submitted: its total is set aside, at most what is left of the grant (§9.3), by one conditional update.
   * Errors: `insatser/over-requisitionable` with requisitionableOre and excessOre; `insatser/not-approved`, `insatser/fund-is-supplier`.
   */
  async claim(tx: Tx, insatsId: string, ore: number): Promise<ClaimedInsats> {
    const [[claimed]] = (await tx.em.query(
      `update insats set pending_requisitions_ore = pending_requisitions_ore + $2, requisition_count = requisition_count + 1, version = version + 1
       where id = $1 and status = 'godkand' and supplier_mode = 'self'
         and granted_ore - released_ore - settled_requisitions_ore - pending_requisitions_ore >= $2
       returning number, name, sort_no, contact_person_id, requisition_count`,
      [insatsId, ore],
    )) as [[{ number: string; name: string; sort_no: string; contact_person_id: string; requisition_count: number } | undefined], number];
    if (!claimed) return this.refuseClaim(tx, insatsId, ore);
    const { number, name, sort_no, contact_person_id, requisition_count } = claimed;
    return { number, name, sortNo: Number(sort_no), contactPersonId: contact_person_id, requisitionNo: requisition_count };
  }

  /** A requisition is approved, wholly or in part: reserved money becomes settled; a final one releases the rest and closes the insats (Q5, §9.4, M12). */
  async settle(
    tx: Tx,
    insatsId: string,
    requisition: { id: string; claimedOre: number; approvedOre: number; isFinal: boolean },
  ): Promise<Insats> {
    const insats = await this.lockInsats(tx, insatsId);
    insats.pendingRequisitionsOre -= requisition.claimedOre;
    if (requisition.isFinal && insats.pendingRequisitionsOre > 0) throw insatsProblem('other-requisitions-pending');
    await this.ledger.settle(tx, insats, requisition.approvedOre, `requisition.approve:${requisition.id}`, requisition.id);
    insats.settledRequisitionsOre += requisition.approvedOre;
    if (requisition.isFinal) {
      const rest = requisitionableOre(insats);
      await this.ledger.release(tx, insats, rest, `requisition.final:${requisition.id}`);
      insats.releasedOre += rest;
    }
    insats.updatedAt = tx.now;
    if (requisition.isFinal && insats.activeOffersOre === insats.settledOffersOre)
      await this.transitions.follow(tx, insatsLifecycle, Insats, insats, 'finish', { story: async () => {} });
    else await save(tx, Insats, insats);
    return insats;
  }

  /** A requisition is rejected: what it had set aside can be requisitioned again (Q6). */
  async unclaim(tx: Tx, insatsId: string, ore: number): Promise<Insats> {
    const insats = await this.lockInsats(tx, insatsId);
    insats.pendingRequisitionsOre -= ore;
    insats.updatedAt = tx.now;
    await save(tx, Insats, insats);
    return insats;
  }

  private async lockInsats(tx: Tx, id: string): Promise<Insats> {
    const insats = await lock(tx, Insats, id);
    if (!insats) throw kernelProblem('not-found');
    return insats;
  }

  private async refuseClaim(tx: Tx, id: string, ore: number): Promise<never> {
    const insats = await this.lockInsats(tx, id);
    if (insats.status !== 'godkand') throw insatsProblem('not-approved');
    if (insats.supplierMode !== 'self') throw insatsProblem('fund-is-supplier');
    const left = requisitionableOre(insats);
    throw insatsProblem('over-requisitionable', { requisitionableOre: left, excessOre: ore - left });
  }
}
