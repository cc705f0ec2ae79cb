import { Injectable } from '@nestjs/common';
import { assertMayDecide, Ledger, Periods } from '../allotments/index.js';
import type { Actor } from '../kernel/access.js';
import { canonicalJson, sha256 } from '../kernel/canonical.js';
import { Db, type Tx } from '../kernel/db.js';
import { nextCaseNumber } from '../kernel/numbers.js';
import { assertVersion } from '../kernel/precondition.js';
import { kernelProblem } from '../kernel/problem.js';
import { searchText } from '../kernel/sql.js';
import { Transitions } from '../kernel/transitions.js';
import { Memberships } from '../memberships/index.js';
import { Organizations } from '../organizations/index.js';
import type { ApproveInsats, RejectInsats } from './admin-insats.dto.js';
import type { InsatsView } from './insats.dto.js';
import type { InsatsPreview, InsatsReceipt } from './insats-submission.dto.js';
import { Insats } from './insats.entity.js';
import { insatsLifecycle } from './insats.lifecycle.js';
import { InsatsNotices } from './insats-notices.service.js';
import { missing, sees, warnings } from './insats.policy.js';
import { insatsProblem } from './insats.problems.js';
import { InsatsPages } from './insats-pages.service.js';

/** The story of an insats: submitted by the employer, approved or rejected by the fund. One method a verb. */
@Injectable()
export class Insatser {
  constructor(
    private readonly db: Db,
    private readonly transitions: Transitions,
    private readonly ledger: Ledger,
    private readonly periods: Periods,
    private readonly organizations: Organizations,
    private readonly memberships: Memberships,
    private readonly notices: InsatsNotices,
    private readonly pages: InsatsPages,
  ) {}

  /** What still misses before the draft can be submitted, and what to know (A69). */
  preview(actor: Actor, id: string): Promise<InsatsPreview> {
    return this.db.tx(actor, async (tx) => {
      const insats = await tx.em.findOneBy(Insats, { id });
      if (!insats || !sees(actor, insats)) throw kernelProblem('not-found');
      return this.examine(tx, insats);
    });
  }

  /** The employer sends the application in: it gets its number, what was received is frozen with its hash, and a receipt is mailed (M3). */
  submit(actor: Actor, id: string, version: number): Promise<InsatsReceipt> {
    return this.transitions.move(insatsLifecycle, Insats, actor, id, 'submit', {
      sees: (insats) => sees(actor, insats),
      story: async (insats, tx) => {
        assertVersion(insats, version);
        const { errors } = await this.examine(tx, insats);
        if (errors.length) throw insatsProblem('incomplete', { errors });
        const number = await nextCaseNumber(tx);
        Object.assign(insats, {
          number: number.text,
          sortNo: number.sortNo,
          submittedBy: actor.personId,
          submittedAt: tx.now,
          updatedAt: tx.now,
        });
        insats.searchText = searchText(number.text, insats.name, insats.contactName);
        const snapshot = received(insats);
        insats.receivedHash = sha256(snapshot);
        await tx.em.query(
          `insert into insats_revision (organization_id, insats_id, no, kind, snapshot, hash, person_id, at) values ($1, $2, 1, 'submit', $3, $4, $5, $6)`,
          [insats.organizationId, insats.id, snapshot, insats.receivedHash, actor.personId, tx.now],
        );
        await this.notices.received(tx, actor, insats);
      },
      facts: (insats) => ({ number: insats.number, hash: insats.receivedHash, appliedOre: insats.appliedOre }),
      answer: (insats, tx) => this.receiptIn(tx, insats),
    });
  }

  /** The receipt of a submitted insats (A70); 404 for a draft. */
  receipt(actor: Actor, id: string): Promise<InsatsReceipt> {
    return this.db.tx(actor, async (tx) => {
      const insats = await tx.em.findOneBy(Insats, { id });
      if (!insats?.submittedAt || !sees(actor, insats)) throw kernelProblem('not-found');
      return this.receiptIn(tx, insats);
    });
  }

  /** The fund approves: the amount is reserved and the employer is told (M7). */
  approve(actor: Actor, id: string, { grantedOre, motivation }: ApproveInsats): Promise<InsatsView> {
    return this.transitions.move(insatsLifecycle, Insats, actor, id, 'approve', {
      story: async (insats, tx) => {
        assertMayDecide(actor, insats.organizationId, grantedOre ?? insats.activeOffersOre);
        if (insats.supplierMode === 'fund') {
          if (grantedOre) throw insatsProblem('grant-not-for-fund-supplier');
          if (insats.activeOffersOre === 0) throw insatsProblem('offer-missing');
        } else {
          if (!grantedOre) throw insatsProblem('grant-missing');
          await this.ledger.grant(tx, insats, grantedOre, `insats.approve:${insats.id}`);
          insats.grantedOre = grantedOre;
        }
        await this.decide(tx, actor, insats, 'godkand', motivation);
      },
      facts: (insats) => ({ grantedOre: insats.grantedOre }),
      answer: (insats, tx) => this.pages.viewIn(tx, actor, insats.id),
    });
  }

  /** The fund rejects with a motivation; nothing is reserved (M8, A44). */
  reject(actor: Actor, id: string, { motivation }: RejectInsats): Promise<InsatsView> {
    return this.transitions.move(insatsLifecycle, Insats, actor, id, 'reject', {
      story: async (insats, tx) => {
        assertMayDecide(actor, insats.organizationId, insats.appliedOre);
        if (insats.activeOffersOre > insats.settledOffersOre) throw insatsProblem('offer-active');
        await this.decide(tx, actor, insats, 'ej_godkand', motivation);
      },
      answer: (insats, tx) => this.pages.viewIn(tx, actor, insats.id),
    });
  }

  private async decide(tx: Tx, actor: Actor, insats: Insats, outcome: 'godkand' | 'ej_godkand', motivation: string): Promise<void> {
    insats.decidedAt = insats.updatedAt = tx.now;
    await tx.em.query(
      `insert into decision (organization_id, subject_type, subject_id, outcome, granted_ore, motivation, decided_by, decided_at)
       values ($1, 'insats', $2, $3, $4, $5, $6, $7)`,
      [insats.organizationId, insats.id, outcome, insats.grantedOre, motivation, actor.personId, tx.now],
    );
    await this.notices.decided(tx, insats, outcome, motivation);
  }

  private async examine(tx: Tx, insats: Insats): Promise<InsatsPreview> {
    const period = await this.periods.byId(tx, insats.periodId);
    const organization = await this.organizations.byId(tx, insats.organizationId);
    const availableOre = await this.periods.availableOre(tx, insats.organizationId, insats.periodId);
    const about = warnings(insats, period, availableOre);
    const errors = [...missing(insats, organization.vatTreatment === 'bears_vat'), ...about.errors];
    if (insats.responsiblePersonId && !(await this.memberships.contactOf(tx, insats.responsiblePersonId, insats.organizationId)))
      errors.push({ path: 'responsiblePersonId', code: 'member', message: insatsProblem.title('responsible-not-member') });
    return { errors, warnings: about.warnings };
  }

  private async receiptIn(tx: Tx, insats: Insats): Promise<InsatsReceipt> {
    const { id, name, number, receivedHash, submittedAt } = insats;
    const receiptTo = await this.notices.receiptTo(tx, id);
    return { id, name, number: number!, hash: receivedHash!, receivedAt: submittedAt!.toISOString(), receiptTo };
  }
}

/** What the application consists of when it is received. */
const RECEIVED = [
  ...(['number', 'organizationId', 'periodId', 'name', 'background', 'purpose', 'responsiblePersonId', 'contactPersonId'] as const),
  ...([
    'consultationDone',
    'consultationOn',
    'insatsType',
    'startOn',
    'endOn',
    'lateStartReason',
    'professions',
    'participantCount',
  ] as const),
  ...(['supplierMode', 'qualityControlWanted', 'otherInfo', 'budget'] as const),
] satisfies (keyof Insats)[];

/** The canonical JSON of exactly what was received; its SHA-256 stands on the receipt. */
function received(insats: Insats): string {
  const content = Object.fromEntries(RECEIVED.map((field) => [field, insats[field]]));
  return canonicalJson({ ...content, submittedAt: insats.submittedAt!.toISOString() });
}
