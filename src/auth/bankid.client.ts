import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { bankIdAgent } from './bankid.connection.js';
import { BankIdFault, faultOf } from './bankid.fault.js';
import { type RawAnswer, send } from './bankid.wire.js';
import { CircuitBreaker } from './circuit-breaker.js';

/** The body of `/auth` (identity §1.3.1), the part that we use. */
export interface AuthRequest {
  endUserIp: string;
  userVisibleData: string;
  userVisibleDataFormat: 'simpleMarkdownV1';
  returnRisk: boolean;
  requirement: { risk: 'low' | 'moderate' };
  web: { referringDomain: string; userAgent?: string };
}

/** What `/auth` gives. Secrets: none of it but the autostart token ever leaves the server. */
export interface StartedAtBankId {
  orderRef: string;
  autoStartToken: string;
  qrStartToken: string;
  qrStartSecret: string;
}

/** Whom BankID identified. */
export interface CompletionData {
  user: { personalNumber: string; name: string; givenName: string; surname: string };
  device: { ipAddress: string | null };
  risk: string | null;
}

export type CollectAnswer =
  | { status: 'pending'; hint: string }
  | { status: 'failed'; hint: string }
  | { status: 'complete'; hint: string; completionData: CompletionData };

type Json = Record<string, unknown>;

/** BankID's Relying Party API v6.0 over mutual TLS. Everything that fails is a BankIdFault. */
@Injectable()
export class BankIdClient implements OnModuleDestroy {
  private readonly log = new Logger('bankid');
  private readonly agent;
  private readonly breaker = new CircuitBreaker(5, 10_000);

  constructor(@Inject(ENV) private readonly env: Env) {
    this.agent = bankIdAgent(env);
  }

  /** Starts an identification. Never sent twice: a lost answer is a lost order. */
  async auth(request: AuthRequest): Promise<StartedAtBankId> {
    const body = await this.call('auth', request);
    const { orderRef, autoStartToken, qrStartToken, qrStartSecret } = body;
    const all = { orderRef, autoStartToken, qrStartToken, qrStartSecret };
    if (Object.values(all).some((value) => typeof value !== 'string' || value === '')) throw incomplete('auth');
    return all as StartedAtBankId;
  }

  /** Asks how an order goes. A final answer may be given only once, so the caller keeps it at once. */
  async collect(orderRef: string): Promise<CollectAnswer> {
    const { status, hintCode, completionData } = await this.call('collect', { orderRef });
    const hint = typeof hintCode === 'string' ? hintCode : 'unknown';
    if (status === 'pending' || status === 'failed') return { status, hint };
    if (status !== 'complete') throw incomplete('collect');
    return { status, hint: 'complete', completionData: completion(completionData) };
  }

  /** Ends an order; one that has already ended is no error. */
  async cancel(orderRef: string): Promise<void> {
    await this.call('cancel', { orderRef }).catch((fault: unknown) => {
      if (!(fault instanceof BankIdFault && fault.kind === 'no-such-order')) throw fault;
    });
  }

  onModuleDestroy(): void {
    this.agent.destroy();
  }

  private async call(endpoint: 'auth' | 'collect' | 'cancel', body: object): Promise<Json> {
    const url = new URL(endpoint, this.env.BANKID_BASE_URL.replace(/\/*$/, '/'));
    try {
      return await this.breaker.run(
        async () => read(endpoint, await send(this.agent, url, body, { repeatable: endpoint !== 'auth' })),
        (error) => error instanceof BankIdFault && error.kind === 'unavailable',
        () => new BankIdFault('unavailable', `${endpoint}: väntar efter upprepade fel`),
      );
    } catch (error) {
      if (error instanceof BankIdFault && (error.kind === 'unauthorized' || error.kind === 'rejected'))
        this.log.error({ msg: 'BankID tar inte emot våra anrop', reason: error.reason });
      throw error;
    }
  }
}

function read(endpoint: string, { status, type, text }: RawAnswer): Json {
  const json = parse(type, text);
  if (status === 200 && json) return json;
  const code = typeof json?.errorCode === 'string' ? json.errorCode : 'okänd';
  throw faultOf(endpoint, status, json ? code : undefined);
}

/** A JSON object, or null for HTML, half a body, no body. Fields and values we do not know are let through. */
function parse(type: string, text: string): Json | null {
  if (!/^application\/json\b/i.test(type)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
  } catch {
    return null;
  }
}

function completion(value: unknown): CompletionData {
  const { user, device, risk } = (value ?? {}) as { user?: Json; device?: Json; risk?: unknown };
  const { personalNumber, name, givenName, surname } = user ?? {};
  if ([personalNumber, name, givenName, surname].some((part) => typeof part !== 'string' || part === '')) throw incomplete('collect');
  return {
    user: { personalNumber, name, givenName, surname } as CompletionData['user'],
    device: { ipAddress: typeof device?.ipAddress === 'string' ? device.ipAddress : null },
    risk: typeof risk === 'string' ? risk : null,
  };
}

const incomplete = (endpoint: string): BankIdFault => new BankIdFault('unavailable', `${endpoint}: ofullständigt svar`);
