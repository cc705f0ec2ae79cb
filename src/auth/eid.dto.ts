import { Choice, Id, Nested, Text, Whole } from '../kernel/fields.js';
import { texts } from './bankid.messages.js';
import { type Entrance, entrances } from './eid-order.js';
import { frejaTexts } from './freja.messages.js';
import { type SigningProvider, signingProviders } from './signing.js';

const modes = ['qr', 'same-device'] as const;

export class StartOrder {
  @Choice({ description: 'QR-kod för en annan enhet, eller appen på den här enheten.', of: modes })
  mode: (typeof modes)[number];

  @Choice({ description: 'Ingången: som arbetsgivare (om inget sägs) eller som privatperson.', of: entrances, optional: true })
  entrance?: Entrance;
}

/** What a module's own start of a signature takes. */
export class StartSignature extends StartOrder {
  @Choice({ description: 'E-legitimationen att skriva under med.', of: signingProviders })
  provider: SigningProvider;
}

export class LaunchView {
  @Text({ description: 'Adress som öppnar appen på telefoner. Ska vara en riktig länk.', max: 600 })
  universal: string;

  @Text({ description: 'Adress som öppnar appen på datorer.', max: 600 })
  scheme: string;
}

export class OrderStarted {
  @Id({ description: 'Inloggningens id. Duger bara i webbläsaren som startade den.' })
  id: string;

  @Text({ description: 'Skickas som X-CSRF-Token med collect och cancel.', max: 100 })
  csrfToken: string;

  @Whole({ description: 'Fråga hur det går så här ofta, i millisekunder.', min: 500, max: 10_000 })
  pollMs: number;

  @Choice({ description: 'Hur appen startas.', of: modes })
  mode: (typeof modes)[number];

  @Text({
    description: 'QR-kodens text den här sekunden. Bara för mode qr, och inte när ordern skickas till personens egen app.',
    max: 300,
    optional: true,
  })
  qr?: string;

  @Text({ description: 'Startar BankID-appen. Bara för BankID och mode same-device.', max: 64, optional: true })
  autoStartToken?: string;

  @Nested(() => LaunchView, { description: 'Länkar som startar appen. Bara för mode same-device.', optional: true })
  launch?: LaunchView;
}

export class OrderReturn {
  @Text({ description: 'Det som står efter n= i adressen som appen öppnade.', min: 1, max: 100 })
  nonce: string;
}

export class OrderReturned {
  @Id({ description: 'Inloggningens id.' })
  id: string;

  @Text({ description: 'Skickas som X-CSRF-Token med collect och cancel.', max: 100 })
  csrfToken: string;

  @Whole({ description: 'Fråga hur det går så här ofta, i millisekunder.', min: 500, max: 10_000 })
  pollMs: number;
}

export class OrderStatus {
  @Choice({ description: 'Hur det går.', of: ['pending', 'complete', 'failed'] })
  status: 'pending' | 'complete' | 'failed';

  @Text({ description: 'BankID:s hintCode eller Frejas status, eller vår egen.', max: 60, example: 'userSign' })
  hint: string;

  @Choice({
    description: 'Textens namn: för BankID det i deras riktlinjer.',
    of: [...new Set<string>([...Object.keys(texts), ...Object.keys(frejaTexts)])],
  })
  messageKey: string;

  @Text({ description: 'Texten att visa.', max: 300, example: texts.RFA9 })
  message: string;

  @Text({ description: 'QR-kodens text den här sekunden, så länge den ska visas.', max: 300, optional: true })
  qr?: string;

  @Choice({
    description: 'Vart inloggningen leder, när den är klar.',
    of: ['/', '/valj-organisation', '/ingen-organisation', '/min-sida'],
    optional: true,
  })
  next?: string;
}
