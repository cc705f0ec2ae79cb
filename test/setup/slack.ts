import { monitorEventLoopDelay } from 'node:perf_hooks';

const busy = monitorEventLoopDelay({ resolution: 20 });
beforeAll(() => void busy.enable());
afterAll(() => void busy.disable());

/** How slow the machine itself has been in this file, in milliseconds; what it takes is no delay of ours. */
export const slack = (): number => (2 * busy.max) / 1e6;
