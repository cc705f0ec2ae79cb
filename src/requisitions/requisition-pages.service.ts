import { Injectable } from '@nestjs/common';
import { type CasesQuery, decisionRefusal } from '../allotments/index.js';
import { refusal, type Requisitionable, requisitionRefusal } from '../insatser/index.js';
import { type Actor, can } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { action, lifecycleActions, type Refusal } from '../kernel/lifecycle.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import { searchPatterns } from '../kernel/sql.js';
import type { AdminRequisitionPage, AdminRequisitionQuery } from './admin-requisition.dto.js';
import { payeeDigits, payeeText } from './payee.js';
import type { RequisitionPage, RequisitionView } from './requisition.dto.js';
import { requisitionLifecycle, type RequisitionStatus } from './requisition.lifecycle.js';
import { requisitionProblem } from './requisition.problems.js';
import { adminQueue, requisitionDetail, requisitionPage } from './requisition.queries.js';

interface Detail extends Omit<RequisitionView, 'actions' | 'status'> {
  status: RequisitionStatus;
  organizationId: string;
  insats: Omit<Requisitionable, 'requisitionableOre'> &
    Parameters<typeof requisitionRefusal>[1] & {
      /** A final requisition is submitted or approved. */
      finalExists: boolean;
      /** Other requisitions of the insats wait for their decision. */
      othersWait: boolean;
    };
}

/** Every read of requisitions: the tab, the page and the fund's queue. One statement each. */
@Injectable()
export class RequisitionPages {
  constructor(private readonly db: Db) {}

  /** The tab Rekvisitioner, newest first (A39, A40). */
  list(actor: Actor, { period, q, cursor, limit }: CasesQuery): Promise<RequisitionPage> {
    const after = decodeCursor(cursor, 'requisitions');
    const patterns = q ? searchPatterns(q) : [];
    return this.db.read<RequisitionPage>(actor, `requisitions:${can(actor, 'insats:read-all')}`, requisitionPage(actor), [
      actor.organizationId,
      period,
      actor.personId,
      limit,
      patterns.length ? patterns : null,
      after?.value ?? null,
      after?.id ?? null,
    ]);
  }

  /** The fund's queue in one status, oldest first. */
  queue(actor: Actor, { status, cursor, limit }: AdminRequisitionQuery): Promise<AdminRequisitionPage> {
    const after = decodeCursor(cursor, 'queue');
    return this.db.read<AdminRequisitionPage>(actor, 'requisitions:queue', adminQueue, [
      status ?? 'inskickad',
      limit,
      after?.value ?? null,
      after?.id ?? null,
    ]);
  }

  /** The page of one requisition with what can be done; 404 when this person may not see it. */
  async view(actor: Actor, id: string): Promise<RequisitionView> {
    const name = `requisition:${actor.context}:${can(actor, 'insats:read-all')}`;
    return present(actor, await this.db.read<Detail | null>(actor, name, requisitionDetail(actor), [id, actor.personId]));
  }

  /** The same inside a running transaction. */
  async viewIn(tx: Tx, actor: Actor, id: string): Promise<RequisitionView> {
    return present(actor, await readIn<Detail | null>(tx, requisitionDetail(actor), [id, actor.personId]));
  }
}

function present(actor: Actor, detail: Detail | null): RequisitionView {
  if (!detail) throw kernelProblem('not-found');
  const { organizationId, insats, ...view } = detail;
  const actions = lifecycleActions(requisitionLifecycle, actor, detail.status, (verb) =>
    verb === 'submit' ? submitRefusal(detail) : decideRefusal(actor, verb, detail),
  );
  if (can(actor, 'requisition:create')) {
    const refusal =
      detail.status === 'utkast' ? null : { code: requisitionProblem.code('not-draft'), title: requisitionProblem.title('not-draft') };
    actions.push(action('delete', 'Ta bort utkastet', refusal));
  }
  return { ...view, form: written(view.form), actions };
}

/** Why the draft can't be sent in, however complete it is (Q3, §9.3). */
function submitRefusal({ insats, requisitionableOre, claimedOre }: Detail): Refusal | null {
  const closed = requisitionRefusal({ ...insats, requisitionableOre }, insats, insats.finalExists);
  return closed ?? (claimedOre > requisitionableOre ? refusal('over-requisitionable') : null);
}

/** Why this caseworker can't decide it, whatever is approved; a final one comes last (Q5). */
function decideRefusal(actor: Actor, verb: 'approve' | 'reject', { organizationId, claimedOre, form, insats }: Detail): Refusal | null {
  const tooEarly = verb === 'approve' && form.isFinal && insats.othersWait;
  return decisionRefusal(actor, organizationId, claimedOre) ?? (tooEarly ? refusal('other-requisitions-pending') : null);
}

/** A valid account number is shown as it is printed on an invoice. */
function written(form: RequisitionView['form']): RequisitionView['form'] {
  const digits = form.payeeSystem && payeeDigits(form.payeeSystem, form.payeeNumber);
  return digits ? Object.assign(form, { payeeNumber: payeeText(form.payeeSystem!, digits) }) : form;
}
