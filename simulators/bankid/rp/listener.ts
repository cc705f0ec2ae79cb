import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { readBody, Refusal } from '../../shared/http.ts';
import { displayName } from '../certificates/issue.ts';
import type { Certificates } from '../certificates/store.ts';
import type { OrderBook } from '../orders/book.ts';
import type { Order } from '../orders/order.ts';
import { endpoints, replaces } from '../scenarios.ts';
import type { Endpoint, Scenarios } from '../scenarios.ts';
import type { Stats } from '../stats.ts';
import { deliver, deliverHtml } from './deliver.ts';
import type { Answer } from './deliver.ts';
import { RpProblem } from './problems.ts';
import { parseJson, parseOrderRef, parseStart } from './requests.ts';

const BASE = '/rp/v6.0/';

/** Everything the two listeners share. */
export interface Bank {
  orders: OrderBook;
  scenarios: Scenarios;
  stats: Stats;
}

/** The Relying Party API over mutual TLS. */
export function rpListener(bank: Bank, certificates: Certificates): Server {
  const clients = new WeakMap<object, string | undefined>();
  const options = { requestCert: true, rejectUnauthorized: false, ca: certificates.clientCa, minVersion: 'TLSv1.2' as const };
  const own = { ...options, key: certificates.server, cert: certificates.server };
  const foreign = { ...options, key: certificates.foreignServer, cert: certificates.foreignServer };
  const server = createServer({ ...own, keepAliveTimeout: 65_000 }, (request, response) => {
    void answer(bank, clients.get(request.socket), request, response);
  });
  server.on('secureConnection', (socket: TLSSocket) => clients.set(socket, clientName(socket)));
  // Runs after TLS has taken its context for this connection, so the change counts from the next one.
  server.on('connection', () => {
    if (bank.scenarios.foreignTls) bank.scenarios.spendForeignTls();
  });
  let presented = own;
  bank.scenarios.tlsChanged = () => {
    const wanted = bank.scenarios.foreignTls ? foreign : own;
    if (wanted === presented) return;
    presented = wanted;
    server.setSecureContext(wanted);
    // A kept-alive connection would never see the new certificate.
    server.closeIdleConnections();
  };
  return server;
}

/** The display name in the client's certificate; undefined without a certificate from the right issuer. */
function clientName(socket: TLSSocket): string | undefined {
  // A resumed TLS 1.3 session counts as authorised even when no certificate was ever shown, hence both questions.
  const certificate = socket.getPeerX509Certificate();
  if (!socket.authorized || !certificate) return undefined;
  return displayName(certificate.raw) ?? 'Okänd e-tjänst';
}

async function answer(bank: Bank, rpName: string | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (rpName === undefined) return deliverHtml(response, 403, 'Forbidden');
  const endpoint = endpoints.find((name) => request.url === BASE + name);
  if (!endpoint) return send(bank, response, problem(new RpProblem(404, 'notFound', 'Unknown path')));
  bank.stats.called(endpoint);
  const fault = bank.scenarios.take(endpoint);
  const result = fault && replaces(fault) ? { status: 200, body: {} } : await perform(bank, endpoint, rpName, request);
  if (fault?.delayMs) await sleep(fault.delayMs);
  bank.stats.answered(deliver(response, result, fault));
}

function send(bank: Bank, response: ServerResponse, result: Answer): void {
  bank.stats.answered(deliver(response, result));
}

async function perform(bank: Bank, endpoint: Endpoint, rpName: string, request: IncomingMessage): Promise<Answer> {
  try {
    if (request.method !== 'POST') throw new RpProblem(405, 'methodNotAllowed', 'Only POST is allowed');
    if (request.headers['content-type'] !== 'application/json') {
      throw new RpProblem(415, 'unsupportedMediaType', 'Content-Type must be application/json');
    }
    return act(bank, endpoint, rpName, parseJson(await readBody(request)));
  } catch (error) {
    if (error instanceof RpProblem) return problem(error);
    if (error instanceof Refusal) return problem(RpProblem.invalid('Request body too large'));
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return problem(new RpProblem(500, 'internalError', 'The simulator failed, see its log'));
  }
}

function act(bank: Bank, endpoint: Endpoint, rpName: string, body: Record<string, unknown>): Answer {
  if (endpoint === 'auth' || endpoint === 'sign') {
    const { orderRef, autoStartToken, qrStartToken, qrStartSecret } = bank.orders.create(endpoint, parseStart(endpoint, body), rpName);
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
