import { registerMail } from '../notifications/index.js';

/** What a person may do has changed (mail 5). `permissions` are lines of their own. */
export const permissionsChanged = registerMail(
  'behorigheter-andrade',
  (p: { organization: string; permissions: readonly string[] }) => ({
    subject: 'Dina behörigheter på Mina sidor har ändrats',
    heading: 'Dina behörigheter har ändrats',
    paragraphs: [
      `En administratör har ändrat vad du får göra för ${p.organization} på Mina sidor.`,
      p.permissions.length
        ? `Du har nu:\n${p.permissions.join('\n')}`
        : 'Du har nu inga särskilda behörigheter, men du är fortfarande användare.',
      'Kontakta din organisations administratör om något inte stämmer.',
    ],
    brief: p.permissions.length
      ? `Du har nu: ${p.permissions.join('; ')}.`
      : 'Du har nu inga särskilda behörigheter, men du är fortfarande användare.',
    action: { label: 'Öppna Mina sidor', path: '/' },
  }),
  { organization: 'Stockholms stad', permissions: ['Ser samtliga ansökningar', 'Attestant, från 2026-12-01 till och med 2026-12-31'] },
);

/** An administrator has given him- or herself a permission; to the other administrators (§10.1, mail 5). */
export const selfGranted = registerMail(
  'behorighet-till-sig-sjalv',
  (p: { organization: string; name: string; permissions: readonly string[]; userId: string }) => ({
    subject: 'En administratör har gett sig själv en behörighet',
    heading: 'En administratör har gett sig själv en behörighet',
    paragraphs: [
      `${p.name} har gett sig själv en behörighet för ${p.organization}:\n${p.permissions.join('\n')}`,
      'Du får det här meddelandet för att du också är administratör. Behörigheten gäller redan. Du kan ta bort den om den inte ska finnas.',
    ],
    action: { label: 'Öppna användaren', path: `/anvandare/${p.userId}` },
  }),
  {
    organization: 'Stockholms stad',
    name: 'Anni Widdersjö',
    permissions: ['Ser samtliga ansökningar'],
    userId: '019a0000-0000-7000-8000-000000000001',
  },
);

const outcomes = {
  suspended: ['är avstängd', 'Du kan inte representera organisationen så länge du är avstängd.'],
  active: ['är öppen igen', 'Du kan logga in och representera organisationen igen.'],
  ended: ['är avslutad', 'Du kan inte längre representera organisationen.'],
} as const;

/** A membership was suspended, resumed or ended; to the person. */
export const membershipChanged = registerMail(
  'anvandare-status',
  (p: { organization: string; status: keyof typeof outcomes }) => ({
    subject: `Din användare på Mina sidor ${outcomes[p.status][0]}`,
    heading: `Din användare ${outcomes[p.status][0]}`,
    paragraphs: [
      `En administratör har ändrat din användare för ${p.organization}. ${outcomes[p.status][1]}`,
      'Kontakta din organisations administratör om något inte stämmer.',
    ],
  }),
  { organization: 'Stockholms stad', status: 'suspended' },
);

/** The e-mail address was changed; to the old one (mail 7). */
export const addressChanged = registerMail(
  'e-postadress-andrad',
  (p: { organization: string }) => ({
    subject: 'Din e-postadress på Mina sidor har ändrats',
    heading: 'Din e-postadress har ändrats',
    paragraphs: [
      `En administratör har ändrat din e-postadress för ${p.organization}. E-post om era ärenden går från och med nu till den nya adressen.`,
      'Kontakta din organisations administratör om du inte känner till ändringen.',
    ],
  }),
  { organization: 'Stockholms stad' },
);
