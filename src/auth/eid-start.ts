import type { Logger } from '@nestjs/common';
import { EidFault } from './eid.fault.js';
import { eidProblem } from './eid.problems.js';
import type { Browser, EidProvider } from './eid.provider.js';
import type { OrderRow } from './eid-order.js';
import { newSecret, secretHash } from './secrets.js';
import type { Signing } from './signing.js';

/** An order that has begun: what the provider gave, and the hash of what its app is to lead back with. */
interface Begun {
  secrets: unknown;
  returnHash: Buffer | null;
}

/** Starts an order at a provider. Errors: 409 when the person has one already, 502 or 503 `eid/…` when there is none. */
export async function startAt(
  log: Logger,
  provider: EidProvider,
  browser: Browser,
  mode: OrderRow['mode'],
  signing: Signing | null,
): Promise<Begun> {
  const nonce = !signing && provider.leadsBack(browser, mode) ? newSecret() : null;
  try {
    return { secrets: await provider.start(browser, mode, signing, nonce), returnHash: nonce === null ? null : secretHash(nonce) };
  } catch (error) {
    if (!(error instanceof EidFault)) throw error;
    log.warn({ msg: `${provider.title} startade ingen ${signing ? 'underskrift' : 'inloggning'}`, reason: error.reason });
    if (error.kind === 'already-in-progress') throw eidProblem(provider.busy);
    throw error.ours ? eidProblem('rejected') : eidProblem('unavailable', { retryAfter: 5 });
  }
}
