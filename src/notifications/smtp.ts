import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { ENV, type Env } from '../../config/env.js';
import { operator } from '../../config/operator.js';
import { type Failure, failureOf, type SmtpError } from './smtp.policy.js';

export const SMTP_CONNECTIONS = 4;
const LONGEST_SENDING_MS = 60_000;

/** A mail ready to go. `stillMine` is asked at the last moment. */
export interface OutgoingMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  replyTo?: string;
  /** The envelope's sender, where a mail that does not get through comes back to. */
  from: string;
  /** Where a summary is stopped with one press. */
  stop?: string;
  language: string;
  createdAt: Date;
  stillMine: () => Promise<boolean>;
}

/** What came of it; `lost` when somebody else holds the mail now, so that nothing was sent. */
export type Outcome = { is: 'sent' } | { is: 'lost' } | Failure;

interface FencedMail extends SendMailOptions {
  /** Called when a connected server is about to be told of the mail. */
  onAsked: () => void;
  passFence: () => Promise<void>;
}
class FenceClosed extends Error {}

/** The mail server, over a few kept connections, every wait bounded (identity §3.2). */
@Injectable()
export class Smtp implements OnApplicationShutdown {
  private readonly transport;

  constructor(@Inject(ENV) private readonly env: Env) {
    this.transport = createTransport(
      {
        url: env.SMTP_URL,
        pool: true,
        maxConnections: SMTP_CONNECTIONS,
        connectionTimeout: 5_000,
        greetingTimeout: 8_000,
        socketTimeout: 20_000,
        requireTLS: env.NODE_ENV === 'production' && !env.ALLOW_SIMULATOR,
        disableFileAccess: true,
        disableUrlAccess: true,
        ...dkim(env),
      },
      {
        from: { name: operator.name, address: operator.senderEmail },
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      },
    );
    this.transport.use('stream', (mail, done) => {
      const { onAsked, passFence } = mail.data as unknown as FencedMail;
      const { message } = mail;
      // Outside of everything else that touches the letter: DKIM reads it whole before the first byte goes out.
      const read = message.createReadStream.bind(message);
      message.createReadStream = (options) => {
        onAsked();
        return Readable.from(fenced(read(options), passFence));
      };
      done();
    });
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  /** Hands one mail to the server, within 60 s. Never throws. The same id always gives the same Message-ID and date. */
  async send({ id, to, from, stop, createdAt, stillMine, language, ...content }: OutgoingMail): Promise<Outcome> {
    let asked = false;
    const mail: FencedMail = {
      ...content,
      headers: {
        'Content-Language': language,
        ...(stop ? { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
      },
      to: { name: '', address: to },
      envelope: { from, to },
      date: createdAt,
      messageId: `<${id}@${this.env.MAIL_DOMAIN}>`,
      signal: AbortSignal.timeout(LONGEST_SENDING_MS),
      onAsked: () => (asked = true),
      passFence: async () => {
        if (!(await stillMine())) throw new FenceClosed('en annan process har brevet');
      },
    };
    try {
      await this.transport.sendMail(mail);
      return { is: 'sent' };
    } catch (error) {
      return error instanceof FenceClosed ? { is: 'lost' } : failureOf(error as SmtpError, asked);
    }
  }
}

/** The letter's bytes, let out only when the server has asked for them and the mail is still ours: as late as it can be asked. */
async function* fenced(content: Readable, passFence: () => Promise<void>): AsyncGenerator<Buffer> {
  await passFence();
  yield* content as AsyncIterable<Buffer>;
}

/** Beside what mail servers look at anyway, the headers of RFC 8058. */
const SIGNED_HEADERS =
  'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Content-Transfer-Encoding:Content-Language:' +
  'Auto-Submitted:List-Unsubscribe:List-Unsubscribe-Post';

/** How letters are signed, when the settings say so. Throws for a key that is none, or too short to be believed. */
function dkim({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: Env) {
  if (!DKIM_DOMAIN || !DKIM_SELECTOR || !DKIM_KEY_FILE) return {};
  try {
    const privateKey = readFileSync(DKIM_KEY_FILE, 'utf8');
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(privateKey);
    if (asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) < 2048) throw new Error('för kort');
    return { dkim: { domainName: DKIM_DOMAIN, keySelector: DKIM_SELECTOR, privateKey, headerFieldNames: SIGNED_HEADERS } };
  } catch {
    throw new Error('Konfigurationen är fel:\n  - DKIM_KEY_FILE: ska vara en RSA-nyckel i PEM-format, minst 2048 bitar');
  }
}
