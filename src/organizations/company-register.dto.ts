import { Choice, Flag, ListOf, Text, Whole } from '../kernel/fields.js';

/** The register as the board's office has it: a CSV text with headings. */
export class ImportCompanies {
  @Text({
    description:
      'CSV med rubrikerna Organisationsnummer, Namn, Region, Kollektivavtal (ja/nej), skilda med semikolon eller komma. Högst 2 000 rader.',
    min: 1,
    max: 200_000,
    example: 'Organisationsnummer;Namn;Region;Kollektivavtal\n556016-0680;Exempelbygg AB;stockholm;ja',
  })
  register: string;
}

export class CompanyRow {
  @Whole({ description: 'Radens nummer i filen.', min: 1, max: 2_001 })
  line: number;

  @Text({ description: 'Organisationsnummer som det stod.', max: 40 })
  orgNumber: string;

  @Text({ description: 'Namn.', max: 200 })
  name: string;

  @Text({ description: 'Regionens kod.', max: 40 })
  region: string;

  @Flag({ description: 'Har kollektivavtal.' })
  hasCollectiveAgreement: boolean;

  @Choice({ description: 'Vad importen gör med raden.', of: ['new', 'changed', 'same', 'wrong'] })
  outcome: 'new' | 'changed' | 'same' | 'wrong';

  @Text({ description: 'Vad som är fel med raden, annars null.', max: 200, nullable: true })
  fault: string | null;
}

/** What an import would do, or did. */
export class CompanyImport {
  @Whole({ description: 'Nya företag.', min: 0, max: 2_000 })
  added: number;

  @Whole({ description: 'Ändrade företag.', min: 0, max: 2_000 })
  changed: number;

  @Whole({ description: 'Rader med fel; de läses inte in.', min: 0, max: 2_000 })
  wrong: number;

  @ListOf(() => CompanyRow, { description: 'Raderna i filens ordning.', max: 2_000 })
  rows: CompanyRow[];
}
