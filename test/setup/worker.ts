import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { DestinationStream } from 'pino';
import { jsonLog, NestLog } from '../../src/logger.js';
import { WorkerModule } from '../../src/worker.module.js';
import { testEnv } from './env.js';

/** Starts the jobs process's module as worker.ts does, inside the test's process; close it in afterAll. */
export async function testWorker(over: Record<string, string> = {}, logTo?: DestinationStream): Promise<INestApplicationContext> {
  const env = await testEnv({ ...(logTo ? { LOG_LEVEL: 'info' } : {}), ...over });
  const logger = new NestLog(jsonLog(env.LOG_LEVEL, logTo));
  return NestFactory.createApplicationContext(
    WorkerModule.for(() => env),
    { logger, abortOnError: false },
  );
}
