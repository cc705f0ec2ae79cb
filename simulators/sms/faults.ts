import { firstFault, isCount, isString, may, need, oneOf, text } from '../shared/fields.ts';
import { Refusal } from '../shared/http.ts';

/** Before the message is taken, while it is answered, and after it was. */
export const modes = ['reject-4xx', 'fail-5xx', 'slow', 'timeout', 'drop', 'undelivered', 'no-report', 'repeat-report'] as const;
export type Mode = (typeof modes)[number];

export interface SmsFault {
  mode: Mode;
  /** How many more messages it strikes. */
  times: number;
  /** Part of the recipient's number; empty strikes everyone. */
  match: string;
  /** How long `slow` waits before it answers, and `timeout` before it hangs up. */
  delayMs?: number;
  /** Which 4xx or 5xx, and its plain text. */
  status?: number;
  body?: string;
}

const FIELDS = {
  mode: need(oneOf(...modes)),
  times: may(isCount),
  match: may(isString),
  delayMs: may(isCount),
  status: may((v) => isCount(v) && v >= 400 && v <= 599),
  body: may(text(0, 1000)),
};

/** The ordered faults, in the order they were given. */
export class SmsFaults {
  #waiting: SmsFault[] = [];

  add(body: Record<string, unknown>): SmsFault {
    const wrong = firstFault(body, FIELDS);
    if (wrong) throw new Refusal(400, 'badFault', `Fältet ${wrong} saknas, är okänt eller fel.`);
    const fault = { times: 1, match: '', ...(body as Partial<SmsFault> & { mode: Mode }) };
    this.#waiting.push(fault);
    return fault;
  }

  /** Spends the first fault of the wanted kinds that fits the recipient. */
  take(to: string, ...wanted: Mode[]): SmsFault | undefined {
    const fault = this.#waiting.find((f) => f.times > 0 && wanted.includes(f.mode) && to.includes(f.match));
    if (fault) fault.times--;
    this.#waiting = this.#waiting.filter((f) => f.times > 0);
    return fault;
  }

  get waiting(): readonly SmsFault[] {
    return this.#waiting;
  }

  clear(): void {
    this.#waiting = [];
  }
}
