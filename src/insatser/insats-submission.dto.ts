import { FieldFault } from '../kernel/fault.dto.js';
import { Id, Instant, ListOf, Text, Texts } from '../kernel/fields.js';

/** Something to know before submitting that stops nothing. */
export class InsatsWarning {
  @Text({ description: 'Kod.', max: 60, example: 'over-remaining' })
  code: string;

  @Text({ description: 'Text på svenska.', max: 400 })
  message: string;
}

/** What the preview says beside the answers (A69): what must be mended and what to know. */
export class InsatsPreview {
  @ListOf(() => FieldFault, { description: 'Det som saknas eller är fel.', max: 500 })
  errors: FieldFault[];

  @ListOf(() => InsatsWarning, { description: 'Sådant att känna till.', max: 10 })
  warnings: InsatsWarning[];
}

/** The receipt after "Skicka in" (A70, A71). */
export class InsatsReceipt {
  @Id({ description: 'Insatsens id.' })
  id: string;

  @Text({ description: 'Nummer.', max: 12, example: '8-2600001' })
  number: string;

  @Text({ description: 'Namn på insats.', max: 200 })
  name: string;

  @Instant({ description: 'När ansökan kom in till fonden.' })
  receivedAt: string;

  @Text({ description: 'Kontrollsumma (SHA-256) för det som togs emot.', max: 64, pattern: /^[0-9a-f]{64}$/ })
  hash: string;

  @Texts({
    description: 'E-postadresserna som kvittensen skickas till; tom när den är så gammal att de är glömda.',
    max: 2,
    maxLength: 254,
  })
  receiptTo: string[];
}
