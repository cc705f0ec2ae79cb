import { Injectable, type Type } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import { PRE_AUTH_COOKIE } from './cookies.js';
import type { Entrance, ProviderName } from './eid-order.js';
import type { LiveOrder } from './eid-order.store.js';
import { EidOrders } from './eid-orders.service.js';
import { LogInLimits } from './log-in.limits.js';

/** Somebody whom an e-ID has identified in this browser, for the order that may be used once. */
export interface Identified {
  orderId: string;
  personId: string;
  /** Where the log-in began, and so where it ends. */
  entrance: Entrance;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The order that was asked about. */
    eidOrder?: LiveOrder;
    user?: Identified | null;
  }
}

/**
 * Passport's part of a log-in: the credential is the browser's own order at this provider, and it identifies somebody when the provider
 * says that it is complete.
 */
function strategyOf(provider: ProviderName): Type {
  @Injectable()
  class EidStrategy extends PassportStrategy(Strategy, provider) {
    constructor(
      private readonly orders: EidOrders,
      private readonly limits: LogInLimits,
    ) {
      super();
    }

    async validate(request: FastifyRequest<{ Params: { id: string } }>): Promise<Identified | false> {
      const { id } = request.params;
      this.limits.poll(id);
      const live = await this.orders.collect(id, request.cookies[PRE_AUTH_COOKIE], request.headers['x-csrf-token'], provider);
      request.eidOrder = live;
      const { status, personId, entrance, awaitsReturn } = live.order;
      return status === 'complete' && personId && !awaitsReturn ? { orderId: id, personId, entrance } : false;
    }
  }
  return EidStrategy;
}

/** Lets the request go on whether somebody is identified (`request.user`) or not yet (null): asking how it goes is no failure. */
function guardOf(provider: ProviderName): Type {
  @Injectable()
  class EidGuard extends AuthGuard(provider) {
    override handleRequest<T>(error: Error | null, user: T | false): T {
      if (error) throw error;
      return (user || null) as T;
    }
  }
  return EidGuard;
}

export const BankIdStrategy = strategyOf('bankid');
export const FrejaStrategy = strategyOf('freja');
export const BankIdGuard = guardOf('bankid');
export const FrejaGuard = guardOf('freja');
