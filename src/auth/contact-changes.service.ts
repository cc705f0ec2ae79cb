import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '../../config/env.js';
import type { Actor } from '../kernel/access.js';
import { momentText } from '../kernel/clock.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { next } from '../kernel/lifecycle.js';
import { kernelProblem } from '../kernel/problem.js';
import { Notifications } from '../notifications/index.js';
import { type ContactKind, readTarget, type Target } from './contact-address.js';
import { ContactCodes, type Guess } from './contact-codes.service.js';
import { contactLifecycle, type ContactStatus } from './contact.lifecycle.js';
import { changedMail, type Language } from './contact.mail.js';
import { contactProblem } from './contact.problems.js';
import { changedSms } from './contact.sms.js';
import { contactPlace, Contacts } from './contacts.service.js';
import { Vault } from './vault.js';

const NOTICE_HOURS = 48;

interface Point {
  id: string;
  kind: ContactKind;
  status: ContactStatus;
  lookup: Buffer;
  value_enc: Buffer;
  key_id: string;
  /** Locked, and the hour is not over. */
  locked: boolean;
}

/** A person's e-mail and mobile, from written to verified. A change counts first when the new one is verified, and the old one is told. */
@Injectable()
export class ContactChanges {
  constructor(
    private readonly db: Db,
    private readonly vault: Vault,
    private readonly codes: ContactCodes,
    private readonly contacts: Contacts,
    private readonly notifications: Notifications,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Sends a code to an address or number of the person's own choice; gives the id of what is to be verified. The answer is the same whoever uses it. */
  begin(actor: Actor, kind: ContactKind, written: string, ip: string): Promise<{ id: string }> {
    const target = readTarget(kind, written, this.env.SMS_COUNTRIES);
    this.refuseSilentSms(kind);
    return this.db.tx(actor, async (tx) => {
      const known = await this.find(tx, 'lookup = any($2)', [actor.personId, this.vault.lookups(target.key)]);
      if (known?.status === 'verifierad') throw contactProblem('already-verified');
      const id = known?.id ?? (await this.add(tx, actor.personId, target, this.vault.lookup(target.key)));
      await this.send(tx, actor, known ?? (await this.held(tx, actor, id)), ip);
      return { id };
    });
  }

  /** "Skicka ny kod": the one before is dead. */
  again(actor: Actor, id: string, ip: string): Promise<{ id: string }> {
    return this.db.tx(actor, async (tx) => {
      const point = await this.held(tx, actor, id);
      this.refuseSilentSms(point.kind);
      await this.send(tx, actor, point, ip);
      return { id };
    });
  }

  /**
   * Tries a code. Right: this is now the person's address, and the one before is told. Wrong: 422 with the tries left; the fifth locks
   * for an hour (409). A try counts whatever becomes of the answer.
   */
  async verify(actor: Actor, id: string, code: string): Promise<void> {
    const guess = await this.db.tx<Guess>(actor, async (tx) => {
      const point = await this.held(tx, actor, id);
      if (point.status === 'verifierad') throw contactProblem('already-verified');
      if (point.locked) throw contactProblem('locked');
      const found = await this.codes.guess(tx, { pointId: id, personId: actor.personId, target: point.lookup }, code);
      if (found.is === 'right') await this.take(tx, actor, point);
      if (found.is === 'wrong' && found.triesLeft === 0) await this.lock(tx, point);
      return found;
    });
    if (guess.is === 'dead') throw contactProblem('code-expired');
    if (guess.is === 'wrong' && guess.triesLeft === 0) throw contactProblem('locked');
    if (guess.is === 'wrong') throw wrong(guess.triesLeft);
  }

  /** The language of codes and notices. */
  speak(actor: Actor, language: Language): Promise<{ language: Language }> {
    return this.db.tx(actor, async (tx) => {
      await tx.em.query('update person set language = $2 where id = $1', [actor.personId, language]);
      return { language };
    });
  }

  private async send(tx: Tx, actor: Actor, point: Point, ip: string): Promise<void> {
    if (point.locked) throw contactProblem('locked');
    const status = next(contactLifecycle, point.status, 'send');
    const [pointId, { personId }, { kind, lookup: target }] = [point.id, actor, point];
    const language = await readIn<Language>(tx, 'select language from person where id = $1', [personId]);
    await this.codes.send(tx, { pointId, personId, kind, value: this.open(personId, point), target }, language, ip);
    await tx.em.query('update contact_point set status = $2, locked_until = null where id = $1', [pointId, status]);
    await this.replace(tx, personId, kind, `id <> $3 and status = 'kod_skickad'`, pointId);
  }

  private async take(tx: Tx, actor: Actor, point: Point): Promise<void> {
    const { personId } = actor;
    const before = await this.contacts.verifiedOf(tx, personId);
    await this.codes.end(tx, point.id);
    await this.replace(tx, personId, point.kind, `id <> $3 and status = 'verifierad'`, point.id);
    await tx.em.query('update contact_point set status = $2, verified_at = now() where id = $1', [
      point.id,
      next(contactLifecycle, point.status, 'verify'),
    ]);
    if (!before[point.kind]) return;
    const message = {
      eventKey: `contact.changed:${point.id}`,
      organizationId: null,
      personId,
      secretUntil: new Date(tx.now.getTime() + NOTICE_HOURS * 3600_000),
    };
    const at = momentText(tx.now, before.language);
    await this.notifications.tell(tx, {
      ...message,
      type: 'konto',
      to: before.email,
      ...changedMail[before.language]({ kind: point.kind, at }),
    });
    if (point.kind === 'mobile' && this.notifications.sendsSms)
      await this.notifications.sms(tx, { ...message, to: before.mobile!, ...changedSms[before.language]({}) });
  }

  private async lock(tx: Tx, point: Point): Promise<void> {
    await this.codes.end(tx, point.id);
    await tx.em.query(`update contact_point set status = $2, locked_until = now() + interval '1 hour' where id = $1`, [
      point.id,
      next(contactLifecycle, point.status, 'lock'),
    ]);
  }

  /** What stood there before, and the codes to it, count no more. */
  private async replace(tx: Tx, personId: string, kind: ContactKind, which: string, but: string): Promise<void> {
    await tx.em.query(
      `with gone as (update contact_point set status = 'ersatt', replaced_at = now() where person_id = $1 and kind = $2 and ${which} returning id)
       update verification_code set ended_at = now() where ended_at is null and contact_point_id in (select id from gone)`,
      [personId, kind, but],
    );
  }

  private async add(tx: Tx, personId: string, { kind, value }: Target, lookup: Buffer): Promise<string> {
    const { keyId, bytes } = this.vault.seal(value, contactPlace(personId, lookup));
    const [{ id }] = await tx.em.query<[{ id: string }]>(
      `insert into contact_point (person_id, kind, value_enc, key_id, lookup, status) values ($1, $2, $3, $4, $5, $6)
       on conflict (person_id, lookup) where status <> 'ersatt' do update set lookup = excluded.lookup returning id`,
      [personId, kind, bytes, keyId, lookup, next(contactLifecycle, 'ny', 'send')],
    );
    return id;
  }

  /** The person's own, held until the transaction ends; anybody else's is 404. */
  private async held(tx: Tx, actor: Actor, id: string): Promise<Point> {
    const point = await this.find(tx, 'id = $2', [actor.personId, id]);
    if (!point) throw kernelProblem('not-found');
    return point;
  }

  private async find(tx: Tx, which: string, values: unknown[]): Promise<Point | undefined> {
    const [point] = await tx.em.query<Point[]>(
      `select id, kind, status, lookup, value_enc, key_id, coalesce(locked_until > now(), false) as locked
       from contact_point where person_id = $1 and status <> 'ersatt' and ${which} for update`,
      values,
    );
    return point;
  }

  private open(personId: string, { key_id: keyId, value_enc: bytes, lookup }: Point): string {
    return this.vault.open({ keyId, bytes }, contactPlace(personId, lookup));
  }

  private refuseSilentSms(kind: ContactKind): void {
    if (kind === 'mobile' && !this.notifications.sendsSms) throw contactProblem('sms-off');
  }
}

function wrong(triesLeft: number) {
  const left = triesLeft === 1 ? 'Du har ett försök kvar.' : `Du har ${triesLeft} försök kvar.`;
  const message = `${contactProblem.title('wrong-code')} ${left}`;
  return contactProblem('wrong-code', { detail: left, triesLeft, errors: [{ path: 'code', code: 'wrong-code', message }] });
}
