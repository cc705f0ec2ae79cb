import { Choice, Flag, Instant, ListOf, Nested, Text, Whole } from './kernel/fields.js';

class ProviderHealthView {
  @Choice({ description: 'Vem som identifierar.', of: ['bankid', 'freja', 'oidc'] })
  provider: string;

  @Choice({
    description: 'Om vi frågar: closed ja, open nej efter upprepade fel, half-open provar igen.',
    of: ['closed', 'open', 'half-open'],
  })
  circuit: string;

  @Instant({ description: 'Senaste lyckade svar till den här processen.', nullable: true })
  lastSuccessAt: string | null;

  @Instant({ description: 'När vårt klientcertifikat går ut; null där inget används.', nullable: true })
  certificateValidTo: string | null;

  @Whole({ description: 'Dagar kvar till dess; negativt när det har gått ut.', min: -100_000, max: 100_000, nullable: true })
  certificateDaysLeft: number | null;
}

class MailHealthView {
  @Whole({ description: 'Meddelanden som väntar på att skickas.', min: 0, max: 1_000_000_000 })
  waiting: number;

  @Whole({ description: 'Meddelanden som inte gick att skicka, eller där det är oklart om de kom fram.', min: 0, max: 1_000_000_000 })
  failed: number;

  @Whole({ description: 'Åldern på det äldsta väntande meddelandet, sekunder.', min: 0, max: 1_000_000_000 })
  oldestSeconds: number;

  @Instant({ description: 'När e-postservern senast tog emot ett e-postmeddelande.', nullable: true })
  lastSentAt: string | null;
}

export class HealthDetail {
  @Text({ description: 'Versionen som kör (APP_VERSION).', max: 80 })
  version: string;

  @Text({ description: 'Databasens senaste migrering.', max: 200 })
  migration: string;

  @Whole({ description: 'Databasens svarstid, millisekunder.', min: 0, max: 60_000 })
  databaseMs: number;

  @Flag({ description: 'Svarar Redis? Utan Redis skickas meddelanden lite senare.' })
  redis: boolean;

  @Nested(() => MailHealthView, { description: 'E-posten.' })
  mail: MailHealthView;

  @ListOf(() => ProviderHealthView, { description: 'Utfärdarna som är påslagna.', max: 3 })
  providers: ProviderHealthView[];
}
