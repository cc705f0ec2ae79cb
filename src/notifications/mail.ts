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
  /** Whom it is written to in person, for what has no organisation: lets that person's own session send it. */
  personId?: string;
  template: string;
  payload: object;
  /** For what only the recipient may read: address and contents are sealed until they are sent, erased then, and never sent after this. */
  secretUntil?: Date;
}

/** A mail in the outbox. */
export type NewMail = NewMessage;

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
