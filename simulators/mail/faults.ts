import { firstFault, isCount, isString, may, need, oneOf, text } from '../shared/fields.ts';
import { Refusal } from '../shared/http.ts';

export const modes = [
  'reject-4xx',
  'reject-5xx',
  'refuse-sender',
  'refuse-recipient',
  'refuse-contents',
  'hang-at-rcpt',
  'drop-after-data',
  'slow',
] as const;
export type Mode = (typeof modes)[number];

export interface MailFault {
  mode: Mode;
  /** How many more deliveries it strikes. */
  times: number;
  /** Part of a recipient's address, of the sender's for `refuse-sender`; empty strikes everyone. */
  match: string;
  /** How long `slow` waits before it confirms, and `hang-at-rcpt` before it hangs up. */
  delayMs: number;
  /** What the `refuse-` modes answer. */
  reply: string;
}

const FIELDS = {
  mode: need(oneOf(...modes)),
  times: may(isCount),
  match: may(isString),
  delayMs: may(isCount),
  reply: may(text(5, 200, /^[45]\d\d [ -~]+$/)),
};

/** The ordered faults, in the order they were given. */
export class MailFaults {
  #waiting: MailFault[] = [];

  add(body: Record<string, unknown>): MailFault {
    const wrong = firstFault(body, FIELDS);
    if (wrong) throw new Refusal(400, 'badFault', `Fältet ${wrong} saknas, är okänt eller fel.`);
    const usual = { times: 1, match: '', delayMs: 5000, reply: '554 5.7.1 Relay access denied (simulated)' };
    const fault = { ...usual, ...(body as Partial<MailFault> & { mode: Mode }) };
    this.#waiting.push(fault);
    return fault;
  }

  /** Spends the first fault of the wanted kinds that fits any of the addresses. */
  take(addresses: string[], ...wanted: Mode[]): MailFault | undefined {
    const fits = (fault: MailFault) => addresses.some((address) => address.toLowerCase().includes(fault.match.toLowerCase()));
    const fault = this.#waiting.find((f) => f.times > 0 && wanted.includes(f.mode) && fits(f));
    if (fault) fault.times--;
    this.#waiting = this.#waiting.filter((f) => f.times > 0);
    return fault;
  }

  get waiting(): readonly MailFault[] {
    return this.#waiting;
  }

  clear(): void {
    this.#waiting = [];
  }
}
