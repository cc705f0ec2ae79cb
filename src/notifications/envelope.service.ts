import { Injectable } from '@nestjs/common';
import { Seals } from '../kernel/seals.js';
import type { NewMessage } from './mail.js';

/** How a message stands in the outbox. */
export interface Stored {
  recipient: string;
  payload: object;
}
export type Channel = 'email' | 'sms';

interface Sealed {
  keyId: string;
  sealed: string;
}

/** Messages that only their recipient may read lie sealed in the outbox, with a masked address; the others as they are. */
@Injectable()
export class Envelope {
  constructor(private readonly seals: Seals) {}

  /** What is stored of a new message. */
  close(channel: Channel, { eventKey, to, payload, secretUntil }: NewMessage): Stored {
    if (!secretUntil) return { recipient: to, payload };
    const { keyId, bytes } = this.seals.seal(JSON.stringify({ recipient: to, payload }), place(channel, eventKey));
    return { recipient: masked(to), payload: { keyId, sealed: bytes.toString('base64') } satisfies Sealed };
  }

  /** What is to be sent, to whom; throws when it cannot be opened. */
  open(channel: Channel, row: Stored & { eventKey: string; secret: boolean }): Stored {
    if (!row.secret) return row;
    const { keyId, sealed } = row.payload as Sealed;
    return JSON.parse(this.seals.open({ keyId, bytes: Buffer.from(sealed, 'base64') }, place(channel, row.eventKey))) as Stored;
  }
}

const place = (channel: Channel, eventKey: string): string => `outbox:${channel}:${eventKey}`;

/** "a***@kommun.se", "+46***". */
const masked = (to: string): string => (to.includes('@') ? to.replace(/^(.)[^@]*/, '$1***') : `${to.slice(0, 3)}***`);
