import { Text } from '../kernel/fields.js';

/** Why a personnummer is to be shown in clear. */
export class RevealNumber {
  @Text({
    description: 'Skälet; personen kan läsa det i sitt registerutdrag.',
    min: 10,
    max: 500,
    example: 'Kontrollerar yrkesbeviset mot registret.',
  })
  reason: string;
}

/** A personnummer in clear, given once. */
export class ShownNumber {
  @Text({ description: 'Personnummer.', max: 13, example: '19900101-2391' })
  personalNumber: string;
}
