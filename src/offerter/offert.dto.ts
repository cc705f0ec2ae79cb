import { offertStatuses } from '../insatser/index.js';
import { Choice, Id, ListOf, Ore, RealDate, Text } from '../kernel/fields.js';

export class OffertLineView {
  @Text({ description: 'Beskrivning; tom för en rad ur fondens katalog.', max: 200 })
  description: string;

  @Text({ description: 'Antal.', max: 12, example: '2' })
  quantity: string;

  @Ore({ description: 'Enhetspris i öre.', example: 6_000_000 })
  unitOre: number;

  @Ore({ description: 'Totalt pris i öre.', example: 12_000_000 })
  totalOre: number;
}

/** The page Offert (A47–A51). */
export class OffertView {
  @Id({ description: 'Offertens id.' })
  id: string;

  @Text({ description: 'Nummer.', max: 20, example: '8-2403266-O1' })
  number: string;

  @Choice({ description: 'Status.', of: Object.keys(offertStatuses) })
  status: string;

  @Text({ description: 'Status på svenska.', max: 40, example: 'Godkänd, pågående affär' })
  statusLabel: string;

  @RealDate({ description: 'Datum.', example: '2024-04-26' })
  issuedOn: string;

  @RealDate({ description: 'Giltig till och med.', example: '2024-07-26' })
  validThrough: string;

  @Ore({ description: 'Total summa i öre, inklusive moms.', example: 17_625_000 })
  totalOre: number;

  @Text({ description: 'Offertens innehåll.', max: 20_000 })
  content: string;

  @ListOf(() => OffertLineView, { description: 'Kostnader.', max: 200 })
  lines: OffertLineView[];

  @Id({ description: 'Insatsens id.' })
  insatsId: string;

  @Text({ description: 'Insatsens nummer.', max: 12 })
  insatsNumber: string;

  @Text({ description: 'Insatsens namn.', max: 200 })
  insatsName: string;

  @Text({ description: 'Avtalsperiodens namn.', max: 20 })
  period: string;
}

export class OffertRow {
  @Id({ description: 'Offertens id.' })
  id: string;

  @Text({ description: 'Nummer.', max: 20 })
  number: string;

  @RealDate({ description: 'Datum.' })
  issuedOn: string;

  @RealDate({ description: 'Giltig till och med.' })
  validThrough: string;

  @Choice({ description: 'Status.', of: Object.keys(offertStatuses) })
  status: string;

  @Text({ description: 'Status på svenska.', max: 40 })
  statusLabel: string;

  @Id({ description: 'Insatsens id.' })
  insatsId: string;

  @Text({ description: 'Insatsens nummer.', max: 12 })
  insatsNumber: string;

  @Text({ description: 'Insatsens namn.', max: 200 })
  insatsName: string;

  @Ore({ description: 'Total summa i öre.' })
  totalOre: number;
}

export class OffertPage {
  @ListOf(() => OffertRow, { description: 'Rader.', max: 100 })
  rows: OffertRow[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;
}
