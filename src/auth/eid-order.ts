/** The e-IDs there are, as they stand in addresses and in the database. */
export type ProviderName = 'bankid' | 'freja';

/** What people call them. */
export const providerTitles: Readonly<Record<ProviderName, string>> = { bankid: 'BankID', freja: 'Freja eID+' };

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
  deviceIdentifier: string | null;
}
