import { randomBytes } from 'node:crypto';
import { parts } from './parts.ts';
import type { SmsRequest } from './request.ts';

/** In ten thousandths of a krona. */
const PRICE = 3500;
/** 46elks' free test receiver. */
const FREE = '+46700000000';

export type SmsStatus = 'created' | 'sent' | 'delivered' | 'failed';

/** One try to tell the sender about delivery. */
export interface Attempt {
  at: string;
  /** The sender's answer; 0 when none came. */
  answered: number;
}

export interface Sms extends SmsRequest {
  id: string;
  status: SmsStatus;
  created: string;
  cost: number;
  parts: number;
  attempts: Attempt[];
}

/** The sent messages, in memory only: what a phone shows, and what 46elks remembers. */
export class SmsStore {
  /** Oldest first. */
  #messages: Sms[] = [];
  #answers: Record<string, number> = {};

  add(request: SmsRequest): Sms {
    const sms: Sms = {
      ...request,
      id: `s${randomBytes(16).toString('hex')}`,
      status: 'created',
      created: new Date().toISOString(),
      ...priced(request),
      attempts: [],
    };
    this.#messages.push(sms);
    return sms;
  }

  /** Newest first; `to` keeps the messages that have it somewhere in the number. */
  list(to = ''): Sms[] {
    // In the query of an address a plus sign means a space, so the trimmed digits are what is left of a number.
    const wanted = to.replace(/\s/g, '');
    return this.#messages.filter((sms) => sms.to.includes(wanted)).toReversed();
  }

  find(id: string): Sms | undefined {
    return this.#messages.find((sms) => sms.id === id);
  }

  answered(status: number): void {
    this.#answers[status] = (this.#answers[status] ?? 0) + 1;
  }

  /** How many messages, how many came again with the same text to the same number, and what was answered. */
  stats() {
    const different = new Set(this.#messages.map((sms) => JSON.stringify([sms.to, sms.message])));
    return { messages: this.#messages.length, duplicates: this.#messages.length - different.size, answers: { ...this.#answers } };
  }

  clear(): void {
    this.#messages = [];
    this.#answers = {};
  }
}

export function priced({ to, message }: SmsRequest): { cost: number; parts: number } {
  const count = parts(message);
  return { cost: to === FREE ? 0 : PRICE * count, parts: count };
}
