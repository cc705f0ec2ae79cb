import type { RequestListener } from 'node:http';
import { listener } from '../../shared/app/listener.ts';
import { control } from '../control/api.ts';
import { BankIdApp } from '../orders/app.ts';
import type { Bank } from '../rp/listener.ts';
import { HOME, pages } from './routes.ts';

/** Plain http for people and tests: the app's pages and the control API. */
export function appListener(bank: Bank): RequestListener {
  const app = new BankIdApp(bank.orders);
  return listener(HOME, control(bank, app), (request, response, url) => pages(bank, app, request, response, url));
}
