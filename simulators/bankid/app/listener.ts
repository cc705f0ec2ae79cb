import type { RequestListener } from 'node:http';
import { html, sendPage } from '../../shared/html.ts';
import { Refusal, sendJson } from '../../shared/http.ts';
import { control } from '../control/api.ts';
import { BankIdApp } from '../orders/app.ts';
import type { Bank } from '../rp/listener.ts';
import { pages } from './routes.ts';

/** Plain http for people and tests: the app's pages and the control API. */
export function appListener(bank: Bank): RequestListener {
  const app = new BankIdApp(bank.orders);
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const forPrograms = url.pathname.startsWith('/control/');
    const answered = forPrograms ? control(bank, app, request, response, url.pathname) : pages(bank, app, request, response, url);
    answered
      .then((found) => {
        if (!found) throw new Refusal(404, 'notFound', 'Sidan finns inte.');
      })
      .catch((error: unknown) => {
        const { status, code, message } = error instanceof Refusal ? error : new Refusal(500, 'failed', String(error));
        if (forPrograms) return sendJson(response, { error: code, message }, status);
        const body = html`<p class="alert" role="alert">${message}</p>
          <p><a href="/">Till appens startsida</a></p>`;
        sendPage(response, { title: 'Det gick inte', home: 'BankID-appen', body, status });
      });
  };
}
