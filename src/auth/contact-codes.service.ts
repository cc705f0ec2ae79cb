import { randomInt, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import { readIn, type Tx } from '../kernel/db.js';
import { Notifications } from '../notifications/index.js';
import { type ContactKind } from './contact-address.js';
import { codeMail, type Language } from './contact.mail.js';
import { contactProblem } from './contact.problems.js';
import { codeSms } from './contact.sms.js';
import { addressKey } from './rate-limit.js';
import { Vault } from './vault.js';

export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
const RESEND_SECONDS = 60;
const PER_TARGET_AND_DAY = 5;
const PER_PERSON_AND_DAY = 10;

/** What a code proves: that this person reads what is sent to this target. */
export interface Proof {
  pointId: string;
  personId: string;
  kind: ContactKind;
  value: string;
  target: Buffer;
}

/** How a guess went. `dead`: there is no code to guess at. */
export type Guess = { is: 'right' } | { is: 'wrong'; triesLeft: number } | { is: 'dead' };

/** Codes of six digits (identity §3.1): only a keyed hash is stored, one is alive at a time, and both sending and guessing are counted in the database. */
@Injectable()
export class ContactCodes {
  constructor(
    private readonly vault: Vault,
    private readonly notifications: Notifications,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Sends a new code; the one before is dead. Errors: 429 `contacts/too-soon` within a minute, `contacts/too-many-codes` beyond five a day to
   * one target, ten a day for one person, CODES_PER_ADDRESS an hour from one address; the same whoever used the others up.
   */
  async send(tx: Tx, { pointId, personId, kind, value, target }: Proof, language: Language, ip: string): Promise<void> {
    const address = this.vault.lookup(`address:${addressKey(ip)}`);
    await this.refuseTooMany(tx, personId, target, address);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await this.end(tx, pointId);
    const [{ id }] = await tx.em.query<[{ id: string }]>(
      `insert into verification_code (contact_point_id, person_id, target, address, code_hash, expires_at)
       values ($1, $2, $3, $4, $5, now() + make_interval(mins => $6)) returning id`,
      [pointId, personId, target, address, this.hash(personId, target, code), CODE_MINUTES],
    );
    const secretUntil = new Date(tx.now.getTime() + CODE_MINUTES * 60_000);
    const message = { eventKey: `contact.code:${id}`, to: value, organizationId: null, personId, secretUntil };
    if (kind === 'email') await this.notifications.send(tx, { ...message, ...codeMail[language]({ code }) });
    else await this.notifications.sms(tx, { ...message, ...codeSms[language]({ code }) });
  }

  /** Counts one try and compares in constant time. The row's lock makes parallel tries come one after the other. */
  async guess(tx: Tx, { pointId, personId, target }: Omit<Proof, 'kind' | 'value'>, code: string): Promise<Guess> {
    const [[tried]] = await tx.em.query<[{ hash: Buffer; attempts: number }[], number]>(
      `update verification_code set attempts = attempts + 1
       where contact_point_id = $1 and ended_at is null and expires_at > now() and attempts < $2 returning code_hash as hash, attempts`,
      [pointId, CODE_TRIES],
    );
    if (!tried) return { is: 'dead' };
    return timingSafeEqual(tried.hash, this.hash(personId, target, code))
      ? { is: 'right' }
      : { is: 'wrong', triesLeft: CODE_TRIES - tried.attempts };
  }

  /** No code of this contact point is alive any more. */
  async end(tx: Tx, pointId: string): Promise<void> {
    await tx.em.query('update verification_code set ended_at = now() where contact_point_id = $1 and ended_at is null', [pointId]);
  }

  /** One at a time for a person, a target and an address, in that order, so that what is counted stays true until it is written. */
  private async refuseTooMany(tx: Tx, personId: string, target: Buffer, address: Buffer): Promise<void> {
    const locks = [this.vault.lookup(`codes:${personId}`), target, address].map((hash) => String(hash.readBigInt64BE(0)));
    await tx.em.query('select pg_advisory_xact_lock(k) from unnest($1::bigint[]) k', [locks]);
    const wait = await readIn<number | null>(
      tx,
      `select ceil(extract(epoch from max(sent_at) + make_interval(secs => $3) - now()))::int from verification_code where person_id = $1 and target = $2`,
      [personId, target, RESEND_SECONDS],
    );
    if (wait !== null && wait > 0) throw contactProblem('too-soon', { retryAfter: wait });
    const sent = await readIn<{ by_person: number; to_it: number; from_there: number }>(
      tx,
      'select to_json(s) from codes_sent($1, $2, $3) s',
      [personId, target, address],
    );
    if (sent.by_person >= PER_PERSON_AND_DAY || sent.to_it >= PER_TARGET_AND_DAY || sent.from_there >= this.env.CODES_PER_ADDRESS)
      throw contactProblem('too-many-codes', { retryAfter: 3600 });
  }

  /** Worthless for another person or target, and without the key. */
  private hash(personId: string, target: Buffer, code: string): Buffer {
    return this.vault.lookup(`verification_code|verify|${personId}|${target.toString('hex')}|${code}`);
  }
}
