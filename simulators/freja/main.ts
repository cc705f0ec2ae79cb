import { createServer } from 'node:http';
import { loadCertificates } from '../shared/certificates/store.ts';
import { loadAuthority } from '../shared/evidence/authority.ts';
import { may, oneOf } from '../shared/fields.ts';
import { listen, ready } from '../shared/http.ts';
import { Scenarios } from '../shared/scenarios.ts';
import { Stats } from '../shared/stats.ts';
import { appListener } from './app/listener.ts';
import { evidenceFaults } from './evidence/faults.ts';
import { loadSigningKeys } from './evidence/keys.ts';
import { OrderBook } from './orders/book.ts';
import { endpoints } from './rp/endpoints.ts';
import { rpListener } from './rp/listener.ts';
import { settings } from './settings.ts';

const certificates = loadCertificates(settings.directory, { provider: 'Freja', rpName: settings.rpName });
const seal = { keys: loadSigningKeys(settings.directory), authority: loadAuthority(settings.directory, 'Freja') };
const service = {
  orders: new OrderBook(seal),
  scenarios: new Scenarios(endpoints, may(oneOf(...evidenceFaults))),
  stats: new Stats(endpoints),
};
const api = await listen(rpListener(service, certificates), settings.port, settings.host);
const app = await listen(createServer(appListener(service)), settings.appPort, settings.appHost);
ready({ api: `https://${api}`, app: `http://${app}` });
