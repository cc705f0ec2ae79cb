import { registerMail } from './mail.js';

/** Told in the portal only: there is no address to send it to. */
export const mailBounced = registerMail(
  'brev-kom-inte-fram',
  (p: { address: string }) => ({
    subject: 'Ett brev till dig kom inte fram',
    heading: 'Ett brev till dig kom inte fram',
    paragraphs: [
      `Vi kunde inte lämna ett brev till ${p.address}. Det som brevet handlade om finns på Mina sidor.`,
      'Stämmer inte adressen? Be administratören hos din organisation att rätta den.',
    ],
    brief: `Vi kunde inte lämna ett brev till ${p.address}. Stämmer inte adressen? Be administratören hos din organisation att rätta den.`,
    action: { label: 'Öppna aviseringar', path: '/mina-installningar/aviseringar' },
  }),
  { address: 'anna@kommun.se' },
);
