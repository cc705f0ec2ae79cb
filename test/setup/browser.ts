import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
  text: string;
}

export interface Started {
  id: string;
  /** Which e-ID it was started with; set by the browser. */
  at: 'bankid' | 'freja';
  csrfToken: string;
  qr?: string;
  autoStartToken?: string;
  launch?: { universal: string; scheme: string };
}

export interface Polled {
  status: string;
  hint: string;
  messageKey: string;
  message: string;
  qr?: string;
  next?: string;
}

/** What GET /session says; only what is logged in has a person. */
export interface Shown {
  authenticated: boolean;
  csrfToken: string;
  person: { id: string; name: string };
}

/** A browser as the server sees it: keeps cookies, says where its requests come from, has an address of its own. */
export class Browser {
  readonly cookies = new Map<string, string>();
  csrfToken: string | null = null;
  /** Everything the server has sent, bodies and headers, for tests that look for secrets. */
  readonly seen: string[] = [];

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`,
    private readonly userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0',
  ) {}

  async send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await this.app.inject({
      method,
      url: `/api/v1${path}`,
      remoteAddress: this.address,
      headers: {
        'user-agent': this.userAgent,
        'sec-fetch-site': 'same-origin',
        ...(this.cookies.size ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
        ...(this.csrfToken && method !== 'GET' ? { 'x-csrf-token': this.csrfToken } : {}),
        ...headers,
      },
      ...(body ? { payload: body } : {}),
    });
    for (const { name, value } of answer.cookies) {
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    this.seen.push(JSON.stringify(answer.headers), answer.body);
    const json = answer.body.startsWith('{') ? (answer.json() as Record<string, unknown>) : {};
    return { status: answer.statusCode, headers: answer.headers, body: json, text: answer.body };
  }

  startBankId(mode: 'qr' | 'same-device' = 'qr', entrance?: 'employer' | 'private'): Promise<Started> {
    return this.start('bankid', mode, entrance);
  }

  startFreja(mode: 'qr' | 'same-device' = 'qr', entrance?: 'employer' | 'private'): Promise<Started> {
    return this.start('freja', mode, entrance);
  }

  poll({ id, csrfToken, at }: Started): Promise<Answer> {
    return this.send('POST', `/auth/${at}/orders/${id}/collect`, undefined, { 'x-csrf-token': csrfToken });
  }

  /** Is led back by the BankID app, with the order's own word or another. */
  comeBack(nonce: string | null): Promise<Answer> {
    return this.send('POST', '/auth/bankid/return', { nonce: nonce ?? '' });
  }

  /** Asks as the page does until `done`; gives the last answer. */
  async pollUntil(order: Started, done: (status: Polled) => boolean, everyMs = 400, withinMs = 60_000): Promise<Polled> {
    for (const end = performance.now() + withinMs; performance.now() < end; await pause(everyMs)) {
      const { status, body } = await this.poll(order);
      if (status === 429) continue;
      if (status !== 200) throw new Error(`collect: ${status} ${JSON.stringify(body)}`);
      const polled = body as unknown as Polled;
      if (done(polled)) return polled;
    }
    throw new Error('det blev inte som väntat i tid');
  }

  pollToEnd(order: Started): Promise<Polled> {
    return this.pollUntil(order, ({ status }) => status !== 'pending');
  }

  private async start(at: Started['at'], mode: 'qr' | 'same-device', entrance?: string): Promise<Started> {
    const { status, body } = await this.send('POST', `/auth/${at}/orders`, entrance ? { mode, entrance } : { mode });
    if (status !== 201) throw new Error(`start: ${status} ${JSON.stringify(body)}`);
    // Not among what was answered, so that a test may compare the answer as it came.
    return Object.defineProperty(body as unknown as Started, 'at', { value: at, enumerable: false });
  }

  /** Who is logged in here; also takes the token for writes, as the page does. */
  async session(): Promise<Shown> {
    const { body } = await this.send('GET', '/session');
    this.csrfToken = (body.csrfToken as string | undefined) ?? null;
    return body as unknown as Shown;
  }
}
