import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import type { Seals } from '../kernel/seals.js';

const IV = 12;
const TAG = 16;

/** An encrypted value: nonce, tag and text, and the name of the key that opens it. */
export interface Sealed {
  keyId: string;
  bytes: Buffer;
}

/**
 * Encrypts what must not be readable in a copy of the database: AES-256-GCM. The first key of KEYS seals, all of them open; the first of
 * LOOKUP_KEY is what new look-up values are made with, all of them find.
 */
@Injectable()
export class Vault implements Seals {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly lookupKeys: readonly Buffer[];
  readonly newestKeyId: string;

  constructor(@Inject(ENV) env: Pick<Env, 'KEYS' | 'LOOKUP_KEY'>) {
    this.keys = new Map(env.KEYS.split(',').map((key) => [key.split(':')[0]!, Buffer.from(key.split(':')[1]!, 'base64')]));
    this.newestKeyId = [...this.keys.keys()][0]!;
    this.lookupKeys = env.LOOKUP_KEY.split(',').map((key) => Buffer.from(key, 'base64'));
  }

  /** Encrypts `text` for one place: a value moved to another row or column (`place`) does not open there. */
  seal(text: string, place: string): Sealed {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.newestKeyId), iv).setAAD(Buffer.from(place));
    const secret = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return { keyId: this.newestKeyId, bytes: Buffer.concat([iv, cipher.getAuthTag(), secret]) };
  }

  /** Decrypts; throws when the key is unknown, the place is another or a bit has changed. */
  open({ keyId, bytes }: Sealed, place: string): string {
    const decipher = createDecipheriv('aes-256-gcm', this.key(keyId), bytes.subarray(0, IV), { authTagLength: TAG })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(IV, IV + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString('utf8');
  }

  /** True for the name of a key that we have. */
  knows(keyId: string): boolean {
    return this.keys.has(keyId);
  }

  /** The same for equal values, worthless without the key: stored beside a value that is encrypted, to find its row by. */
  lookup(text: string): Buffer {
    return this.lookups(text)[0]!;
  }

  /** What a value may be stored under: by the newest key first, then by those that are on their way out. */
  lookups(text: string): Buffer[] {
    return this.lookupKeys.map((key) => createHmac('sha256', key).update(text).digest());
  }

  /**
   * 256 bits that only we can work out, the same each time for a purpose and an id: a secret that a mail carries and that stands nowhere.
   * Each purpose has a key of its own, derived from the newest LOOKUP_KEY.
   */
  secret(purpose: string, id: string): string {
    return this.secrets(purpose, id)[0]!;
  }

  /** What that secret may have been made as: with the newest key first, then with those that are on their way out. */
  secrets(purpose: string, id: string): string[] {
    return this.lookupKeys.map((lookupKey) => {
      const key = Buffer.from(hkdfSync('sha256', lookupKey, '', purpose, 32));
      return createHmac('sha256', key).update(id).digest('base64url');
    });
  }

  private key(id: string): Buffer {
    const key = this.keys.get(id);
    if (!key) throw new Error(`KEYS saknar nyckeln ${id}`);
    return key;
  }
}
