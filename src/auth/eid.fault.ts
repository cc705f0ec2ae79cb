/** What went wrong between us and a provider. `unavailable` is everything that is no proper answer: no connection, no time, no JSON. */
export type EidFaultKind =
  | 'unavailable'
  | 'maintenance'
  | 'too-many-requests'
  | 'request-timeout'
  | 'internal-error'
  | 'already-in-progress'
  | 'no-such-order'
  | 'unauthorized'
  | 'rejected';

/** A call to an e-ID provider that gave no result. Carries no request, no answer and no reference, so it may be logged. */
export class EidFault extends Error {
  constructor(
    readonly kind: EidFaultKind,
    readonly reason: string,
  ) {
    super(`e-legitimation: ${kind} (${reason})`);
  }

  /** The order may still be alive: ask again later. */
  get passing(): boolean {
    return this.kind === 'unavailable' || this.kind === 'maintenance' || this.kind === 'too-many-requests';
  }

  /** The provider does not take our calls: our certificate or our request is wrong, and asking again does not help. */
  get ours(): boolean {
    return this.kind === 'unauthorized' || this.kind === 'rejected';
  }
}

/** The hint an order gets when a call failed for good; `gone` is the provider's own word for an order that has run out. */
export function hintOfFault({ kind, ours }: EidFault, gone: string): string {
  if (kind === 'already-in-progress') return 'alreadyInProgress';
  // A finished order can be read for a while only; when it is gone there is nothing more to wait for.
  if (kind === 'no-such-order') return gone;
  return ours ? 'rejected' : 'unavailable';
}
