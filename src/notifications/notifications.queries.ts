import { cursor, instant, statusLabel } from '../kernel/sql.js';
import { noticeTypes } from './notice-types.js';
import { ADDRESS_AT_FAULT } from './smtp.policy.js';

/** A mail server said that the recipient's address is at fault, at once or in a message afterwards. */
export const BOUNCED = `(o.status = 'failed' and (o.last_error = 'DSN' or o.last_error ~ '${ADDRESS_AT_FAULT}'))`;

/** How the mail of an event stands, as far as we can know: what its recipient's server took may still not be read. */
export const deliveries = ['waiting', 'sent', 'bounced', 'failed'] as const;
export type DeliveryState = (typeof deliveries)[number];

/**
 * How the mail of an event with one recipient stands: `bounced` when the recipient's server refused it for good, `failed` when it could not
 * be sent for another reason; null when there is none (any more), or it was no longer wanted. `eventKey` is an SQL expression, and so is
 * `address` when only a mail to it counts, since another stands there now or the event was told elsewhere too.
 */
export const deliveryOf = (
  eventKey: string,
  address = 'o.recipient',
): string => `(select case when ${BOUNCED} then 'bounced' when o.status = 'sent' then 'sent'
    when o.status in ('pending', 'sending') then 'waiting' when o.status <> 'withdrawn' then 'failed' end from outbox o where o.event_key = ${eventKey} and o.channel = 'email'
      and lower(o.recipient) = lower(${address}) limit 1)`;

/** The addresses that the letters of an event by a template were laid out for, oldest first. $1 event key, $2 template. */
export const RECIPIENTS = `coalesce((select json_agg(o.recipient order by o.id) from outbox o
  where o.event_key = $1 and o.channel = 'email' and o.template = $2), '[]')`;

/** Erase what was told about something, found by their indexes. $1 organisation, $2 the id of what it was, $3 what a message says instead. */
export const FORGET_MESSAGES = 'update notification set body = $3 where organization_id = $1 and about = $2';
/** The same of letters that do not wait to be sent; $3 is the address that is to be forgotten too. */
export const FORGET_LETTERS = `update outbox set payload = '{}', recipient = case when lower(recipient) = lower($3) then 'raderad' else recipient end
  where organization_id = $1 and about = $2 and status not in ('pending', 'sending')`;

/** Has a person been told of an event? Both are SQL expressions. */
export const isTold = (eventKey: string, person: string): string =>
  `exists (select from notification n where n.event_key = ${eventKey} and n.person_id = ${person})`;

/** What a person has chosen for a type: $1 person, $2 type. */
export const preferenceOf = 'select choice from notification_preference where person_id = $1 and type = $2';

/** Everything a person has chosen, by type: $1 person. */
export const preferencesOf = `select coalesce(json_object_agg(type, choice), '{}') from notification_preference where person_id = $1`;

/**
 * The mail went to an address that still is its person's: an organisation's as long as it stands in the membership, since the notice to an
 * address that has been left may well bounce. What concerns no organisation went to the person's own.
 */
export const STILL_REACHED = `(o.organization_id is null or exists (select from membership m where m.person_id = o.person_id
  and m.organization_id = o.organization_id and m.status <> 'ended' and lower(m.email) = lower(o.recipient)))`;

/** Did the latest mail from an organisation to a member not reach the address that stands there now? `m` is the membership's alias. */
export const isUnreached = (m: string): string => `coalesce((select ${BOUNCED} from outbox o
  where o.person_id = ${m}.person_id and o.organization_id = ${m}.organization_id and lower(o.recipient) = lower(${m}.email)
    and o.channel = 'email' and o.secret_until is null and o.status in ('sent', 'failed') order by o.id desc limit 1), false)`;

/** Addresses that the person's latest mail did not reach, but for what was sealed: those are being verified, or left. $1 person. */
export const undelivered = `select coalesce(json_agg(json_build_object('address', q.recipient, 'at', ${instant('q.created_at')})
  order by q.recipient), '[]') from (
    select distinct on (o.recipient) o.recipient, o.created_at, ${BOUNCED} as bounced from outbox o
    where o.person_id = $1 and o.channel = 'email' and o.secret_until is null and o.status in ('sent', 'failed') and ${STILL_REACHED}
    order by o.recipient, o.id desc) q where q.bounced`;

/** One's own for the organisation one acts for: row-level security says which those are. */
const MINE = 'n.person_id = $1';

/** How many are unread: $1 person. */
export const unreadCount = `select count(*)::int from notification n where ${MINE} and n.read_at is null`;

const labels = Object.fromEntries(Object.entries(noticeTypes).map(([name, { label }]) => [name, label]));
const row = `json_build_object('id', n.id, 'type', n.type, 'typeLabel', coalesce(${statusLabel('n.type', labels)}, n.type), 'title', n.title,
  'text', n.body, 'path', n.path, 'createdAt', ${instant('n.created_at')}, 'readAt', ${instant('n.read_at')})`;

/** $1 person, $2 id. */
export const inboxRow = `select ${row} from notification n where ${MINE} and n.id = $2`;

/**
 * A message that a page has shown, or could have: its transaction had been committed by then. Ids and times are drawn earlier, so they don't tell.
 * A number that no transaction has had yet came with a restored backup. $2 = the page's `seen`.
 */
export const SEEN = `(n.written_in is null or pg_visible_in_snapshot(n.written_in, $2::pg_snapshot)
  or n.written_in >= pg_snapshot_xmax(pg_current_snapshot()))`;

/** Newest first (ids grow with time), as `{rows, next, unread, seen}`. $1 person, $2 limit, $3 the last id seen or null, $4 only unread. */
export const inboxPage = `select json_build_object('rows', coalesce(json_agg(q.r order by q.n) filter (where q.n <= $2::int), '[]'),
    'next', case when count(*) > $2::int then max(${cursor('newest', '0', 'q.id')}) filter (where q.n = $2::int) end, 'unread', (${unreadCount}),
    'seen', pg_current_snapshot()::text) from (
    select n.id, row_number() over (order by n.id desc) as n, ${row} as r from notification n
    where ${MINE} and ($3::uuid is null or n.id < $3::uuid) and (not $4::boolean or n.read_at is null) order by n.id desc limit $2::int + 1) q`;
