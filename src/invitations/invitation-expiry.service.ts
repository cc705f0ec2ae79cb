import { Injectable } from '@nestjs/common';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { EventLog } from '../kernel/events.js';
import { Transitions } from '../kernel/transitions.js';
import { Invitation } from './invitation.entity.js';
import { invitationLifecycle } from './invitation.lifecycle.js';
import { BOUNCED, FORGOTTEN, lookUp, RECOVERED, UNSENT } from './invitation.queries.js';
import { InvitationNotices } from './invitation-notices.service.js';

const SYSTEM = { kind: 'system' } as const;
const OPEN = `status in ('skickad', 'vantar_pa_bekraftelse')`;

/** An open invitation whose last day, to sign or to confirm, has passed. */
const OVERDUE = `${OPEN} and not day_is_left(coalesce(confirm_through, valid_through), clock_timestamp())`;
/** Came to nothing 90 days ago. */
const FORGETTABLE = `erased_at is null and status in ('avbojd', 'avvisad', 'utgangen', 'aterkallad') and ended_at < now() - interval '90 days'`;

/** What time does to invitations. Everything may run twice or late: the columns and the database's clock decide, not the job that came. */
@Injectable()
export class InvitationExpiry {
  constructor(
    private readonly db: Db,
    private readonly transitions: Transitions,
    private readonly events: EventLog,
    private readonly notices: InvitationNotices,
  ) {}

  /** Closes one, if its last day has passed (V5). The inviter is told unless the person has become a member in another way. */
  async expire(id: string): Promise<void> {
    await this.each(OVERDUE, (tx, row) => this.close(tx, row), id);
  }

  /** Closes all whose last day has passed, whether their own jobs came or not. */
  async expireOverdue(): Promise<void> {
    await this.each(OVERDUE, (tx, row) => this.close(tx, row));
  }

  /** Reminds at 07:00 on day 10, or when a worker runs again, once. */
  async remind(): Promise<void> {
    await this.each(FORGOTTEN, async (tx, row) => {
      await tx.em.query('update invitation set reminded_at = now(), version = version + 1 where id = $1', [row.id]);
      await this.notices.reminder(tx, row);
      await this.note(tx, row, 'invitation.remind');
    });
  }

  /** Tells the inviter, once, that a mail could not be delivered or sent; notes when it has been after all, so that the reminder comes too. */
  async noteBounces(): Promise<void> {
    await this.each(BOUNCED, (tx, row) => this.undelivered(tx, row, 'bounced'));
    await this.each(UNSENT, (tx, row) => this.undelivered(tx, row, 'unsent'));
    await this.each(RECOVERED, async (tx, row) => {
      await tx.em.query('update invitation set bounced_at = null, version = version + 1 where id = $1', [row.id]);
      await this.note(tx, row, 'invitation.recover');
    });
  }

  /** Erases who was invited when it came to nothing (domain §5.3). That it was sent, by whom, and its events stay. */
  async forget(): Promise<void> {
    await this.each(FORGETTABLE, async (tx, row) => {
      await tx.em.query(
        `update invitation set email = '', name = '', title = '', phone = null, signed_name = null, identifier_enc = null,
           identifier_key_id = null, identifier_lookup = null, erased_at = now(), version = version + 1 where id = $1`,
        [row.id],
      );
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
    await this.transitions.follow(tx, invitationLifecycle, Invitation, row, 'expire', { story: async () => void (row.endedAt = tx.now) });
    const { member } = await readIn<{ member: boolean }>(tx, lookUp, [row.organizationId, row.email]);
    if (!member) await this.notices.outcome(tx, row, 'expired');
  }

  /** Every row of that kind in a transaction of its own; one that somebody else works with is left to them. */
  private async each(which: string, work: (tx: Tx, row: Invitation) => Promise<void>, id: string | null = null): Promise<void> {
    const one = () =>
      this.db.tx(SYSTEM, async (tx) => {
        const [found] = await tx.em.query<{ id: string }[]>(
          `select id from invitation where ${which} and ($1::uuid is null or id = $1) order by id limit 1 for update skip locked`,
          [id],
        );
        if (found) await work(tx, await tx.em.findOneByOrFail(Invitation, { id: found.id }));
        return found !== undefined;
      });
    while (await one());
  }
}
