import { texts } from './bankid.messages.js';
import type { OrderRow } from './eid-order.js';

/** Our texts for Freja's statuses (identity §2.3), by the names that the contract has for them, and what may go wrong between us. */
export const frejaTexts = {
  'FREJA-STARTED-QR': 'Öppna Freja-appen och skanna QR-koden.',
  'FREJA-STARTED': 'Öppna Freja-appen.',
  'FREJA-DELIVERED': 'Godkänn i Freja-appen.',
  'FREJA-PENDING': 'En identifiering pågår.',
  'FREJA-CANCELED': 'Du avbröt i Freja-appen.',
  'FREJA-RP-CANCELED': 'Åtgärden avbröts.',
  'FREJA-EXPIRED': 'Tiden gick ut. Försök igen.',
  'FREJA-REJECTED': 'Begäran avvisades. Försök igen.',
  'FREJA-BUSY': 'Ett annat ärende pågår redan i Freja-appen. Avsluta det och försök igen.',
  'FREJA-LEVEL': 'Du behöver Freja+ för att logga in. Uppgradera i Freja-appen och försök igen.',
  'FREJA-COUNTRY': 'Du behöver ett svenskt personnummer eller samordningsnummer för att logga in.',
  'FREJA-EVIDENCE': 'Vi kunde inte kontrollera svaret från Freja. Försök igen. Kontakta supporten om det händer flera gånger.',
  'FREJA-FAULT': 'Något gick fel. Försök igen.',
  'FREJA-SIGN-LEVEL': 'Du behöver Freja+ för att skriva under. Uppgradera i Freja-appen och försök igen.',
  'FREJA-SIGN-COUNTRY': 'Du behöver ett svenskt personnummer eller samordningsnummer för att skriva under.',
  'FREJA-SIGN-PENDING': 'En underskrift pågår.',
  complete: 'Du är inloggad.',
  signed: texts.signed,
  otherPerson: texts.otherPerson,
  blocked: 'Ditt konto är spärrat. Kontakta supporten.',
} as const;
type FrejaMessageKey = keyof typeof frejaTexts;

const failed: Readonly<Record<string, FrejaMessageKey>> = {
  CANCELED: 'FREJA-CANCELED',
  RP_CANCELED: 'FREJA-RP-CANCELED',
  EXPIRED: 'FREJA-EXPIRED',
  REJECTED: 'FREJA-REJECTED',
  // Our own hints.
  userCancel: 'FREJA-RP-CANCELED',
  cancelled: 'FREJA-RP-CANCELED',
  alreadyInProgress: 'FREJA-BUSY',
  levelTooLow: 'FREJA-LEVEL',
  notSwedish: 'FREJA-COUNTRY',
  unusableNumber: 'FREJA-COUNTRY',
  evidenceRefused: 'FREJA-EVIDENCE',
  personBlocked: 'blocked',
  otherPerson: 'otherPerson',
};
/** What is said otherwise of a signature than of a log-in. */
const ofSignatures: Partial<Record<FrejaMessageKey, FrejaMessageKey>> = {
  'FREJA-LEVEL': 'FREJA-SIGN-LEVEL',
  'FREJA-COUNTRY': 'FREJA-SIGN-COUNTRY',
  'FREJA-PENDING': 'FREJA-SIGN-PENDING',
  complete: 'signed',
};

/** What to tell about an order at Freja, and the name of that text. Statuses Freja may invent later are told as pending. */
export function frejaMessage({ status, hint, mode, purpose }: Pick<OrderRow, 'status' | 'hint' | 'mode' | 'purpose'>): {
  messageKey: FrejaMessageKey;
  message: string;
} {
  const key = keyOf(status, hint, mode);
  const messageKey = (purpose === 'sign' && ofSignatures[key]) || key;
  return { messageKey, message: frejaTexts[messageKey] };
}

function keyOf(status: OrderRow['status'], hint: string, mode: OrderRow['mode']): FrejaMessageKey {
  if (status === 'complete') return 'complete';
  if (status !== 'pending') return failed[hint] ?? 'FREJA-FAULT';
  if (hint === 'PUSHED') return 'FREJA-STARTED';
  if (hint === 'STARTED') return mode === 'qr' ? 'FREJA-STARTED-QR' : 'FREJA-STARTED';
  return hint === 'DELIVERED_TO_MOBILE' ? 'FREJA-DELIVERED' : 'FREJA-PENDING';
}
