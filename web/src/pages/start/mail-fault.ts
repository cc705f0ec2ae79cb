import type { Schemas } from '../../api/client';

type Row = Schemas['OutboxRow'];

/** What it was: a mail by its subject, what has none by its kind. */
export const mailTitle = ({ subject, channel }: Row): string => subject ?? (channel === 'sms' ? 'Sms' : 'E-post');

const words: Readonly<Record<string, string>> = {
  DSN: 'Kom i retur',
  ATTEMPTS: 'Mottagarens e-postserver svarade inte på två dygn',
  EXPIRED: 'Hann bli för gammalt innan det gick att skicka',
  AGE: 'Gick inte att lämna på en vecka',
  UNDELIVERED: 'Mobilen gick inte att nå',
  RECIPIENT: 'Adressen eller numret går inte att skicka till',
};

/** Why it did not leave, for a caseworker; the server's number is for whoever looks into it. */
export function mailFault({ lastError }: Row): string {
  if (!lastError) return '–';
  const [code = '', from] = lastError.split(' ');
  const number = /\b\d{3}\b/.exec(lastError)?.[0] ?? code;
  if (words[code]) return words[code];
  if (from === 'FROM') return `E-postservern godtog inte vår avsändaradress (${number})`;
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return `E-postservern tog inte emot meddelandet (${number})`;
  return `Tekniskt fel (${lastError})`;
}
