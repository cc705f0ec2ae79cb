import { Logger } from '@nestjs/common';
import { jobFailures } from './metrics.js';

const log = new Logger('job');

/**
 * Does a job's work for each, one after the other. What one of them throws is logged with its id, counted, and left for the next run; the
 * others are done all the same, so that no row stands in the way of those behind it.
 */
export async function oneByOne<T>(
  job: string,
  all: readonly T[],
  idOf: (one: T) => string,
  work: (one: T) => Promise<void>,
): Promise<void> {
  for (const one of all)
    try {
      await work(one);
    } catch (error) {
      jobFailures.inc({ job });
      const { name, code } = error as { name?: string; code?: string };
      log.error({ msg: 'jobbet gick förbi något som inte gick', job, id: idOf(one), name, code });
    }
}
