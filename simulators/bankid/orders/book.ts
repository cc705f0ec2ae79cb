import { randomUUID } from 'node:crypto';
import { now } from '../../shared/clock.ts';
import type { Authority } from '../../shared/evidence/authority.ts';
import type { Caller } from '../../shared/mutual-tls.ts';
import { findPerson } from '../../shared/persons.ts';
import type { Person } from '../../shared/persons.ts';
import { defaults } from '../profile.ts';
import type { Profile } from '../profile.ts';
import { RpProblem } from '../rp/problems.ts';
import { SecurityCodes } from '../../shared/security-codes.ts';
import { complete } from './completion.ts';
import { risks } from './order.ts';
import type { Order, OrderKind, OrderRequest } from './order.ts';

const MINUTE = 60_000;
const READABLE = { complete: 3 * MINUTE, failed: 5 * MINUTE };
const SWEEP_EVERY = 10_000;

/** All orders and what befalls them. Time is looked at when somebody asks, so there are no timers to drift or leak. */
export class OrderBook {
  readonly profile: Profile = { ...defaults };
  readonly codes = new SecurityCodes();
  readonly #authority: Authority;
  readonly #orders = new Map<string, Order>();
  #sweptAt = 0;

  constructor(authority: Authority) {
    this.#authority = authority;
  }

  create(kind: OrderKind, request: OrderRequest, rp: Caller): Order {
    this.#sweep();
    if (request.requirement?.personalNumber) this.#refuseSecond(request.requirement.personalNumber);
    const order: Order = {
      orderRef: randomUUID(),
      autoStartToken: randomUUID(),
      qrStartToken: randomUUID(),
      qrStartSecret: randomUUID(),
      kind,
      request,
      rp,
      createdAt: now(),
      status: 'pending',
      hintCode: 'outstandingTransaction',
      collected: false,
    };
    this.#orders.set(order.orderRef, order);
    return order;
  }

  /** The order as it is now; a final answer counts as handed out. */
  collect(orderRef: string): Order {
    const order = this.find(orderRef);
    if (!order || !this.#readable(order)) throw RpProblem.noSuchOrder();
    if (order.status !== 'pending') order.collected = true;
    return order;
  }

  cancel(orderRef: string): void {
    const order = this.find(orderRef);
    if (order?.status !== 'pending') throw RpProblem.noSuchOrder();
    this.fail(order, 'cancelled');
  }

  find(orderRef: string): Order | undefined {
    const order = this.#orders.get(orderRef);
    if (order) this.#settle(order);
    return order;
  }

  /** Newest first. */
  all(): Order[] {
    const orders = [...this.#orders.values()].toReversed();
    orders.forEach((order) => this.#settle(order));
    return orders;
  }

  clear(): void {
    this.#orders.clear();
    this.codes.clear();
    Object.assign(this.profile, defaults);
  }

  fail(order: Order, hintCode: string, at = now()): void {
    Object.assign(order, { status: 'failed', hintCode, endedAt: at });
  }

  complete(order: Order, person: Person, at = now()): void {
    order.person = person;
    if (this.codes.blocked(person)) return this.fail(order, 'certificateErr', at);
    const tolerated = order.request.requirement?.risk;
    if (tolerated && risks.indexOf(this.profile.risk) > risks.indexOf(tolerated)) return this.fail(order, 'transactionRiskBlocked', at);
    Object.assign(order, { status: 'complete', endedAt: at, completionData: complete(this.#authority, order, person, this.profile) });
    delete order.hintCode;
  }

  /** Lets the time that has passed since the last look take effect. */
  #settle(order: Order): void {
    if (order.status !== 'pending') return;
    const { autoApprove, startTtlMs, orderTtlMs } = this.profile;
    const age = now() - order.createdAt;
    if (autoApprove && age >= autoApprove.afterMs) {
      const person = requiredPerson(order, autoApprove.person);
      order.startedBy ??= 'simulator';
      return this.complete(order, person, order.createdAt + autoApprove.afterMs);
    }
    if (!order.startedBy && age >= startTtlMs) return this.fail(order, 'startFailed', order.createdAt + startTtlMs);
    if (age >= orderTtlMs) this.fail(order, 'expiredTransaction', order.createdAt + orderTtlMs);
  }

  /** As at BankID: when a second order for a known person arrives, neither of the two survives. */
  #refuseSecond(personalNumber: string): void {
    const ongoing = this.all().filter((order) => order.status === 'pending' && knownNumber(order) === personalNumber);
    if (!ongoing.length) return;
    ongoing.forEach((order) => this.fail(order, 'cancelled'));
    throw new RpProblem(400, 'alreadyInProgress', 'Order already in progress for pno');
  }

  #readable(order: Order): boolean {
    if (order.status === 'pending') return true;
    if (this.profile.finalCollect === 'once' && order.collected) return false;
    return now() - order.endedAt! < READABLE[order.status];
  }

  #sweep(): void {
    if (Math.abs(now() - this.#sweptAt) < SWEEP_EVERY) return;
    this.#sweptAt = now();
    for (const order of this.all())
      if (order.endedAt !== undefined && now() - order.endedAt >= READABLE.failed) this.#orders.delete(order.orderRef);
  }
}

const knownNumber = (order: Order) => order.request.requirement?.personalNumber ?? order.person?.personalNumber;

function requiredPerson(order: Order, otherwise: Person): Person {
  const personalNumber = order.request.requirement?.personalNumber;
  return personalNumber && personalNumber !== otherwise.personalNumber ? findPerson(personalNumber) : otherwise;
}
