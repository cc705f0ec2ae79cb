import { sealedColumn } from './sealed-columns.js';

/** The e-IDs there are, as they stand in addresses and in the database. */
export type ProviderName = 'bankid' | 'freja';

/** What an order is for. One for the one is never taken for the other. */
export type Purpose = 'login' | 'sign';
/** What may have identified the person of a session: an e-ID of ours, or the operator's OpenID Connect issuer. */
export type SessionProvider = ProviderName | 'oidc';

/** What people call them. */
export const providerTitles: Readonly<Record<SessionProvider, string>> = {
  bankid: 'BankID',
  freja: 'Freja eID+',
  oidc: 'annan inloggning',
};

/** The doors of the landing page (A3): chosen when an order starts, and its own from then on. */
export const entrances = ['employer', 'private'] as const;
export type Entrance = (typeof entrances)[number];

/** An order as the service works with it; times are milliseconds by the database's clock. */
export interface OrderRow {
  id: string;
  provider: ProviderName;
  purpose: Purpose;
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
  /** What is to be signed, sealed; null for a log-in. */
  requestKeyId: string | null;
  request: string | null;
  personId: string | null;
  /** The app is to lead back to this browser, and has not done so yet: until then nobody is logged in by the order. */
  awaitsReturn: boolean;
  ip: string;
  userAgent: string | null;
  deviceIdentifier: string | null;
}

/** The place that an order's secrets are sealed for. */
export const orderPlace = (orderId: string): string => `eid_order:${orderId}`;

sealedColumn({ table: 'eid_order', primaryKey: ['id'], bytes: 'secrets_enc', keyId: 'key_id', place: ({ id }) => orderPlace(String(id)) });

/** The place that what is to be signed is sealed for. */
export const requestPlace = (orderId: string): string => `eid_order.request:${orderId}`;

sealedColumn({
  table: 'eid_order',
  primaryKey: ['id'],
  bytes: 'request_enc',
  keyId: 'request_key_id',
  place: ({ id }) => requestPlace(String(id)),
});
