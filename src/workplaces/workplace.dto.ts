import { ActionView } from '../kernel/action.dto.js';
import { Choice, Flag, Id, ListOf, Text, Whole } from '../kernel/fields.js';
import { Ids } from '../kernel/ids.js';
import { PageQuery } from '../kernel/page.js';

/** Most departments that one workplace is put in by one command. */
const MOST = 100;

export class WorkplaceFilter extends PageQuery {
  @Text({ description: 'Fritext i namn och adress; varje ord ska finnas.', max: 100, optional: true })
  q?: string;

  @Id({ description: 'Bara arbetsplatser i den här avdelningen.', optional: true })
  department?: string;

  @Choice({ description: 'Öppna eller stängda; utan det visas de öppna.', of: ['open', 'closed'], optional: true })
  status?: 'open' | 'closed';
}

export class WorkplaceForm {
  @Text({ description: 'Arbetsplatsens namn, eget bland företagets öppna arbetsplatser.', min: 1, max: 100, example: 'Slussen, etapp 2' })
  name: string;

  @Text({ description: 'Gatuadress; krävs för alla utom huvudkontoret.', min: 1, max: 100, nullable: true, example: 'Katarinavägen 1' })
  street: string | null;

  @Text({ description: 'Postnummer.', min: 5, max: 6, pattern: /^\d{3} ?\d{2}$/, nullable: true, example: '116 45' })
  postalCode: string | null;

  @Text({ description: 'Ort.', min: 1, max: 60, nullable: true, example: 'Stockholm' })
  city: string | null;

  @Text({ description: 'Kommun.', min: 1, max: 60, nullable: true, example: 'Stockholm' })
  municipality: string | null;

  @Ids({ description: 'Avdelningarna som arbetsplatsen hör till, av dem som den inloggade administrerar.', max: MOST })
  departmentIds: string[];
}

export class DepartmentName {
  @Id({ description: 'Avdelningens id.' })
  id: string;

  @Text({ description: 'Avdelningens namn.', max: 100 })
  name: string;

  @Flag({ description: 'Administrerar den inloggade avdelningen?' })
  isOwn: boolean;
}

export class WorkplaceView {
  @Id({ description: 'Arbetsplatsens id.' })
  id: string;

  @Text({ description: 'Namn.', max: 100, example: 'Huvudkontoret' })
  name: string;

  @Text({ description: 'Gatuadress.', max: 100, nullable: true })
  street: string | null;

  @Text({ description: 'Postnummer.', max: 6, nullable: true, example: '116 45' })
  postalCode: string | null;

  @Text({ description: 'Ort.', max: 60, nullable: true })
  city: string | null;

  @Text({ description: 'Kommun.', max: 60, nullable: true })
  municipality: string | null;

  @Flag({ description: 'Är det företagets huvudkontor?' })
  isDefault: boolean;

  @Flag({ description: 'Är arbetsplatsen öppen?' })
  active: boolean;

  @ListOf(() => DepartmentName, { description: 'Öppna avdelningar som arbetsplatsen hör till.', max: 100_000 })
  departments: DepartmentName[];

  @ListOf(() => ActionView, { description: 'Vad som går att göra nu.', max: 10 })
  actions: ActionView[];

  @Whole({ description: 'Version, för If-Match.', min: 1, max: 2_147_483_647 })
  version: number;
}

export class WorkplacePage {
  @ListOf(() => WorkplaceView, { description: 'Rader i bokstavsordning.', max: 100 })
  rows: WorkplaceView[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;

  @Flag({ description: 'Är avdelningar aktiverade för företaget?' })
  departmentsEnabled: boolean;
}
