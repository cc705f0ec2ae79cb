import { Instant, Text } from '../kernel/fields.js';

/** One line of what has happened to a member, newest first. */
export class UserHistoryEntry {
  @Instant({ description: 'När.' })
  at: string;

  @Text({ description: 'Vem som gjorde det; null när det inte var en person.', max: 200, nullable: true })
  by: string | null;

  @Text({ description: 'Vad som hände, på svenska.', max: 1500, example: 'Fick behörigheten Attestant från 1 december 2026.' })
  text: string;
}
