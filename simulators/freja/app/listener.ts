import type { RequestListener } from 'node:http';
import { listener } from '../../shared/app/listener.ts';
import { control } from '../control/api.ts';
import { FrejaApp } from '../orders/app.ts';
import type { Freja } from '../rp/listener.ts';
import { HOME, pages } from './routes.ts';

/** Plain http for people and tests: the app's pages and the control API. */
export function appListener(freja: Freja): RequestListener {
  const app = new FrejaApp(freja.orders);
  return listener(HOME, control(freja, app), (request, response, url) => pages(freja, app, request, response, url));
}
