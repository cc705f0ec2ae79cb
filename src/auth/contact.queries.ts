import { instant } from '../kernel/sql.js';

/** How the sending of a code goes, out of the outbox; `delayed` has been tried without the server taking it. */
const DELIVERY = `(select case when o.status in ('pending', 'sending') then case when o.last_error is null then 'waiting' else 'delayed' end
    when o.status = 'sent' then coalesce(o.delivery, 'sent') else o.status end
  from outbox o where o.event_key = 'contact.code:' || v.id)`;

const seconds = (until: string): string => `greatest(0, ceil(extract(epoch from ${until} - now())))::int`;

/**
 * A person's contact points, still sealed, and what is on its way to become one: shown for an hour after the last code, and while it is
 * locked. $1 the person. Waits are in seconds, by the database's clock.
 */
export const CONTACT_POINTS = `select json_build_object('language', p.language, 'points', coalesce((
    select json_agg(json_build_object('id', c.id, 'kind', c.kind, 'status', c.status, 'keyId', c.key_id, 'sealed', encode(c.value_enc, 'base64'),
      'lookup', encode(c.lookup, 'hex'), 'verifiedAt', ${instant('c.verified_at')}, 'delivery', coalesce(${DELIVERY}, 'waiting'),
      'expiresIn', case when v.ended_at is null then ${seconds('v.expires_at')} else 0 end, 'resendIn', ${seconds(`v.sent_at + interval '60 seconds'`)},
      'triesLeft', 5 - v.attempts, 'lockedFor', ${seconds('c.locked_until')}) order by c.created_at)
    from contact_point c left join lateral (select * from verification_code x where x.contact_point_id = c.id order by x.sent_at desc limit 1) v on true
    where c.person_id = p.id and (c.status = 'verifierad' or (c.status = 'kod_skickad' and v.sent_at > now() - interval '1 hour')
      or (c.status = 'last' and c.locked_until > now()))), '[]'))
  from person p where p.id = $1`;

/** Where a person is reached, still sealed. $1 the person. */
export const VERIFIED = `select json_build_object('language', p.language, 'points', coalesce((
    select json_agg(json_build_object('kind', c.kind, 'keyId', c.key_id, 'sealed', encode(c.value_enc, 'base64'), 'lookup', encode(c.lookup, 'hex')))
    from contact_point c where c.person_id = p.id and c.status = 'verifierad'), '[]'))
  from person p where p.id = $1`;
