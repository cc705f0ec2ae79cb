import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendPage, sendStyle } from '../../shared/html.ts';
import type { Html } from '../../shared/html.ts';
import { readForm, redirect, Refusal } from '../../shared/http.ts';
import type { BankIdApp } from '../orders/app.ts';
import type { Order } from '../orders/order.ts';
import { findPerson } from '../persons.ts';
import type { Person } from '../persons.ts';
import type { Bank } from '../rp/listener.ts';
import { homePage, orderPage, orderTitle } from './pages.ts';

const HOME = 'BankID-appen';
const COOKIE = 'bankid_sim_person';

/** What a press of a button on the order's page does. */
const presses: Readonly<Record<string, (app: BankIdApp, order: Order) => void>> = {
  cancel: (app, order) => app.fail(order, 'userCancel'),
  'wrong-code': (app, order) => app.fail(order, 'certificateErr'),
  block: (app, order) => app.fail(order, 'certificateErr'),
  risk: (app, order) => app.fail(order, 'transactionRiskBlocked'),
  'old-app': (app, order) => app.fail(order, 'notSupportedByUserApp'),
  'id-document': (app, order) => app.hint(order, 'userSign'),
};

/** Answers the app's pages; false when the address is not among them. */
export async function pages(bank: Bank, app: BankIdApp, request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
  const show = (title: string, body: Html, status = 200) => sendPage(response, { title, home: HOME, body, status });
  const showOrder = (order: Order, problem?: string) =>
    show(orderTitle(order), orderPage(order, chosen(request), problem), problem ? 422 : 200);
  const [, orderRef, press] = /^\/app\/orders\/([^/]+)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];

  if (request.method === 'GET') {
    if (url.pathname === '/style.css') sendStyle(response);
    else if (['/', '/app'].includes(url.pathname) && url.searchParams.has('autostarttoken')) redirect(response, pathOf(launch(app, url)));
    else if (url.pathname === '/') show('Välj vad du vill göra', homePage(waiting(bank), chosen(request)));
    else if (orderRef && !press) showOrder(find(bank, orderRef));
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
  if (!orderRef || !press) return false;
  const order = find(bank, orderRef);
  try {
    if (press === 'open') app.open(order, personOf(form, response));
    else if (press === 'approve') enterCode(app, order, form.get('code') ?? '');
    else if (Object.hasOwn(presses, press)) presses[press]!(app, order);
    else return false;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    showOrder(order, error.message);
    return true;
  }
  redirect(response, order.status === 'complete' && order.returnTo ? order.returnTo : pathOf(order));
  return true;
}

/** The launch link: opening it starts the order, as when the system hands the link to the app. */
function launch(app: BankIdApp, url: URL): Order {
  const order = app.autostart(url.searchParams.get('autostarttoken') ?? '');
  const back = order.request.returnUrl ?? url.searchParams.get('redirect') ?? '';
  if (/^https?:\/\//i.test(back)) order.returnTo = back;
  return order;
}

function enterCode(app: BankIdApp, order: Order, code: string): void {
  if (app.enterCode(order, code) || order.status !== 'pending') return;
  throw new Refusal(422, 'wrongCode', 'Fel säkerhetskod. Försök igen.');
}

function find(bank: Bank, orderRef: string): Order {
  const order = bank.orders.find(orderRef);
  if (!order) throw new Refusal(404, 'unknownOrder', 'Uppdraget finns inte.');
  return order;
}

/** The person of the form, remembered for the next visit. */
function personOf(form: URLSearchParams, response: ServerResponse): Person {
  const key = form.get('person');
  if (!key)
    return findPerson({ personalNumber: form.get('personalNumber'), givenName: form.get('givenName'), surname: form.get('surname') });
  const person = findPerson(key);
  response.setHeader('set-cookie', `${COOKIE}=${encodeURIComponent(key)}; Path=/; HttpOnly; SameSite=Lax`);
  return person;
}

const waiting = (bank: Bank) => bank.orders.all().filter((order) => order.status === 'pending' && !order.startedBy);
const chosen = (request: IncomingMessage) => new RegExp(`(?:^|; )${COOKIE}=(\\w+)`).exec(request.headers.cookie ?? '')?.[1];
const pathOf = (order: Order) => `/app/orders/${order.orderRef}`;
