import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const LOAD_BALANCER_NOTICES_MS = 500;
const LONGEST_DRAIN_MS = 15_000;

/** Whether this process is on its way out: then it is not ready and asks its callers to connect elsewhere. */
@Injectable()
export class Drain {
  draining = false;
}

/** Ends the process without losing a request (reliability §2.6): not ready, `Connection: close`, half a second, close, exit. */
export function drainOnSignal(app: NestFastifyApplication): void {
  const leave = async (): Promise<void> => {
    const drain = app.get(Drain);
    if (drain.draining) return;
    drain.draining = true;
    setTimeout(() => process.exit(1), LONGEST_DRAIN_MS).unref();
    await pause(LOAD_BALANCER_NOTICES_MS);
    await app.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void leave());
}
