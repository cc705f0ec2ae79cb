import { Text } from './fields.js';

/** One fault of a form: where, what, and what to do about it. */
export class FieldFault {
  @Text({ description: 'Fältets namn, med punkter inåt.', max: 100, example: 'budget.0.netOre' })
  path: string;

  @Text({ description: 'Kod.', max: 60, example: 'required' })
  code: string;

  @Text({ description: 'Text på svenska.', max: 400, example: 'Ange ett belopp.' })
  message: string;
}
