import { NestFactory } from '@nestjs/core';
import { readEnv } from '../config/env.js';
import { jsonLog, NestLog } from './logger.js';
import { serveMetrics } from './metrics.js';
import { WorkerModule } from './worker.module.js';

const HEARTBEAT_MS = 60_000;
const LONGEST_DRAIN_MS = 25_000;

const env = readEnv();
const log = jsonLog(env.LOG_LEVEL);
// Bull leaves promises behind when Redis goes away in the middle of things; the work itself never depends on them.
process.on('unhandledRejection', (reason) => {
  const { name, code, stack } = reason as { name?: string; code?: string; stack?: string };
  log.error({ msg: 'ett löfte bröts', name, code, where: stack?.split('\n').slice(1, 6) });
});

const app = await NestFactory.createApplicationContext(
  WorkerModule.for(() => env),
  { logger: new NestLog(log), abortOnError: false },
);
await serveMetrics(app, env);
process.stdout.write(`${JSON.stringify({ ready: true, process: 'worker', pid: process.pid })}\n`);
setInterval(() => log.info({ msg: 'hjärtslag', rssMb: Math.round(process.memoryUsage.rss() / 1_048_576) }), HEARTBEAT_MS).unref();

let leaving = false;
/** Takes nothing new, finishes what is under way, and ends; what takes longer is found again when its lease runs out. */
async function leave(): Promise<void> {
  if (leaving) return;
  leaving = true;
  log.info({ msg: 'stänger' });
  setTimeout(() => process.exit(1), LONGEST_DRAIN_MS).unref();
  await app.close();
  log.info({ msg: 'stängd' });
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void leave());
