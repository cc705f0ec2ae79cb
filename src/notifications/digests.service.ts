import { Injectable } from '@nestjs/common';
import { Db, readIn, type Tx } from '../kernel/db.js';
import { oneByOne } from '../kernel/one-by-one.js';
import { instant } from '../kernel/sql.js';
import { dailySummary } from './digest.mail.js';
import { type MailChoice, mailChoice, type NoticeType, noticeTypes } from './notice-types.js';
import { Notifications } from './notifications.service.js';
import { preferencesOf } from './notifications.queries.js';

const SYSTEM = { kind: 'system' } as const;
const SHOWN_ITEMS = 20;
const STOCKHOLM = `'Europe/Stockholm'`;

/** A person who has something to be summed up, for one organisation, and the day whose summary it is. */
interface Due {
  personId: string;
  organizationId: string | null;
  day: string;
  /** 07:00 in Stockholm that day: what came later waits for the next one. */
  until: string;
}

/** A suspended user is not reached, and may come back: what was told meanwhile waits. Both are SQL expressions. */
const isSuspended = (person: string, organization: string): string =>
  `exists (select from membership m where m.person_id = ${person} and m.organization_id = ${organization} and m.status = 'suspended')`;

/** Everybody who waits for the summary of the latest 07:00 that has passed and has not got it. */
const due = `with latest as (select d.day, (d.day + time '07:00') at time zone ${STOCKHOLM} as at
    from (select (now() at time zone ${STOCKHOLM} - interval '7 hours')::date as day) d)
  select coalesce(json_agg(json_build_object('personId', q.person_id, 'organizationId', q.organization_id, 'day', q.day, 'until', ${instant('q.at')})), '[]')
  from (select distinct n.person_id, n.organization_id, l.day, l.at from notification n, latest l
    where n.mail = 'daily' and n.summed_up_at is null and n.created_at < l.at and not ${isSuspended('n.person_id', 'n.organization_id')}
      and not exists (select from outbox o where o.event_key = 'summary:' || n.person_id || ':' || coalesce(n.organization_id::text, '-') || ':' || l.day) limit 1000) q`;

/** Where the person is reached for an organisation today: nowhere when the membership has ended. $1 person, $2 organisation. */
const addressNow = `select json_build_object('email', m.email, 'organization', o.name) from membership m
  join organization o on o.id = m.organization_id and o.status = 'active' join person p on p.id = m.person_id and p.status = 'active'
  where m.person_id = $1 and m.organization_id = $2 and m.status = 'active'`;

/** What is to be summed up, oldest first. $1 person, $2 organisation or null, $3 until when. */
const waiting = `select coalesce(json_agg(json_build_object('id', id, 'type', type, 'title', title, 'text', body, 'unread', read_at is null) order by id), '[]')
  from notification where person_id = $1 and organization_id is not distinct from $2 and mail = 'daily' and summed_up_at is null and created_at < $3
  and not ${isSuspended('$1', '$2')}`;

/** The daily summary: one mail a person, organisation and day, of what nobody has read meanwhile; never of two organisations in one mail. */
@Injectable()
export class Digests {
  constructor(
    private readonly db: Db,
    private readonly notifications: Notifications,
  ) {}

  /** Writes every summary that is due, also those of a 07:00 when no worker ran, past those that can't be written. Done twice, or by two workers, it is done once. */
  async sendDue(): Promise<void> {
    const all = await this.db.read<Due[]>(SYSTEM, 'summaries-due', due);
    await oneByOne(
      'daily-summary',
      all,
      ({ personId }) => personId,
      (one) => this.db.tx(SYSTEM, (tx) => this.send(tx, one)),
    );
  }

  /** No more summaries for this person: every type that came in them comes as a message only. */
  async stop(personId: string): Promise<void> {
    await this.db.tx(SYSTEM, async (tx) => {
      const chosen = await readIn<Readonly<Record<string, MailChoice>>>(tx, preferencesOf, [personId]);
      const daily = Object.keys(noticeTypes).filter((type) => mailChoice(type as NoticeType, chosen[type]) === 'daily');
      await tx.em.query(
        `insert into notification_preference (person_id, type, choice, changed_at)
         select p.id, t.type, 'off', $3 from person p, unnest($2::text[]) as t (type) where p.id = $1
         on conflict (person_id, type) do update set choice = 'off', changed_at = excluded.changed_at`,
        [personId, daily, tx.now],
      );
    });
  }

  private async send(tx: Tx, { personId, organizationId, day, until }: Due): Promise<void> {
    const eventKey = `summary:${personId}:${organizationId ?? '-'}:${day}`;
    await tx.em.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [eventKey]);
    if (await readIn<boolean>(tx, 'exists (select from outbox where event_key = $1)', [eventKey])) return;
    const all = await readIn<{ id: string; type: NoticeType; title: string; text: string; unread: boolean }[]>(tx, waiting, [
      personId,
      organizationId,
      until,
    ]);
    await tx.em.query('update notification set summed_up_at = $2 where id = any($1)', [all.map(({ id }) => id), tx.now]);
    const chosen = await readIn<Readonly<Record<string, MailChoice>>>(tx, preferencesOf, [personId]);
    const news = all.filter(({ type, unread }) => unread && mailChoice(type, chosen[type]) !== 'off');
    const reach =
      organizationId && (await readIn<{ email: string; organization: string } | null>(tx, addressNow, [personId, organizationId]));
    if (!reach || news.length === 0) return;
    const items = news.slice(0, SHOWN_ITEMS).map(({ title, text }) => ({ title, text }));
    const summary = dailySummary({ organization: reach.organization, count: news.length, items });
    await this.notifications.send(tx, { eventKey, to: reach.email, organizationId, personId, ...summary });
  }
}
