import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream, Logger } from 'pino';
import type { Env } from '../config/env.js';
import { AppModule } from './app.module.js';
import { serveClient } from './client.js';
import { dress, webAdapter } from './http.js';
import { assertDoors } from './kernel/doors.js';
import { ProblemFilter } from './kernel/problem.filter.js';
import { jsonLog, NestLog } from './logger.js';
import { serveDocs } from './openapi.js';
import { validation } from './validation.js';

/** What the API's addresses begin with; the machines' health checks and the pages of a mail's own links stand beside. */
export function nameRoutes(app: NestFastifyApplication): void {
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready', 'brev/*path'] });
}

/**
 * The whole web application, ready to listen. Fails when a route has no door or the database role is wrong, and then leaves no connection
 * behind. `logTo` is standard output, `clientFolder` dist-web.
 */
export async function createApp(env: Env, logTo?: DestinationStream, clientFolder?: string): Promise<NestFastifyApplication> {
  const log = jsonLog(env.LOG_LEVEL, logTo);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.for(() => env),
    webAdapter(env),
    {
      logger: new NestLog(log),
      abortOnError: false,
      bodyParser: false,
      routeConflictPolicy: { duplicate: 'error', shadow: 'error' },
    },
  );
  try {
    await furnish(app, env, log, clientFolder);
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}

async function furnish(app: NestFastifyApplication, env: Env, log: Logger, clientFolder?: string): Promise<void> {
  nameRoutes(app);
  await dress(app, env, log);
  app.useGlobalPipes(validation());
  app.useGlobalFilters(new ProblemFilter());
  serveDocs(app);
  await serveClient(app, clientFolder);
  await app.init();
  assertDoors(app);
  await app.getHttpAdapter().getInstance().ready();
}
