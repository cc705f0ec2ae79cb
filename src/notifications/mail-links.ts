import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';

/** What a link is good for: one made for showing a mail does nothing else. */
type Purpose = 'show' | 'stop' | 'bounce';

const ID = 22;
const MAC_BYTES = 16;
const SHORT_MAC = 8;
/** A return address of ours, whatever a mail program has put around it. */
const RETURN = /\bbounce\+([0-9a-f-]{36})\.([0-9a-f]{8})@/;

/**
 * The addresses in a mail that need no log-in: each carries an id and a proof that we wrote it, by a key derived from KEYS. Nothing is
 * stored; a link made with an older key holds as long as that key stands in KEYS.
 */
@Injectable()
export class MailLinks {
  private readonly keys: readonly Buffer[];

  constructor(@Inject(ENV) private readonly env: Env) {
    this.keys = env.KEYS.split(',').map((key) =>
      Buffer.from(hkdfSync('sha256', Buffer.from(key.split(':')[1]!, 'base64'), '', 'mail-links', 32)),
    );
  }

  /** Where a mail is shown in a browser (A30); the page accepts nothing. */
  show(outboxId: string): string {
    return this.address(`/brev/${this.token('show', outboxId)}`);
  }

  /** Where a person stops the daily summary, by a press or by the mail program (RFC 8058). */
  stop(personId: string): string {
    return this.address(`/brev/avsluta/${this.token('stop', personId)}`);
  }

  /** The envelope's sender: a message that comes back names its mail (VERP, identity §3.2). */
  sender(outboxId: string): string {
    return `bounce+${outboxId}.${this.proof(outboxId)}@${this.env.MAIL_DOMAIN}`;
  }

  /** The id of the mail that came back to this address, or null when the proof in it is not ours: anybody can write a return. */
  returned(address: string): string | null {
    const [, id, proof] = RETURN.exec(address.toLowerCase()) ?? [];
    if (!id || !proof) return null;
    return this.keys.some((key) => timingSafeEqual(Buffer.from(this.proof(id, key)), Buffer.from(proof))) ? id : null;
  }

  /** The id in a token of ours for that purpose, or null. */
  read(purpose: Exclude<Purpose, 'bounce'>, token: string): string | null {
    if (!/^[\w-]{44}$/.test(token)) return null;
    const id = uuid(token.slice(0, ID));
    return this.keys.some((key) => timingSafeEqual(Buffer.from(this.token(purpose, id, key)), Buffer.from(token))) ? id : null;
  }

  private token(purpose: Purpose, id: string, key = this.keys[0]!): string {
    const name = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
    return name + this.mac(key, purpose, id).toString('base64url');
  }

  private proof(id: string, key = this.keys[0]!): string {
    return this.mac(key, 'bounce', id).toString('hex').slice(0, SHORT_MAC);
  }

  private mac(key: Buffer, purpose: Purpose, id: string): Buffer {
    return createHmac('sha256', key).update(`${purpose}|${id}`).digest().subarray(0, MAC_BYTES);
  }

  private address(path: string): string {
    return this.env.PUBLIC_ORIGIN + path;
  }
}

const uuid = (name: string): string =>
  Buffer.from(name, 'base64url')
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
