import { Choice, Flag, Id, Instant, ListOf, Nested, Text, Texts, Whole } from '../kernel/fields.js';
import { type ContactKind, contactKinds } from './contact-address.js';
import { type Language, languages } from './contact.mail.js';

export const deliveries = ['waiting', 'delayed', 'sent', 'delivered', 'failed', 'unknown'] as const;
const kind = { description: 'E-post eller mobil.', of: contactKinds };
const language = { description: 'Språk i koder och aviseringar till personen.', of: Object.keys(languages) };

export class VerifiedContact {
  @Text({ description: 'Adressen eller numret.', max: 254, example: '070-174 06 05' })
  value: string;

  @Instant({ description: 'Verifierades.' })
  verifiedAt: string;
}

export class PendingContact {
  @Id({ description: 'Anges när koden skickas in.' })
  id: string;

  @Choice(kind)
  kind: ContactKind;

  @Text({ description: 'Adressen eller numret som koden gick till.', max: 254 })
  value: string;

  @Choice({
    description:
      'Hur det går med koden: väntar, försenad (servern tar inte emot), skickad, framme, gick inte att skicka, eller oklart om den kom fram.',
    of: deliveries,
  })
  delivery: (typeof deliveries)[number];

  @Whole({ description: 'Sekunder som koden gäller; 0 när ingen kod gäller.', min: 0, max: 600 })
  expiresIn: number;

  @Whole({ description: 'Sekunder tills en ny kod får begäras.', min: 0, max: 60 })
  resendIn: number;

  @Whole({ description: 'Försök kvar.', min: 0, max: 5 })
  triesLeft: number;

  @Whole({ description: 'Sekunder tills låset släpper; null när inget är låst.', min: 0, max: 3600, nullable: true })
  lockedFor: number | null;
}

/** How the person is reached, and what is on its way to be verified. */
export class ContactPoints {
  @Nested(() => VerifiedContact, { description: 'Verifierad e-postadress.', nullable: true })
  email: VerifiedContact | null;

  @Nested(() => VerifiedContact, { description: 'Verifierat mobilnummer.', nullable: true })
  mobile: VerifiedContact | null;

  @ListOf(() => PendingContact, { description: 'Det som väntar på en kod, eller är låst.', max: 100 })
  pending: PendingContact[];

  @Choice(language)
  language: Language;

  @Flag({ description: 'Går det att ta emot sms? Annars kan inget mobilnummer verifieras.' })
  sms: boolean;

  @Texts({ description: 'Landskoder som sms skickas till.', max: 300, maxLength: 5 })
  countries: string[];
}

export class NewContact {
  @Choice(kind)
  kind: ContactKind;

  @Text({ description: 'E-postadress, eller mobilnummer på något av de vanliga sätten.', min: 1, max: 254, example: '070-174 06 05' })
  value: string;
}

/** Never repeats the address: answers are kept, for those who ask twice. */
export class CodeSent {
  @Id({ description: 'Det som koden hör till.' })
  id: string;
}

export class CodeEntry {
  @Text({ description: 'De sex siffrorna.', min: 6, max: 6, pattern: /^\d{6}$/, example: '123456' })
  code: string;
}

export class LanguageChoice {
  @Choice(language)
  language: Language;
}
