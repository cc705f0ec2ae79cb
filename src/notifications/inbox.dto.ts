import { Choice, Flag, Id, Instant, ListOf, Text, Whole } from '../kernel/fields.js';
import { PageQuery } from '../kernel/page.js';
import { type MailChoice, mailChoices } from './notice-types.js';

/** A snapshot in PostgreSQL's own words: it grows with the number of transactions under way. */
const SEEN = { min: 1, max: 20_000, pattern: /^\d{1,20}:\d{1,20}:[\d,]*$/, example: '1204:1207:1204' };

export class InboxQuery extends PageQuery {
  @Choice({ description: 'Alla eller bara olästa meddelanden.', of: ['all', 'unread'], optional: true })
  show?: 'all' | 'unread';
}

export class MessageRow {
  @Id({ description: 'Meddelandets id.' })
  id: string;

  @Text({ description: 'Typ av meddelande.', max: 40, example: 'beslut' })
  type: string;

  @Text({ description: 'Typen i klartext.', max: 60, example: 'Beslut' })
  typeLabel: string;

  @Text({ description: 'Rubrik.', max: 300, example: 'Insatsen är godkänd' })
  title: string;

  @Text({ description: 'Vad som har hänt.', max: 2000 })
  text: string;

  @Text({
    description: 'Sidan som meddelandet handlar om.',
    max: 300,
    nullable: true,
    example: '/insatser/019a0000-0000-7000-8000-000000000001',
  })
  path: string | null;

  @Instant({ description: 'När det kom.' })
  createdAt: string;

  @Instant({ description: 'När det lästes; null medan det är oläst.', nullable: true })
  readAt: string | null;
}

export class Inbox {
  @ListOf(() => MessageRow, { description: 'Meddelanden, nyast först.', max: 100 })
  rows: MessageRow[];

  @Text({ description: 'Markör för nästa sida; null när listan är slut.', max: 600, nullable: true })
  next: string | null;

  @Whole({ description: 'Antal olästa i allt.', min: 0, max: 1_000_000 })
  unread: number;

  @Text({ ...SEEN, description: 'Vad databasen visade just då. Skickas tillbaka för att markera allt det som läst.' })
  seen: string;
}

export class ReadSeen {
  @Text({ ...SEEN, description: 'Den visade sidans `seen`: allt som fanns då blir läst, och det som har kommit sedan är kvar som oläst.' })
  seen: string;
}

export class UnreadCount {
  @Whole({ description: 'Antal olästa som är kvar.', min: 0, max: 1_000_000 })
  unread: number;
}

export class Preference {
  @Text({ description: 'Typ av meddelande.', max: 40, example: 'handelser' })
  type: string;

  @Text({ description: 'Typen i klartext.', max: 60, example: 'Händelser i dina ärenden' })
  label: string;

  @Text({ description: 'Vad sådana meddelanden handlar om.', max: 300 })
  about: string;

  @Choice({ description: 'Hur e-posten kommer.', of: Object.keys(mailChoices) })
  choice: MailChoice;

  @Flag({ description: 'Går e-posten att stänga av?' })
  canChoose: boolean;

  @Text({ description: 'Varför den inte går att stänga av.', max: 300, nullable: true })
  why: string | null;
}

export class UndeliveredAddress {
  @Text({ description: 'Adressen som det senaste e-postmeddelandet inte nådde.', max: 254, example: 'anna@kommun.se' })
  address: string;

  @Instant({ description: 'När e-postmeddelandet skrevs.' })
  at: string;
}

/** What "Aviseringar" shows. */
export class Preferences {
  @ListOf(() => Preference, { description: 'Alla typer av meddelanden, med hur personen vill ha e-posten.', max: 50 })
  types: Preference[];

  @ListOf(() => UndeliveredAddress, { description: 'Adresser som inte tar emot vår e-post.', max: 1000 })
  undelivered: UndeliveredAddress[];
}

export class ChooseMail {
  @Choice({ description: 'Direkt, i en daglig sammanställning eller inte alls.', of: Object.keys(mailChoices) })
  choice: MailChoice;
}
