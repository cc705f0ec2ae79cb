import type { IncomingMessage, ServerResponse } from 'node:http';
import { advance, now, resetClock } from './clock.ts';
import { firstFault, isCount, isString, may, need } from './fields.ts';
import type { Fields } from './fields.ts';
import { readJson, Refusal, sendJson } from './http.ts';
import { findPerson, persons } from './persons.ts';
import type { Person } from './persons.ts';
import type { Scenarios } from './scenarios.ts';
import type { Stats } from './stats.ts';

export type Body = Record<string, unknown>;
type Route = (body: Body) => unknown;

/** A simulated e-identity, as the control API drives it. */
export interface Controlled<Order> {
  orders: () => Order[];
  find: (ref: string) => Order | undefined;
  view: (order: Order) => object;
  scan: (qr: string, person?: Person) => Order;
  autostart: (token: string, person?: Person) => Order;
  /** Approves, with evidence that has the named fault. */
  approve: (order: Order, person: Person | undefined, evidence: string | undefined) => void;
  /** What `POST /control/orders/:ref/act` can do besides approving. */
  acts: Readonly<Record<string, (order: Order, body: Body) => void>>;
  profile: object;
  changeProfile: (change: Body) => void;
  scenarios: Scenarios<string>;
  stats: Stats<string>;
  clear: () => void;
  /** The test persons with what is particular to them just now. */
  persons?: () => unknown;
  /** Calls that only this simulator has. */
  more?: Readonly<Record<string, Route>>;
}

/** Answers everything under /control/; false when the address is not there. */
export function controller<Order>(simulated: Controlled<Order>) {
  const routes = routesOf(simulated);
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> => {
    const act = /^\/control\/orders\/([^/]+)\/act$/.exec(path);
    const route = act ? (body: Body) => actOn(simulated, decodeURIComponent(act[1]!), body) : routes[`${request.method} ${path}`];
    if (!route || (act && request.method !== 'POST')) return false;
    sendJson(response, route(request.method === 'POST' ? await readJson(request) : {}));
    return true;
  };
}

function routesOf<Order>(simulated: Controlled<Order>): Record<string, Route> {
  const { view, scenarios, stats } = simulated;
  return {
    'GET /control/orders': () => simulated.orders().map(view),
    'GET /control/persons': () => simulated.persons?.() ?? persons,
    'GET /control/stats': () => stats.report(),
    'GET /control/profile': () => simulated.profile,
    'GET /control/scenarios': () => scenarios.waiting,
    'POST /control/scan': (body) => {
      expect(body, { qr: need(isString), person: may(() => true) });
      return view(simulated.scan(body.qr as string, optionalPerson(body)));
    },
    'POST /control/autostart': (body) => {
      expect(body, { token: need(isString), person: may(() => true) });
      return view(simulated.autostart(body.token as string, optionalPerson(body)));
    },
    'POST /control/approve-next': (body) => {
      expect(body, { qr: may(isString), autoStartToken: may(isString), person: need(() => true), evidence: may(isString) });
      const person = findPerson(body.person);
      const order = isString(body.qr) ? simulated.scan(body.qr, person) : simulated.autostart(String(body.autoStartToken), person);
      simulated.approve(order, person, body.evidence as string | undefined);
      return view(order);
    },
    'POST /control/scenarios': (body) => scenarios.add(body),
    'POST /control/profile': (body) => {
      simulated.changeProfile(body);
      return simulated.profile;
    },
    'POST /control/clock': (body) => {
      expect(body, { advanceMs: need(isCount) });
      advance(body.advanceMs as number);
      return { now: new Date(now()).toISOString() };
    },
    'POST /control/reset': () => {
      simulated.clear();
      scenarios.clear();
      stats.clear();
      resetClock();
      return {};
    },
    ...simulated.more,
  };
}

function actOn<Order>(simulated: Controlled<Order>, ref: string, body: Body): object {
  const order = simulated.find(ref);
  if (!order) throw new Refusal(404, 'unknownOrder', 'Uppdraget finns inte.');
  const action = isString(body.action) ? body.action : '';
  if (action === 'approve') {
    expect(body, { action: need(isString), person: may(() => true), evidence: may(isString) });
    simulated.approve(order, optionalPerson(body), body.evidence as string | undefined);
  } else if (Object.hasOwn(simulated.acts, action)) simulated.acts[action]!(order, body);
  else throw new Refusal(400, 'unknownAction', `Ange action: approve, ${Object.keys(simulated.acts).join(', ')}.`);
  return simulated.view(order);
}

/** Refuses a body with fields that are unknown, missing or wrong. */
export function expect(body: Body, fields: Fields): void {
  const wrong = firstFault(body, fields);
  if (wrong) throw new Refusal(400, 'badField', `Fältet ${wrong} saknas, är okänt eller fel.`);
}

const optionalPerson = (body: Body): Person | undefined => (body.person === undefined ? undefined : findPerson(body.person));
