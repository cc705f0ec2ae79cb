/** Has no factor in common with the sizes below, so that all numbers come before one comes again. */
const STRIDE = 1_000_003;

/**
 * Gives whole numbers from 0 up to `size`, which no other file that shares the database gets: each file loads this anew, so it counts from
 * the clock, a hundred a second, and in strides, so that two in a row have little in common.
 */
export function unused(size: number): () => number {
  let next = Math.floor(Date.now() / 10);
  return () => ((next++ % size) * STRIDE) % size;
}
