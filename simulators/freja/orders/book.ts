import { randomBytes, randomUUID } from 'node:crypto';
import { now } from '../../shared/clock.ts';
import type { Caller } from '../../shared/mutual-tls.ts';
import { findPerson } from '../../shared/persons.ts';
import type { Person } from '../../shared/persons.ts';
import { seal } from '../evidence/evidence.ts';
import type { Seal } from '../evidence/evidence.ts';
import { SecurityCodes } from '../../shared/security-codes.ts';
import { defaults } from '../profile.ts';
import type { Profile } from '../profile.ts';
import { FrejaProblem } from '../rp/problems.ts';
import { isPending } from './order.ts';
import type { Order, OrderKind, OrderRequest, Status } from './order.ts';

const READABLE_MS = 10 * 60_000;
const SWEEP_EVERY = 10_000;

/** All orders and what befalls them. Time is looked at when somebody asks, so there are no timers to drift or leak. */
export class OrderBook {
  readonly profile: Profile = { ...defaults };
  readonly codes = new SecurityCodes();
  readonly #seal: Seal;
  readonly #orders = new Map<string, Order>();
  #sweptAt = 0;

  constructor(with_: Seal) {
    this.#seal = with_;
  }

  create(kind: OrderKind, request: OrderRequest, rp: Caller): Order {
    this.#sweep();
    const person = request.personalNumber === undefined ? undefined : findPerson(request.personalNumber);
    if (kind === 'auth' && person) this.#refuseSecond(person);
    const order: Order = {
      // Standard base64, so that a caller who forgets to encode it in a link finds out here.
      ref: randomBytes(48).toString('base64'),
      kind,
      request,
      rp,
      qrCodeSecret: request.useDynamicQrCode && this.profile.dynamicQr ? randomUUID() : undefined,
      createdAt: now(),
      expiresAt: now() + (request.ttlMs ?? this.profile.orderTtlMs),
      // An order for a known person is pushed to the phone.
      ...(person ? { status: 'DELIVERED_TO_MOBILE', startedBy: 'push', person } : { status: 'STARTED' }),
      collected: false,
    };
    this.#orders.set(order.ref, order);
    return order;
  }

  /** The order as it is now; a final answer counts as handed out. */
  result(kind: OrderKind, ref: string): Order {
    const order = this.find(ref);
    if (!order || order.kind !== kind || !this.#readable(order)) throw FrejaProblem.noSuchOrder();
    if (!isPending(order)) order.collected = true;
    return order;
  }

  results(kind: OrderKind): Order[] {
    return this.all().filter((order) => order.kind === kind && this.#readable(order));
  }

  cancel(kind: OrderKind, ref: string): void {
    const order = this.find(ref);
    if (!order || order.kind !== kind || !isPending(order)) throw FrejaProblem.noSuchOrder();
    this.end(order, 'RP_CANCELED');
  }

  find(ref: string): Order | undefined {
    const order = this.#orders.get(ref);
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

  end(order: Order, status: Status, at = now()): void {
    Object.assign(order, { status, endedAt: at });
  }

  approve(order: Order, person: Person, at = now()): void {
    order.person = person;
    order.result = seal(this.#seal, order, person, this.profile);
    this.end(order, 'APPROVED', at);
  }

  /** True when the person already has another identification at hand: then neither of the two survives. */
  collides(order: Order, person: Person): boolean {
    const others = order.kind === 'auth' ? this.#ongoing(person).filter((other) => other !== order) : [];
    if (others.length) [...others, order].forEach((one) => this.end(one, 'REJECTED'));
    return others.length > 0;
  }

  #refuseSecond(person: Person): void {
    const ongoing = this.#ongoing(person);
    ongoing.forEach((order) => this.end(order, 'REJECTED'));
    if (ongoing.length) throw new FrejaProblem(422, 2000, 'Authentication request failed. Previous authentication request was rejected.');
  }

  #ongoing = ({ personalNumber }: Person): Order[] =>
    this.all().filter((order) => order.kind === 'auth' && isPending(order) && order.person?.personalNumber === personalNumber);

  /** Lets the time that has passed since the last look take effect. */
  #settle(order: Order): void {
    if (!isPending(order)) return;
    const { autoApprove } = this.profile;
    if (autoApprove && now() - order.createdAt >= autoApprove.afterMs) {
      order.startedBy ??= 'simulator';
      return this.approve(order, order.person ?? autoApprove.person, order.createdAt + autoApprove.afterMs);
    }
    if (now() >= order.expiresAt) this.end(order, 'EXPIRED', order.expiresAt);
  }

  #readable(order: Order): boolean {
    if (isPending(order)) return true;
    if (this.profile.finalCollect === 'once' && order.collected) return false;
    return now() - order.endedAt! < READABLE_MS;
  }

  #sweep(): void {
    if (Math.abs(now() - this.#sweptAt) < SWEEP_EVERY) return;
    this.#sweptAt = now();
    for (const order of this.all()) if (order.endedAt !== undefined && now() - order.endedAt >= READABLE_MS) this.#orders.delete(order.ref);
  }
}
