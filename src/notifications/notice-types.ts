/** How somebody wants the mails of a type of message: at once, summed up once a day, or none at all. */
export const mailChoices = { direct: 'Direkt', daily: 'Daglig sammanställning', off: 'Av' } as const;
export type MailChoice = keyof typeof mailChoices;

interface TypeOfNotice {
  label: string;
  /** What such messages are about. */
  about: string;
  /** Until the person chooses. */
  usual: MailChoice;
  /** Why its mails can't be turned off; null when they can. */
  always: string | null;
}

/**
 * Every type of message, on one page: what the person may choose among under "Aviseringar" (domain §12, §4.2). What concerns no
 * organisation is in no summary, so its type is one that is always sent. Codes and invitations go to an address, not to a person: they
 * have no type.
 */
export const noticeTypes = {
  beslut: {
    label: 'Beslut',
    about: 'Fondens beslut om insatser och rekvisitioner.',
    usual: 'direct',
    always: 'Ett beslut påverkar era pengar och ska alltid nå dig.',
  },
  kvittens: {
    label: 'Kvittenser',
    about: 'Bekräftelse på det som du har skickat in.',
    usual: 'direct',
    always: 'Kvittensen visar att fonden har tagit emot det du skickade.',
  },
  konto: {
    label: 'Ditt konto och din säkerhet',
    about: 'Sådant som rör din inloggning och hur vi når dig.',
    usual: 'direct',
    always: 'Du behöver få veta det för att kunna skydda ditt konto.',
  },
  behorigheter: {
    label: 'Behörigheter och användare',
    about: 'När det ändras vad du får göra, och sådant som du som administratör behöver känna till eller bekräfta.',
    usual: 'direct',
    always: 'Det gäller vem som får representera er.',
  },
  ansokan: {
    label: 'Din ansökan om att kopplas till ett företag',
    about: 'Regionens frågor och besked om din ansökan.',
    usual: 'direct',
    always: 'En fråga har en sista dag för svar, och ett besked ska alltid nå dig.',
  },
  inbjudningar: {
    label: 'Inbjudningar',
    about: 'När en inbjudan som du har skickat blir besvarad, återkallas av en kollega eller går ut, och när någon ber om en ny.',
    usual: 'direct',
    always: null,
  },
  overlamnat: {
    label: 'Ärenden som du tar över',
    about: 'När en administratör lämnar över en kollegas ärenden till dig.',
    usual: 'direct',
    always: null,
  },
  handelser: {
    label: 'Händelser i dina ärenden',
    about: 'När en kollega gör något i ett ärende som du är ansvarig eller kontaktperson för.',
    usual: 'daily',
    always: null,
  },
} as const satisfies Readonly<Record<string, TypeOfNotice>>;
export type NoticeType = keyof typeof noticeTypes;

/** The type of that name, or undefined. */
export const noticeType = (name: string): TypeOfNotice | undefined =>
  Object.hasOwn(noticeTypes, name) ? noticeTypes[name as NoticeType] : undefined;

/** How a person wants the mails of a type, given what he or she has chosen. */
export function mailChoice(type: NoticeType, chosen: MailChoice | null | undefined): MailChoice {
  const { usual, always }: TypeOfNotice = noticeTypes[type];
  return always ? usual : (chosen ?? usual);
}
