/** Encrypts what a copy of the database must not show. The floors below say what they need; `auth` has the keys, the platform puts it in place. */
export abstract class Seals {
  /** Encrypts `text` for one place; it opens nowhere else. */
  abstract seal(text: string, place: string): { keyId: string; bytes: Buffer };
  /** Decrypts; throws when the key is unknown, the place is another or a bit has changed. */
  abstract open(sealed: { keyId: string; bytes: Buffer }, place: string): string;
}
