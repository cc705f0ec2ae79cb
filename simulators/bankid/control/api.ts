import type { IncomingMessage, ServerResponse } from 'node:http';
import { firstFault, isCount, isString, may, need } from '../../shared/fields.ts';
import type { Fields } from '../../shared/fields.ts';
import { readJson, Refusal, sendJson } from '../../shared/http.ts';
import { advance, now, resetClock } from '../clock.ts';
import type { BankIdApp } from '../orders/app.ts';
import type { Order } from '../orders/order.ts';
import { findPerson, persons } from '../persons.ts';
import type { Person } from '../persons.ts';
import { changeProfile } from '../profile.ts';
import type { Bank } from '../rp/listener.ts';
import { viewOrder } from './view.ts';

type Body = Record<string, unknown>;
type Act = (app: BankIdApp, order: Order, body: Body) => void;

const failing =
  (hint: string): Act =>
  (app, order) =>
    app.fail(order, hint);

/** What `POST /control/orders/:orderRef/act` can do. */
const acts: Readonly<Record<string, Act>> = {
  start: (app, order, body) => void app.open(order, findPerson(body.person)),
  approve: (app, order, body) => app.approve(order, optionalPerson(body) ?? order.person),
  cancel: failing('userCancel'),
  wrongCode: failing('certificateErr'),
  block: failing('certificateErr'),
  transactionRiskBlocked: failing('transactionRiskBlocked'),
  notSupportedByUserApp: failing('notSupportedByUserApp'),
  fail: (app, order, body) => app.fail(order, hintCode(body)),
  hint: (app, order, body) => app.hint(order, hintCode(body)),
};

/** Answers everything under /control/; false when the address is not there. */
export async function control(
  bank: Bank,
  app: BankIdApp,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  const act = /^\/control\/orders\/([^/]+)\/act$/.exec(path);
  const handler = act ? undefined : routes[`${request.method} ${path}`];
  if (act && request.method === 'POST') sendJson(response, actOn(bank, app, act[1]!, await readJson(request)));
  else if (handler) sendJson(response, handler(bank, app, request.method === 'POST' ? await readJson(request) : {}));
  else return false;
  return true;
}

const routes: Readonly<Record<string, (bank: Bank, app: BankIdApp, body: Body) => unknown>> = {
  'GET /control/orders': (bank) => bank.orders.all().map(viewOrder),
  'GET /control/persons': () => persons,
  'GET /control/stats': (bank) => bank.stats.report(),
  'GET /control/profile': (bank) => bank.orders.profile,
  'GET /control/scenarios': (bank) => bank.scenarios.waiting,
  'POST /control/scan': (_bank, app, body) => {
    expect(body, { qr: need(isString), person: may(() => true) });
    return viewOrder(app.scan(body.qr as string, optionalPerson(body)));
  },
  'POST /control/autostart': (_bank, app, body) => {
    expect(body, { token: need(isString), person: may(() => true) });
    return viewOrder(app.autostart(body.token as string, optionalPerson(body)));
  },
  'POST /control/approve-next': (_bank, app, body) => {
    expect(body, { qr: may(isString), autoStartToken: may(isString), person: need(() => true) });
    const person = findPerson(body.person);
    const order = isString(body.qr) ? app.scan(body.qr, person) : app.autostart(String(body.autoStartToken), person);
    app.approve(order);
    return viewOrder(order);
  },
  'POST /control/scenarios': (bank, _app, body) => bank.scenarios.add(body),
  'POST /control/profile': (bank, _app, body) => {
    changeProfile(bank.orders.profile, body);
    return bank.orders.profile;
  },
  'POST /control/clock': (_bank, _app, body) => {
    expect(body, { advanceMs: need(isCount) });
    advance(body.advanceMs as number);
    return { now: new Date(now()).toISOString() };
  },
  'POST /control/reset': (bank) => {
    bank.orders.clear();
    bank.scenarios.clear();
    bank.stats.clear();
    resetClock();
    return {};
  },
};

function actOn(bank: Bank, app: BankIdApp, orderRef: string, body: Body) {
  const order = bank.orders.find(orderRef);
  if (!order) throw new Refusal(404, 'unknownOrder', 'Uppdraget finns inte.');
  const act = isString(body.action) && Object.hasOwn(acts, body.action) ? acts[body.action] : undefined;
  if (!act) throw new Refusal(400, 'unknownAction', `Ange action: ${Object.keys(acts).join(', ')}.`);
  act(app, order, body);
  return viewOrder(order);
}

function expect(body: Body, fields: Fields): void {
  const wrong = firstFault(body, fields);
  if (wrong) throw new Refusal(400, 'badField', `Fältet ${wrong} saknas, är okänt eller fel.`);
}

function hintCode(body: Body): string {
  if (!isString(body.hintCode) || !body.hintCode) throw new Refusal(400, 'badField', 'Fältet hintCode saknas.');
  return body.hintCode;
}

const optionalPerson = (body: Body): Person | undefined => (body.person === undefined ? undefined : findPerson(body.person));
