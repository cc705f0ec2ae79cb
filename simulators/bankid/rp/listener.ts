import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Certificates } from '../../shared/certificates/store.ts';
import { deliver, deliverHtml } from '../../shared/deliver.ts';
import type { Answer } from '../../shared/deliver.ts';
import { readBody, Refusal } from '../../shared/http.ts';
import { mutualTlsServer } from '../../shared/mutual-tls.ts';
import type { Caller } from '../../shared/mutual-tls.ts';
import { replaces } from '../../shared/scenarios.ts';
import type { Fault, Scenarios } from '../../shared/scenarios.ts';
import type { Stats } from '../../shared/stats.ts';
import type { EvidenceFault } from '../evidence/faults.ts';
import type { OrderBook } from '../orders/book.ts';
import type { Order } from '../orders/order.ts';
import { endpoints } from './endpoints.ts';
import type { Endpoint } from './endpoints.ts';
import { dialect, RpProblem } from './problems.ts';
import { parseJson, parseOrderRef, parseStart } from './requests.ts';

const BASE = '/rp/v6.0/';

/** Everything the two listeners share. */
export interface Bank {
  orders: OrderBook;
  scenarios: Scenarios<Endpoint>;
  stats: Stats<Endpoint>;
}

/** One call: what was asked, by whom, and the fault it is to meet. */
interface Call {
  endpoint: Endpoint;
  caller: Caller;
  fault?: Fault | undefined;
}

/** The Relying Party API over mutual TLS. */
export function rpListener(bank: Bank, certificates: Certificates): Server {
  return mutualTlsServer(certificates, bank.scenarios, (caller, request, response) => void answer(bank, caller, request, response));
}

async function answer(bank: Bank, caller: Caller | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!caller) return deliverHtml(response, 403, 'Forbidden');
  const endpoint = endpoints.find((name) => request.url === BASE + name);
  if (!endpoint) return send(bank, response, problem(new RpProblem(404, 'notFound', 'Unknown path')));
  bank.stats.called(endpoint);
  const fault = bank.scenarios.take(endpoint);
  const result = fault && replaces(fault) ? { status: 200, body: {} } : await perform(bank, { endpoint, caller, fault }, request);
  if (fault?.delayMs) await sleep(fault.delayMs);
  send(bank, response, result, fault);
}

function send(bank: Bank, response: ServerResponse, result: Answer, fault?: Fault): void {
  bank.stats.answered(deliver(response, dialect, result, fault));
}

async function perform(bank: Bank, call: Call, request: IncomingMessage): Promise<Answer> {
  try {
    if (request.method !== 'POST') throw new RpProblem(405, 'methodNotAllowed', 'Only POST is allowed');
    if (request.headers['content-type'] !== 'application/json') {
      throw new RpProblem(415, 'unsupportedMediaType', 'Content-Type must be application/json');
    }
    return act(bank, call, parseJson(await readBody(request)));
  } catch (error) {
    if (error instanceof RpProblem) return problem(error);
    if (error instanceof Refusal) return problem(RpProblem.invalid('Request body too large'));
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return problem(new RpProblem(500, 'internalError', 'The simulator failed, see its log'));
  }
}

function act(bank: Bank, { endpoint, caller, fault }: Call, body: Record<string, unknown>): Answer {
  if (endpoint === 'auth' || endpoint === 'sign') {
    const order = bank.orders.create(endpoint, parseStart(endpoint, body), caller);
    if (fault?.evidence) order.evidence = fault.evidence as EvidenceFault;
    const { orderRef, autoStartToken, qrStartToken, qrStartSecret } = order;
    return ok({ orderRef, autoStartToken, qrStartToken, qrStartSecret });
  }
  const orderRef = parseOrderRef(body);
  if (endpoint === 'cancel') {
    bank.orders.cancel(orderRef);
    return ok({});
  }
  const tooFast = bank.orders.find(orderRef) !== undefined && bank.stats.collected(orderRef);
  if (tooFast && bank.orders.profile.strictPolling) return tooManyRequests();
  const order = bank.orders.collect(orderRef);
  if (order.status !== 'pending') bank.stats.ended(orderRef);
  return ok(view(order));
}

const view = ({ orderRef, status, hintCode, completionData }: Order) => ({ orderRef, status, hintCode, completionData });
const ok = (body: object): Answer => ({ status: 200, body });
const problem = (p: RpProblem): Answer => ({ status: p.status, body: p.body });
const tooManyRequests = (): Answer => ({
  ...problem(new RpProblem(429, 'tooManyRequests', 'Collect at most every second second')),
  headers: { 'RateLimit-Limit': '1', 'RateLimit-Remaining': '0', 'RateLimit-Reset': '1' },
});
