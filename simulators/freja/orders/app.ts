import { now } from '../../shared/clock.ts';
import { Refusal } from '../../shared/http.ts';
import { fullName } from '../../shared/persons.ts';
import type { Person } from '../../shared/persons.ts';
import type { OrderBook } from './book.ts';
import { holds, parseLink } from './links.ts';
import type { Link } from './links.ts';
import { isPending, levels } from './order.ts';
import type { Order, Status } from './order.ts';

/** What a person can do with the Freja app on the phone. Whatever the app would not allow is thrown as a Refusal. */
export class FrejaApp {
  readonly #orders: OrderBook;

  constructor(orders: OrderBook) {
    this.#orders = orders;
  }

  scan(qr: string, person?: Person): Order {
    const link = parseLink(qr);
    const order = link && this.#orders.find(link.ref);
    if (!link || !order) throw new Refusal(404, 'unknownQr', 'QR-koden är ogiltig.');
    if (order.qrCodeSecret && !link.moving) throw new Refusal(409, 'standingQr', 'Uppdraget kräver den rörliga QR-koden.');
    this.#checkMoving(order, link);
    return this.#start(order, 'qr', person);
  }

  /** Opens a link on the same device: a whole link, or only the reference. */
  autostart(token: string, person?: Person): Order {
    return this.launch(parseLink(token) ?? { ref: token }, person);
  }

  launch(link: Link, person?: Person): Order {
    const order = this.#orders.find(link.ref);
    if (!order) throw new Refusal(404, 'unknownToken', 'Startlänken är ogiltig.');
    this.#checkMoving(order, link);
    this.#start(order, 'autostart', person);
    // Only the web: the scheme of another app has nothing to open here.
    if (/^https?:\/\//i.test(link.returnTo ?? '')) order.returnTo = link.returnTo!;
    return order;
  }

  /** Opens an order without a code, or lets a person step forward in one that is already started. */
  open(order: Order, person: Person): Order {
    if (!order.startedBy) return this.#start(order, 'simulator', person);
    this.#pending(order);
    this.#identify(order, person);
    return order;
  }

  approve(order: Order, person = order.person): void {
    this.#pending(order);
    if (!order.startedBy) throw new Refusal(409, 'notStarted', 'Starta först: läs av QR-koden eller öppna länken.');
    if (!person) throw new Refusal(409, 'noPerson', 'Välj vem som godkänner.');
    if (person.personalNumber !== order.person?.personalNumber) this.#identify(order, person);
    this.#orders.approve(order, person);
  }

  /** Approves with a typed PIN. A wrong one is counted, and the third blocks the person's Freja and ends the order. */
  enterCode(order: Order, code: string): boolean {
    this.#pending(order);
    if (!order.person) throw new Refusal(409, 'noPerson', 'Välj vem som skriver in sin kod.');
    if (this.#orders.codes.accepts(order.person, code)) {
      this.approve(order);
      return true;
    }
    if (this.#orders.codes.blocked(order.person)) this.#orders.end(order, 'REJECTED');
    return false;
  }

  /** Blocks the Freja of whoever has opened the order, for this order and all that come after. */
  block(order: Order): void {
    this.#pending(order);
    if (order.person) this.#orders.codes.block(order.person);
    this.#orders.end(order, 'REJECTED');
  }

  end(order: Order, status: Status): void {
    this.#pending(order);
    this.#orders.end(order, status);
  }

  #start(order: Order, startedBy: NonNullable<Order['startedBy']>, person?: Person): Order {
    this.#pending(order);
    if (order.startedBy) throw new Refusal(409, 'alreadyStarted', 'Uppdraget är redan startat.');
    order.startedBy = startedBy;
    if (person) this.#identify(order, person);
    return order;
  }

  #identify(order: Order, person: Person): void {
    const { personalNumber, minRegistrationLevel } = order.request;
    if (personalNumber && personalNumber !== person.personalNumber) {
      throw new Refusal(409, 'wrongPerson', 'Uppdraget gäller en annan person.');
    }
    if (levels.indexOf(this.#orders.profile.registrationLevel) < levels.indexOf(minRegistrationLevel)) {
      throw new Refusal(409, 'levelTooLow', `E-tjänsten kräver Freja på nivån ${minRegistrationLevel}.`);
    }
    if (this.#orders.codes.blocked(person)) {
      this.#orders.end(order, 'REJECTED');
      throw new Refusal(409, 'blocked', `Freja för ${fullName(person)} är spärrad.`);
    }
    if (this.#orders.collides(order, person)) {
      throw new Refusal(409, 'concurrent', 'Du har redan en identifiering på gång. Båda avvisades.');
    }
    order.person = person;
    order.status = 'DELIVERED_TO_MOBILE';
  }

  #checkMoving(order: Order, { moving }: Link): void {
    if (!moving) return;
    if (!order.qrCodeSecret || !holds(moving, order.qrCodeSecret, now() - order.createdAt)) {
      throw new Refusal(409, 'staleQr', 'QR-koden är för gammal eller felräknad. Läs av den på nytt.');
    }
  }

  #pending(order: Order): void {
    if (!isPending(order)) throw new Refusal(409, 'ended', 'Uppdraget är redan avslutat.');
  }
}
