import type { IncomingMessage, ServerResponse } from 'node:http';
import { blockedPersons } from '../../shared/app/blocked.ts';
import { homePage } from '../../shared/app/home.ts';
import { chosenPerson, personFields, personOf } from '../../shared/app/persons.ts';
import { now } from '../../shared/clock.ts';
import { sendPage, sendStyle } from '../../shared/html.ts';
import type { Html } from '../../shared/html.ts';
import { readForm, redirect, Refusal } from '../../shared/http.ts';
import { findPerson } from '../../shared/persons.ts';
import type { BankIdApp } from '../orders/app.ts';
import type { SecurityCodes } from '../../shared/security-codes.ts';
import type { Order } from '../orders/order.ts';
import type { Bank } from '../rp/listener.ts';
import { kindWord, orderPage, orderTitle } from './pages.ts';

export const HOME = 'BankID-appen';

/** What a press of a button on the order's page does. */
const presses: Readonly<Record<string, (app: BankIdApp, order: Order) => void>> = {
  cancel: (app, order) => app.fail(order, 'userCancel'),
  block: (app, order) => app.block(order),
  risk: (app, order) => app.fail(order, 'transactionRiskBlocked'),
  'old-app': (app, order) => app.fail(order, 'notSupportedByUserApp'),
  'id-document': (app, order) => app.hint(order, 'userSign'),
};

/** Answers the app's pages; false when the address is not among them. */
export async function pages(bank: Bank, app: BankIdApp, request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
  const show = (title: string, body: Html, status = 200) => sendPage(response, { title, home: HOME, body, status });
  const showOrder = (order: Order, problem?: string) => show(orderTitle(order), orderPage(order, who(), problem), problem ? 422 : 200);
  const who = () => personFields(chosenPerson(request), (person) => (bank.orders.codes.blocked(person) ? 'spärrat BankID' : undefined));
  const [, orderRef, press] = /^\/app\/orders\/([^/]+)(?:\/([^/]+))?$/.exec(url.pathname) ?? [];

  if (request.method === 'GET') {
    if (url.pathname === '/style.css') sendStyle(response);
    else if (['/', '/app'].includes(url.pathname) && url.searchParams.has('autostarttoken')) redirect(response, pathOf(launch(app, url)));
    else if (url.pathname === '/') show('Välj vad du vill göra', home(bank, who()));
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
  if (url.pathname === '/app/unblock') {
    bank.orders.codes.unblock(findPerson(form.get('person')));
    redirect(response, '/');
    return true;
  }
  if (!orderRef || !press) return false;
  const order = find(bank, orderRef);
  try {
    if (press === 'open') app.open(order, personOf(form, response));
    else if (press === 'approve') enterCode(app, bank.orders.codes, order, form.get('code') ?? '');
    else if (press === 'wrong-code') enterCode(app, bank.orders.codes, order, '');
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

/** Says how many tries are left; the third wrong code needs no words, as it ends the order. */
function enterCode(app: BankIdApp, codes: SecurityCodes, order: Order, code: string): void {
  if (app.enterCode(order, code) || order.status !== 'pending' || !order.person) return;
  const left = codes.left(order.person);
  const tries = left === 1 ? 'ett försök' : 'två försök';
  throw new Refusal(422, 'wrongCode', `Fel säkerhetskod. Du har ${tries} kvar, sedan spärras ditt BankID.`);
}

function find(bank: Bank, orderRef: string): Order {
  const order = bank.orders.find(orderRef);
  if (!order) throw new Refusal(404, 'unknownOrder', 'Uppdraget finns inte.');
  return order;
}

function home(bank: Bank, persons: Html): Html {
  const waiting = bank.orders.all().filter((order) => order.status === 'pending' && !order.startedBy);
  return homePage({
    persons,
    waiting: waiting.map((o) => ({ path: pathOf(o), kind: kindWord(o), rpName: o.rp.displayName, ageMs: now() - o.createdAt })),
    qrHelp: 'Börjar med ”bankid.” och gäller i några sekunder.',
    more: blockedPersons(bank.orders.codes, {
      title: 'Spärrade BankID',
      help: 'Genväg i simulatorn: i verkligheten behövs ett nytt BankID från banken.',
    }),
  });
}

const pathOf = (order: Order) => `/app/orders/${order.orderRef}`;
