import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';

/** Longer than it takes fetch to find that nobody answers a connection (10 to 12 s): that tells that nothing was sent, our own clock does not. */
const ANSWER_MS = 20_000;
const LARGEST_ANSWER = 20_000;
/** Nothing was taken: credentials, an account without money or rights, too many at once, or closed. */
const NOT_TAKEN = new Set([401, 402, 403, 429, 503]);
/** No connection was made, so nothing was sent. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** An sms ready to go; `secret` keeps its text out of the provider's log. */
export interface OutgoingSms {
  to: string;
  message: string;
  secret: boolean;
}

/** What came of it. `code` says why without personal data, e.g. `ELKS 403`. */
export type SmsOutcome =
  | { is: 'sent'; providerId: string }
  /** The provider refused this sms (4xx but for what is about our account). */
  | { is: 'refused'; code: string }
  /** The provider takes none of ours now (401, 402, 403, 429, 503), or is not there: nothing was sent. */
  | { is: 'unreachable'; code: string }
  /** It was handed over, and nobody said what became of it. */
  | { is: 'unknown'; code: string };

/** What the provider says of an sms that it has taken. */
export type Delivery = 'created' | 'sent' | 'delivered' | 'failed';

/** 46elks over HTTPS with Basic authentication (identity §3.1). Sending is not idempotent, so nothing is ever sent twice from here. */
@Injectable()
export class Elks {
  constructor(@Inject(ENV) private readonly env: Env) {}

  /** Hands one sms to the provider, within 20 s. Never throws. */
  async send({ to, message, secret }: OutgoingSms): Promise<SmsOutcome> {
    const { ELKS_BASE_URL, SMS_FROM, PUBLIC_ORIGIN, ELKS_WEBHOOK_SECRET } = this.env;
    if (!ELKS_BASE_URL) return { is: 'unreachable', code: 'OFF' };
    const whendelivered = `${PUBLIC_ORIGIN}/api/v1/webhooks/46elks/${ELKS_WEBHOOK_SECRET}`;
    const form = new URLSearchParams({ from: SMS_FROM, to, message, whendelivered, ...(secret && { dontlog: 'message' }) });
    try {
      const answer = await this.ask('sms', { method: 'POST', body: form });
      if (answer.ok) return takenAs(await read(answer));
      await answer.body?.cancel();
      const code = `ELKS ${answer.status}`;
      if (NOT_TAKEN.has(answer.status)) return { is: 'unreachable', code };
      return { is: answer.status < 500 ? 'refused' : 'unknown', code };
    } catch (error) {
      const code = codeOf(error);
      return { is: NOT_REACHED.has(code) ? 'unreachable' : 'unknown', code };
    }
  }

  /** What the provider says of an sms; null when it knows none by that id, or says nothing we understand. Throws when it is away. */
  async deliveryOf(providerId: string): Promise<Delivery | null> {
    const answer = await this.ask(`sms/${providerId}`, {});
    if (answer.status >= 500) throw new Error(`ELKS ${answer.status}`);
    const { id, status } = (answer.ok ? await read(answer) : {}) as { id?: unknown; status?: unknown };
    return id === providerId && ['created', 'sent', 'delivered', 'failed'].includes(String(status)) ? (status as Delivery) : null;
  }

  private ask(path: string, init: RequestInit): Promise<Response> {
    const { ELKS_BASE_URL, ELKS_USERNAME, ELKS_PASSWORD } = this.env;
    const authorization = `Basic ${Buffer.from(`${ELKS_USERNAME}:${ELKS_PASSWORD}`).toString('base64')}`;
    const url = new URL(`/a1/${path}`, ELKS_BASE_URL);
    return fetch(url, { ...init, headers: { authorization }, redirect: 'error', signal: AbortSignal.timeout(ANSWER_MS) });
  }
}

/** An answer that says yes but not what it took is one that we can't follow up. */
function takenAs(answer: unknown): SmsOutcome {
  const { id } = answer as { id?: unknown };
  return typeof id === 'string' && /^\w{1,64}$/.test(id) ? { is: 'sent', providerId: id } : { is: 'unknown', code: 'ANSWER' };
}

async function read(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (text.length > LARGEST_ANSWER) throw Object.assign(new Error('för stort svar'), { code: 'ANSWER' });
  const json: unknown = JSON.parse(text);
  return typeof json === 'object' && json !== null ? json : {};
}

/** fetch hides why it failed one or two causes down. */
function codeOf(error: unknown): string {
  const { code, cause, name } = error as { code?: unknown; cause?: unknown; name?: string };
  if (typeof code === 'string') return code;
  return cause ? codeOf(cause) : (name ?? 'ERROR');
}
