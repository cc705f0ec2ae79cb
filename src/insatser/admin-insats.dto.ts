import { Choice, Id, Instant, ListOf, Ore, Text } from '../kernel/fields.js';
import { PageQuery } from '../kernel/page.js';
import { MAX_SUM_ORE } from '../kernel/money.js';
import { insatsLifecycle } from './insats.lifecycle.js';

/** The fund approves (M7). */
export class ApproveInsats {
  @Ore({
    description: 'Beviljat belopp i öre. Krävs när arbetsgivaren anlitar leverantören själv, annars null.',
    min: 1,
    max: MAX_SUM_ORE,
    nullable: true,
    example: 16_000_000,
  })
  grantedOre: number | null;

  @Text({ description: 'Motivering; visas för arbetsgivaren.', max: 5000, example: '' })
  motivation: string;
}

/** The fund rejects (M8). */
export class RejectInsats {
  @Text({
    description: 'Motivering, minst 20 tecken; visas för arbetsgivaren.',
    min: 20,
    max: 5000,
    example: 'Insatsen ingår i det löpande kompetensansvaret.',
  })
  motivation: string;
}

export class AdminQueueQuery extends PageQuery {
  @Choice({ description: 'Status.', of: Object.keys(insatsLifecycle.statuses).filter((s) => s !== 'utkast'), optional: true })
  status?: string;
}

/** A row of the fund's queue. */
export class AdminInsatsRow {
  @Id({ description: 'Insatsens id.' })
  id: string;

  @Text({ description: 'Nummer.', max: 12 })
  number: string;

  @Text({ description: 'Namn.', max: 200 })
  name: string;

  @Id({ description: 'Organisationens id.' })
  organizationId: string;

  @Text({ description: 'Organisationens namn.', max: 200 })
  organizationName: string;

  @Text({ description: 'Avtalsperiod.', max: 20 })
  period: string;

  @Text({ description: 'Statuskod.', max: 20 })
  status: string;

  @Text({ description: 'Status på svenska.', max: 40 })
  statusLabel: string;

  @Instant({ description: 'Inkommen.' })
  submittedAt: string;

  @Ore({ description: 'Sökt belopp i öre.' })
  appliedOre: number;

  @Ore({ description: 'Beviljat belopp i öre.' })
  grantedOre: number;

  @Text({ description: 'Leverantör: fund eller self.', max: 10, nullable: true })
  supplierMode: string | null;
}

export class AdminInsatsPage {
  @ListOf(() => AdminInsatsRow, { description: 'Rader, äldst först.', max: 100 })
  rows: AdminInsatsRow[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;
}
