import { registerMail } from '../notifications/index.js';
import { type About, listFrom } from './invitation-list.js';
import { SERVICE } from './invitation.mail.js';

/** Whom the invitation was to, and who signed it when the name is another. */
interface Parties {
  name: string;
  signedName?: string;
}
const signing = ({ name, signedName }: Parties): string =>
  signedName ? `Inbjudan till ${name} signerades av ${signedName}` : `${name} signerade inbjudan`;

const outcomes: Readonly<Record<Outcome, { heading: string; text: (parties: Parties) => string }>> = {
  accepted: {
    heading: 'Inbjudan är accepterad',
    text: ({ name, signedName }) =>
      signedName
        ? `${signing({ name, signedName })}, som nu är användare och kan logga in.`
        : `${name} har accepterat inbjudan och kan nu logga in.`,
  },
  declined: { heading: 'Inbjudan är avböjd', text: ({ name }) => `${name} har tackat nej till inbjudan.` },
  expired: { heading: 'Inbjudan har gått ut', text: ({ name }) => `${name} svarade inte i tid. Du kan skicka inbjudan igen.` },
  unconfirmed: {
    heading: 'Ingen bekräftade inbjudan i tid',
    text: (parties) => `${signing(parties)}, men ingen administratör bekräftade den i tid. Du kan skicka inbjudan igen.`,
  },
  refused: {
    heading: 'En signering är avvisad',
    text: (parties) => `${signing(parties)}. En kollega har avvisat signeringen, så ingen behörighet är given.`,
  },
  revoked: {
    heading: 'Inbjudan är återkallad',
    text: ({ name }) => `En kollega har återkallat inbjudan till ${name}. Länken i den gäller inte längre.`,
  },
  bounced: {
    heading: 'Inbjudan kunde inte levereras',
    text: ({ name }) =>
      `E-posten till ${name} kunde inte levereras. Kontrollera adressen. Är den fel återkallar du inbjudan och bjuder in på nytt.`,
  },
  unsent: {
    heading: 'Inbjudan gick inte att skicka',
    text: ({ name }) =>
      `E-posten till ${name} gick inte att skicka. Det behöver inte vara något fel på adressen. Välj Skicka igen i listan, och kontakta oss om det inte går då heller.`,
  },
};
export type Outcome = 'accepted' | 'declined' | 'expired' | 'unconfirmed' | 'refused' | 'revoked' | 'bounced' | 'unsent';
const outcomeOf = (outcome: Outcome) => ({ outcome, name: 'Karin Berg', organization: 'Staffanstorps kommun' });
const byAnother = (outcome: Outcome) => ({ ...outcomeOf(outcome), signedName: 'Kurt Annansson' });

/** What became of an invitation, to the one who sent it (mail 3). */
export const invitationOutcome = registerMail(
  'inbjudan-utfall',
  ({ outcome, organization, invitationId, ...parties }: { outcome: Outcome; organization: string } & Parties & About) => ({
    subject: `${outcomes[outcome].heading} – ${SERVICE}`,
    heading: outcomes[outcome].heading,
    paragraphs: [outcomes[outcome].text(parties), `Inbjudan gällde ${organization}.`],
    action: listFrom({ invitationId }),
  }),
  outcomeOf('accepted'),
  {
    also: {
      'av-annan': byAnother('accepted'),
      avbojd: outcomeOf('declined'),
      utgangen: outcomeOf('expired'),
      obekraftad: outcomeOf('unconfirmed'),
      'obekraftad-av-annan': byAnother('unconfirmed'),
      avvisad: byAnother('refused'),
      aterkallad: outcomeOf('revoked'),
      studsad: outcomeOf('bounced'),
      oskickad: outcomeOf('unsent'),
    },
  },
);
