import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { html, sendPage } from '../html.ts';
import { Refusal, sendJson } from '../http.ts';

type Control = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;
type Pages = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;

/** Plain http for people and tests: an app's pages and the control API. */
export function listener(home: string, control: Control, pages: Pages): RequestListener {
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const forPrograms = url.pathname.startsWith('/control/');
    const answered = forPrograms ? control(request, response, url.pathname) : pages(request, response, url);
    answered
      .then((found) => {
        if (!found) throw new Refusal(404, 'notFound', 'Sidan finns inte.');
      })
      .catch((error: unknown) => {
        const { status, code, message } = error instanceof Refusal ? error : new Refusal(500, 'failed', String(error));
        if (forPrograms) return sendJson(response, { error: code, message }, status);
        const body = html`<p class="alert" role="alert">${message}</p>
          <p><a href="/">Till appens startsida</a></p>`;
        sendPage(response, { title: 'Det gick inte', home, body, status });
      });
  };
}
