import { Choice, Flag, Id, ListOf, Text, Whole } from '../kernel/fields.js';
import { insatsLifecycle } from './insats.lifecycle.js';

/** An insats that waits for the person, in one capacity or several. */
export class OpenInsats {
  @Id({ description: 'Insatsens id.' })
  id: string;

  @Text({ description: 'Nummer; null för utkast.', max: 12, nullable: true, example: '8-2403266' })
  number: string | null;

  @Text({ description: 'Namn; null när den som frågar inte får se insatsen (A21).', max: 200, nullable: true })
  name: string | null;

  @Choice({ description: 'Status.', of: Object.keys(insatsLifecycle.statuses) })
  status: string;

  @Text({ description: 'Status på svenska.', max: 40 })
  statusLabel: string;

  @Flag({ description: 'Är personen ansvarig?' })
  isResponsible: boolean;

  @Flag({ description: 'Är personen kontaktperson?' })
  isContact: boolean;
}

/** What a user has under way, before the user is ended (§8.6). */
export class OpenWork {
  @Whole({ description: 'Antal insatser som inte är avgjorda eller avslutade, utkast inräknade.', min: 0, max: 1_000_000 })
  count: number;

  @ListOf(() => OpenInsats, { description: 'De 100 första, äldst först.', max: 100 })
  insatser: OpenInsats[];

  @Whole({ description: 'Personens påbörjade rekvisitioner; de följer inte med, den som ser insatsen gör en ny.', min: 0, max: 1_000_000 })
  requisitionDrafts: number;
}

export class Handover {
  @Id({ description: 'Användaren som tar över allt.' })
  toUserId: string;
}

export class HandedOver {
  @Whole({ description: 'Antal insatser som lämnades över.', min: 0, max: 1_000_000 })
  count: number;

  @Text({ description: 'Den som tog över.', max: 200 })
  toName: string;
}
