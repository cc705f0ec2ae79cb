import type { Person } from '../persons.ts';

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
  /** Display name of the calling relying party, from its client certificate. */
  rpName: string;
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
  wrongCodes: number;
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
