import { registerMail } from './mail.js';

const items = [
  {
    title: 'En kollega har skickat in en insats',
    text: 'Eva Ekonomi har skickat in insatsen "Kurs svenska för invandrare" (8-2600001).',
  },
  { title: 'En kollega har skickat in en rekvisition', text: 'Eva Ekonomi har skickat in rekvisition 8-2600001-R1.' },
];

/** What has happened since the last summary, once a day (mail 26). */
export const dailySummary = registerMail(
  'daglig-sammanstallning',
  (p: { organization: string; count: number; items: { title: string; text: string }[] }) => ({
    subject: p.count === 1 ? 'Sammanställning: ett nytt meddelande' : `Sammanställning: ${p.count} nya meddelanden`,
    heading: 'Det här har hänt',
    paragraphs: [
      p.count === 1
        ? `Du har ett nytt meddelande på Mina sidor för ${p.organization}.`
        : `Du har ${p.count} nya meddelanden på Mina sidor för ${p.organization}.`,
      ...p.items.map(({ title, text }) => `${title}\n${text}`),
      ...(p.count > p.items.length ? [`Och ${p.count - p.items.length} till.`] : []),
    ],
    action: { label: 'Öppna dina meddelanden', path: '/meddelanden' },
    isSummary: true,
  }),
  { organization: 'Stockholms stad', count: 3, items },
  { also: { ett: { organization: 'Stockholms stad', count: 1, items: items.slice(0, 1) } } },
);
