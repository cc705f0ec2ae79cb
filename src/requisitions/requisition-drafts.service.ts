import { Injectable } from '@nestjs/common';
import { InsatsMoney } from '../insatser/index.js';
import { type Actor, can } from '../kernel/access.js';
import { stockholmDate } from '../kernel/clock.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { assertVersion } from '../kernel/precondition.js';
import { kernelProblem } from '../kernel/problem.js';
import { searchText } from '../kernel/sql.js';
import { lock, save } from '../kernel/transitions.js';
import { Memberships } from '../memberships/index.js';
import { lastAccount } from './payee-accounts.js';
import type { RequisitionForm, RequisitionView } from './requisition.dto.js';
import { Requisition } from './requisition.entity.js';
import { totals } from './requisition.policy.js';
import { requisitionProblem } from './requisition.problems.js';
import { seesRequisition } from './requisition.queries.js';
import { RequisitionPages } from './requisition-pages.service.js';

/** Drafts of requisitions: not counted in money, and unreadable for the fund. */
@Injectable()
export class RequisitionDrafts {
  constructor(
    private readonly db: Db,
    private readonly insatsMoney: InsatsMoney,
    private readonly memberships: Memberships,
    private readonly events: EventLog,
    private readonly pages: RequisitionPages,
  ) {}

  /** A new draft for an insats that money can be requisitioned for, prefilled with contact and the account used last (Q1, A72, A77, A78). */
  create(actor: Actor, insatsId: string): Promise<RequisitionView> {
    return this.db.tx(actor, async (tx) => {
      await this.insatsMoney.assertOpen(tx, actor, insatsId);
      const contact = await this.memberships.contactOf(tx, actor.personId, actor.organizationId!);
      const { payeeSystem, payeeNumber } = await lastAccount(tx, actor.organizationId!);
      const [draft] = await tx.em.query<[{ id: string }]>(
        `insert into requisition (organization_id, insats_id, created_on, created_by, contact_name, contact_phone, contact_email, payee_system, payee_number)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
        [
          actor.organizationId,
          insatsId,
          stockholmDate(tx.now),
          actor.personId,
          contact?.name ?? actor.name,
          contact?.phone ?? '',
          contact?.email ?? '',
          payeeSystem,
          payeeNumber,
        ],
      );
      return this.pages.viewIn(tx, actor, draft.id);
    });
  }

  /** Saves the form as it stands (autosave); 412 when somebody saved in between, 409 `requisitions/not-draft` after submission. */
  edit(actor: Actor, id: string, version: number, form: RequisitionForm): Promise<RequisitionView> {
    return this.db.tx(actor, async (tx) => {
      const requisition = await this.ownDraft(tx, actor, id);
      assertVersion(requisition, version);
      const lines = form.lines.map(({ description, netOre, vatOre }) => ({ description, netOre, vatOre }));
      Object.assign(requisition, form, totals(lines), {
        lines,
        updatedAt: tx.now,
        searchText: searchText(form.referenceNo, form.contactName),
      });
      await save(tx, Requisition, requisition);
      return this.pages.viewIn(tx, actor, id);
    });
  }

  /** Throws the draft away for good (Q7); that it was done, and by whom, stays in the audit trail. */
  remove(actor: Actor, id: string): Promise<null> {
    return this.db.tx(actor, async (tx) => {
      const { organizationId } = await this.ownDraft(tx, actor, id);
      await tx.em.delete(Requisition, { id });
      await this.events.append(tx, { organizationId, verb: 'requisition.discard', subjectType: 'requisition', subjectId: id });
      return null;
    });
  }

  private async ownDraft(tx: Tx, actor: Actor, id: string): Promise<Requisition> {
    const requisition = await lock(tx, Requisition, id);
    if (!requisition || !(await seen(tx, actor, id))) throw kernelProblem('not-found');
    if (requisition.status !== 'utkast') throw requisitionProblem('not-draft');
    return requisition;
  }
}

/** Does this person see the requisition? The same SQL rule as every list. */
export async function seen(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  if (actor.context !== 'staff' && !can(actor, 'insats:read')) return false;
  const sql = `select exists (select from requisition r join insats i on i.id = r.insats_id where r.id = $1 and ${seesRequisition(actor, '$2')})`;
  return readIn<boolean>(tx, sql, [id, actor.personId]);
}
