/** A fault the reader can do something about: the message says what happened and what to do, so no stack trace is printed. */
export class Fault extends Error {}

/** The clock starts when the outer process does, not when the program starts itself again under the project's own Node. */
process.env.LAUNCH_STARTED_AT ??= String(Date.now());
const startedAt = Number(process.env.LAUNCH_STARTED_AT);

/** `3 214` milliseconds since the start, as `3,2`. */
export const elapsed = () => ((Date.now() - startedAt) / 1000).toFixed(1).replace('.', ',');

/** One line of progress: `[  3,2 s] PostgreSQL 18 är igång (port 5433)`. */
export function step(text) {
  console.log(`[${elapsed().padStart(5)} s] ${text}`);
}

/** Prints what went wrong; the stack only for faults nobody foresaw. */
export function printFault(error) {
  console.error(error instanceof Fault ? `\n${error.message}\n` : error);
}
