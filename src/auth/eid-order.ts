/** The e-IDs there are, as they stand in addresses and in the database. */
export type ProviderName = 'bankid' | 'freja';

/** What may have identified the person of a session: an e-ID of ours, or the operator's OpenID Connect issuer. */
export type SessionProvider = ProviderName | 'oidc';

/** An order as the service works with it; times are milliseconds by the database's clock. */
export interface OrderRow {
  id: string;
  provider: ProviderName;
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
  personId: string | null;
  ip: string;
  userAgent: string | null;
}
