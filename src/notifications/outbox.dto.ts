import { Choice, Flag, Id, Instant, ListOf, Text, Whole } from '../kernel/fields.js';
import { PageQuery } from '../kernel/page.js';

/** Status of a mail, with its label. */
export const outboxStatuses = {
  pending: 'Väntar',
  sending: 'Skickas',
  sent: 'Skickat',
  failed: 'Gick inte att skicka',
  unknown: 'Oklart om det kom fram',
  withdrawn: 'Behövdes inte längre',
} as const;

/** What the list can be narrowed to; `pending` holds those on their way too. */
export const outboxFilters = {
  pending: ['pending', 'sending'],
  sent: ['sent'],
  failed: ['failed', 'unknown'],
  withdrawn: ['withdrawn'],
} as const;
export type OutboxFilter = keyof typeof outboxFilters;

export class OutboxQuery extends PageQuery {
  @Choice({
    description: 'Väntande, skickade, misslyckade meddelanden eller sådana som inte behövdes längre.',
    of: Object.keys(outboxFilters),
  })
  status: OutboxFilter;
}

export class OutboxRow {
  @Id({ description: 'Meddelandets id, första delen av dess Message-ID.' })
  id: string;

  @Text({ description: 'Händelsen som gav meddelandet.', max: 200, example: 'insats.approve:019a0000-0000-7000-8000-000000000001' })
  eventKey: string;

  @Text({ description: 'Meddelandets mall.', max: 60, example: 'insats-beslut' })
  template: string;

  @Text({
    description: 'E-postmeddelandets ämne; null för sms, och när innehållet är raderat eller inte går att läsa.',
    max: 500,
    nullable: true,
  })
  subject: string | null;

  @Choice({ description: 'E-post eller sms.', of: ['email', 'sms'] })
  channel: 'email' | 'sms';

  @Text({ description: 'Mottagare, maskerad.', max: 254, example: 'a***@kommun.se' })
  recipient: string;

  @Id({ description: 'Organisation.', nullable: true })
  organizationId: string | null;

  @Choice({ description: 'Status.', of: Object.keys(outboxStatuses) })
  status: keyof typeof outboxStatuses;

  @Text({ description: 'Status på svenska.', max: 40 })
  statusLabel: string;

  @Whole({ description: 'Antal försök.', min: 0, max: 1000 })
  attempts: number;

  @Text({ description: 'Varför det senaste försöket inte gick: felkod.', max: 60, nullable: true, example: 'EENVELOPE 550' })
  lastError: string | null;

  @Flag({ description: 'Innehållet är raderat, så meddelandet kan inte köras igen.' })
  erased: boolean;

  @Instant({ description: 'Skrevs.' })
  createdAt: string;

  @Instant({ description: 'Nästa försök; null när inget mer görs.', nullable: true })
  nextAttemptAt: string | null;

  @Instant({ description: 'Skickades.', nullable: true })
  sentAt: string | null;
}

export class OutboxPage {
  @ListOf(() => OutboxRow, { description: 'Rader, nyast först.', max: 100 })
  rows: OutboxRow[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;
}
