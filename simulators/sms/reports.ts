import { firstFault, isCount, may } from '../shared/fields.ts';
import { Refusal } from '../shared/http.ts';
import type { Mode } from './faults.ts';
import type { Sms } from './store.ts';

const PATIENCE_MS = 10_000;
const FIELDS = { reportAfterMs: may(isCount), retryMs: may((v) => Array.isArray(v) && v.every(isCount)) };

/** When delivery is reported, and how long to wait before each further try. */
export interface ReportTimes {
  reportAfterMs: number;
  retryMs: number[];
}
const usual: ReportTimes = { reportAfterMs: 200, retryMs: [1_000, 5_000, 30_000, 120_000, 600_000] };

/** Tells senders that their messages were delivered, again and again until they answer 200 to 204. */
export class Reports {
  #times: ReportTimes = usual;
  readonly #timers = new Set<NodeJS.Timeout>();

  /** Delivers the message to the phone in a moment, and reports it to whoever asked. */
  deliver(sms: Sms, fault?: Mode): void {
    sms.status = 'sent';
    this.#later(this.#times.reportAfterMs, () => {
      sms.status = fault === 'undelivered' ? 'failed' : 'delivered';
      if (!sms.whendelivered || fault === 'no-report') return;
      void this.#report(sms, [...this.#times.retryMs]);
      if (fault === 'repeat-report') void this.#report(sms, []);
    });
  }

  get times(): ReportTimes {
    return this.#times;
  }

  change(body: Record<string, unknown>): void {
    const wrong = firstFault(body, FIELDS);
    if (wrong) throw new Refusal(400, 'badProfile', `Fältet ${wrong} är okänt eller fel.`);
    this.#times = { ...this.#times, ...body };
  }

  /** Forgets what is waiting to be reported. */
  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#times = usual;
  }

  async #report(sms: Sms, retries: number[]): Promise<void> {
    const answered = await post(sms);
    sms.attempts.push({ at: new Date().toISOString(), answered });
    const wait = retries.shift();
    if ((answered < 200 || answered > 204) && wait !== undefined) this.#later(wait, () => void this.#report(sms, retries));
  }

  #later(ms: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, ms);
    this.#timers.add(timer);
  }
}

/** The status of the sender's answer; 0 when none came. */
async function post({ id, status, whendelivered }: Sms): Promise<number> {
  const body = new URLSearchParams({ id, status, ...(status === 'delivered' && { delivered: moment(new Date()) }) });
  try {
    const answer = await fetch(whendelivered!, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}

/** A moment as 46elks writes it: UTC to the microsecond, without saying so. */
export const moment = (at: Date) => at.toISOString().replace('Z', '000');
