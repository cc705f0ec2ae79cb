import type { Db } from '../kernel/db.js';
import type { NoticeType } from './notice-types.js';

/** What a mail says. Plain text only: the layout escapes it, adds the greeting and the operator's signature (A34). */
export interface Letter {
  /** With the case number, without amounts and personal data (domain §12). */
  subject: string;
  /** What has happened, e.g. a decision: on top of the HTML and of the text. */
  heading: string;
  /** The manual gives the letter word by word: its HTML and its text begin as the manual does, and the heading is the page's title only (A30, A31). */
  isVerbatim?: true;
  /** Line breaks inside a paragraph are kept. */
  paragraphs: readonly string[];
  /** A button to a page of ours; `path` begins with one slash. The page asks the reader to log in first. */
  action?: { label: string; path: string };
  /** Paragraphs between the button and the signature. */
  after?: readonly string[];
  /** The letter as a page of ours, linked to before everything else, for those whose program spoils it (A30). */
  webView?: string;
  /** Greeted by name; without it just "Hej". */
  greet?: string;
  /** Where an answer goes when not to the sender. */
  replyTo?: string;
  /** What the message in the portal says under its heading; without it the first paragraph. */
  brief?: string;
  /** A summary: it says how to stop it, with one press (RFC 8058). */
  isSummary?: true;
  /** The language of the letter, also of greeting and signature; Swedish unless it says English (F83). */
  language?: 'sv' | 'en';
}

/** What a mail and an sms have in common in the outbox: written in the business transaction, delivered after it. */
export interface NewMessage {
  /** What made it, e.g. `insats.approve:<id>`. One mail an event and recipient. */
  eventKey: string;
  to: string;
  /** Whose row it is under row-level security; null only when jobs and log-in send, or with `personId`. */
  organizationId: string | null;
  /** Whom it is for; left out when the address is nobody's in particular. What has no organisation, that person's own session may send. */
  personId?: string | null;
  /** The id of what it tells of, where that is forgotten one day (`Notifications.forget`). */
  about?: string;
  template: string;
  payload: object;
  /** For what only the recipient may read: address and contents are sealed until they are sent, erased then, and never sent after this. */
  secretUntil?: Date;
}

/** A mail in the outbox. */
export type NewMail = NewMessage;

/** Something a person is told: always as a message in the portal, and as a mail the way the person wants mails of its type. */
export interface NewNotice extends Omit<NewMessage, 'to'> {
  /** One message an event and person. */
  personId: string;
  type: NoticeType;
  /** Where the mail goes; null when there is no address, or when a mail is not wanted. */
  to: string | null;
}

/** A registered template, as the worker and the operations page see it. */
export interface MailTemplate {
  readonly name: string;
  readonly write: (payload: object) => Letter;
  /** One for each thing that the letter may say, by name; the first has none. */
  readonly examples: Readonly<Record<string, object>>;
  /** Needs what `mailSecrets` gives: without it the letter is not sent. */
  readonly secret: boolean;
}

/** Every template of the modules that this process has loaded, by name. */
export const mailTemplates = new Map<string, MailTemplate>();

const FIRST = '';

/** Every letter that those templates can write, with made-up contents, by template and example: `inbjudan-utfall`, `inbjudan-utfall.avbojd`. */
export const mailExamples = (): Map<string, Letter> =>
  new Map(
    [...mailTemplates.values()].flatMap(({ name, write, examples }) =>
      Object.entries(examples).map(([which, payload]): [string, Letter] => [which === FIRST ? name : `${name}.${which}`, write(payload)]),
    ),
  );

/**
 * What a letter carries but no row may hold, such as the link of an invitation: worked out of the stored payload at the moment the letter is
 * sent, by the module that owns the template. Nobody else who draws the letter gets it. `overtaken` when the letter is no longer wanted, such
 * as that of an invitation taken back while the mail server was away, and null when the secret can't be worked out: then it is not sent.
 */
export const mailSecrets = new Map<string, (payload: object, db: Db) => Promise<object | 'overtaken' | null>>();

/**
 * Registers a template of `<noun>.mail.ts` and gives the function that fills it:
 * `notifications.send(tx, { eventKey, to, organizationId, ...insatsDecided(payload) })`.
 * `write` is pure: it runs in the worker, on the payload as it was stored. The examples are what the operations page shows: `also` has one for
 * each other thing that the letter may say.
 */
export function registerMail<P extends object>(
  name: string,
  write: (payload: P) => Letter,
  example: NoInfer<P>,
  { secret = false, also = {} }: { secret?: boolean; also?: Readonly<Record<string, NoInfer<P>>> } = {},
): (payload: P) => Pick<NewMail, 'template' | 'payload'> {
  if (mailTemplates.has(name)) throw new Error(`Brevmallen ${name} finns två gånger.`);
  mailTemplates.set(name, { name, write: write as MailTemplate['write'], examples: { [FIRST]: example, ...also }, secret });
  return (payload) => ({ template: name, payload });
}

/** The letter of a stored mail; throws when its template is not loaded here or cannot be filled. */
export function letterOf(template: string, payload: object): Letter {
  const known = mailTemplates.get(template);
  if (!known) throw new Error(`Brevmallen ${template} finns inte här.`);
  return known.write(payload);
}
