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
import { isPending } from '../orders/order.ts';
import type { Order, OrderKind } from '../orders/order.ts';
import { parseBody } from './body.ts';
import { operations } from './endpoints.ts';
import type { Endpoint, Operation } from './endpoints.ts';
import { dialect, FrejaProblem } from './problems.ts';
import { parseInit, parseRef, parseResults } from './requests.ts';

/** Everything the two listeners share. */
export interface Freja {
  orders: OrderBook;
  scenarios: Scenarios<Endpoint>;
  stats: Stats<Endpoint>;
}

/** One call: what was asked, by whom, and the fault it is to meet. */
interface Call extends Operation {
  caller: Caller;
  fault?: Fault | undefined;
}

/** Freja's REST API over mutual TLS. */
export function rpListener(freja: Freja, certificates: Certificates): Server {
  return mutualTlsServer(certificates, freja.scenarios, (caller, request, response) => void answer(freja, caller, request, response));
}

async function answer(freja: Freja, caller: Caller | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!caller) return deliverHtml(response, 403, 'Forbidden');
  const operation = Object.hasOwn(operations, request.url ?? '') ? operations[request.url!] : undefined;
  if (!operation) return deliverHtml(response, 404, 'Not Found');
  if (request.method !== 'POST') return deliverHtml(response, 405, 'Method Not Allowed');
  freja.stats.called(operation.endpoint);
  const fault = freja.scenarios.take(operation.endpoint);
  const result = fault && replaces(fault) ? { status: 200, body: {} } : await perform(freja, { ...operation, caller, fault }, request);
  if (fault?.delayMs) await sleep(fault.delayMs);
  freja.stats.answered(deliver(response, dialect, result, fault));
}

async function perform(freja: Freja, call: Call, request: IncomingMessage): Promise<Answer> {
  try {
    // Freja reads the body whatever the content type says; its own clients disagree about it.
    return { status: 200, body: act(freja, call, parseBody((await readBody(request)).toString('utf8'), call.parameter)) };
  } catch (error) {
    if (error instanceof FrejaProblem) return problem(error);
    if (error instanceof Refusal) return problem(FrejaProblem.invalid(1000, call.parameter));
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return problem(new FrejaProblem(500, 0, 'The simulator failed, see its log'));
  }
}

function act(freja: Freja, { kind, verb, caller, fault }: Call, body: Record<string, unknown>): object {
  const { orders, stats } = freja;
  if (verb === 'init') {
    const order = orders.create(kind, parseInit(kind, body), caller);
    if (fault?.evidence) order.evidence = fault.evidence as EvidenceFault;
    return { ...refOf(order), qrCodeSecret: order.qrCodeSecret };
  }
  if (verb === 'results') {
    parseResults(body);
    return { [listName(kind)]: orders.results(kind).map(view) };
  }
  const ref = parseRef(kind, body);
  if (verb === 'cancel') {
    orders.cancel(kind, ref);
    return {};
  }
  if (orders.find(ref)) stats.collected(ref);
  const order = orders.result(kind, ref);
  if (!isPending(order)) stats.ended(ref);
  return view(order);
}

const refOf = ({ kind, ref }: Order) => (kind === 'auth' ? { authRef: ref } : { signRef: ref });
const listName = (kind: OrderKind) => (kind === 'auth' ? 'authenticationResults' : 'signatureResults');
const view = (order: Order) => ({ ...refOf(order), status: order.status, ...order.result });
const problem = (p: FrejaProblem): Answer => ({ status: p.status, body: p.body });
