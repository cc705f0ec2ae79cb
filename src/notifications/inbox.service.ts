import { Injectable } from '@nestjs/common';
import type { Actor } from '../kernel/access.js';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { decodeCursor } from '../kernel/page.js';
import { kernelProblem } from '../kernel/problem.js';
import type { Inbox, InboxQuery, MessageRow, Preferences, UnreadCount } from './inbox.dto.js';
import { type MailChoice, mailChoice, noticeType, type NoticeType, noticeTypes } from './notice-types.js';
import { notificationProblem } from './notifications.problems.js';
import { inboxPage, inboxRow, preferencesOf, SEEN, undelivered, unreadCount } from './notifications.queries.js';

const NOT_A_PAGES = { errors: [{ path: 'seen', code: 'seen', message: 'Skicka tillbaka det som stod på sidan.' }] };

/** A person's messages, those of the organisation the session acts for and those of none, and how the person wants their mails (B22). */
@Injectable()
export class Inboxes {
  constructor(private readonly db: Db) {}

  /** A page of messages, newest first, with the number of unread ones. */
  page(actor: Actor, { cursor, limit, show }: InboxQuery): Promise<Inbox> {
    const after = decodeCursor(cursor, 'newest')?.id ?? null;
    return this.db.read(actor, 'inbox-page', inboxPage, [actor.personId, limit, after, show === 'unread']);
  }

  /** How many messages are unread. */
  unread(actor: Actor): Promise<number> {
    return this.db.read(actor, 'inbox-unread', unreadCount, [actor.personId]);
  }

  /** Marks one as read; read once more it keeps its time. 404 for what is not one's own here. */
  read(actor: Actor, id: string): Promise<MessageRow> {
    return this.db.tx(actor, async (tx) => {
      await tx.em.query('update notification set read_at = $3 where person_id = $1 and id = $2 and read_at is null', [
        actor.personId,
        id,
        tx.now,
      ]);
      const row = await this.rowIn(tx, actor, id);
      if (!row) throw kernelProblem('not-found');
      return row;
    });
  }

  /** Marks everything that a page has seen as read, also what stood on later pages; what was committed after it stays unread. */
  readSeen(actor: Actor, seen: string): Promise<UnreadCount> {
    return this.db.tx(actor, async (tx) => {
      if (!(await readIn<boolean>(tx, `pg_input_is_valid($1, 'pg_snapshot')`, [seen]))) throw kernelProblem('invalid', NOT_A_PAGES);
      await tx.em.query(`update notification n set read_at = $3 where n.person_id = $1 and n.read_at is null and ${SEEN}`, [
        actor.personId,
        seen,
        tx.now,
      ]);
      return { unread: await readIn<number>(tx, unreadCount, [actor.personId]) };
    });
  }

  /** How the person wants the mails of each type, and which addresses our mails do not reach. */
  async preferences(actor: Actor): Promise<Preferences> {
    const expression = `json_build_object('chosen', (${preferencesOf}), 'undelivered', (${undelivered}))`;
    const { chosen, undelivered: addresses } = await this.db.read<{ chosen: Chosen; undelivered: Preferences['undelivered'] }>(
      actor,
      'mail-preferences',
      expression,
      [actor.personId],
    );
    return { types: typesAs(chosen), undelivered: addresses };
  }

  /** Chooses how the mails of a type come. 404 for an unknown type, 409 `notifications/always-sent` for one that can't be turned off. */
  choose(actor: Actor, type: string, choice: MailChoice): Promise<Preferences> {
    return this.db.tx(actor, async (tx) => {
      const known = noticeType(type);
      if (!known) throw kernelProblem('not-found');
      if (known.always) throw notificationProblem('always-sent', { detail: known.always });
      await tx.em.query(
        `insert into notification_preference (person_id, type, choice, changed_at) values ($1, $2, $3, $4)
         on conflict (person_id, type) do update set choice = excluded.choice, changed_at = excluded.changed_at`,
        [actor.personId, type, choice, tx.now],
      );
      return {
        types: typesAs(await readIn<Chosen>(tx, preferencesOf, [actor.personId])),
        undelivered: await readIn<Preferences['undelivered']>(tx, undelivered, [actor.personId]),
      };
    });
  }

  private rowIn(tx: Tx, actor: Actor, id: string): Promise<MessageRow | null> {
    return readIn<MessageRow | null>(tx, inboxRow, [actor.personId, id]);
  }
}

type Chosen = Readonly<Record<string, MailChoice>>;

const typesAs = (chosen: Chosen): Preferences['types'] =>
  Object.entries(noticeTypes).map(([type, { label, about, always }]) => ({
    type,
    label,
    about,
    choice: mailChoice(type as NoticeType, chosen[type]),
    canChoose: always === null,
    why: always,
  }));
