import { registerMail } from '../notifications/index.js';

/** Somebody was added directly by a company's administrator (B9, B22): to the address that was given, and to the person's own verified one. */
export const personAdded = registerMail(
  'tillagd-i-foretag',
  (p: { company: string; roles: readonly string[] }) => ({
    subject: 'Du är tillagd som användare på Mina sidor',
    heading: `Du är tillagd för ${p.company}`,
    paragraphs: [
      `En administratör för ${p.company} har lagt till dig som användare på Mina sidor.`,
      p.roles.length
        ? `Du har fått rollerna:\n${p.roles.join('\n')}`
        : 'Du har inte fått någon roll än. Administratören kan ge dig en senare.',
      'Logga in med BankID eller Freja eID+. Bekräfta sedan din e-postadress och ditt mobilnummer under Mina inställningar. Är du redan inloggad behöver du inte logga in på nytt.',
      'Känner du inte till företaget kontaktar du supporten.',
    ],
    action: { label: 'Öppna Mina sidor', path: '/' },
  }),
  { company: 'Exempelbygg AB', roles: ['Yrkesutbildningsansvarig', 'Handledare'] },
  { also: { 'utan-roll': { company: 'Exempelbygg AB', roles: [] } } },
);
