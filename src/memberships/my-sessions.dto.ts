import { Choice, Flag, Id, Instant, ListOf, Text } from '../kernel/fields.js';

/** When a session ends, so that the page can warn in time (WCAG 2.2.1). */
export class SessionLimits {
  @Instant({ description: 'När sessionen slutar om inget händer.' })
  idleExpiresAt: string;

  @Instant({ description: 'När sessionen slutar i alla fall.' })
  expiresAt: string;

  @Instant({ description: 'Serverns klocka när svaret gavs.' })
  now: string;
}

export class MySession {
  @Id({ description: 'Inloggningens id. Öppnar ingenting.' })
  id: string;

  @Choice({ description: 'E-legitimationen.', of: ['bankid', 'freja', 'oidc'] })
  provider: string;

  @Text({ description: 'E-legitimationens namn.', max: 60, example: 'BankID' })
  providerLabel: string;

  @Text({ description: 'Enheten, med webbläsarens egna ord.', max: 100, example: 'Chrome på Windows' })
  device: string;

  @Text({ description: 'Den som inloggningen representerar, om någon är vald.', max: 300, nullable: true, example: 'Stockholms stad' })
  actsFor: string | null;

  @Instant({ description: 'När personen loggade in.' })
  authenticatedAt: string;

  @Instant({ description: 'När inloggningen senast användes, på minuten när.' })
  lastSeenAt: string;

  @Flag({ description: 'Är det inloggningen som frågar?' })
  current: boolean;
}

export class MySessions {
  @ListOf(() => MySession, { description: 'Pågående inloggningar, den som frågar först och sedan den senast använda.', max: 1000 })
  sessions: MySession[];
}
