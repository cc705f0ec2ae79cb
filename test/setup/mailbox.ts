import { setting } from './database.js';

export interface ReceivedMail {
  id: string;
  to: string[];
  subject: string;
  messageId: string;
}
export interface OpenedMail extends ReceivedMail {
  text: string;
  html: string;
  headers: { key: string; value: string }[];
}
interface Fault {
  mode:
    'reject-4xx' | 'reject-5xx' | 'refuse-sender' | 'refuse-recipient' | 'refuse-contents' | 'hang-at-rcpt' | 'drop-after-data' | 'slow';
  /** Part of the recipient's address, of the envelope sender's for `refuse-sender`. */
  match: string;
  times?: number;
  delayMs?: number;
  /** What a `refuse-` mode answers. */
  reply?: string;
}

/** What the simulated mail server received, and how it is told to misbehave. */
export const mailbox = {
  /** The mails to an address, newest first. */
  to: (address: string): Promise<ReceivedMail[]> => ask(`messages?to=${encodeURIComponent(address)}`),
  open: ({ id }: ReceivedMail): Promise<OpenedMail> => ask(`messages/${id}`),
  fault: (fault: Fault): Promise<unknown> => ask('faults', { method: 'POST', body: JSON.stringify(fault) }),
  /** The mails to an address as soon as there are that many. */
  arrived: (address: string, count = 1): Promise<ReceivedMail[]> =>
    eventually(async () => {
      const mails = await mailbox.to(address);
      return mails.length >= count ? mails : undefined;
    }, `${count} brev till ${address}`),
};

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(new URL(path, setting('TEST_MAIL_HTTP')), { ...init, headers: { 'content-type': 'application/json' } });
  if (!answer.ok) throw new Error(`Brevlådan svarade ${answer.status} på ${path}`);
  return (await answer.json()) as T;
}

/** Asks until there is an answer; fails after a minute and says what was missed. */
export async function eventually<T>(look: () => Promise<T | undefined>, what: string | (() => string), ms = 60_000): Promise<T> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Väntade förgäves på ${typeof what === 'string' ? what : what()}`);
}
