import type { ProviderName } from './eid-order.js';

/** What a person is asked to sign: sealed beside the order, sent to the app, and compared byte for byte when it comes back. */
export interface Signing {
  intent: string;
  subject: { type: string; id: string };
  organizationId: string | null;
  title: string;
  /** As the app shows it, in the provider's format. */
  visible: string;
  /** Signed without being shown: canonical JSON that names the subject and the digest of the document. */
  hidden: string;
  /** The canonical JSON of what is agreed to. */
  document: string;
  /** Who must sign; null for whoever holds the order. The number is twelve digits. */
  signer: { personId: string; personalNumber: string } | null;
}

/** What an e-ID hands over with a signature, enough to verify it at any later time. */
export interface Evidence {
  /** As it was delivered: BankID's XML in base64, Freja's signed result. */
  signature: string;
  /** What the provider said of the person's certificate, base64 of an OCSP answer. */
  ocsp: string | null;
  /** What else it is held against: our name at BankID, Freja's reference. */
  against: string;
  signedAt: Date;
}

/** What an evidence must show: the two texts, signed at that time. */
export interface ExpectedTexts {
  visible: string;
  hidden: string;
}

/** Who signed, as the evidence itself says. */
export interface Signer {
  personalNumber: string;
  name: string;
}

/** The e-IDs that can sign. */
export const signingProviders = ['bankid', 'freja'] as const satisfies readonly ProviderName[];
export type SigningProvider = (typeof signingProviders)[number];
