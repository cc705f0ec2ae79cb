import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What the process counts, for the operator's monitoring. Labels are names that we have given: routes, providers, outcomes. Never ids, never
 * anything about a person.
 */
export const registry = new Registry();
const registers = [registry];

/** Requests by the route's pattern. */
export const httpSeconds = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Svarstid för HTTP-anrop, efter ruttens mönster',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers,
});

/** Calls to the e-ID providers; `outcome` is `ok` or the kind of fault. */
export const eidSeconds = new Histogram({
  name: 'eid_call_duration_seconds',
  help: 'Svarstid för anrop till e-legitimationens utfärdare',
  labelNames: ['provider', 'endpoint', 'outcome'],
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers,
});

/** Log-ins: started, complete, failed. */
export const logIns = new Counter({
  name: 'log_ins_total',
  help: 'Inloggningar som startats, lyckats och misslyckats',
  labelNames: ['provider', 'outcome'],
  registers,
});

/** Sessions begun. */
export const sessionsBegun = new Counter({ name: 'sessions_total', help: 'Påbörjade sessioner', labelNames: ['provider'], registers });

/** What jobs had to leave undone: a whole run, or one of what it goes through. */
export const jobFailures = new Counter({
  name: 'job_failures_total',
  help: 'Sådant som ett jobb inte klarade',
  labelNames: ['job'],
  registers,
});

/** Transactions that were done again: a deadlock (40P01) or a serialization failure (40001). Locks have one order, so there should be none. */
export const transactionRetries = new Counter({
  name: 'db_transaction_retries_total',
  help: 'Transaktioner som gjordes om efter ett dödläge eller en krock',
  labelNames: ['code'],
  registers,
});

const unread = new Counter({ name: 'metrics_unread_total', help: 'Mätvärden som inte gick att läsa av', registers });

const gauges = {
  db_pool_connections: new Gauge({
    name: 'db_pool_connections',
    help: 'Databasanslutningar och väntande på en',
    labelNames: ['state'],
    registers,
  }),
  eid_circuit_open: new Gauge({
    name: 'eid_circuit_open',
    help: '1 när anrop till utfärdaren är avstängda',
    labelNames: ['provider'],
    registers,
  }),
  eid_client_certificate_days: new Gauge({
    name: 'eid_client_certificate_days',
    help: 'Dagar kvar på vårt klientcertifikat',
    labelNames: ['provider'],
    registers,
  }),
  outbox_messages: new Gauge({
    name: 'outbox_messages',
    help: 'Meddelanden som väntar eller inte gick att skicka',
    labelNames: ['status'],
    registers,
  }),
  outbox_oldest_seconds: new Gauge({ name: 'outbox_oldest_seconds', help: 'Åldern på det äldsta väntande meddelandet', registers }),
} as const;

/** A value read off when somebody looks: the gauge, its label and the number. */
export interface Reading {
  gauge: keyof typeof gauges;
  labels?: Record<string, string>;
  value: number;
}

const readers = new Set<() => Promise<readonly Reading[]> | readonly Reading[]>();

/** Has something read each time the metrics are; what fails is left out, and counted. Gives back how to stop. */
export function measure(read: () => Promise<readonly Reading[]> | readonly Reading[]): () => void {
  readers.add(read);
  return () => void readers.delete(read);
}

/** Everything as Prometheus reads it. */
export async function scrape(): Promise<string> {
  for (const gauge of Object.values(gauges)) gauge.reset();
  for (const answer of await Promise.allSettled([...readers].map(async (read) => read()))) {
    if (answer.status === 'rejected') unread.inc();
    else for (const { gauge, labels = {}, value } of answer.value) (gauges[gauge] as Gauge).set(labels, value);
  }
  return registry.metrics();
}
