import { Injectable } from '@nestjs/common';
import { Db, readIn } from '../kernel/db.js';
import { DISCREPANCIES } from './reconciliation.queries.js';

/** What can disagree, in the words of the books. */
export const bookFaults = {
  'allotted-ledger': 'Tilldelade medel stämmer inte med huvudboken',
  'outstanding-ledger': 'Reserverat belopp stämmer inte med huvudboken',
  'settled-ledger': 'Avräknat belopp stämmer inte med huvudboken',
  'outstanding-insatser': 'Reserverat belopp stämmer inte med insatserna',
  'settled-insatser': 'Avräknat belopp stämmer inte med insatserna',
  'insats-remaining-ledger': 'Insatsens kvarvarande belopp stämmer inte med huvudboken',
  'insats-settled-ledger': 'Insatsens avräknade belopp stämmer inte med huvudboken',
  'insats-pending': 'Insatsens väntande belopp stämmer inte med rekvisitionerna',
  'insats-settled': 'Insatsens avräknade belopp stämmer inte med rekvisitionerna',
  'insats-offers': 'Insatsens offertbelopp stämmer inte med offerterna',
} as const;

/** One place where counters, ledger and business rows do not agree. Amounts in öre. */
export interface Discrepancy {
  what: keyof typeof bookFaults;
  organization: string;
  period: string;
  /** The allotment or the insats. */
  subject: string;
  /** The insats's number; null for an allotment. */
  number: string | null;
  counterOre: number;
  expectedOre: number;
}

/** Compares every guarded counter with the ledger and with the business rows. Reads one snapshot; changes nothing but the freeze flag. */
@Injectable()
export class Reconciliation {
  constructor(private readonly db: Db) {}

  /** Every discrepancy of all organisations; empty when the books agree. May take minutes. */
  run(): Promise<Discrepancy[]> {
    return this.db.tx({ kind: 'system' }, async (tx) => {
      await tx.em.query(`set local statement_timeout = '30min'`);
      return readIn<Discrepancy[]>(tx, DISCREPANCIES);
    });
  }

  /** How many allotments and insatser there are to reconcile. */
  extent(): Promise<{ allotments: number; insatser: number }> {
    const counts = `select json_build_object('allotments', (select count(*) from allotment), 'insatser', (select count(*) from insats))`;
    return this.db.read({ kind: 'system' }, 'reconcile-extent', counts);
  }

  /** Stops further bookings on the allotments that do not agree and lets the others go on (§9.6). */
  async freeze(found: readonly Discrepancy[]): Promise<void> {
    await this.db.tx({ kind: 'system' }, (tx) =>
      tx.em.query(
        `with wrong as (
           select id from allotment where id = any($1::uuid[])
           union select a.id from allotment a join insats i using (organization_id, period_id) where i.id = any($1::uuid[]))
         update allotment set frozen = id in (select id from wrong) where frozen <> (id in (select id from wrong))`,
        [found.map((one) => one.subject)],
      ),
    );
  }
}
