import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody, Refusal, send, sendJson } from '../shared/http.ts';
import type { SmsFaults } from './faults.ts';
import { moment } from './reports.ts';
import type { Reports } from './reports.ts';
import { parseSms } from './request.ts';
import { priced } from './store.ts';
import type { Sms, SmsStore } from './store.ts';

const SLOW_MS = 5_000;
const SILENT_MS = 60_000;

/** Everything the API and the inbox share. */
export interface Operator {
  store: SmsStore;
  faults: SmsFaults;
  reports: Reports;
}

export interface Credentials {
  username: string;
  password: string;
}

/** 46elks' API below /a1; whatever it refuses is a line of plain text. */
export async function api(
  operator: Operator,
  credentials: Credentials,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  try {
    if (!known(request.headers.authorization, credentials)) {
      response.setHeader('www-authenticate', 'Basic realm="46elks"');
      throw new Refusal(401, 'unauthorized', 'Wrong username or password');
    }
    await perform(operator, request, response, path);
  } catch (error) {
    const { status, message } = error instanceof Refusal ? error : new Refusal(500, 'failed', String(error));
    send(response, status, 'text/plain; charset=utf-8', message);
  }
  if (response.writableEnded) operator.store.answered(response.statusCode);
}

async function perform(operator: Operator, request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  const { store } = operator;
  const id = /^\/a1\/sms\/(\w+)$/.exec(path)?.[1];
  if (request.method === 'GET' && id) {
    const sms = store.find(id);
    if (!sms) throw new Refusal(404, 'unknownSms', 'Message not found');
    return sendJson(response, view(sms));
  }
  switch (`${request.method} ${path}`) {
    case 'GET /a1/sms':
      return sendJson(response, { data: store.list().map(view) });
    case 'GET /a1/me':
      return sendJson(response, { displayname: 'Simulator', currency: 'SEK', balance: 1_000_000 });
    case 'POST /a1/sms':
      return post(operator, request, response);
    default:
      throw new Refusal(404, 'notFound', 'Not found');
  }
}

async function post({ store, faults, reports }: Operator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const wanted = parseSms(request.headers['content-type'], (await readBody(request)).toString());
  const refusal = faults.take(wanted.to, 'reject-4xx', 'fail-5xx');
  if (refusal) {
    const status = refusal.status ?? (refusal.mode === 'reject-4xx' ? 403 : 500);
    throw new Refusal(status, 'simulated', refusal.body ?? 'Simulated fault');
  }
  if (wanted.dryrun) {
    const { cost, parts } = priced(wanted);
    return sendJson(response, { status: 'created', from: wanted.from, to: wanted.to, direction: 'outgoing', estimated_cost: cost, parts });
  }
  const sms = store.add(wanted);
  const answer = view(sms);
  reports.deliver(sms, faults.take(sms.to, 'undelivered', 'no-report', 'repeat-report')?.mode);
  const fault = faults.take(sms.to, 'slow', 'timeout', 'drop');
  if (fault?.mode === 'slow') await sleep(fault.delayMs ?? SLOW_MS);
  if (fault?.mode === 'timeout') await sleep(fault.delayMs ?? SILENT_MS);
  if (fault?.mode === 'timeout' || fault?.mode === 'drop') response.socket?.destroy();
  else sendJson(response, answer);
}

/** A message as 46elks shows it; the text is left out when the sender asked for it not to be kept. */
const view = ({ id, status, from, to, message, dontlog, created, cost, parts }: Sms) => ({
  id,
  status,
  from,
  to,
  ...(!dontlog && { message }),
  created: moment(new Date(created)),
  direction: 'outgoing',
  cost,
  parts,
});

function known(authorization: string | undefined, { username, password }: Credentials): boolean {
  const given = Buffer.from(authorization ?? '');
  const right = Buffer.from(`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`);
  return given.length === right.length && timingSafeEqual(given, right);
}
