/** Has no factor in common with the sizes below, so that all numbers come before one comes again. */
const STRIDE = 1_000_003;

/** Longer than a whole run of the tests. */
const RUN_MS = 3_000_000;

/**
 * Gives whole numbers from 0 up to `size`, which no other file that shares the database gets: each file loads this anew, so it counts from
 * the clock, as fast as the numbers last, and in strides, so that two in a row have little in common.
 */
export function unused(size: number): () => number {
  let next = Math.floor(Date.now() / Math.ceil(RUN_MS / size));
  return () => ((next++ % size) * STRIDE) % size;
}
