import { registerMail } from '../notifications/index.js';

/** A log-in from a browser that the person has not used before (mail 8). The device is what the browser says about itself. */
export const newDevice = registerMail(
  'ny-enhet',
  (p: { device: string; provider: string; at: string }) => ({
    subject: 'Ny inloggning på Mina sidor',
    heading: 'Du loggade in från en ny enhet',
    paragraphs: [
      `Någon loggade in som du med ${p.provider} den ${p.at} från en enhet eller webbläsare som du inte har använt här förut: ${p.device}.`,
      'Var det du behöver du inte göra något.',
      'Var det inte du? Logga in, öppna Mina inloggningar och välj Logga ut överallt. Spärra sedan din e-legitimation hos den som har gett ut den, och hör av dig till oss.',
    ],
    action: { label: 'Öppna Mina inloggningar', path: '/mina-installningar/inloggningar' },
  }),
  { device: 'Chrome på Windows', provider: 'BankID', at: '2026-04-29 kl. 14.32' },
);
