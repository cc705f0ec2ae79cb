import { timingSafeEqual } from 'node:crypto';
import { now } from '../../shared/clock.ts';
import { Refusal } from '../../shared/http.ts';
import { fullName } from '../../shared/persons.ts';
import type { Person } from '../../shared/persons.ts';
import { parseQr, qrHolds } from '../qr.ts';
import type { OrderBook } from './book.ts';
import type { Order } from './order.ts';

/** Every test person holds a mobile BankID: the policy of BankID's test environment, and that of production. */
const HELD_POLICIES = ['1.2.3.4.25', '1.2.752.78.1.5'];

/** What a person can do with the BankID app on the phone. Whatever the app would not allow is thrown as a Refusal. */
export class BankIdApp {
  readonly #orders: OrderBook;

  constructor(orders: OrderBook) {
    this.#orders = orders;
  }

  scan(qr: string, person?: Person): Order {
    const scanned = parseQr(qr);
    const order = scanned && this.#orders.all().find((o) => o.qrStartToken === scanned.qrStartToken);
    if (!scanned || !order) throw new Refusal(404, 'unknownQr', 'QR-koden är ogiltig.');
    if (!qrHolds(scanned, order.qrStartSecret, now() - order.createdAt)) {
      throw new Refusal(409, 'staleQr', 'QR-koden är för gammal eller felräknad. Läs av den på nytt.');
    }
    return this.#start(order, 'qr', person);
  }

  autostart(token: string, person?: Person): Order {
    const order = this.#orders.all().find((o) => same(o.autoStartToken, token));
    if (!order) throw new Refusal(404, 'unknownToken', 'Startlänken är ogiltig.');
    return this.#start(order, 'autostart', person);
  }

  /** Opens an order without a scan, or lets a person step forward in one that is already started. */
  open(order: Order, person: Person): Order {
    if (!order.startedBy) return this.#start(order, 'simulator', person);
    this.#pending(order);
    this.#identify(order, person);
    return order;
  }

  /** Identifies or signs. */
  approve(order: Order, person = order.person): void {
    this.#pending(order);
    if (!order.startedBy) throw new Refusal(409, 'notStarted', 'Starta först: läs av QR-koden eller använd startlänken.');
    if (!person) throw new Refusal(409, 'noPerson', 'Välj vem som skriver in sin kod.');
    if (person.personalNumber !== order.person?.personalNumber) this.#identify(order, person);
    this.#orders.complete(order, person);
  }

  /** Approves with a typed code. A wrong one is counted, and the third blocks the person's BankID and ends the order. */
  enterCode(order: Order, code: string): boolean {
    const person = this.#identified(order);
    if (this.#orders.codes.accepts(person, code)) {
      this.approve(order);
      return true;
    }
    if (this.#orders.codes.blocked(person)) this.#orders.fail(order, 'certificateErr');
    return false;
  }

  /** One wrong code, whoever is asked to type it. */
  mistype(order: Order): void {
    this.enterCode(order, '');
  }

  /** Blocks the BankID of whoever has opened the order, for this order and all that come after. */
  block(order: Order): void {
    this.#pending(order);
    if (order.person) this.#orders.codes.block(order.person);
    this.#orders.fail(order, 'certificateErr');
  }

  fail(order: Order, hintCode: string): void {
    this.#pending(order);
    this.#orders.fail(order, hintCode);
  }

  /** Stays pending with another hint, such as `processing` or `userMrtd`. */
  hint(order: Order, hintCode: string): void {
    this.#pending(order);
    order.hintCode = hintCode;
  }

  /** An order offers both ways to start, and only the first of them counts. */
  #start(order: Order, startedBy: NonNullable<Order['startedBy']>, person?: Person): Order {
    this.#pending(order);
    if (order.startedBy) throw new Refusal(409, 'alreadyStarted', 'Uppdraget är redan startat.');
    order.startedBy = startedBy;
    order.hintCode = 'started';
    if (person) this.#identify(order, person);
    return order;
  }

  #identify(order: Order, person: Person): void {
    const { personalNumber, mrtd } = order.request.requirement ?? {};
    if (personalNumber && personalNumber !== person.personalNumber) {
      if (this.#orders.profile.wrongPerson === 'fail') this.#orders.fail(order, 'cancelled');
      throw new Refusal(409, 'wrongPerson', 'Uppdraget gäller en annan person.');
    }
    if (!usable(order)) throw new Refusal(409, 'noUsableBankId', 'Inget BankID på den här enheten får användas för uppdraget.');
    order.person = person;
    if (this.#orders.codes.blocked(person)) {
      this.#orders.fail(order, 'certificateErr');
      throw new Refusal(409, 'blocked', `BankID för ${fullName(person)} är spärrat.`);
    }
    order.hintCode = mrtd ? 'userMrtd' : 'userSign';
  }

  #identified(order: Order): Person {
    this.#pending(order);
    if (!order.person) throw new Refusal(409, 'noPerson', 'Välj vem som skriver in sin kod.');
    return order.person;
  }

  #pending(order: Order): void {
    if (order.status !== 'pending') throw new Refusal(409, 'ended', 'Uppdraget är redan avslutat.');
  }
}

function usable(order: Order): boolean {
  const { cardReader, certificatePolicies } = order.request.requirement ?? {};
  if (cardReader) return false;
  return !certificatePolicies || certificatePolicies.some((policy) => HELD_POLICIES.some((held) => matches(policy, held)));
}

const matches = (policy: string, held: string) => (policy.endsWith('*') ? held.startsWith(policy.slice(0, -1)) : held === policy);

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
