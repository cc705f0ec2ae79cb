import type { NoticeType } from './notice-types.js';

/** What a mail says. Plain text only: the layout escapes it, adds the greeting and the operator's signature (A34). */
export interface Letter {
  /** With the case number, without amounts and personal data (domain §12). */
  subject: string;
  heading: string;
  /** Line breaks inside a paragraph are kept. */
  paragraphs: readonly string[];
  /** A button to a page of ours; `path` begins with one slash. The page asks the reader to log in first. */
  action?: { label: string; path: string };
  /** Greeted by name; without it just "Hej". */
  greet?: string;
  /** Where an answer goes when not to the sender. */
  replyTo?: string;
  /** What the message in the portal says under its heading; without it the first paragraph. */
  brief?: string;
  /** ISO instant after which the mail is no longer shown in a browser; without it 30 days (A30). */
  shownUntil?: string;
  /** A summary: it says how to stop it, with one press (RFC 8058). */
  isSummary?: true;
}

/** A mail in the outbox: written in the business transaction, delivered after it. */
export interface NewMail {
  /** What made it, e.g. `insats.approve:<id>`. One mail an event and recipient. */
  eventKey: string;
  to: string;
  /** Whose row it is under row-level security; null only when jobs and log-in send. */
  organizationId: string | null;
  /** Whom it is for; left out when the address is nobody's in particular. */
  personId?: string | null;
  template: string;
  payload: object;
}

/** Something a person is told: always as a message in the portal, and as a mail the way the person wants mails of its type. */
export interface NewNotice {
  /** What made it, as for a mail. One message an event and person. */
  eventKey: string;
  personId: string;
  /** Seen while the person acts for it; null for what concerns no organisation, seen everywhere. */
  organizationId: string | null;
  type: NoticeType;
  /** Where the mail goes; null when there is no address. */
  to: string | null;
  template: string;
  payload: object;
}

/** A registered template, as the worker and the operations page see it. */
export interface MailTemplate {
  readonly name: string;
  readonly write: (payload: object) => Letter;
  readonly example: object;
}

/** Every template of the modules that this process has loaded, by name. */
export const mailTemplates = new Map<string, MailTemplate>();

/**
 * Registers a template of `<noun>.mail.ts` and gives the function that fills it:
 * `notifications.send(tx, { eventKey, to, organizationId, ...insatsDecided(payload) })`.
 * `write` is pure: it runs in the worker, on the payload as it was stored. The example is what the operations page shows.
 */
export function registerMail<P extends object>(
  name: string,
  write: (payload: P) => Letter,
  example: NoInfer<P>,
): (payload: P) => Pick<NewMail, 'template' | 'payload'> {
  if (mailTemplates.has(name)) throw new Error(`Brevmallen ${name} finns två gånger.`);
  mailTemplates.set(name, { name, write: write as MailTemplate['write'], example });
  return (payload) => ({ template: name, payload });
}

/** The letter of a stored mail; throws when its template is not loaded here or cannot be filled. */
export function letterOf(template: string, payload: object): Letter {
  const known = mailTemplates.get(template);
  if (!known) throw new Error(`Brevmallen ${template} finns inte här.`);
  return known.write(payload);
}
