import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const LOAD_BALANCER_NOTICES_MS = 500;
/** A slow load balancer goes on sending: the server closes when nothing has come for so long, or when it has waited so many times. */
const QUIET_MS = 200;
const MOST_WAITS = 6;
const LONGEST_DRAIN_MS = 15_000;

/** Whether this process is on its way out: then it is not ready and asks its callers to connect elsewhere. */
@Injectable()
export class Drain {
  draining = false;
  /** Requests that have come, besides the health checks. */
  arrivals = 0;
}

/** Ends the process without losing a request (reliability §2.6): not ready, `Connection: close`, half a second and until it is quiet, close, exit. */
export function drainOnSignal(app: NestFastifyApplication): void {
  const leave = async (): Promise<void> => {
    const drain = app.get(Drain);
    if (drain.draining) return;
    drain.draining = true;
    setTimeout(() => process.exit(1), LONGEST_DRAIN_MS).unref();
    await pause(LOAD_BALANCER_NOTICES_MS);
    await untilQuiet(drain);
    await app.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void leave());
}

/** An idle connection that is closed just as a request comes over it is a request lost: nothing must be on its way. */
async function untilQuiet(drain: Drain): Promise<void> {
  for (let waits = 0; waits < MOST_WAITS; waits++) {
    const before = drain.arrivals;
    await pause(QUIET_MS);
    if (drain.arrivals === before) return;
  }
}
