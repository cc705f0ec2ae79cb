import { SetMetadata } from '@nestjs/common';

export const SCHEDULED = 'job:scheduled';

/** What runs by the clock, and how often. */
export interface Schedule {
  /** Unique in the product, e.g. `session-gc`. */
  readonly name: string;
  readonly everySeconds: number;
}

/**
 * Makes a method of an injectable class (`<set>.jobs.ts`) a job of the worker. It runs about every `everySeconds`, sometimes
 * twice and in several workers at once, so it must be idempotent; what it throws is logged and the next run comes all the same.
 */
export const Scheduled = (schedule: Schedule): MethodDecorator => SetMetadata(SCHEDULED, schedule);
