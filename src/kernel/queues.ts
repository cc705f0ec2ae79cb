import { BullModule } from '@nestjs/bull';
import { type DynamicModule, Logger } from '@nestjs/common';
import type { Queue } from 'bull';
import type { RedisOptions } from 'ioredis';
import { ENV, type Env } from '../../config/env.js';

const SILENCE_MS = 30_000;
const log = new Logger('queue');

/**
 * Bull queues over a Redis that may go away at any time. PostgreSQL is the truth: a queue only makes things happen sooner,
 * so what is lost here is found again by a sweep (reliability §2.3).
 */
const connection: RedisOptions = { connectTimeout: 3_000, retryStrategy: (times) => Math.min(times * 200, 2_000) };

/**
 * A queue to add to, inject with `@InjectQueue(name)`. With Redis away `add` is refused at once, and a Redis that takes commands
 * without answering is left after 5 s: nothing waits and nothing is kept.
 */
export function sendingQueue(name: string): DynamicModule {
  return queue(name, name, { ...connection, enableOfflineQueue: false, maxRetriesPerRequest: 0, socketTimeout: 5_000 });
}

/** The same queue for the process that works it: inject it and name it in `@Processor` as `workOf(name)`. */
export function workingQueue(name: string): DynamicModule {
  return queue(workOf(name), name, connection);
}

/** The injection name of a queue in the process that works it. */
export const workOf = (name: string): string => `${name}-work`;

function queue(token: string, name: string, redis: RedisOptions): DynamicModule {
  return BullModule.registerQueueAsync({
    name: token,
    inject: [ENV],
    useFactory: ({ REDIS_URL, QUEUE_PREFIX }: Env) => ({
      name,
      url: REDIS_URL,
      prefix: QUEUE_PREFIX,
      redis: REDIS_URL.startsWith('rediss:') ? { ...redis, tls: {} } : redis,
      // A finished job leaves no trace, otherwise adding the same id again would silently do nothing.
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
      settings: { lockDuration: 60_000, stalledInterval: 30_000 },
    }),
  });
}

let silentUntil = 0;

/** Says that Redis is away, at most once in 30 s for all queues of the process; give it every error of a queue. */
export function tellQuietly(queue: Queue): (error: Error) => void {
  const tell = (error: Error & { code?: string }) => {
    if (performance.now() < silentUntil) return;
    silentUntil = performance.now() + SILENCE_MS;
    log.warn({ msg: 'Redis svarar inte; det som ska göras görs ändå, men senare', code: error.code ?? error.message });
  };
  queue.on('error', tell);
  return tell;
}
