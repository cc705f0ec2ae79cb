import { Choice, Text } from '../kernel/fields.js';
import { type Entrance, entrances } from './eid-order.js';

export class StartOidc {
  @Choice({ description: 'Ingången: som arbetsgivare eller som privatperson.', of: entrances })
  entrance: Entrance;
}

export class OidcStarted {
  @Text({ description: 'Dit webbläsaren ska gå.', max: 4_000 })
  redirect: string;
}

export class OidcReturn {
  @Text({
    description: 'Det som står efter frågetecknet i adressen som utfärdaren skickade tillbaka webbläsaren till.',
    min: 1,
    max: 8_000,
  })
  parameters: string;
}

export class OidcDone {
  @Choice({ description: 'Vart inloggningen leder.', of: ['/', '/valj-organisation', '/ingen-organisation', '/min-sida'] })
  next: string;
}
