const ms = (since: string): string => `floor(extract(epoch from clock_timestamp() - ${since}) * 1000)::bigint`;

const ROW = (
  e: string,
): string => `json_build_object('id', ${e}.id, 'provider', ${e}.provider, 'purpose', ${e}.purpose, 'entrance', ${e}.entrance, 'csrfToken', ${e}.csrf_token, 'status', ${e}.status, 'hint', ${e}.hint,
  'mode', ${e}.mode, 'attempt', ${e}.attempt, 'ageMs', ${ms(`${e}.issued_at`)}, 'totalMs', ${ms(`${e}.first_issued_at`)},
  'silentMs', ${ms(`coalesce(${e}.last_collect_at, ${e}.issued_at)`)}, 'keyId', ${e}.key_id, 'secrets', encode(${e}.secrets_enc, 'base64'),
  'requestKeyId', ${e}.request_key_id, 'request', encode(${e}.request_enc, 'base64'),
  'personId', ${e}.person_id, 'awaitsReturn', ${e}.return_hash is not null and ${e}.returned_at is null, 'ip', ${e}.ip, 'userAgent', ${e}.user_agent, 'deviceIdentifier', ${e}.device_identifier)`;

/** $1 id, $2 hash of the browser's cookie: an order is worth nothing without the browser that started it. $3 the provider, or null for any. $4 the purpose. */
export const FIND = `select ${ROW('e')} from eid_order e where e.id = $1 and e.browser_hash = $2 and e.purpose = $4 and e.expires_at > now()
  and ($3::text is null or e.provider = $3)`;

export const INSERT = `insert into eid_order (id, provider, mode, browser_hash, csrf_token, secrets_enc, key_id, issued_at, first_issued_at, expires_at, ip, user_agent, hint,
    purpose, request_enc, request_key_id, device_identifier, entrance, return_hash)
  values ($1, $9, $2, $3, $4, $5, $6, clock_timestamp(), clock_timestamp(), clock_timestamp() + interval '10 minutes', $7, $8, $10, $11, $12, $13, $14, $15, $16)`;

/**
 * Notes the poll and takes the right to ask the provider, if nobody has it: one collector an order. The lease outlives the longest call,
 * and after a call it is what keeps the next one at the provider's pace.
 */
export const CLAIM = `update eid_order e set last_polled_at = clock_timestamp(),
    collect_lease_until = case when e.collect_lease_until > clock_timestamp() then e.collect_lease_until else clock_timestamp() + interval '15 seconds' end
  where id = $1 and status = 'pending'
  returning ${ROW('new')} as "row", (new.collect_lease_until is distinct from old.collect_lease_until) as claimed`;

const STILL = `where id = $1 and status = 'pending' and attempt = $2`;
/** $3 seconds to the next call. */
const AFTER_CALL = `collect_lease_until = clock_timestamp() + make_interval(secs => $3)`;

/** The provider answered: the order goes on ($4 the hint). */
export const GOES_ON = `update eid_order e set hint = $4, last_collect_at = clock_timestamp(), ${AFTER_CALL} ${STILL} returning ${ROW('new')} as "row"`;

/** The provider did not answer: nothing is known but that the next call has to wait. */
export const NO_ANSWER = `update eid_order e set ${AFTER_CALL} ${STILL} returning ${ROW('new')} as "row"`;

/** The order has failed ($3 the hint). */
export const FAILED = `update eid_order e set status = 'failed', hint = $3, completed_at = clock_timestamp() ${STILL} returning ${ROW('new')} as "row"`;

/** The provider has identified the person ($3; $4 the hint). */
export const COMPLETED = `update eid_order e set status = 'complete', hint = $4, person_id = $3, completed_at = clock_timestamp() ${STILL}
  returning ${ROW('new')} as "row"`;

/** A new order at the provider under the same id: $4 the hint, $5 secrets, $6 key. */
export const RESTARTED = `update eid_order e set attempt = attempt + 1, secrets_enc = $5, key_id = $6, issued_at = clock_timestamp(),
    hint = $4, last_collect_at = null, ${AFTER_CALL} ${STILL} returning ${ROW('new')} as "row"`;

export const CANCEL = `update eid_order e set status = 'cancelled', hint = 'userCancel', completed_at = clock_timestamp() where id = $1 and status = 'pending'
  returning ${ROW('new')} as "row"`;

/** Every pending order of a browser ($1 hash of its cookie). One at the OpenID Connect issuer has nobody to tell and ends by itself. */
export const CANCEL_OTHERS = `update eid_order e set status = 'cancelled', hint = 'cancelled', completed_at = clock_timestamp()
  where browser_hash = $1 and status = 'pending' and provider <> 'oidc' returning ${ROW('new')} as "row"`;

/** Orders whose browser has gone: a minute without a poll, three on the same device, where the app stops the browser's clock. */
export const CANCEL_ABANDONED = `update eid_order e set status = 'cancelled', hint = 'cancelled', completed_at = clock_timestamp()
  where id in (select id from eid_order where status = 'pending' and provider <> 'oidc'
      and last_polled_at < now() - case mode when 'qr' then interval '60 seconds' else interval '180 seconds' end
    order by id limit 200 for update skip locked)
  returning ${ROW('new')} as "row"`;

/** The app has led somebody back to this browser ($1 hash of its cookie) with the order's own word ($2 its hash): a row the first time, none after that. */
export const RETURNED = `update eid_order e set returned_at = clock_timestamp(), last_polled_at = clock_timestamp()
  where browser_hash = $1 and return_hash = $2 and purpose = 'login' and status in ('pending', 'complete') and returned_at is null and expires_at > now()
  returning ${ROW('new')} as "row"`;

/** The one use of a completed log-in: a row the first time, none after that. */
export const CONSUME = `update eid_order set consumed_at = now() where id = $1 and purpose = 'login' and status = 'complete' and consumed_at is null and expires_at > now()
    and (return_hash is null or returned_at is not null)
  returning completed_at as "completedAt", provider`;
