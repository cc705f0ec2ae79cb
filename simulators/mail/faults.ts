import { firstFault, isCount, isString, may, need, oneOf } from '../shared/fields.ts';
import { Refusal } from '../shared/http.ts';

export const modes = ['reject-4xx', 'reject-5xx', 'drop-after-data', 'slow'] as const;
export type Mode = (typeof modes)[number];

export interface MailFault {
  mode: Mode;
  /** How many more deliveries it strikes. */
  times: number;
  /** Part of a recipient's address; empty strikes everyone. */
  match: string;
  /** How long `slow` waits before it confirms. */
  delayMs: number;
}

const FIELDS = { mode: need(oneOf(...modes)), times: may(isCount), match: may(isString), delayMs: may(isCount) };

/** The ordered faults, in the order they were given. */
export class MailFaults {
  #waiting: MailFault[] = [];

  add(body: Record<string, unknown>): MailFault {
    const wrong = firstFault(body, FIELDS);
    if (wrong) throw new Refusal(400, 'badFault', `Fältet ${wrong} saknas, är okänt eller fel.`);
    const fault = { times: 1, match: '', delayMs: 5000, ...(body as Partial<MailFault> & { mode: Mode }) };
    this.#waiting.push(fault);
    return fault;
  }

  /** Spends the first fault of the wanted kinds that fits any of the recipients. */
  take(recipients: string[], ...wanted: Mode[]): MailFault | undefined {
    const fits = (fault: MailFault) => recipients.some((address) => address.toLowerCase().includes(fault.match.toLowerCase()));
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
