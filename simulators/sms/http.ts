import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { html, sendPage, sendStyle } from '../shared/html.ts';
import { readJson, Refusal, sendJson } from '../shared/http.ts';
import { api } from './api.ts';
import type { Credentials, Operator } from './api.ts';
import { inboxPage } from './pages.ts';

const HOME = 'Sms-inkorgen';
const SHOWN = 200;

/** 46elks' API under /a1, a page for people, and JSON under /messages, /stats, /faults and /profile for tests. */
export function smsListener(operator: Operator, credentials: Credentials): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    if (url.pathname.startsWith('/a1/')) return void api(operator, credentials, request, response, url.pathname);
    answer(operator, request, response, url).catch((error: unknown) => {
      const { status, code, message } = error instanceof Refusal ? error : new Refusal(500, 'failed', String(error));
      if (url.pathname !== '/') return sendJson(response, { error: code, message }, status);
      sendPage(response, { title: 'Det gick inte', home: HOME, body: html`<p class="alert" role="alert">${message}</p>`, status });
    });
  };
}

async function answer({ store, faults, reports }: Operator, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const to = url.searchParams.get('to') ?? '';
  const id = /^\/messages\/(\w+)$/.exec(url.pathname)?.[1];
  if (id && request.method === 'GET') {
    const sms = store.find(id);
    if (!sms) throw new Refusal(404, 'unknownMessage', 'Meddelandet finns inte.');
    return sendJson(response, sms);
  }
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /':
      return sendPage(response, { title: 'Mottagna sms', home: HOME, body: inboxPage(store.list(to), to, SHOWN) });
    case 'GET /style.css':
      return sendStyle(response);
    case 'GET /messages':
      return sendJson(response, store.list(to));
    case 'DELETE /messages':
      store.clear();
      reports.clear();
      return sendJson(response, {});
    case 'GET /stats':
      return sendJson(response, store.stats());
    case 'GET /profile':
      return sendJson(response, reports.times);
    case 'POST /profile':
      reports.change(await readJson(request));
      return sendJson(response, reports.times);
    case 'GET /faults':
      return sendJson(response, faults.waiting);
    case 'POST /faults':
      return sendJson(response, faults.add(await readJson(request)));
    case 'DELETE /faults':
      faults.clear();
      return sendJson(response, {});
    default:
      throw new Refusal(404, 'notFound', 'Sidan finns inte.');
  }
}
