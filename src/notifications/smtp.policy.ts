/** What nodemailer tells of a mail that it did not get rid of; `permanent` for 5xx but 503, which is about the session. */
export interface SmtpError {
  name: string;
  code?: string;
  command?: string;
  responseCode?: number;
  permanent?: boolean;
  response?: string;
}

/** What a mail that did not go tells us, by whom it is about. `code` says why without personal data, e.g. `EENVELOPE 550 5.1.1`. */
export type Failure =
  /** This mail, for good: its recipient or what it says. */
  | { is: 'refused'; code: string }
  /** Us, whoever the mail is for: our sender, our credentials, our quota, what the server lets us do. Somebody has to mend it. */
  | { is: 'barred'; code: string }
  /** This mail for now (4xx, 503), or nobody said: it may have arrived. */
  | { is: 'unsure'; code: string }
  /** No server, or none that would talk to us: nothing about this mail. */
  | { is: 'unreachable'; code: string };

type Party = 'recipient' | 'mail' | 'us';

/** Whom the rest of an enhanced code is about (RFC 3463), by its subject; the codes that are written out go before their subject. */
const ABOUT: Readonly<Record<string, Party>> = {
  '0': 'mail',
  '1': 'recipient',
  '1.7': 'us', // the sender's address, as Postfix says it, not before RCPT
  '1.8': 'us',
  '2': 'recipient',
  '2.252': 'us', // Exchange: may not send as this sender
  '3': 'us',
  '3.4': 'mail', // too large
  '4': 'us',
  '4.1': 'recipient', // Exchange Online: nobody by that name
  '5': 'mail',
  '6': 'mail',
  '7': 'us', // security and policy: relaying, sender, lists of addresses
};
/** Asks for credentials, or does not take ours (RFC 4954). */
const CREDENTIALS = new Set([530, 534, 535, 538]);
const ENHANCED = /^\d{3}[ -]5\.(\d{1,3}\.\d{1,3})\b/;

/**
 * A regular expression, in JavaScript and in PostgreSQL, for the codes by which a server says that the recipient's address is at fault:
 * a refusal at RCPT without further reason, or one whose reason is the address or the mailbox, also when it comes with the letter's contents.
 */
export const ADDRESS_AT_FAULT =
  '^(EENVELOPE 5(?!03|3[0458])\\d\\d|(EENVELOPE|EENVELOPE DATA|EMESSAGE) 5\\d\\d 5\\.(1\\.(?![78]$)\\d+|2\\.(?!252$)\\d+|4\\.1))$';

/** Says whose fault it is (decision 26). `asked` is whether a server that talked to us had been asked to take this very mail. */
export function failureOf(error: SmtpError, asked: boolean): Failure {
  const { code = error.name, command, responseCode, permanent, response = '' } = error;
  const enhanced = ENHANCED.exec(response)?.[1];
  const at = code === 'EENVELOPE' && command === 'MAIL FROM' ? ' FROM' : code === 'EENVELOPE' && command === 'DATA' ? ' DATA' : '';
  const reason = { code: `${code}${at}${responseCode ? ` ${responseCode}` : ''}${enhanced ? ` 5.${enhanced}` : ''}` };
  if (!asked) return { is: 'unreachable', ...reason };
  // Only these two are a verdict on this mail; without a reply nodemailer itself would not send it.
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return { is: 'unsure', ...reason };
  if (!responseCode) return { is: 'refused', ...reason };
  if (!permanent) return { is: 'unsure', ...reason };
  const ours = command === 'MAIL FROM' || CREDENTIALS.has(responseCode) || (enhanced !== undefined && about(enhanced) === 'us');
  return { is: ours ? 'barred' : 'refused', ...reason };
}

const about = (enhanced: string): Party | undefined => ABOUT[enhanced] ?? ABOUT[enhanced.split('.')[0]!];
