import type { Caller } from '../../shared/mutual-tls.ts';
import type { Person } from '../../shared/persons.ts';
import type { EvidenceFault } from '../evidence/faults.ts';

export type OrderKind = 'auth' | 'sign';

/** The body of /auth and /sign after validation. */
export interface OrderRequest {
  endUserIp: string;
  returnUrl?: string;
  userVisibleData?: string;
  userVisibleDataFormat?: 'plaintext' | 'simpleMarkdownV1';
  userNonVisibleData?: string;
  returnRisk?: boolean;
  web?: Record<string, string>;
  app?: Record<string, string>;
  requirement?: {
    pinCode?: boolean;
    mrtd?: boolean;
    personalNumber?: string;
    cardReader?: 'class1' | 'class2';
    certificatePolicies?: string[];
    risk?: 'low' | 'moderate';
  };
}

export interface Order {
  orderRef: string;
  autoStartToken: string;
  qrStartToken: string;
  qrStartSecret: string;
  kind: OrderKind;
  request: OrderRequest;
  /** The relying party. */
  rp: Caller;
  /** Times are milliseconds on the simulator's own clock. */
  createdAt: number;
  endedAt?: number;
  startedBy?: 'qr' | 'autostart' | 'simulator';
  /** Where the app leads when it was started on the same device. */
  returnTo?: string;
  /** Whose BankID has opened the order. */
  person?: Person;
  status: 'pending' | 'failed' | 'complete';
  hintCode?: string;
  completionData?: CompletionData;
  /** What is to be wrong with the evidence; without it the profile decides. */
  evidence?: EvidenceFault;
  /** A final answer has been handed out. */
  collected: boolean;
}

export interface CompletionData {
  user: { personalNumber: string; name: string; givenName: string; surname: string };
  device: { ipAddress: string; uhi: string };
  bankIdIssueDate: string;
  stepUp?: { mrtd: boolean };
  signature: string;
  ocspResponse: string;
  risk?: Risk;
}

export const risks = ['low', 'moderate', 'high'] as const;
export type Risk = (typeof risks)[number];

/** Base64 to text, for showing. */
export const decoded = (data: string | undefined) => (data === undefined ? undefined : Buffer.from(data, 'base64').toString('utf8'));
