/** Why a piece of evidence is not accepted. Says nothing of what it holds, so it may be logged and stored. */
export type EvidenceFailure =
  // How it is written.
  | 'too-large'
  | 'encoding'
  | 'markup'
  | 'duplicate'
  | 'structure'
  | 'algorithm'
  | 'reference'
  // Whether it was signed, by whom and under what.
  | 'digest'
  | 'signature'
  | 'certificate'
  | 'unknown-certificate'
  | 'weak-key'
  | 'validity'
  | 'chain'
  | 'authority'
  | 'key-usage'
  | 'path-length'
  | 'critical-extension'
  | 'policy'
  // Whether it says what we asked for.
  | 'function'
  | 'person'
  | 'visible-text'
  | 'hidden-text'
  | 'relying-party'
  | 'other-order'
  | 'not-approved'
  | 'registration-level'
  | 'country'
  // Whether the certificate was still good (OCSP).
  | 'not-successful'
  | 'responder'
  | 'certificate-id'
  | 'not-good'
  | 'nonce'
  | 'stale'
  // Whether what is stored is what was written.
  | 'record'
  | 'document';

/** What a verification came to: everything held, or the first thing that did not. */
export type Verdict<T> = { ok: true; value: T } | { ok: false; failure: EvidenceFailure };

class Refused extends Error {
  constructor(readonly failure: EvidenceFailure) {
    super(failure);
  }
}

/** Ends the verification under way with this failure. */
export function refuse(failure: EvidenceFailure): never {
  throw new Refused(failure);
}

/** Ends the verification under way unless `holds`. */
export function must(holds: boolean, failure: EvidenceFailure): asserts holds {
  if (!holds) refuse(failure);
}

/** Runs a verification to its verdict; an error that is no refusal is a fault of ours and passes through. */
export function verdict<T>(verify: () => T): Verdict<T> {
  try {
    return { ok: true, value: verify() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, failure: error.failure };
    throw error;
  }
}

/** What `read` gives; a reader of the platform that throws has met something unreadable. */
export function readable<T>(read: () => T, failure: EvidenceFailure): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused) throw error;
    return refuse(failure);
  }
}

/** The bytes of a text in exactly the one way to write them: no white space, no missing or stray padding, no loose bits at the end. */
export function decode(text: string, alphabet: 'base64' | 'base64url', mostBytes: number): Buffer {
  must(text.length <= Math.ceil(mostBytes / 3) * 4, 'too-large');
  const bytes = Buffer.from(text, alphabet);
  must(text !== '' && bytes.toString(alphabet) === text, 'encoding');
  return bytes;
}

/** The text of UTF-8 bytes; half characters and other broken ones are refused, not replaced. */
export function utf8(bytes: Uint8Array): string {
  return readable(() => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), 'encoding');
}
