import type { RequestListener } from 'node:http';
import { control } from '../control/api.ts';
import { BankIdApp } from '../orders/app.ts';
import type { Bank } from '../rp/listener.ts';
import { Refusal, sendJson } from '../../shared/http.ts';

/** Plain http for people and tests: the app's pages and the control API. */
export function appListener(bank: Bank): RequestListener {
  const app = new BankIdApp(bank.orders);
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://simulator');
    control(bank, app, request, response, pathname)
      .then((found) => {
        if (!found) throw new Refusal(404, 'notFound', 'Sidan finns inte.');
      })
      .catch((error: unknown) => {
        const refusal = error instanceof Refusal ? error : new Refusal(500, 'failed', String(error));
        sendJson(response, { error: refusal.code, message: refusal.message }, refusal.status);
      });
  };
}
