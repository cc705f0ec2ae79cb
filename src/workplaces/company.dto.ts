import { Flag, Id, ListOf, Text, Whole } from '../kernel/fields.js';
import { PageQuery } from '../kernel/page.js';

export class CompanyFilter extends PageQuery {
  @Text({ description: 'Fritext i namn och organisationsnummer; varje ord ska finnas.', max: 100, optional: true })
  q?: string;
}

export class DepartmentsSwitch {
  @Flag({ description: 'Ska företaget ha avdelningar?' })
  enabled: boolean;
}

/** A company of the portal as the board's office sees it. */
export class CompanyRowView {
  @Id({ description: 'Företagets id.' })
  id: string;

  @Text({ description: 'Namn.', max: 200, example: 'Exempelbygg AB' })
  name: string;

  @Text({ description: 'Organisationsnummer.', max: 11, example: '559999-0016' })
  orgNumber: string;

  @Text({ description: 'Regionens namn; null när företaget inte har någon.', max: 80, nullable: true })
  regionName: string | null;

  @Flag({ description: 'Är avdelningar aktiverade?' })
  departmentsEnabled: boolean;

  @Whole({ description: 'Öppna avdelningar.', min: 0, max: 1_000_000 })
  departments: number;

  @Whole({ description: 'Öppna arbetsplatser.', min: 0, max: 1_000_000 })
  workplaces: number;

  @Whole({ description: 'Företagets version, för If-Match.', min: 1, max: 2_147_483_647 })
  version: number;
}

export class CompanyPage {
  @ListOf(() => CompanyRowView, { description: 'Rader i bokstavsordning.', max: 100 })
  rows: CompanyRowView[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;
}
