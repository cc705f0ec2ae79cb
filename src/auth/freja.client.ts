import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { EidFault } from './eid.fault.js';
import { EidLine, incomplete, type Json, type LineHealth } from './eid.line.js';
import { frejaAgent } from './freja.connection.js';
import { frejaFault } from './freja.fault.js';
import type { FrejaSecrets } from './freja.links.js';

/** Freja's documentation names no type for its JSON (identity §2.1); a page is none. */
const JSON_TYPES = /^(?:application\/json\b|text\/plain\b|$)/i;

interface Asked {
  userInfoType: 'INFERRED' | 'SSN';
  /** Of a person by number: base64 of country and number. */
  userInfo: string;
  minRegistrationLevel: 'PLUS';
  attributesToReturn: ReadonlyArray<{ attribute: string }>;
  useDynamicQrCode?: true;
}

/** The body of `initAuthentication` (identity §2.2), the part that we use. */
export interface FrejaAuthRequest extends Asked {
  userConfirmationMethod: 'DEFAULT';
  originDeviceDetails: { userIpAddress: string; userAgent?: string; flowType: 'SAME_DEVICE' | 'ANOTHER_DEVICE' };
}

/** The body of `initSignature` (identity §2.4), the part that we use: a text, and beside it data that are signed without being shown. */
export interface FrejaSignRequest extends Asked {
  title: string;
  pushNotification: { title: string; text: string };
  dataToSignType: 'EXTENDED_UTF8_TEXT';
  dataToSign: { text: string; binaryData: string };
  signatureType: 'EXTENDED';
}

/** What the two kinds of orders call the same things. */
const CALLS = {
  authentication: {
    init: 'initAuthentication',
    start: 'initAuthRequest',
    ask: 'getOneAuthResultRequest',
    cancel: 'cancelAuthRequest',
    ref: 'authRef',
  },
  sign: { init: 'initSignature', start: 'initSignRequest', ask: 'getOneSignResultRequest', cancel: 'cancelSignRequest', ref: 'signRef' },
} as const;
type Kind = FrejaSecrets['kind'];

/** How an order goes at Freja. Of the answer's own attributes nothing is read: only `details`, the JWS, can be trusted. */
export interface FrejaResult {
  status: string;
  details: string | null;
}

/** Freja's REST API over mutual TLS (identity §2). Everything that fails is an EidFault. Where Freja is not configured it has no line. */
@Injectable()
export class FrejaClient implements OnModuleDestroy {
  private readonly line: EidLine | null;
  private readonly base: string;

  constructor(@Inject(ENV) env: Env) {
    this.base = env.FREJA_BASE_URL ?? '';
    // The documentation does not say which content type the JSON comes as, so any will do: what counts is signed.
    this.line = env.FREJA_ENV
      ? new EidLine(frejaAgent(env), { provider: 'freja', name: 'Freja', faultOf: frejaFault, jsonType: JSON_TYPES })
      : null;
  }

  /** Starts an identification. Never sent twice: a lost answer is a lost order. */
  identify(request: FrejaAuthRequest): Promise<FrejaSecrets> {
    return this.init('authentication', request);
  }

  /** Starts a signature. Never sent twice. */
  sign(request: FrejaSignRequest): Promise<FrejaSecrets> {
    return this.init('sign', request);
  }

  /** Asks how an order goes. A final answer can be read again. */
  async result({ kind, ref }: FrejaSecrets): Promise<FrejaResult> {
    const { status, details } = await this.call(kind, 'getOneResult', CALLS[kind].ask, { [CALLS[kind].ref]: ref });
    if (typeof status !== 'string' || status === '') throw incomplete('getOneResult');
    return { status, details: typeof details === 'string' ? details : null };
  }

  /** Ends an order; one that has already ended is no error. */
  async cancel({ kind, ref }: FrejaSecrets): Promise<void> {
    await this.call(kind, 'cancel', CALLS[kind].cancel, { [CALLS[kind].ref]: ref }).catch((fault: unknown) => {
      if (!(fault instanceof EidFault && fault.kind === 'no-such-order')) throw fault;
    });
  }

  /** How the line is; null where there is none. */
  health(): LineHealth | null {
    return this.line?.health() ?? null;
  }

  onModuleDestroy(): void {
    this.line?.close();
  }

  private async init(kind: Kind, request: FrejaAuthRequest | FrejaSignRequest): Promise<FrejaSecrets> {
    const { init, start, ref: name } = CALLS[kind];
    const { [name]: ref, qrCodeSecret } = await this.call(kind, init, start, request, { repeatable: false });
    if (typeof ref !== 'string' || ref === '') throw incomplete(init);
    const moving = typeof qrCodeSecret === 'string' && qrCodeSecret !== '' ? { qrCodeSecret } : {};
    return { kind, ref, ...moving, ...(request.userInfoType === 'SSN' ? { pushed: true } : {}) };
  }

  /** The body is no form: the base64 stands as it is, with plus and equals signs (identity §2.1). */
  private call(kind: Kind, endpoint: string, parameter: string, request: object, { repeatable } = { repeatable: true }): Promise<Json> {
    if (!this.line) throw new EidFault('rejected', `${endpoint}: Freja är inte påslaget`);
    const url = new URL(`${kind}/1.0/${endpoint}`, this.base.replace(/\/*$/, '/'));
    const text = `${parameter}=${Buffer.from(JSON.stringify(request)).toString('base64')}`;
    return this.line.call(url, { type: 'application/json; charset=UTF-8', text }, { repeatable });
  }
}
