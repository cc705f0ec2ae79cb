import { registerMail } from './mail.js';

/** Told in the portal only: there is no address to send it to. `isOwn`: the person's own address, and no organisation's. */
export const mailBounced = registerMail(
  'brev-kom-inte-fram',
  ({ address, isOwn }: { address: string; isOwn: boolean }) => {
    const what = `Vi kunde inte lämna ett e-postmeddelande till ${address}.`;
    const remedy = isOwn
      ? 'Stämmer inte adressen? Ändra den i dina kontaktuppgifter.'
      : 'Stämmer inte adressen? Be administratören hos din organisation att rätta den.';
    return {
      subject: 'Ett e-postmeddelande till dig kom inte fram',
      heading: 'Ett e-postmeddelande till dig kom inte fram',
      paragraphs: [`${what} Det som meddelandet handlade om finns på Mina sidor.`, remedy],
      brief: `${what} ${remedy}`,
      action: isOwn
        ? { label: 'Öppna kontaktuppgifter', path: '/mina-installningar' }
        : { label: 'Öppna aviseringar', path: '/mina-installningar/aviseringar' },
    };
  },
  { address: 'anna@kommun.se', isOwn: false },
  { also: { egen: { address: 'anna@kommun.se', isOwn: true } } },
);
