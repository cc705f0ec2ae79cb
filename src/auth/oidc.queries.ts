/** $1 id, $2 hash of the browser's cookie, $3 token, $4 secrets, $5 key, $6 address, $7 browser, $8 entrance. */
export const INSERT = `insert into eid_order
    (id, provider, purpose, mode, browser_hash, csrf_token, secrets_enc, key_id, issued_at, first_issued_at, expires_at, ip, user_agent, hint, entrance)
  values ($1, 'oidc', 'login', 'same-device', $2, $3, $4, $5, clock_timestamp(), clock_timestamp(),
    clock_timestamp() + interval '10 minutes', $6, $7, 'startad', $8)`;

/** The order that a browser ($1 hash of its cookie) may still come back with; locked, so that of two returns the second finds it taken. */
export const FIND = `select id, key_id as "keyId", secrets_enc as bytes, entrance from eid_order
  where browser_hash = $1 and provider = 'oidc' and purpose = 'login' and status = 'pending' and collect_lease_until is null and expires_at > now()
  for update`;

/** It has come back; what happens then happens once. */
export const TAKE = `update eid_order set collect_lease_until = clock_timestamp(), last_polled_at = clock_timestamp() where id = $1`;

/** The issuer has identified the person ($2). */
export const COMPLETED = `update eid_order set status = 'complete', hint = 'complete', person_id = $2, completed_at = clock_timestamp()
  where id = $1 and status = 'pending'`;

/** It came to nothing ($2 why). */
export const FAILED = `update eid_order set status = 'failed', hint = $2, completed_at = clock_timestamp() where id = $1 and status = 'pending'`;
