import type { IncomingMessage, ServerResponse } from 'node:http';
import { blockedPersons } from '../../shared/app/blocked.ts';
import { homePage } from '../../shared/app/home.ts';
import { chosenPerson, personFields, personOf } from '../../shared/app/persons.ts';
import { now } from '../../shared/clock.ts';
import { sendPage, sendStyle } from '../../shared/html.ts';
import type { Html } from '../../shared/html.ts';
import { readForm, redirect, Refusal } from '../../shared/http.ts';
import { findPerson } from '../../shared/persons.ts';
import type { FrejaApp } from '../orders/app.ts';
import type { OrderBook } from '../orders/book.ts';
import { readLink } from '../orders/links.ts';
import { isPending } from '../orders/order.ts';
import type { Order } from '../orders/order.ts';
import type { Freja } from '../rp/listener.ts';
import { kindWord, orderPage, orderTitle, pathOf } from './pages.ts';

export const HOME = 'Freja-appen';

/** What a press of a button on the order's page does. */
const presses: Readonly<Record<string, (app: FrejaApp, order: Order) => void>> = {
  cancel: (app, order) => app.end(order, 'CANCELED'),
  reject: (app, order) => app.end(order, 'REJECTED'),
  expire: (app, order) => app.end(order, 'EXPIRED'),
  block: (app, order) => app.block(order),
};

/** Answers the app's pages; false when the address is not among them. */
export async function pages(
  { orders }: Freja,
  app: FrejaApp,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> {
  const show = (title: string, body: Html, status = 200) => sendPage(response, { title, home: HOME, body, status });
  const who = () => personFields(chosenPerson(request), (person) => (orders.codes.blocked(person) ? 'spärrad Freja' : undefined));
  const showOrder = (order: Order, problem?: string) => show(orderTitle(order), orderPage(order, who(), problem), problem ? 422 : 200);
  const find = (ref: string) => {
    const order = orders.find(decodeURIComponent(ref));
    if (!order) throw new Refusal(404, 'unknownOrder', 'Uppdraget finns inte.');
    return order;
  };
  const [, ref, press] = /^\/app\/orders\/([^/]+)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];

  if (request.method === 'GET') {
    const link = ['/', '/app', '/freja'].includes(url.pathname) ? readLink(url.searchParams) : undefined;
    if (url.pathname === '/style.css') sendStyle(response);
    else if (link) redirect(response, pathOf(app.launch(link)));
    else if (url.pathname === '/') show('Välj vad du vill göra', home(orders, who()));
    else if (ref && !press) showOrder(find(ref));
    else return false;
    return true;
  }
  if (request.method !== 'POST') return false;
  const form = await readForm(request);
  if (url.pathname === '/app/scan') {
    const person = personOf(form, response);
    redirect(response, pathOf(app.scan(form.get('qr') ?? '', person)));
    return true;
  }
  if (url.pathname === '/app/unblock') {
    orders.codes.unblock(findPerson(form.get('person')));
    redirect(response, '/');
    return true;
  }
  if (!ref || !press) return false;
  const order = find(ref);
  try {
    if (press === 'open') app.open(order, personOf(form, response));
    else if (press === 'approve') enterCode(app, orders, order, form.get('code') ?? '');
    else if (press === 'wrong-code') enterCode(app, orders, order, '');
    else if (Object.hasOwn(presses, press)) presses[press]!(app, order);
    else return false;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    showOrder(order, error.message);
    return true;
  }
  redirect(response, order.status === 'APPROVED' && order.returnTo ? order.returnTo : pathOf(order));
  return true;
}

/** Says how many tries are left; the third wrong PIN needs no words, as it ends the order. */
function enterCode(app: FrejaApp, { codes }: OrderBook, order: Order, code: string): void {
  if (app.enterCode(order, code) || !isPending(order) || !order.person) return;
  const tries = codes.left(order.person) === 1 ? 'ett försök' : 'två försök';
  throw new Refusal(422, 'wrongCode', `Fel pinkod. Du har ${tries} kvar, sedan spärras din Freja.`);
}

function home(orders: OrderBook, persons: Html): Html {
  const waiting = orders.all().filter((order) => isPending(order) && (!order.startedBy || order.startedBy === 'push'));
  return homePage({
    persons,
    waiting: waiting.map((o) => ({ path: pathOf(o), kind: kindWord(o), rpName: o.rp.displayName, ageMs: now() - o.createdAt })),
    qrHelp: 'Börjar med ”frejaeid:” eller ”https:”. Den rörliga koden gäller i några sekunder.',
    more: blockedPersons(orders.codes, {
      title: 'Spärrade Freja',
      help: 'Genväg i simulatorn: i verkligheten låser man upp den hos Freja.',
    }),
  });
}
