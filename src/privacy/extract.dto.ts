import { ApiProperty } from '@nestjs/swagger';
import { Choice, Flag, Instant, ListOf, Nested, Text, Texts } from '../kernel/fields.js';

export class ExtractIdentifier {
  @Choice({ description: 'Numrets slag.', of: ['personnummer', 'samordningsnummer'] })
  kind: string;

  @Text({ description: 'Numret, tolv siffror.', max: 12 })
  number: string;
}

export class ExtractPerson {
  @Text({ description: 'Namnet som det visas.', max: 200 })
  name: string;

  @Text({ description: 'Förnamn enligt e-legitimationen.', max: 200 })
  givenName: string;

  @Text({ description: 'Efternamn enligt e-legitimationen.', max: 200 })
  surname: string;

  @ListOf(() => ExtractIdentifier, { description: 'Personnummer i sin helhet; lagras krypterat.', max: 2 })
  identifiers: ExtractIdentifier[];

  @Flag({ description: 'Är identiteten skyddad?' })
  protectedIdentity: boolean;

  @Instant({ description: 'När personen först loggade in.' })
  knownSince: string;
}

export class ExtractOperator {
  @Text({ description: 'Personuppgiftsansvarig.', max: 200 })
  name: string;

  @Text({ description: 'Organisationsnummer.', max: 11 })
  orgNumber: string;

  @Text({ description: 'Adress.', max: 200 })
  address: string;

  @Text({ description: 'E-post för frågor.', max: 254 })
  email: string;
}

export class ExtractPart {
  @Text({ description: 'Delens namn.', max: 60, example: 'memberships' })
  name: string;

  @Text({ description: 'Rubrik.', max: 200 })
  title: string;

  @Text({ description: 'Varför uppgifterna finns.', max: 500 })
  purpose: string;

  @Text({ description: 'Hur länge de sparas.', max: 500 })
  kept: string;

  @ApiProperty({ description: 'Vad varje uppgift heter.', type: 'object', additionalProperties: { type: 'string', maxLength: 100 } })
  columns: Record<string, string>;

  @ApiProperty({
    description: 'Uppgifterna.',
    type: 'array',
    maxItems: 1_000_000,
    items: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] as never } },
  })
  rows: Record<string, string | number | boolean | null>[];
}

/** Everything that is stored about a person, and what the law wants told with it (GDPR Art. 15). */
export class RegisterExtract {
  @Instant({ description: 'När utdraget gjordes.' })
  madeAt: string;

  @Nested(() => ExtractOperator, { description: 'Den som ansvarar för uppgifterna.' })
  operator: ExtractOperator;

  @Nested(() => ExtractPerson, { description: 'Den som uppgifterna gäller.' })
  person: ExtractPerson;

  @Texts({ description: 'Om rättigheter, källor och mottagare.', max: 20, maxLength: 1000 })
  about: string[];

  @ListOf(() => ExtractPart, { description: 'Uppgifterna, en del för varje slag.', max: 100 })
  sections: ExtractPart[];
}
