import { createServer } from 'node:http';
import { loadCertificates } from '../shared/certificates/store.ts';
import { loadAuthority } from '../shared/evidence/authority.ts';
import { may, oneOf } from '../shared/fields.ts';
import { listen, ready } from '../shared/http.ts';
import { Scenarios } from '../shared/scenarios.ts';
import { Stats } from '../shared/stats.ts';
import { appListener } from './app/listener.ts';
import { evidenceFaults } from './evidence/faults.ts';
import { OrderBook } from './orders/book.ts';
import { endpoints } from './rp/endpoints.ts';
import { rpListener } from './rp/listener.ts';
import { settings } from './settings.ts';

const certificates = loadCertificates(settings.directory, { provider: 'BankID', rpName: settings.rpName });
const authority = loadAuthority(settings.directory, 'BankID');
const bank = {
  orders: new OrderBook(authority),
  scenarios: new Scenarios(endpoints, may(oneOf(...evidenceFaults))),
  stats: new Stats(endpoints),
};
const rp = await listen(rpListener(bank, certificates), settings.port, settings.host);
const app = await listen(createServer(appListener(bank)), settings.appPort, settings.appHost);
ready({ rp: `https://${rp}/rp/v6.0/`, app: `http://${app}` });
