import { Logger } from '@nestjs/common';
import { now } from '../kernel/clock.js';
import { eidSeconds } from '../kernel/metrics.js';
import { CircuitBreaker, type CircuitState } from './circuit-breaker.js';
import type { MutualTlsAgent } from './eid.connection.js';
import { EidFault } from './eid.fault.js';
import { type Content, type RawAnswer, send } from './eid.wire.js';

export type Json = Record<string, unknown>;

/** How the line to a provider is. */
export interface LineHealth {
  circuit: CircuitState;
  /** The last answer that was a success, in this process. */
  lastSuccessAt: Date | null;
  /** The end of our own client certificate; null where we have none. */
  certificateValidTo: Date | null;
}

interface Dialect {
  /** What the provider is called in our figures, and in our log. */
  provider: 'bankid' | 'freja';
  name: string;
  /** What an answer that is no success means; `body` is its JSON, or null when it has none. */
  faultOf: (endpoint: string, status: number, body: Json | null) => EidFault;
  /** Content types that JSON may come as. */
  jsonType: RegExp;
}

/** The line to an e-ID provider: mutual TLS, five failures in a row open the circuit for ten seconds. Everything that fails is an EidFault. */
export class EidLine {
  private readonly log = new Logger('eid');
  private readonly breaker = new CircuitBreaker(5, 10_000);
  private lastSuccessAt: Date | null = null;

  constructor(
    private readonly agent: MutualTlsAgent,
    private readonly dialect: Dialect,
  ) {}

  /** Posts to an endpoint, known by the last part of its address, and gives the JSON of its success. */
  async call(url: URL, content: Content, { repeatable }: { repeatable: boolean }): Promise<Json> {
    const endpoint = url.pathname.split('/').at(-1)!;
    const done = eidSeconds.startTimer({ provider: this.dialect.provider, endpoint });
    try {
      const answer = await this.breaker.run(
        async () => this.read(endpoint, await send(this.agent, url, content, { repeatable })),
        (error) => error instanceof EidFault && error.kind === 'unavailable',
        () => new EidFault('unavailable', `${endpoint}: väntar efter upprepade fel`),
      );
      done({ outcome: 'ok' });
      this.lastSuccessAt = now();
      return answer;
    } catch (error) {
      done({ outcome: error instanceof EidFault ? error.kind : 'internal' });
      if (error instanceof EidFault && error.ours)
        this.log.error({ msg: `${this.dialect.name} tar inte emot våra anrop`, reason: error.reason });
      throw error;
    }
  }

  /** How the line is, without asking the provider anything. */
  health(): LineHealth {
    return { circuit: this.breaker.state, lastSuccessAt: this.lastSuccessAt, certificateValidTo: this.agent.certificateValidTo };
  }

  close(): void {
    this.agent.destroy();
  }

  private read(endpoint: string, { status, type, text }: RawAnswer): Json {
    if (status === 204) return {};
    const json = this.dialect.jsonType.test(type) ? parse(text) : null;
    if (status === 200 && json) return json;
    throw this.dialect.faultOf(endpoint, status, json);
  }
}

/** A JSON object, or null for HTML, half a body, no body. Fields and values we do not know are let through. */
function parse(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

/** A success without the fields it must have. */
export const incomplete = (endpoint: string): EidFault => new EidFault('unavailable', `${endpoint}: ofullständigt svar`);
