import { EidFault, type EidFaultKind } from './eid.fault.js';

/** Reads BankID's own error answers; HTML and other bodies that are not JSON come without `body` (identity §1.3.6). */
export function bankIdFault(endpoint: string, status: number, body: { errorCode?: unknown } | null): EidFault {
  const code = typeof body?.errorCode === 'string' ? body.errorCode : 'okänd';
  const reason = `${endpoint} ${status} ${body ? code : 'utan kod'}`;
  if (status === 401 || status === 403) return new EidFault('unauthorized', reason);
  if (!body) return new EidFault('unavailable', reason);
  if (status === 429) return new EidFault('too-many-requests', reason);
  const kinds: Readonly<Record<string, EidFaultKind>> = {
    alreadyinprogress: 'already-in-progress',
    requesttimeout: 'request-timeout',
    internalerror: 'internal-error',
    maintenance: 'maintenance',
    invalidparameters: endpoint === 'collect' || endpoint === 'cancel' ? 'no-such-order' : 'rejected',
  };
  return new EidFault(kinds[code.toLowerCase()] ?? 'rejected', reason);
}
