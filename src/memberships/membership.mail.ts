import { dayText } from '../kernel/clock.js';
import { registerMail } from '../notifications/index.js';

/** How a letter says that a right is lent. */
export const standingIn = (colleague: string): string => `som vikarie för ${colleague}`;

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
  { also: { inga: { organization: 'Stockholms stad', permissions: [] } } },
);

/** Somebody stands in for a colleague; to the colleague, whose rights are lent (F15). */
export const substituteMade = registerMail(
  'vikarie-for-dig',
  (p: { organization: string; name: string; permissions: readonly string[] }) => ({
    subject: 'Du har fått en vikarie på Mina sidor',
    heading: 'Du har fått en vikarie',
    paragraphs: [
      `En administratör hos ${p.organization} har gjort ${p.name} till vikarie för dig. Vikarien får de här av dina behörigheter, och du har dem kvar:\n${p.permissions.join('\n')}`,
      'Kontakta din organisations administratör om något inte stämmer.',
    ],
    brief: `${p.name} är vikarie för dig: ${p.permissions.join('; ')}.`,
  }),
  { organization: 'Stockholms stad', name: 'Eva Ekonomi', permissions: ['Attestant, från 2026-12-01 till och med 2026-12-31'] },
);

/** An administrator has given him- or herself a permission; to the other administrators (§10.1, mail 5). */
export const selfGranted = registerMail(
  'behorighet-till-sig-sjalv',
  (p: { organization: string; name: string; permissions: readonly string[]; userId: string; mayTake?: boolean }) => ({
    subject: 'En administratör har gett sig själv en behörighet',
    heading: 'En administratör har gett sig själv en behörighet',
    paragraphs: [
      `${p.name} har gett sig själv en behörighet för ${p.organization}:\n${p.permissions.join('\n')}`,
      `Du får det här meddelandet för att du också är administratör. ${
        p.mayTake === false
          ? 'Du kan inte själv ta bort behörigheten. Kontakta en annan administratör, eller oss, om den inte ska finnas.'
          : 'Du kan ta bort behörigheten om den inte ska finnas.'
      }`,
    ],
    action: { label: 'Öppna användaren', path: `/anvandare/${p.userId}` },
  }),
  {
    organization: 'Stockholms stad',
    name: 'Anni Widdersjö',
    permissions: ['Ser samtliga ansökningar'],
    userId: '019a0000-0000-7000-8000-000000000001',
    mayTake: true,
  },
  {
    also: {
      annans: {
        organization: 'Exempelbygg AB',
        name: 'Berit Byggadmin',
        permissions: ['Handledare (Mark)'],
        userId: '019a0000-0000-7000-8000-000000000001',
        mayTake: false,
      },
    },
  },
);

/** What ends, and when. */
interface EndingRights {
  organization: string;
  permissions: readonly string[];
  /** The last day, ÅÅÅÅ-MM-DD. */
  day: string;
  /** It is that day; else within a week of it. */
  isLast: boolean;
}
const ending: EndingRights = {
  organization: 'Stockholms stad',
  permissions: [`Attestant, ${standingIn('Karin Chef')}`],
  day: '2026-12-31',
  isLast: false,
};

/** Rights end soon, or today; to the person. */
export const permissionsEnd = registerMail(
  'behorighet-upphor',
  ({ organization, permissions, day, isLast }: EndingRights) => ({
    subject: isLast ? 'Sista dagen för behörigheter på Mina sidor' : 'Dina behörigheter på Mina sidor upphör snart',
    heading: isLast ? 'Sista dagen för dina behörigheter' : 'Dina behörigheter upphör snart',
    paragraphs: [
      `Det här får du göra för ${organization} till och med ${dayText(day)}:\n${permissions.join('\n')}`,
      'Kontakta din organisations administratör om du behöver det längre.',
    ],
    action: { label: 'Öppna Mina sidor', path: '/' },
  }),
  ending,
);

/** What to do when it is needed longer: what is lent has a last day that nobody moves, and is lent anew. */
const longer = {
  none: 'Ge behörigheten en senare sista dag om den behövs längre.',
  all: 'Gör personen till vikarie på nytt om det behövs längre.',
  some: 'Ge behörigheten en senare sista dag om den behövs längre, och gör personen till vikarie på nytt för det som är lånat.',
} as const;

/** The same of a user, to the administrators; `lent` tells how much of it is a substitute's. */
export const colleagueLoses = registerMail(
  'behorighet-upphor-anvandare',
  ({ lent = 'none', ...p }: EndingRights & { name: string; userId: string; lent?: keyof typeof longer }) => ({
    subject: p.isLast ? 'Sista dagen för en användares behörigheter' : 'En användares behörigheter upphör snart',
    heading: p.isLast ? 'Sista dagen för en användares behörigheter' : 'En användares behörigheter upphör snart',
    paragraphs: [
      `Det här får ${p.name} göra för ${p.organization} till och med ${dayText(p.day)}:\n${p.permissions.join('\n')}`,
      `${longer[lent]} Annars behöver du inte göra något.`,
    ],
    action: { label: 'Öppna användaren', path: `/anvandare/${p.userId}` },
  }),
  { ...ending, name: 'Anni Widdersjö', userId: '019a0000-0000-7000-8000-000000000001', lent: 'all' },
  {
    also: {
      egen: { ...ending, permissions: ['Attestant'], name: 'Anni Widdersjö', userId: '019a0000-0000-7000-8000-000000000001' },
      delvis: {
        ...ending,
        permissions: ['Attestant', ...ending.permissions],
        name: 'Anni Widdersjö',
        userId: '019a0000-0000-7000-8000-000000000001',
        lent: 'some',
      },
    },
  },
);

const outcomes = {
  suspended: {
    heading: 'Din tillgång till Mina sidor är avstängd',
    done: 'stängt av dig',
    now: 'Du kan inte representera organisationen så länge du är avstängd.',
  },
  active: {
    heading: 'Du har tillgång till Mina sidor igen',
    done: 'släppt in dig igen',
    now: 'Du kan logga in och representera organisationen igen.',
  },
  ended: {
    heading: 'Din tillgång till Mina sidor är avslutad',
    done: 'avslutat din tillgång',
    now: 'Du kan inte längre representera organisationen.',
  },
} as const;

/** A membership was suspended, resumed or ended; to the person. */
export const membershipChanged = registerMail(
  'anvandare-status',
  ({ organization, status }: { organization: string; status: keyof typeof outcomes }) => {
    const { heading, done, now } = outcomes[status];
    return {
      subject: heading,
      heading,
      paragraphs: [
        `En administratör hos ${organization} har ${done}. ${now}`,
        'Kontakta din organisations administratör om något inte stämmer.',
      ],
      ...(status === 'active' ? { action: { label: 'Logga in', path: '/' } } : {}),
    };
  },
  { organization: 'Stockholms stad', status: 'suspended' },
  {
    also: {
      igen: { organization: 'Stockholms stad', status: 'active' },
      avslutad: { organization: 'Stockholms stad', status: 'ended' },
    },
  },
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
