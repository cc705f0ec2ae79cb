import { ActionView } from '../kernel/action.dto.js';
import { Flag, Id, ListOf, Text, Whole } from '../kernel/fields.js';

export class DepartmentForm {
  @Text({ description: 'Avdelningens namn, eget bland företagets öppna avdelningar.', min: 1, max: 100, example: 'Mark och anläggning' })
  name: string;
}

/** What closing a department was said to affect; another number by now stops it. */
export class DepartmentImpact {
  @Whole({ description: 'Personer med roll i avdelningen.', min: 0, max: 1_000_000 })
  people: number;

  @Whole({ description: 'Öppna arbetsplatser i avdelningen.', min: 0, max: 1_000_000 })
  workplaces: number;
}

export class DepartmentView extends DepartmentImpact {
  @Id({ description: 'Avdelningens id.' })
  id: string;

  @Text({ description: 'Namn.', max: 100, example: 'Mark och anläggning' })
  name: string;

  @Flag({ description: 'Är avdelningen öppen?' })
  active: boolean;

  @ListOf(() => ActionView, { description: 'Vad som går att göra nu.', max: 10 })
  actions: ActionView[];

  @Whole({ description: 'Version, för If-Match.', min: 1, max: 2_147_483_647 })
  version: number;
}

export class DepartmentList {
  @ListOf(() => DepartmentView, { description: 'Avdelningarna som den inloggade administrerar, de öppna först.', max: 100_000 })
  departments: DepartmentView[];
}
