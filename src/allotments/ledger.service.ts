import { Injectable } from '@nestjs/common';
import type { Tx } from '../kernel/db.js';
import { allotmentProblem } from './allotment.problems.js';

/** The insats that money is booked for. */
export interface Purse {
  id: string;
  organizationId: string;
  periodId: string;
}

type Kind = 'grant' | 'grant_release' | 'offer_reserve' | 'offer_release' | 'offer_draw' | 'req_settle' | 'req_reverse';

/**
 * The ledger of an organisation's allotment (§9): every call changes the guarded counters and appends one entry, in one statement.
 * `outstanding` is the card Reserverat belopp, `settled` the card Avräknat belopp. Amounts in öre, above zero.
 * Errors: `allotments/insufficient` with availableOre, requestedOre and missingOre; `allotments/no-allotment`; `allotments/frozen`.
 * `cause` is unique: booking the same cause twice fails instead of paying twice.
 */
@Injectable()
export class Ledger {
  /** The fund has approved an insats: the amount is reserved. */
  grant(tx: Tx, insats: Purse, ore: number, cause: string): Promise<void> {
    return this.post(tx, insats, { kind: 'grant', outstanding: ore, settled: 0, cause });
  }

  /** What is left of a grant goes back to the allotment. */
  async release(tx: Tx, insats: Purse, ore: number, cause: string): Promise<void> {
    if (ore > 0) await this.post(tx, insats, { kind: 'grant_release', outstanding: -ore, settled: 0, cause });
  }

  /** An approved requisition: reserved money becomes settled. */
  async settle(tx: Tx, insats: Purse, ore: number, cause: string, requisitionId: string): Promise<void> {
    if (ore > 0) await this.post(tx, insats, { kind: 'req_settle', outstanding: -ore, settled: ore, cause, subjectId: requisitionId });
  }

  private async post(
    tx: Tx,
    insats: Purse,
    entry: { kind: Kind; outstanding: number; settled: number; cause: string; subjectId?: string },
  ): Promise<void> {
    const booked = await tx.em.query<unknown[]>(
      `with moved as (
         update allotment set outstanding_ore = outstanding_ore + $3, settled_ore = settled_ore + $4, version = version + 1
         where organization_id = $1 and period_id = $2 and not frozen and outstanding_ore + $3 >= 0 and settled_ore + $4 >= 0
           and outstanding_ore + settled_ore + $3 + $4 <= allotted_ore
         returning id)
       insert into ledger_entry (allotment_id, organization_id, insats_id, subject_id, kind, delta_outstanding_ore, delta_settled_ore, cause, at, person_id)
       select id, $1, $5, $6, $7, $3, $4, $8, $9, $10 from moved returning id`,
      [
        insats.organizationId,
        insats.periodId,
        entry.outstanding,
        entry.settled,
        insats.id,
        entry.subjectId ?? null,
        entry.kind,
        entry.cause,
        tx.now,
        tx.actor?.personId ?? null,
      ],
    );
    if (booked.length !== 1) await this.refuse(tx, insats, entry.outstanding + entry.settled);
  }

  private async refuse(tx: Tx, insats: Purse, requestedOre: number): Promise<never> {
    const [allotment] = await tx.em.query<{ available: string; frozen: boolean }[]>(
      'select allotted_ore - outstanding_ore - settled_ore as available, frozen from allotment where organization_id = $1 and period_id = $2',
      [insats.organizationId, insats.periodId],
    );
    if (!allotment) throw allotmentProblem('no-allotment');
    if (allotment.frozen) throw allotmentProblem('frozen');
    const availableOre = Number(allotment.available);
    if (requestedOre <= availableOre) throw new Error(`huvudboken vägrade ${insats.id}: räknarna stämmer inte`);
    throw allotmentProblem('insufficient', { availableOre, requestedOre, missingOre: requestedOre - availableOre });
  }
}
