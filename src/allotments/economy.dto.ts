import { Flag, Id, Ore, RealDate, Text } from '../kernel/fields.js';
import { PageQuery } from '../kernel/page.js';

/** One tab of the economy page (A37). */
export class PeriodView {
  @Id({ description: 'Avtalsperiodens id.' })
  id: string;

  @Text({ description: 'Avtalsperiodens namn.', max: 20, example: '2024-2026' })
  code: string;

  @RealDate({ description: 'Första dag.', example: '2024-01-01' })
  startsOn: string;

  @RealDate({ description: 'Sista dag.', example: '2026-12-31' })
  endsOn: string;

  @RealDate({ description: 'Sista dag att rekvirera medel; null om ingen finns.', nullable: true, example: '2029-12-31' })
  lastRequisitionOn: string | null;

  @Flag({ description: 'Går det att registrera nya insatser i dag?' })
  open: boolean;

  @Flag({ description: 'Den period som visas först.' })
  current: boolean;
}

/** The four cards of a period (A38, §9.2): allotted = reserved + settled + remaining, always. */
export class CardsView {
  @Ore({ description: 'Reserverat belopp i öre: summan av insatsernas Kvar att utnyttja.', example: 65_625_000 })
  reservedOre: number;

  @Ore({ description: 'Avräknat belopp i öre.', example: 0 })
  settledOre: number;

  @Ore({ description: 'Kvar att utnyttja i öre.', example: 2_928_863_900 })
  remainingOre: number;

  @Ore({ description: 'Totalt tilldelade medel i öre.', example: 2_994_488_900 })
  allottedOre: number;
}

/** How many rows each tab has; 100 means "more than 99". */
export class TabCounts {
  @Ore({ description: 'Insatser, högst 100.', max: 100 })
  insatser: number;

  @Ore({ description: 'Offerter, högst 100.', max: 100 })
  offerter: number;

  @Ore({ description: 'Rekvisitioner, högst 100.', max: 100 })
  requisitions: number;
}

/** A tab of the economy page: the cases of one agreement period, with free text (A39, A40). */
export class CasesQuery extends PageQuery {
  @Text({ description: 'Avtalsperiodens namn.', min: 4, max: 20, pattern: /^\d{4}(-\d{4})?$/, example: '2024-2026' })
  period: string;

  @Text({ description: 'Fritextsök i nummer, namn, kontaktperson och text.', max: 100, optional: true, example: 'svenska' })
  q?: string;
}
