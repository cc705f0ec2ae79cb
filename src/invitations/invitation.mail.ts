import { operator } from '../../config/operator.js';
import { dayText } from '../kernel/clock.js';
import { registerMail } from '../notifications/index.js';
import { type About, listFrom } from './invitation-list.js';

/** The letters whose links are secret: only the delivery fills them in. */
export const INVITATION_LETTER = 'inbjudan';
export const REMINDER_LETTER = 'inbjudan-paminnelse';

/** What is stored of a letter to the invited person. */
export interface InvitationLetter {
  invitationId: string;
  organization: string;
  /** Through this day, ÅÅÅÅ-MM-DD. */
  validThrough: string;
}
/** What the delivery adds to it. */
export interface InvitationSecrets {
  token?: string;
  webViewToken?: string;
}

const genitive = (name: string): string => (/[sxz]$/i.test(name) ? name : `${name}s`);
/** What the letters call the portal. */
export const SERVICE = `${genitive(operator.name)} Mina sidor`;
const example = {
  invitationId: '019a0000-0000-7000-8000-000000000001',
  organization: 'Staffanstorps kommun',
  validThrough: '2026-12-09',
  token: 'exempel',
  webViewToken: 'exempel',
};

/** Stands after the token of a web view that shows the reminder; no token has the sign. */
const OF_REMINDER = '~paminnelse';

const links = ({ token, webViewToken }: InvitationSecrets, which = '') => ({
  ...(token ? { action: { label: 'Klicka här för att acceptera inbjudan', path: `/inbjudan/${token}` } } : {}),
  ...(webViewToken ? { webView: `/inbjudan/visa/${webViewToken}${which}` } : {}),
});

/** The token in the address of a web view, and the letter that it shows. */
export const letterOfWebView = (address: string): { webViewToken: string; template: string } =>
  address.endsWith(OF_REMINDER)
    ? { webViewToken: address.slice(0, -OF_REMINDER.length), template: REMINDER_LETTER }
    : { webViewToken: address, template: INVITATION_LETTER };

/** A33: the page of an expired link says the same. */
export const TWO_WEEKS =
  'Observera att länken är giltig i två veckor. Om tiden gått ut behöver din arbetsgivares administratör skicka en ny inbjudan.';

/** The invitation itself (mail 1), in the words of the manual (A29–A34). */
export const invitationSent = registerMail<InvitationLetter & InvitationSecrets>(
  INVITATION_LETTER,
  ({ organization, validThrough, ...secrets }) => ({
    subject: `Du har blivit inbjuden till ${SERVICE}`,
    heading: `Du har blivit inbjuden till ${SERVICE}`,
    isVerbatim: true,
    paragraphs: [`Du har blivit inbjuden till ${SERVICE} för arbetsgivare för ${organization}.`],
    after: [TWO_WEEKS, `Länken gäller till och med ${dayText(validThrough)}.`],
    ...links(secrets),
  }),
  example,
  { secret: true },
);

/** The reminder on day 10 (mail 2). */
export const invitationReminder = registerMail<InvitationLetter & InvitationSecrets>(
  REMINDER_LETTER,
  ({ organization, validThrough, ...secrets }) => ({
    subject: `Påminnelse: du är inbjuden till ${SERVICE}`,
    heading: `Din inbjudan till ${SERVICE} väntar`,
    paragraphs: [`Du har blivit inbjuden till ${SERVICE} för arbetsgivare för ${organization} och har inte svarat än.`],
    after: [`Länken gäller till och med ${dayText(validThrough)}. Därefter behöver din arbetsgivares administratör skicka en ny inbjudan.`],
    ...links(secrets, OF_REMINDER),
  }),
  example,
  { secret: true },
);

/** "Be om ny inbjudan" from the page of an expired link, to the administrators (mail 4). */
export const newInvitationWanted = registerMail(
  'inbjudan-onskas',
  ({ name, organization, ...about }: { name: string; organization: string } & About) => ({
    subject: `Någon ber om en ny inbjudan – ${SERVICE}`,
    heading: 'Någon ber om en ny inbjudan',
    paragraphs: [
      `Inbjudan till ${name} har gått ut, och den som har länken ber om en ny. Inbjudan gällde ${organization}.`,
      'Om det stämmer att personen ska ha behörighet väljer du Skicka igen i listan. Annars behöver du inte göra något.',
    ],
    action: listFrom(about),
  }),
  { invitationId: example.invitationId, name: 'Karin Berg', organization: 'Staffanstorps kommun' },
);

/** A signature that somebody has to confirm. */
export interface WaitingSignature {
  signedName: string;
  /** Through this day, ÅÅÅÅ-MM-DD. */
  confirmThrough: string;
  /** The signer was a user there, and has been ended since the invitation was sent. */
  wasEnded?: boolean;
  /** It has been told before, and nobody has answered. */
  again?: boolean;
}

const waiting = {
  invitationId: example.invitationId,
  name: 'Karin Berg',
  signedName: 'Karin Bergström',
  organization: 'Staffanstorps kommun',
  confirmThrough: '2026-12-09',
};

/** A signature that somebody has to confirm, to the administrators (V3b). */
export const signatureWaits = registerMail(
  'inbjudan-vantar',
  (p: { name: string; organization: string; unbacked?: boolean } & WaitingSignature & About) => ({
    subject: `${p.again ? 'Påminnelse: en' : 'En'} inbjudan behöver bekräftas – ${SERVICE}`,
    heading: p.again ? 'En inbjudan väntar fortfarande på att bekräftas' : 'En inbjudan behöver bekräftas',
    paragraphs: [
      `Inbjudan till ${p.name} signerades av ${p.signedName}. Inbjudan gäller ${p.organization}.`,
      ...(p.unbacked ? ['Den som skickade inbjudan kan inte längre ge behörigheten, så du tar ställning även till den.'] : []),
      ...(p.wasEnded ? [`${p.signedName} har varit användare i organisationen och avslutades efter att inbjudan skickades.`] : []),
      `Bekräfta senast ${dayText(p.confirmThrough)} om det är rätt person, annars avvisar du. Personen får ingen behörighet förrän någon har bekräftat.`,
    ],
    action: listFrom(p),
  }),
  waiting,
  { also: { 'utan-ratt': { ...waiting, unbacked: true }, avslutad: { ...waiting, wasEnded: true } } },
);

/** What the administrator answered, to the invited person (V3b). */
export const signatureAnswered = registerMail(
  'inbjudan-besked',
  ({ confirmed, organization }: { confirmed: boolean; organization: string }) => ({
    subject: confirmed ? `Din inbjudan är bekräftad – ${SERVICE}` : `Din inbjudan har avvisats – ${SERVICE}`,
    heading: confirmed ? 'Din inbjudan är bekräftad' : 'Din inbjudan har avvisats',
    paragraphs: confirmed
      ? [`En administratör har bekräftat din inbjudan. Du kan nu logga in och representera ${organization}.`]
      : [`En administratör har avvisat din inbjudan till ${organization}. Kontakta din arbetsgivare om du tror att det är fel.`],
    ...(confirmed ? { action: { label: 'Logga in', path: '/' } } : {}),
  }),
  { confirmed: true, organization: 'Staffanstorps kommun' },
  { also: { avvisad: { confirmed: false, organization: 'Staffanstorps kommun' } } },
);

const unanswered = {
  lapsed: {
    heading: 'Din inbjudan bekräftades inte i tid',
    text: (organization: string) =>
      `Inbjudan till ${organization} är signerad, men ingen administratör bekräftade den i tid. Ingen har fått behörighet. Kontakta din arbetsgivare om du fortfarande ska ha den.`,
  },
  revoked: {
    heading: 'Din inbjudan är återkallad',
    text: (organization: string) =>
      `En administratör hos ${organization} har återkallat inbjudan. Ingen har fått behörighet. Kontakta din arbetsgivare om du tror att det är fel.`,
  },
} as const;
export type Unanswered = keyof typeof unanswered;

/** Why nobody answered the signature, to the address that was invited: it need not be the one who signed who reads there (V3b). */
export const signatureUnanswered = registerMail(
  'inbjudan-obekraftad',
  ({ why, organization }: { why: Unanswered; organization: string }) => ({
    subject: `${unanswered[why].heading} – ${SERVICE}`,
    heading: unanswered[why].heading,
    paragraphs: [unanswered[why].text(organization)],
  }),
  { why: 'lapsed', organization: 'Staffanstorps kommun' },
  { also: { aterkallad: { why: 'revoked', organization: 'Staffanstorps kommun' } } },
);
