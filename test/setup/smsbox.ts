import { randomInt } from 'node:crypto';
import { setting } from './database.js';
import { eventually } from './mailbox.js';

export interface ReceivedSms {
  id: string;
  from: string;
  to: string;
  message: string;
  dontlog: boolean;
  whendelivered?: string;
  status: 'created' | 'sent' | 'delivered' | 'failed';
  attempts: { answered: number }[];
}
interface Fault {
  mode: 'reject-4xx' | 'fail-5xx' | 'slow' | 'timeout' | 'drop' | 'undelivered' | 'no-report' | 'repeat-report';
  /** Part of the recipient's number. */
  match: string;
  times?: number;
  delayMs?: number;
  status?: number;
}

/** A Swedish mobile number that no other test uses, and that belongs to nobody. */
export const someMobile = (): string => `+4670${String(randomInt(10_000_000)).padStart(7, '0')}`;

/** What the simulated phones received, and how 46elks is told to misbehave. */
export const smsbox = {
  /** The sms to a number, newest first. */
  to: (number: string): Promise<ReceivedSms[]> => ask(`messages?to=${number.slice(1)}`),
  fault: (fault: Fault): Promise<unknown> =>
    ask('faults', { method: 'POST', body: JSON.stringify({ ...fault, match: fault.match.slice(1) }) }),
  /** The sms to a number as soon as there are that many. */
  arrived: (number: string, count = 1): Promise<ReceivedSms[]> =>
    eventually(async () => {
      const all = await smsbox.to(number);
      return all.length >= count ? all : undefined;
    }, `${count} sms till ${number}`),
};

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(new URL(path, setting('TEST_SMS')), { ...init, headers: { 'content-type': 'application/json' } });
  if (!answer.ok) throw new Error(`Sms-inkorgen svarade ${answer.status} på ${path}`);
  return (await answer.json()) as T;
}
