import { Injectable } from '@nestjs/common';
import { Db } from '../kernel/db.js';

/** One place where counters, ledger and business rows do not agree. Amounts in öre. */
export interface Discrepancy {
  what: string;
  organization: string;
  period: string;
  subject: string;
  counterOre: number;
  expectedOre: number;
}

// Each part compares a guarded counter with what it must be the sum of (invariant I2, §9.6).
const PARTS = `
  select 'allotment.allotted = ledger' what, organization_id, period_id, id subject, allotted_ore counter,
    coalesce((select sum(delta_allotted_ore) from ledger_entry e where e.allotment_id = a.id), 0) expected from allotment a
  union all
  select 'allotment.outstanding = ledger', organization_id, period_id, id, outstanding_ore,
    coalesce((select sum(delta_outstanding_ore) from ledger_entry e where e.allotment_id = a.id), 0) from allotment a
  union all
  select 'allotment.settled = ledger', organization_id, period_id, id, settled_ore,
    coalesce((select sum(delta_settled_ore) from ledger_entry e where e.allotment_id = a.id), 0) from allotment a
  union all
  select 'allotment.outstanding = insatser', organization_id, period_id, id, outstanding_ore,
    coalesce((select sum(remaining_ore) from insats i where i.organization_id = a.organization_id and i.period_id = a.period_id), 0) from allotment a
  union all
  select 'allotment.settled = insatser', organization_id, period_id, id, settled_ore,
    coalesce((select sum(settled_ore) from insats i where i.organization_id = a.organization_id and i.period_id = a.period_id), 0) from allotment a
  union all
  select 'insats.pending = rekvisitioner', organization_id, period_id, id, pending_requisitions_ore,
    coalesce((select sum(claimed_ore) from requisition r where r.insats_id = i.id and r.status = 'inskickad'), 0) from insats i
  union all
  select 'insats.settled = rekvisitioner', organization_id, period_id, id, settled_requisitions_ore,
    coalesce((select sum(approved_ore) from requisition r where r.insats_id = i.id and r.status in ('godkand', 'delvis_godkand')), 0) from insats i
  union all
  select 'insats.offers = offerter', organization_id, period_id, id, active_offers_ore,
    coalesce((select sum(gross_ore) from offert o where o.insats_id = i.id and o.status in ('pagaende_affar', 'avslutad_affar')), 0) from insats i`;

/** Compares every guarded counter with the ledger and with the business rows. Reads one snapshot; changes nothing but the freeze flag. */
@Injectable()
export class Reconciliation {
  constructor(private readonly db: Db) {}

  /** Every discrepancy; empty when the books agree. */
  run(): Promise<Discrepancy[]> {
    return this.db.read<Discrepancy[]>(
      { kind: 'system' },
      'reconcile',
      `select coalesce(json_agg(json_build_object('what', what, 'organization', o.name, 'period', p.code, 'subject', subject,
         'counterOre', counter, 'expectedOre', expected)), '[]')
       from (${PARTS}) part join organization o on o.id = part.organization_id join agreement_period p on p.id = part.period_id
       where counter is distinct from expected`,
    );
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
