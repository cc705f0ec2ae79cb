/** The e-IDs there are, as they stand in addresses and in the database. */
export type ProviderName = 'bankid' | 'freja';

/** The doors of the landing page (A3): chosen when an order starts, and its own from then on. */
export const entrances = ['employer', 'private'] as const;
export type Entrance = (typeof entrances)[number];

/** An order as the service works with it; times are milliseconds by the database's clock. */
export interface OrderRow {
  id: string;
  provider: ProviderName;
  entrance: Entrance;
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
