import type { Logger } from '@nestjs/common';
import { EidFault } from './eid.fault.js';
import { eidProblem } from './eid.problems.js';
import type { Browser, EidProvider } from './eid.provider.js';
import type { OrderRow } from './eid-order.js';
import type { Signing } from './signing.js';

/** Starts an order at a provider and gives its secrets. Errors: 409 when the person has one already, 502 or 503 `eid/…` when there is none. */
export async function startAt(
  log: Logger,
  provider: EidProvider,
  browser: Browser,
  mode: OrderRow['mode'],
  signing: Signing | null,
): Promise<unknown> {
  try {
    return await provider.start(browser, mode, signing);
  } catch (error) {
    if (!(error instanceof EidFault)) throw error;
    log.warn({ msg: `${provider.title} startade ingen ${signing ? 'underskrift' : 'inloggning'}`, reason: error.reason });
    if (error.kind === 'already-in-progress') throw eidProblem(provider.busy);
    throw error.ours ? eidProblem('rejected') : eidProblem('unavailable', { retryAfter: 5 });
  }
}
