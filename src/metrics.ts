import { createServer, type Server } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { collectDefaultMetrics } from 'prom-client';
import type { Env } from '../config/env.js';
import { Db } from './kernel/db.js';
import { measure, registry, scrape } from './kernel/metrics.js';

/**
 * A listener of its own for the operator's monitoring, on METRICS_PORT; none without it. It is not public: the proxy leads to PORT only.
 * Gives where it listens.
 */
export async function serveMetrics(app: INestApplicationContext, env: Pick<Env, 'METRICS_PORT' | 'HOST'>): Promise<Server | null> {
  if (env.METRICS_PORT === undefined) return null;
  const db = app.get(Db);
  measure(() => Object.entries(db.connections()).map(([state, value]) => ({ gauge: 'db_pool_connections', labels: { state }, value })));
  collectDefaultMetrics({ register: registry });
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    scrape().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(env.METRICS_PORT, env.HOST, resolve));
  // It ends with the process, and never keeps one alive.
  server.unref();
  return server;
}
