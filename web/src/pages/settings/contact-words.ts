import type { Schemas } from '../../api/client';

export type Pending = Schemas['PendingContact'];
export type ContactKind = Pending['kind'];

/** The words that differ between e-mail and mobile. */
export const contactWords = {
  email: {
    heading: 'E-postadress',
    label: 'Ny e-postadress',
    hint: 'Vi skickar en kod till adressen. Den du har nu gäller tills du har angett koden.',
    firstHint: 'Vi skickar en kod till adressen.',
    purpose: 'Används för koder och aviseringar till dig personligen.',
    add: 'Lägg till e-postadress',
    change: 'Byt e-postadress',
    verify: 'Verifiera e-postadressen',
    other: 'Ange en annan adress',
    none: 'Du har ingen verifierad e-postadress.',
    done: 'E-postadressen är verifierad.',
  },
  mobile: {
    heading: 'Mobilnummer',
    label: 'Nytt mobilnummer',
    hint: 'Till exempel 070-174 06 05. Vi skickar en kod med sms. Numret du har nu gäller tills du har angett koden.',
    firstHint: 'Till exempel 070-174 06 05. Vi skickar en kod med sms.',
    purpose: 'Används för koder och viktiga sms till dig personligen.',
    add: 'Lägg till mobilnummer',
    change: 'Byt mobilnummer',
    verify: 'Verifiera mobilnumret',
    other: 'Ange ett annat nummer',
    none: 'Du har inget verifierat mobilnummer.',
    done: 'Mobilnumret är verifierat.',
  },
} as const satisfies Record<ContactKind, Record<string, string>>;

/** How the sending of a code goes, in a sentence that says what to do. */
export function deliveryText({ kind, value, delivery }: Pending): { tone: 'info' | 'warning' | 'danger'; text: string } {
  const what = kind === 'email' ? 'E-postmeddelandet' : 'Sms:et';
  switch (delivery) {
    case 'waiting':
      return { tone: 'info', text: `Koden är på väg till ${value}.` };
    case 'delayed':
      return {
        tone: 'warning',
        text: `Koden till ${value} har inte gått att skicka än. Vi försöker igen så länge den gäller. Du kan vänta, eller försöka senare.`,
      };
    case 'sent':
      return { tone: 'info', text: `Koden är skickad till ${value}.${kind === 'email' ? ' Titta också i skräpposten.' : ''}` };
    case 'delivered':
      return { tone: 'info', text: `Koden har kommit fram till ${value}.` };
    case 'failed':
      return {
        tone: 'danger',
        text: `Koden gick inte att skicka till ${value}. Kontrollera att ${kind === 'email' ? 'adressen' : 'numret'} stämmer, eller begär en ny kod.`,
      };
    case 'unknown':
      return {
        tone: 'warning',
        text: `Vi vet inte om koden kom fram till ${value}. ${what} kan dröja någon minut. Kommer det inte, begär en ny kod.`,
      };
  }
}

/** "2 minuter", "45 sekunder". */
export function waitText(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (seconds > 90) return `${minutes} minuter`;
  return seconds === 1 ? '1 sekund' : `${seconds} sekunder`;
}
