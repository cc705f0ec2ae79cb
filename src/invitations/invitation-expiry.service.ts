import { Injectable } from '@nestjs/common';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { oneByOne } from '../kernel/one-by-one.js';
import { Invitation } from './invitation.entity.js';
import { BOUNCED, FORGOTTEN, JOINED, OVERDUE, RECOVERED, signerStands, UNANSWERED, UNSENT } from './invitation.queries.js';
import { InvitationLapse } from './invitation-lapse.service.js';
import { InvitationNotices } from './invitation-notices.service.js';

const SYSTEM = { kind: 'system' } as const;

/** Came to nothing 90 days ago. */
const FORGETTABLE = `erased_at is null and status in ('avbojd', 'avvisad', 'utgangen', 'aterkallad') and ended_at < now() - interval '90 days'`;

/** What time does to invitations. Everything may run twice or late: the columns and the database's clock decide, not the job that came. */
@Injectable()
export class InvitationExpiry {
  constructor(
    private readonly db: Db,
    private readonly events: EventLog,
    private readonly lapse: InvitationLapse,
    private readonly notices: InvitationNotices,
  ) {}

  /** Closes one, if its last day has passed (V5). The inviter is told, and who has signed, unless the person has become a member in another way. */
  async expire(id: string): Promise<void> {
    await this.one(OVERDUE, (tx, row) => this.close(tx, row), id);
  }

  /** Closes all whose last day has passed, whether their own jobs came or not. */
  async expireOverdue(): Promise<void> {
    await this.each('invitation-sweep', OVERDUE, (tx, row) => this.close(tx, row));
  }

  /** Takes back those of who joined at the moment they were sent, which joining could not see (`InvitationClosing`). Nobody needs to hear of it. */
  async closeJoined(): Promise<void> {
    await this.each('invitation-joined', JOINED, (tx, row) => this.lapse.replace(tx, row));
  }

  /** Reminds at 07:00 on day 10, or when a worker runs again, once. */
  async remind(): Promise<void> {
    await this.each('invitation-reminders', FORGOTTEN, async (tx, row) => {
      await tx.em.query('update invitation set reminded_at = now(), version = version + 1 where id = $1', [row.id]);
      await this.notices.reminder(tx, row);
      await this.note(tx, row, 'invitation.remind');
    });
  }

  /** Asks the administrators once more, four days before the last day, to answer a signature that waits (V3b). */
  async askAgain(): Promise<void> {
    await this.each('invitation-unanswered', UNANSWERED, async (tx, row) => {
      await tx.em.query('update invitation set confirm_reminded_at = now(), version = version + 1 where id = $1', [row.id]);
      const { ended: wasEnded } = await readIn<{ ended: boolean }>(tx, signerStands, [row.id, row.acceptedBy]);
      await this.notices.waits(tx, row, { signedName: row.signedName!, confirmThrough: row.confirmThrough!, wasEnded, again: true });
      await this.note(tx, row, 'invitation.ask-again');
    });
  }

  /** Tells the inviter, once, that a mail could not be delivered or sent; notes when it has been after all, so that the reminder comes too. */
  async noteBounces(): Promise<void> {
    await this.each('invitation-bounces', BOUNCED, (tx, row) => this.undelivered(tx, row, 'bounced'));
    await this.each('invitation-unsent', UNSENT, (tx, row) => this.undelivered(tx, row, 'unsent'));
    await this.each('invitation-recovered', RECOVERED, async (tx, row) => {
      await tx.em.query('update invitation set bounced_at = null, version = version + 1 where id = $1', [row.id]);
      await this.note(tx, row, 'invitation.recover');
    });
  }

  /** Erases who was invited when it came to nothing, here and in what was told of it (domain §5.3). That it was sent, by whom, and its events stay. */
  async forget(): Promise<void> {
    await this.each('invitation-erasure', FORGETTABLE, async (tx, row) => {
      await tx.em.query(
        `update invitation set email = '', name = '', title = '', phone = null, signed_name = null, identifier_enc = null,
           identifier_key_id = null, identifier_lookup = null, erased_at = now(), version = version + 1 where id = $1`,
        [row.id],
      );
      await this.notices.forget(tx, row);
      await this.note(tx, row, 'invitation.erase');
    });
  }

  private note(tx: Tx, { id: subjectId, organizationId }: Invitation, verb: string): Promise<void> {
    return this.events.append(tx, { organizationId, verb, subjectType: 'invitation', subjectId });
  }

  private async undelivered(tx: Tx, row: Invitation, outcome: 'bounced' | 'unsent'): Promise<void> {
    await tx.em.query('update invitation set bounced_at = now(), version = version + 1 where id = $1', [row.id]);
    await this.notices.outcome(tx, row, outcome);
    await this.note(tx, row, outcome === 'bounced' ? 'invitation.bounce' : 'invitation.unsent');
  }

  private async close(tx: Tx, row: Invitation): Promise<void> {
    const { member } = await this.lapse.close(tx, row);
    if (!member) await this.notices.outcome(tx, row, row.signedAt ? 'unconfirmed' : 'expired');
  }

  /** Every row of that kind in a transaction of its own, past those that fail. */
  private async each(job: string, which: string, work: (tx: Tx, row: Invitation) => Promise<void>): Promise<void> {
    for (let after: string | null = null; ;) {
      const found: string[] = await this.db.read<string[]>(SYSTEM, job, page(which), [after]);
      if (found.length === 0) return;
      await oneByOne(job, found, String, (id) => this.one(which, work, id));
      after = found.at(-1)!;
    }
  }

  /** One row, if it still is of that kind; when somebody else works with it, it is left to them. */
  private async one(which: string, work: (tx: Tx, row: Invitation) => Promise<void>, id: string): Promise<void> {
    await this.db.tx(SYSTEM, async (tx) => {
      const [found] = await tx.em.query<object[]>(`select from invitation where id = $1 and ${which} for update skip locked`, [id]);
      if (found) await work(tx, await tx.em.findOneByOrFail(Invitation, { id }));
    });
  }
}

/** The next ids of a kind. $1 the last one that was had, or null. */
const page = (which: string): string => `select coalesce(json_agg(q.id order by q.id), '[]') from (
  select id from invitation where ${which} and ($1::uuid is null or id > $1) order by id limit 500) q`;
