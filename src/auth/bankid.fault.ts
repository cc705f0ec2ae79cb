/** What went wrong between us and BankID. `unavailable` is everything that is no proper answer: no connection, no time, no JSON. */
export type BankIdFaultKind =
  | 'unavailable'
  | 'maintenance'
  | 'too-many-requests'
  | 'request-timeout'
  | 'internal-error'
  | 'already-in-progress'
  | 'no-such-order'
  | 'unauthorized'
  | 'rejected';

/** A call to BankID that gave no result. Carries no request, no answer and no reference, so it may be logged. */
export class BankIdFault extends Error {
  constructor(
    readonly kind: BankIdFaultKind,
    readonly reason: string,
  ) {
    super(`BankID: ${kind} (${reason})`);
  }

  /** The order may still be alive: ask again later. */
  get passing(): boolean {
    return this.kind === 'unavailable' || this.kind === 'maintenance' || this.kind === 'too-many-requests';
  }
}

/** Reads BankID's own error answers; HTML and other bodies that are not JSON come with `errorCode` undefined (identity §1.3.6). */
export function faultOf(endpoint: string, status: number, errorCode: string | undefined): BankIdFault {
  const reason = `${endpoint} ${status} ${errorCode ?? 'utan kod'}`;
  if (status === 401 || status === 403) return new BankIdFault('unauthorized', reason);
  if (errorCode === undefined) return new BankIdFault('unavailable', reason);
  if (status === 429) return new BankIdFault('too-many-requests', reason);
  const kinds: Readonly<Record<string, BankIdFaultKind>> = {
    alreadyinprogress: 'already-in-progress',
    requesttimeout: 'request-timeout',
    internalerror: 'internal-error',
    maintenance: 'maintenance',
    invalidparameters: endpoint === 'collect' || endpoint === 'cancel' ? 'no-such-order' : 'rejected',
  };
  return new BankIdFault(kinds[errorCode.toLowerCase()] ?? 'rejected', reason);
}
