import { createServer } from 'node:http';
import { listen, ready } from '../shared/http.ts';
import { MailFaults } from './faults.ts';
import { mailListener } from './http.ts';
import { settings } from './settings.ts';
import { smtpServer } from './smtp.ts';
import { MailStore } from './store.ts';

const store = new MailStore(settings.directory);
const faults = new MailFaults();
const smtp = await listen(smtpServer(store, faults).server, settings.smtpPort, settings.host);
const http = await listen(createServer(mailListener(store, faults)), settings.httpPort, settings.httpHost);
ready({ smtp: `smtp://${smtp}`, http: `http://${http}` });
