import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { html, sendPage, sendStyle } from '../shared/html.ts';
import { readJson, Refusal, send, sendJson } from '../shared/http.ts';
import type { MailFaults } from './faults.ts';
import { letterPage, listPage } from './pages.ts';
import type { Entry, MailStore } from './store.ts';

const HOME = 'Brevlådan';
const SHOWN = 200;
/** A letter's HTML may style itself, carry its own images and open links, and nothing else. */
const LETTER_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/** Pages for people, and JSON under /messages, /stats and /faults for programs. */
export function mailListener(store: MailStore, faults: MailFaults): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const forPeople = url.pathname === '/' || url.pathname.startsWith('/mail/');
    answer(store, faults, request, response, url).catch((error: unknown) => {
      const { status, code, message } = error instanceof Refusal ? error : new Refusal(500, 'failed', String(error));
      if (!forPeople) return sendJson(response, { error: code, message }, status);
      const body = html`<p class="alert" role="alert">${message}</p>
        <p><a href="/">Till brevlådan</a></p>`;
      sendPage(response, { title: 'Det gick inte', home: HOME, body, status });
    });
  };
}

async function answer(store: MailStore, faults: MailFaults, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const to = url.searchParams.get('to') ?? '';
  const [, kind, id, part = ''] = /^\/(messages|mail)\/([^/]+)(?:\/(raw|html))?$/.exec(url.pathname) ?? [];
  if (id && request.method === 'GET') {
    const entry = find(store, id);
    return kind === 'mail' ? showLetter(store, entry, response) : sendLetter(store, entry, part, response);
  }
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /':
      return sendPage(response, { title: 'Mottagna brev', home: HOME, body: listPage(store.list(to), to, SHOWN) });
    case 'GET /style.css':
      return sendStyle(response);
    case 'GET /messages':
      return sendJson(response, store.list(to));
    case 'DELETE /messages':
      store.clear();
      return sendJson(response, {});
    case 'GET /stats':
      return sendJson(response, store.stats());
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

async function showLetter(store: MailStore, entry: Entry, response: ServerResponse): Promise<void> {
  const deliveries = store.stats().repeated[entry.messageId] ?? 1;
  const body = letterPage(entry, await store.parsed(entry), deliveries);
  sendPage(response, { title: entry.subject || 'Utan ämne', home: HOME, body });
}

async function sendLetter(store: MailStore, entry: Entry, part: string, response: ServerResponse): Promise<void> {
  if (part === 'raw') return send(response, 200, 'text/plain; charset=utf-8', await store.raw(entry));
  const { text, html: markup, headers } = await store.parsed(entry);
  if (part === '') return sendJson(response, { ...entry, text, html: markup, headers });
  if (markup === undefined) throw new Refusal(404, 'noHtml', 'Brevet har ingen HTML.');
  response.setHeader('content-security-policy', LETTER_POLICY);
  // Without a target, a link would try to open inside the frame. Last, so that a doctype keeps its effect.
  send(response, 200, 'text/html; charset=utf-8', `${markup}<base target="_blank">`);
}

function find(store: MailStore, id: string): Entry {
  const entry = store.find(id);
  if (!entry) throw new Refusal(404, 'unknownMessage', 'Brevet finns inte.');
  return entry;
}
