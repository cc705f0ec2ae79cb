import { operator } from '../../config/operator.js';
import { registerMail } from '../notifications/index.js';
import type { ContactKind } from './contact-address.js';

/** The languages that people can be written to in (F83). */
export const languages = { sv: 'Svenska', en: 'English' } as const;
export type Language = keyof typeof languages;

interface Code {
  code: string;
}
interface Change {
  kind: ContactKind;
  /** Date and time, in the words of the language. */
  at: string;
}

const code = { code: '123456' };
const change: Change = { kind: 'email', at: '29 november 2026 kl. 14.35' };
const inEnglish: Change = { kind: 'email', at: '29 November 2026 at 14.35' };

/** The code to an address that is to be verified (mail 6), by language. */
export const codeMail = {
  sv: registerMail(
    'verifieringskod',
    (p: Code) => ({
      subject: 'Din kod till Mina sidor',
      heading: 'Verifiera din e-postadress',
      paragraphs: [
        'Skriv den här koden på sidan där du har angett adressen:',
        p.code,
        'Koden gäller i 10 minuter. Dela den inte med någon, inte heller med oss.',
        'Har du inte angett adressen på Mina sidor? Då behöver du inte göra något.',
      ],
    }),
    code,
  ),
  en: registerMail(
    'verifieringskod-en',
    (p: Code) => ({
      language: 'en',
      subject: 'Your code for Mina sidor',
      heading: 'Verify your e-mail address',
      paragraphs: [
        'Enter this code on the page where you gave the address:',
        p.code,
        'The code is valid for 10 minutes. Do not share it with anyone, not even with us.',
        'Did you not give this address on Mina sidor? Then you do not need to do anything.',
      ],
    }),
    code,
  ),
} as const;

/** To the old address, or about the old number, when a verified one has been changed (mail 7), by language. Never names the new one. */
export const changedMail = {
  sv: registerMail(
    'kontaktuppgift-andrad',
    ({ kind, at }: Change) => ({
      subject: kind === 'email' ? 'Din e-postadress på Mina sidor är ändrad' : 'Ditt mobilnummer på Mina sidor är ändrat',
      heading: kind === 'email' ? 'Din e-postadress är ändrad' : 'Ditt mobilnummer är ändrat',
      paragraphs: [
        kind === 'email'
          ? `E-postadressen i dina inställningar ändrades den ${at}. Det här meddelandet går till den tidigare adressen.`
          : `Mobilnumret i dina inställningar ändrades den ${at}.`,
        `Var det inte du? Ring oss på ${operator.supportPhone} så snart du kan.`,
      ],
      brief: `${kind === 'email' ? 'E-postadressen' : 'Mobilnumret'} i dina inställningar ändrades den ${at}. Var det inte du? Ring oss på ${operator.supportPhone}.`,
      action: { label: 'Öppna kontaktuppgifter', path: '/mina-installningar' },
    }),
    change,
    { also: { mobil: { ...change, kind: 'mobile' } } },
  ),
  en: registerMail(
    'kontaktuppgift-andrad-en',
    ({ kind, at }: Change) => ({
      language: 'en',
      subject:
        kind === 'email' ? 'Your e-mail address on Mina sidor has been changed' : 'Your mobile number on Mina sidor has been changed',
      heading: kind === 'email' ? 'Your e-mail address has been changed' : 'Your mobile number has been changed',
      paragraphs: [
        kind === 'email'
          ? `The e-mail address in your settings was changed on ${at}. This message goes to the previous address.`
          : `The mobile number in your settings was changed on ${at}.`,
        `Was it not you? Call us on ${operator.supportPhone} as soon as you can.`,
      ],
      brief: `The ${kind === 'email' ? 'e-mail address' : 'mobile number'} in your settings was changed on ${at}. Was it not you? Call us on ${operator.supportPhone}.`,
      action: { label: 'Open your contact details', path: '/mina-installningar' },
    }),
    inEnglish,
    { also: { mobil: { ...inEnglish, kind: 'mobile' } } },
  ),
} as const;
