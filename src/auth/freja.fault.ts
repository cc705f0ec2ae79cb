import { EidFault, type EidFaultKind } from './eid.fault.js';

/** Freja's codes that are no fault of our own request (identity §2.5). */
const KINDS: Readonly<Record<number, EidFaultKind>> = { 0: 'unavailable', 1100: 'no-such-order', 2000: 'already-in-progress' };

/** Reads Freja's own error answers, `{ code, message }`; other bodies come without `body`. A result can be read again, so 5xx may pass. */
export function frejaFault(endpoint: string, status: number, body: { code?: unknown } | null): EidFault {
  const code = typeof body?.code === 'number' ? body.code : null;
  const reason = `${endpoint} ${status} ${code ?? 'utan kod'}`;
  if (status === 401 || status === 403) return new EidFault('unauthorized', reason);
  if (status === 410) return new EidFault('no-such-order', reason);
  if (status === 429) return new EidFault('too-many-requests', reason);
  if (status >= 500 || code === null) return new EidFault('unavailable', reason);
  return new EidFault(KINDS[code] ?? 'rejected', reason);
}
