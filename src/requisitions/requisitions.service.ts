import { Injectable } from '@nestjs/common';
import { assertMayDecide } from '../allotments/index.js';
import { InsatsMoney } from '../insatser/index.js';
import type { Actor } from '../kernel/access.js';
import { canonicalJson, sha256 } from '../kernel/canonical.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { sumOre } from '../kernel/money.js';
import { assertVersion } from '../kernel/precondition.js';
import { kernelProblem } from '../kernel/problem.js';
import { searchText } from '../kernel/sql.js';
import { Transitions } from '../kernel/transitions.js';
import type { ApproveRequisition, LineDecision, RejectRequisition } from './admin-requisition.dto.js';
import { rememberAccount } from './payee-accounts.js';
import type { RequisitionPreview, RequisitionReceipt, RequisitionView } from './requisition.dto.js';
import { type Line, Requisition } from './requisition.entity.js';
import { requisitionLifecycle } from './requisition.lifecycle.js';
import { missing } from './requisition.policy.js';
import { requisitionProblem } from './requisition.problems.js';
import { seen } from './requisition-drafts.service.js';
import { type Answerable, RequisitionNotices } from './requisition-notices.service.js';
import { RequisitionPages } from './requisition-pages.service.js';

/** The story of a requisition: submitted by the employer under the hard limit, approved, partly approved or rejected by the fund. */
@Injectable()
export class Requisitions {
  constructor(
    private readonly db: Db,
    private readonly transitions: Transitions,
    private readonly insatsMoney: InsatsMoney,
    private readonly notices: RequisitionNotices,
    private readonly pages: RequisitionPages,
  ) {}

  /** What still misses before the draft can be submitted (A82). */
  preview(actor: Actor, id: string): Promise<RequisitionPreview> {
    return this.db.tx(actor, async (tx) => {
      const requisition = await tx.em.findOneBy(Requisition, { id });
      if (!requisition || !(await seen(tx, actor, id))) throw kernelProblem('not-found');
      return { errors: await this.faults(tx, actor, requisition) };
    });
  }

  /** The employer sends the requisition in: its total is set aside under the hard limit "Möjligt att rekvirera" (Q3, §9.3). */
  async submit(actor: Actor, id: string, version: number): Promise<RequisitionReceipt> {
    return this.transitions.move(requisitionLifecycle, Requisition, actor, id, 'submit', {
      sees: (_requisition, tx) => seen(tx, actor, id),
      story: async (requisition, tx) => {
        assertVersion(requisition, version);
        const errors = (await this.faults(tx, actor, requisition)).filter(({ code }) => code !== 'over-requisitionable');
        if (errors.length) throw requisitionProblem('incomplete', { errors });
        await this.insatsMoney.assertOpen(tx, actor, requisition.insatsId);
        const insats = await this.insatsMoney.claim(tx, requisition.insatsId, requisition.claimedOre);
        await assertNoFinal(tx, requisition.insatsId);
        this.receive(requisition, actor, tx, insats);
        await rememberAccount(tx, requisition);
        await this.notices.received(tx, actor, requisition, insats);
      },
      facts: ({ number, claimedOre, isFinal, receivedHash }) => ({ number, claimedOre, isFinal, hash: receivedHash }),
      answer: (requisition, tx) => this.receiptIn(tx, requisition),
    });
  }

  /** The receipt of a submitted requisition; 404 for a draft. */
  receipt(actor: Actor, id: string): Promise<RequisitionReceipt> {
    return this.db.tx(actor, async (tx) => {
      const requisition = await tx.em.findOneBy(Requisition, { id });
      if (!requisition?.submittedAt || !(await seen(tx, actor, id))) throw kernelProblem('not-found');
      return this.receiptIn(tx, requisition);
    });
  }

  /** The fund approves, wholly or in part: reserved becomes settled, a final one releases the rest (Q5). */
  approve(actor: Actor, id: string, { lines, motivation }: ApproveRequisition): Promise<RequisitionView> {
    return this.transitions.move(requisitionLifecycle, Requisition, actor, id, 'approve', {
      story: async (requisition, tx) => {
        assertMayDecide(actor, requisition.organizationId, requisition.claimedOre);
        if (lines) requisition.lines = decideLines(requisition.lines, lines);
        requisition.approvedOre = lines ? sumOre(lines.map((line) => line.approvedOre)) : requisition.claimedOre;
        if (requisition.approvedOre === 0) throw requisitionProblem('nothing-approved');
        const { claimedOre, approvedOre, isFinal } = requisition;
        const insats = await this.insatsMoney.settle(tx, requisition.insatsId, { id, claimedOre, approvedOre, isFinal: isFinal! });
        await this.decide(tx, actor, requisition, insats, approvedOre === claimedOre ? 'godkand' : 'delvis_godkand', motivation);
      },
      to: ({ approvedOre, claimedOre }) => (approvedOre === claimedOre ? 'godkand' : 'delvis_godkand'),
      facts: ({ approvedOre, claimedOre }) => ({ approvedOre, claimedOre }),
      answer: (_requisition, tx) => this.pages.viewIn(tx, actor, id),
    });
  }

  /** The fund rejects with a motivation; what was set aside can be requisitioned again (Q6). */
  reject(actor: Actor, id: string, { motivation }: RejectRequisition): Promise<RequisitionView> {
    return this.transitions.move(requisitionLifecycle, Requisition, actor, id, 'reject', {
      story: async (requisition, tx) => {
        assertMayDecide(actor, requisition.organizationId, requisition.claimedOre);
        const insats = await this.insatsMoney.unclaim(tx, requisition.insatsId, requisition.claimedOre);
        await this.decide(tx, actor, requisition, insats, 'ej_godkand', motivation);
      },
      answer: (_requisition, tx) => this.pages.viewIn(tx, actor, id),
    });
  }

  private async receiptIn(tx: Tx, requisition: Requisition): Promise<RequisitionReceipt> {
    const { id, insatsId, number, claimedOre, submittedAt, receivedHash } = requisition;
    const receiptTo = await this.notices.receiptTo(tx, id);
    return { id, insatsId, number: number!, claimedOre, receivedAt: submittedAt!.toISOString(), hash: receivedHash!, receiptTo };
  }

  private async faults(tx: Tx, actor: Actor, requisition: Requisition) {
    const view = await this.pages.viewIn(tx, actor, requisition.id);
    return missing(requisition, view.vatTreatment === 'bears_vat', view.requisitionableOre);
  }

  private receive(
    requisition: Requisition,
    actor: Actor,
    tx: Tx,
    insats: { number: string; name: string; sortNo: number; requisitionNo: number },
  ): void {
    requisition.number = `${insats.number}-R${insats.requisitionNo}`;
    requisition.sortNo = insats.sortNo * 1000 + insats.requisitionNo;
    requisition.submittedBy = actor.personId;
    requisition.submittedAt = requisition.updatedAt = tx.now;
    requisition.searchText = searchText(requisition.number, insats.name, requisition.referenceNo, requisition.contactName);
    const { number, insatsId, lines, claimedOre, referenceNo, payeeSystem, payeeNumber, contactName, contactPhone, contactEmail, isFinal } =
      requisition;
    const what = {
      number,
      insatsId,
      lines,
      claimedOre,
      referenceNo,
      payeeSystem,
      payeeNumber,
      contactName,
      contactPhone,
      contactEmail,
      isFinal,
    };
    requisition.receivedHash = sha256(canonicalJson({ ...what, submittedAt: tx.now.toISOString() }));
  }

  private async decide(
    tx: Tx,
    actor: Actor,
    requisition: Requisition,
    insats: Answerable,
    outcome: 'godkand' | 'delvis_godkand' | 'ej_godkand',
    motivation: string,
  ): Promise<void> {
    requisition.decidedAt = requisition.updatedAt = tx.now;
    const { id, organizationId, approvedOre } = requisition;
    await tx.em.query(
      `insert into decision (organization_id, subject_type, subject_id, outcome, granted_ore, motivation, decided_by, decided_at)
       values ($1, 'requisition', $2, $3, $4, $5, $6, $7)`,
      [organizationId, id, outcome, approvedOre, motivation, actor.personId, tx.now],
    );
    await this.notices.decided(tx, requisition, insats, outcome, motivation);
  }
}

/** The fund's decision line by line; lowering needs a reason. */
function decideLines(lines: Line[], decisions: LineDecision[]): Line[] {
  if (decisions.length !== lines.length) throw requisitionProblem('lines-mismatch');
  return lines.map((line, n) => {
    const { approvedOre, reason } = decisions[n]!;
    const claimedOre = line.netOre + line.vatOre;
    if (approvedOre > claimedOre)
      throw requisitionProblem('approved-more-than-claimed', {
        errors: [{ path: `lines.${n}.approvedOre`, code: 'max', message: requisitionProblem.title('approved-more-than-claimed') }],
      });
    if (approvedOre < claimedOre && reason.length < 3)
      throw requisitionProblem('reason-missing', {
        errors: [{ path: `lines.${n}.reason`, code: 'required', message: requisitionProblem.title('reason-missing') }],
      });
    return { ...line, approvedOre, reason };
  });
}

/** After the insats is held by the claim: nobody else has sent in a final one meanwhile (I9). */
async function assertNoFinal(tx: Tx, insatsId: string): Promise<void> {
  const sql = `select exists (select from requisition where insats_id = $1 and is_final and status in ('inskickad', 'godkand', 'delvis_godkand'))`;
  if (await readIn<boolean>(tx, sql, [insatsId])) throw requisitionProblem('final-exists');
}
