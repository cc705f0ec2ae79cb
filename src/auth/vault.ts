import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
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

/** Encrypts what must not be readable in a copy of the database: AES-256-GCM, newest key of KEYS first, all of them open. */
@Injectable()
export class Vault implements Seals {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly lookupKey: Buffer;
  readonly newestKeyId: string;

  constructor(@Inject(ENV) env: Env) {
    this.keys = new Map(env.KEYS.split(',').map((key) => [key.split(':')[0]!, Buffer.from(key.split(':')[1]!, 'base64')]));
    this.newestKeyId = [...this.keys.keys()][0]!;
    this.lookupKey = Buffer.from(env.LOOKUP_KEY, 'base64');
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

  /** The same for equal values, worthless without the key: finds a row by a value that is stored encrypted. */
  lookup(text: string): Buffer {
    return createHmac('sha256', this.lookupKey).update(text).digest();
  }

  private key(id: string): Buffer {
    const key = this.keys.get(id);
    if (!key) throw new Error(`KEYS saknar nyckeln ${id}`);
    return key;
  }
}
