import type { Caller } from '../../shared/mutual-tls.ts';
import type { Person } from '../../shared/persons.ts';
import type { EvidenceFault } from '../evidence/faults.ts';

export type OrderKind = 'auth' | 'sign';
export const levels = ['BASIC', 'EXTENDED', 'PLUS'] as const;
export type Level = (typeof levels)[number];

/** What both kinds of orders ask for, after validation. */
export interface OrderRequest {
  userInfoType: 'INFERRED' | 'SSN';
  userInfo: string;
  minRegistrationLevel: Level;
  attributesToReturn: string[];
  useDynamicQrCode: boolean;
  /** The person asked for by number. */
  personalNumber?: string | undefined;
  /** Only signatures: the rest. */
  title?: string | undefined;
  signatureType?: 'SIMPLE' | 'EXTENDED';
  /** Base64 of the text, and of the data that is signed without being shown. */
  text?: string;
  binaryData?: string | undefined;
  /** How long the order lives, when it says so itself. */
  ttlMs?: number | undefined;
}

export type Status = 'STARTED' | 'DELIVERED_TO_MOBILE' | 'APPROVED' | 'CANCELED' | 'RP_CANCELED' | 'EXPIRED' | 'REJECTED';
export const pendingStatuses: readonly Status[] = ['STARTED', 'DELIVERED_TO_MOBILE'];

export interface Order {
  /** authRef or signRef. */
  ref: string;
  kind: OrderKind;
  request: OrderRequest;
  rp: Caller;
  /** Key of the moving QR code, for orders that have one. */
  qrCodeSecret?: string | undefined;
  /** Times are milliseconds on the simulator's own clock. */
  createdAt: number;
  expiresAt: number;
  endedAt?: number;
  startedBy?: 'qr' | 'autostart' | 'push' | 'simulator';
  /** Where the app leads when it was started on the same device. */
  returnTo?: string;
  person?: Person;
  status: Status;
  result?: Result;
  evidence?: EvidenceFault;
  /** The final answer has been handed out. */
  collected: boolean;
}

/** What an approved order gives besides its status. */
export interface Result {
  /** The signed answer: the only part to be trusted. */
  details?: string;
  requestedAttributes: Record<string, unknown>;
}

export const isPending = ({ status }: Order) => pendingStatuses.includes(status);
export const decoded = (data: string | undefined) => (data === undefined ? undefined : Buffer.from(data, 'base64').toString('utf8'));
