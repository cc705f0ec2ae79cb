import { CardsView, CasesQuery, PeriodView, TabCounts } from '../allotments/index.js';
import { Choice, Id, ListOf, Nested, Ore, RealDate, Text } from '../kernel/fields.js';
import { insatsLifecycle } from './insats.lifecycle.js';

/** Columns the list sorts by (A41). */
export const insatsSorts = ['number', 'created', 'status', 'name', 'granted', 'settled', 'remaining', 'contact'] as const;
export type InsatsSort = (typeof insatsSorts)[number];

export class InsatsListQuery extends CasesQuery {
  @Choice({ description: 'Sorteras efter.', of: insatsSorts, optional: true })
  sort?: InsatsSort;

  @Choice({ description: 'Riktning.', of: ['asc', 'desc'], optional: true })
  order?: 'asc' | 'desc';
}

export class OverviewQuery {
  @Text({
    description: 'Avtalsperiodens namn; utan den visas den aktuella.',
    min: 4,
    max: 20,
    pattern: /^\d{4}(-\d{4})?$/,
    optional: true,
    example: '2024-2026',
  })
  period?: string;
}

/** A row of the table (A41). */
export class InsatsRow {
  @Id({ description: 'Insatsens id.' })
  id: string;

  @Text({ description: 'Nummer; null för utkast.', max: 12, nullable: true, example: '8-2403266' })
  number: string | null;

  @RealDate({ description: 'Skapad.', example: '2024-04-26' })
  createdOn: string;

  @Choice({ description: 'Status.', of: Object.keys(insatsLifecycle.statuses) })
  status: string;

  @Text({ description: 'Status på svenska.', max: 40 })
  statusLabel: string;

  @Text({ description: 'Namn.', max: 200 })
  name: string;

  @Ore({ description: 'Reserverat i öre.' })
  grantedOre: number;

  @Ore({ description: 'Avräknat i öre.' })
  settledOre: number;

  @Ore({ description: 'Kvar att utnyttja i öre.' })
  remainingOre: number;

  @Text({ description: 'Kontaktperson.', max: 200 })
  contactName: string;
}

export class InsatsPage {
  @ListOf(() => InsatsRow, { description: 'Rader.', max: 100 })
  rows: InsatsRow[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;
}

/** The economy overview: tabs, cards, counts and the first 25 insatser in one answer (A37–A46). */
export class OverviewView {
  @ListOf(() => PeriodView, { description: 'Avtalsperioder.', max: 1000 })
  periods: PeriodView[];

  @Text({ description: 'Vald avtalsperiod.', max: 20, example: '2024-2026' })
  period: string;

  @Nested(() => CardsView, { description: 'De fyra beloppen.' })
  cards: CardsView;

  @Nested(() => TabCounts, { description: 'Antal per flik.' })
  counts: TabCounts;

  @Nested(() => InsatsPage, { description: 'Första sidan.' })
  insatser: InsatsPage;
}
