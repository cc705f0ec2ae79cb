import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { EidFault } from './eid.fault.js';
import { EidLine, incomplete, type Json, type LineHealth } from './eid.line.js';
import { frejaAgent } from './freja.connection.js';
import { frejaFault } from './freja.fault.js';
import type { FrejaSecrets } from './freja.links.js';

/** The body of `initAuthentication` (identity §2.2), the part that we use. */
export interface FrejaAuthRequest {
  userInfoType: 'INFERRED';
  userInfo: 'N/A';
  minRegistrationLevel: 'PLUS';
  attributesToReturn: ReadonlyArray<{ attribute: string }>;
  userConfirmationMethod: 'DEFAULT';
  originDeviceDetails: { userIpAddress: string; userAgent?: string; flowType: 'SAME_DEVICE' | 'ANOTHER_DEVICE' };
  useDynamicQrCode?: true;
}

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
      ? new EidLine(frejaAgent(env), { provider: 'freja', name: 'Freja', faultOf: frejaFault, jsonType: /(?:)/ })
      : null;
  }

  /** Starts an identification. Never sent twice: a lost answer is a lost order. */
  async init(request: FrejaAuthRequest): Promise<FrejaSecrets> {
    const { authRef, qrCodeSecret } = await this.call('initAuthentication', 'initAuthRequest', request, { repeatable: false });
    if (typeof authRef !== 'string' || authRef === '') throw incomplete('initAuthentication');
    return typeof qrCodeSecret === 'string' && qrCodeSecret !== '' ? { authRef, qrCodeSecret } : { authRef };
  }

  /** Asks how an order goes. A final answer can be read again. */
  async result(authRef: string): Promise<FrejaResult> {
    const { status, details } = await this.call('getOneResult', 'getOneAuthResultRequest', { authRef });
    if (typeof status !== 'string' || status === '') throw incomplete('getOneResult');
    return { status, details: typeof details === 'string' ? details : null };
  }

  /** Ends an order; one that has already ended is no error. */
  async cancel(authRef: string): Promise<void> {
    await this.call('cancel', 'cancelAuthRequest', { authRef }).catch((fault: unknown) => {
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

  /** The body is no form: the base64 stands as it is, with plus and equals signs (identity §2.1). */
  private call(endpoint: string, parameter: string, request: object, { repeatable } = { repeatable: true }): Promise<Json> {
    if (!this.line) throw new EidFault('rejected', `${endpoint}: Freja är inte påslaget`);
    const url = new URL(`authentication/1.0/${endpoint}`, this.base.replace(/\/*$/, '/'));
    const text = `${parameter}=${Buffer.from(JSON.stringify(request)).toString('base64')}`;
    return this.line.call(url, { type: 'application/json; charset=UTF-8', text }, { repeatable });
  }
}
