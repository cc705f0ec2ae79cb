import { createServer } from 'node:http';
import { listen, ready } from '../shared/http.ts';
import { appListener } from './app/listener.ts';
import { loadCertificates } from './certificates/store.ts';
import { OrderBook } from './orders/book.ts';
import { rpListener } from './rp/listener.ts';
import { Scenarios } from './scenarios.ts';
import { settings } from './settings.ts';
import { Stats } from './stats.ts';

const bank = { orders: new OrderBook(), scenarios: new Scenarios(), stats: new Stats() };
const certificates = await loadCertificates(settings.directory, settings.rpName);
const rp = await listen(rpListener(bank, certificates), settings.port, settings.host);
const app = await listen(createServer(appListener(bank)), settings.appPort, settings.appHost);
ready({ rp: `https://${rp}/rp/v6.0/`, app: `http://${app}` });
