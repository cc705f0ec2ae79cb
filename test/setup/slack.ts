import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Runs for as long as the process, which it does not keep alive: files that are laid together load this once. */
const busy = monitorEventLoopDelay({ resolution: 20 });
busy.enable();

/** How slow the machine itself has been in this file, in milliseconds; what it takes is no delay of ours. */
export const slack = (): number => (2 * busy.max) / 1e6;
