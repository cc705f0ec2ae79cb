/** The e-IDs there are, as they stand in addresses and in the database. */
export type ProviderName = 'bankid' | 'freja';

/** What an order is for. One for the one is never taken for the other. */
export type Purpose = 'login' | 'sign';

/** An order as the service works with it; times are milliseconds by the database's clock. */
export interface OrderRow {
  id: string;
  provider: ProviderName;
  purpose: Purpose;
  csrfToken: string;
  status: 'pending' | 'complete' | 'failed' | 'cancelled';
  hint: string;
  mode: 'qr' | 'same-device';
  attempt: number;
  /** Since the provider's answer to the present attempt came. */
  ageMs: number;
  /** Since the person pressed the button. */
  totalMs: number;
  /** Since the provider last answered. */
  silentMs: number;
  keyId: string;
  secrets: string;
  /** What is to be signed, sealed; null for a log-in. */
  requestKeyId: string | null;
  request: string | null;
  personId: string | null;
  ip: string;
  userAgent: string | null;
}
