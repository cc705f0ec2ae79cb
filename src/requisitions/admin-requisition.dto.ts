import { Choice, Flag, Id, Instant, ListOf, Ore, Text } from '../kernel/fields.js';
import { MAX_LINE_ORE } from '../kernel/money.js';
import { PageQuery } from '../kernel/page.js';
import { RequisitionRow } from './requisition.dto.js';
import { requisitionLifecycle } from './requisition.lifecycle.js';

/** The decision about one cost line, in the requisition's order. */
export class LineDecision {
  @Ore({ description: 'Godkänt belopp för raden i öre, inklusive eventuell moms.', max: 2 * MAX_LINE_ORE, example: 2_500_000 })
  approvedOre: number;

  @Text({ description: 'Varför beloppet sänks; krävs när det är lägre än det rekvirerade.', max: 500, example: '' })
  reason: string;
}

/** The fund approves, wholly or in part (Q5). */
export class ApproveRequisition {
  @ListOf(() => LineDecision, { description: 'En rad för varje kostnad; null godkänner allt som är rekvirerat.', max: 200, nullable: true })
  lines: LineDecision[] | null;

  @Text({ description: 'Motivering; visas för arbetsgivaren.', max: 5000, example: '' })
  motivation: string;
}

/** The fund rejects (Q6). */
export class RejectRequisition {
  @Text({
    description: 'Motivering, minst 20 tecken; visas för arbetsgivaren.',
    min: 20,
    max: 5000,
    example: 'Kostnaderna hör inte till den godkända insatsen.',
  })
  motivation: string;
}

export class AdminRequisitionQuery extends PageQuery {
  @Choice({ description: 'Status.', of: Object.keys(requisitionLifecycle.statuses).filter((s) => s !== 'utkast'), optional: true })
  status?: string;
}

/** A row of the fund's queue. */
export class AdminRequisitionRow extends RequisitionRow {
  @Id({ description: 'Organisationens id.' })
  organizationId: string;

  @Text({ description: 'Organisationens namn.', max: 200 })
  organizationName: string;

  @Instant({ description: 'Inkommen.' })
  submittedAt: string;

  @Flag({ description: 'Slutrekvirering?' })
  isFinal: boolean;
}

export class AdminRequisitionPage {
  @ListOf(() => AdminRequisitionRow, { description: 'Rader, äldst först.', max: 100 })
  rows: AdminRequisitionRow[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;
}
