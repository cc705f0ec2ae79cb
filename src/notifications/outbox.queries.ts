import { cursor, instant, statusLabel } from '../kernel/sql.js';
import { BOUNCED } from './notifications.queries.js';
import { outboxStatuses } from './outbox.dto.js';

/** What the mail said is gone: it was a secret, or older than the 30 days that texts are kept, whatever became of it. */
export const ERASED = `(o.secret_until is not null or (o.payload = '{}' and o.created_at < now() - interval '30 days'))`;

/** A mail of these events. */
const isOf = (events: readonly string[]): string =>
  `o.channel = 'email' and split_part(o.event_key, ':', 1) in (${events.map((event) => `'${event}'`).join(', ')})`;

/**
 * What the mails of these events that have failed were about. `bounced` by the recipient's server for good, or `failed` for another
 * reason, as `deliveryOf` says it; asked of the failed ones only, however many have been sent.
 */
export const failedSubjects = (events: readonly string[], how: 'bounced' | 'failed'): string =>
  `select o.about from outbox o where o.status = 'failed' and o.about is not null and ${isOf(events)} and ${BOUNCED} is ${how === 'bounced' ? '' : 'not '}true`;

/** Of some things, by the ids that `among` selects, those whose mails of these events have all left; asked of all at once. */
export const sentSubjects = (events: readonly string[], among: string): string =>
  `select o.about from outbox o where o.about in (${among}) and ${isOf(events)} group by o.about having bool_and(o.status = 'sent')`;

/** One mail of the list; the recipient as "a***@kommun.se". What it was written of goes no further than to its subject. */
const row = `json_build_object('id', o.id, 'eventKey', o.event_key, 'template', o.template, 'channel', o.channel,
  'recipient', regexp_replace(o.recipient, '^(.)[^@]*', '\\1***'), 'organizationId', o.organization_id,
  'status', o.status, 'statusLabel', ${statusLabel('o.status', outboxStatuses)}, 'attempts', o.attempts, 'lastError', o.last_error, 'erased', ${ERASED}, 'payload', o.payload,
  'createdAt', ${instant('o.created_at')}, 'sentAt', ${instant('o.sent_at')},
  'nextAttemptAt', case when o.status in ('pending', 'sending') then ${instant('o.next_attempt_at')} end)`;

/** $1 = id. */
export const outboxRow = `select ${row} from outbox o where o.id = $1`;

/** Newest first (ids grow with time), as `{rows, next}`. $1 statuses, $2 limit, $3 the last id seen or null. */
export const outboxPage = `select json_build_object('rows', coalesce(json_agg(q.r order by q.n) filter (where q.n <= $2::int), '[]'),
    'next', case when count(*) > $2::int then max(${cursor('newest', '0', 'q.id')}) filter (where q.n = $2::int) end) from (
    select o.id, row_number() over (order by o.id desc) as n, ${row} as r from outbox o
    where o.status = any($1::text[]) and ($3::uuid is null or o.id < $3::uuid) order by o.id desc limit $2::int + 1) q`;
