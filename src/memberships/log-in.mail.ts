import { registerMail } from '../notifications/index.js';

interface NewDevice {
  device: string;
  provider: string;
  /** Date and time, in the words of the language. */
  at: string;
}
const example: NewDevice = { device: 'Chrome på Windows', provider: 'BankID', at: '29 april 2026 kl. 14.32' };
const path = '/mina-installningar/inloggningar';

/** A log-in from a browser that the person has not used before (mail 8), by language. The device is what the browser says about itself. */
export const newDevice = {
  sv: registerMail(
    'ny-enhet',
    ({ device, provider, at }: NewDevice) => ({
      subject: 'Ny inloggning på Mina sidor',
      heading: 'Du loggade in från en ny enhet',
      paragraphs: [
        `Någon loggade in som du med ${provider} den ${at} från en enhet eller webbläsare som du inte har använt här förut: ${device}.`,
        'Var det du behöver du inte göra något.',
        'Var det inte du? Logga in, öppna Mina inloggningar och välj Logga ut överallt. Spärra sedan din e-legitimation hos den som har gett ut den, och hör av dig till oss.',
      ],
      action: { label: 'Öppna Mina inloggningar', path },
    }),
    example,
  ),
  en: registerMail(
    'ny-enhet-en',
    ({ device, provider, at }: NewDevice) => ({
      language: 'en',
      subject: 'New log-in to Mina sidor',
      heading: 'You logged in from a new device',
      paragraphs: [
        `Somebody logged in as you with ${provider} on ${at} from a device or browser that you have not used here before: ${device}.`,
        'If it was you, you do not need to do anything.',
        'Was it not you? Log in, open Mina inloggningar and choose Logga ut överallt. Then block your e-ID at whoever issued it, and contact us.',
      ],
      action: { label: 'Open Mina inloggningar', path },
    }),
    { ...example, device: 'Chrome on Windows', at: '29 April 2026 at 14.32' },
  ),
} as const;
