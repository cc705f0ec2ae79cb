import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { bankIdAgent } from './bankid.connection.js';
import { bankIdFault } from './bankid.fault.js';
import { EidFault } from './eid.fault.js';
import { EidLine, incomplete, type Json, type LineHealth } from './eid.line.js';

/** The body of `/auth` and `/sign` (identity §1.3.1), the part that we use. */
export interface StartRequest {
  endUserIp: string;
  /** Where the app leads when an order that was started on the same device is complete. */
  returnUrl?: string;
  userVisibleData: string;
  userVisibleDataFormat: 'simpleMarkdownV1';
  /** Only signatures. */
  userNonVisibleData?: string;
  returnRisk: boolean;
  requirement: { risk: 'low' | 'moderate'; personalNumber?: string };
  web: { referringDomain: string; userAgent?: string; deviceIdentifier?: string };
}

/** What a start gives. Secrets: none of it but the autostart token ever leaves the server. */
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
  /** The person's signature and the OCSP answer about it, base64 as delivered; empty when BankID sent none. */
  signature: string;
  ocspResponse: string;
}

export type CollectAnswer =
  | { status: 'pending'; hint: string }
  | { status: 'failed'; hint: string }
  | { status: 'complete'; hint: string; completionData: CompletionData };

/** BankID's Relying Party API v6.0 over mutual TLS. Everything that fails is an EidFault. */
@Injectable()
export class BankIdClient implements OnModuleDestroy {
  private readonly line: EidLine;

  constructor(@Inject(ENV) private readonly env: Env) {
    this.line = new EidLine(bankIdAgent(env), {
      provider: 'bankid',
      name: 'BankID',
      faultOf: bankIdFault,
      jsonType: /^application\/json\b/i,
    });
  }

  /** Starts an identification (`auth`) or a signature. Never sent twice: a lost answer is a lost order. */
  async start(kind: 'auth' | 'sign', request: StartRequest): Promise<StartedAtBankId> {
    const body = await this.call(kind, request);
    const { orderRef, autoStartToken, qrStartToken, qrStartSecret } = body;
    const all = { orderRef, autoStartToken, qrStartToken, qrStartSecret };
    if (Object.values(all).some((value) => typeof value !== 'string' || value === '')) throw incomplete(kind);
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
      if (!(fault instanceof EidFault && fault.kind === 'no-such-order')) throw fault;
    });
  }

  /** How the line is. */
  health(): LineHealth {
    return this.line.health();
  }

  onModuleDestroy(): void {
    this.line.close();
  }

  private call(endpoint: 'auth' | 'sign' | 'collect' | 'cancel', body: object): Promise<Json> {
    const url = new URL(endpoint, this.env.BANKID_BASE_URL.replace(/\/*$/, '/'));
    // Exactly this content type: BankID answers 415 to one with a charset.
    return this.line.call(
      url,
      { type: 'application/json', text: JSON.stringify(body) },
      { repeatable: endpoint === 'collect' || endpoint === 'cancel' },
    );
  }
}

function completion(value: unknown): CompletionData {
  const { user, device, risk, signature, ocspResponse } = (value ?? {}) as { user?: Json; device?: Json } & Json;
  const { personalNumber, name, givenName, surname } = user ?? {};
  if ([personalNumber, name, givenName, surname].some((part) => typeof part !== 'string' || part === '')) throw incomplete('collect');
  return {
    user: { personalNumber, name, givenName, surname } as CompletionData['user'],
    device: { ipAddress: typeof device?.ipAddress === 'string' ? device.ipAddress : null },
    risk: typeof risk === 'string' ? risk : null,
    signature: typeof signature === 'string' ? signature : '',
    ocspResponse: typeof ocspResponse === 'string' ? ocspResponse : '',
  };
}
