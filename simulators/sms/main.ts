import { createServer } from 'node:http';
import { listen, ready } from '../shared/http.ts';
import { SmsFaults } from './faults.ts';
import { smsListener } from './http.ts';
import { Reports } from './reports.ts';
import { settings } from './settings.ts';
import { SmsStore } from './store.ts';

const operator = { store: new SmsStore(), faults: new SmsFaults(), reports: new Reports() };
const http = await listen(createServer(smsListener(operator, settings)), settings.port, settings.host);
ready({ api: `http://${http}/a1/`, http: `http://${http}` });
