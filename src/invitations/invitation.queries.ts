import { roleLabels } from '../kernel/access.js';
import { cursor, instant, statusLabel } from '../kernel/sql.js';
import { isSeenInvitation, isSeenMember, standing } from '../memberships/index.js';
import { deliveryOf, failedSubjects, sentSubjects } from '../notifications/index.js';
import { invitationLifecycle } from './invitation.lifecycle.js';

/** The status that counts: an open invitation whose last day has passed has expired, whether or not a job has said so. */
export const STATUS_NOW = (i: string): string =>
  `invitation_status(${i}.status, ${i}.valid_through, ${i}.confirm_through, clock_timestamp())`;

/** An open invitation whose last day, to sign or to confirm, has passed, whether or not a job has said so. */
export const OVERDUE = `status in ('skickad', 'vantar_pa_bekraftelse') and not day_is_left(coalesce(confirm_through, valid_through), clock_timestamp())`;

/** Has the one who was invited become a member there, whichever way: known by the signature, the personnummer or, where none was given, the address? In every scope. */
export const HAS_JOINED = (i: string): string => `exists (select from joined_as(${i}.id) j where j.status <> 'ended')`;

/** Has the one whom it concerns now? By a signature that waits only the signer, and else whoever was invited (decision 27). */
export const HAS_COME = (i: string): string => `exists (select from joined_as(${i}.id) j
    where j.status <> 'ended' and j.person_id = coalesce(${i}.accepted_by, j.person_id))`;

/** An open invitation of somebody who has joined all the same. */
export const JOINED = `status in ('skickad', 'vantar_pa_bekraftelse') and ${HAS_COME('invitation')}`;

/** Was a person a member there who has been ended since the invitation was sent? Then it is not the word of those who ended. */
const WAS_ENDED = (i: string, person: string): string => `exists (select from membership e where e.organization_id = ${i}.organization_id
    and e.person_id = ${person} and e.status = 'ended' and e.ended_at > ${i}.sent_at)`;

/** How the one who signs the invitation $1, the person $2, stands in the organisation. */
export const signerStands = `select json_build_object('ended', ${WAS_ENDED('i', '$2')}, 'status', (select m.status from membership m
    where m.person_id = $2 and m.organization_id = i.organization_id and m.status <> 'ended')) from invitation i where i.id = $1`;

/** A right whose last day has not passed. */
const LASTS = `(r ->> 'validTo' is null or day_is_left((r ->> 'validTo')::date, clock_timestamp()))`;

/** The roles of an invitation with their names. */
const ROLES = (
  i: string,
  which = 'true',
): string => `(select coalesce(json_agg(json_build_object('role', r ->> 'role', 'validTo', r ->> 'validTo', 'departmentId', r ->> 'departmentId',
    'department', (select d.name from department d where d.id = (r ->> 'departmentId')::uuid), 'label', ${statusLabel(`r ->> 'role'`, roleLabels)})), '[]') from jsonb_array_elements(${i}.roles) r where ${which})`;

/** How the invitation's own mail stands, and how the reminder does. */
const LETTER = (i: string): string => deliveryOf(`'invitation.send:' || ${i}.id`);
const REMINDER = (i: string): string => deliveryOf(`'invitation.remind:' || ${i}.id`);
const LETTERS = ['invitation.send', 'invitation.remind'];
/** The day-10 reminder leaves at 07:00 in Stockholm (mail 2, §12). */
export const REMIND_AT = `((valid_through - 4 + time '07:00') at time zone 'Europe/Stockholm')`;
const AWAITED = `status = 'skickad' and bounced_at is null`;
/** That time has come, nobody has signed or come in another way, the organisation is there and the first letter did not come back. */
export const FORGOTTEN = `${AWAITED} and reminded_at is null and day_is_left(valid_through, clock_timestamp()) and clock_timestamp() >= ${REMIND_AT}
  and not ${HAS_JOINED('invitation')} and exists (select from organization o where o.id = invitation.organization_id and o.status = 'active')`;
/** A signature waits, the last day to confirm it is four days away at 07:00, and the administrators have been asked only once. */
export const UNANSWERED = `status = 'vantar_pa_bekraftelse' and confirm_reminded_at is null and day_is_left(confirm_through, clock_timestamp())
  and clock_timestamp() >= ((confirm_through - 4 + time '07:00') at time zone 'Europe/Stockholm')
  and exists (select from organization o where o.id = invitation.organization_id and o.status = 'active')`;
/** A mail of the invitation was refused by the recipient's server for good, and nobody has been told (V2). */
export const BOUNCED = `${AWAITED} and id in (${failedSubjects(LETTERS, 'bounced')})`;
/** A mail of the invitation could not be sent for a reason that is not the address, and nobody has been told. */
export const UNSENT = `${AWAITED} and id in (${failedSubjects(LETTERS, 'failed')})`;
const UNDELIVERED = (i: string): string => `${i}.status = 'skickad' and ${i}.bounced_at is not null`;
/** What nobody should worry about any longer: a mail that had failed was run again, and all have left. */
export const RECOVERED = `${UNDELIVERED('invitation')} and id in (${sentSubjects(LETTERS, `select b.id from invitation b where ${UNDELIVERED('b')}`)})`;

/** A right `r` of the invitation `i` in a department that is not there to be given in. */
const IN_CLOSED = (i: string): string => `(r ->> 'departmentId' is not null and not exists (select from department d
    join organization o on o.id = d.organization_id and o.departments_enabled
    where d.id = (r ->> 'departmentId')::uuid and d.organization_id = ${i}.organization_id and d.active))`;
const SOME_RIGHT = (i: string, which: string): string => `exists (select from jsonb_array_elements(${i}.roles) r where ${which})`;

/** The problem that sending `i` again would meet, whoever does it; null when none. */
const RESEND_OBSTACLE = (i: string): string => `case
    when exists (select from invitation r where r.resend_of = ${i}.id) then 'invitations/not-resendable'
    when ${HAS_JOINED(i)} then 'invitations/already-member'
    when exists (select from invitation r where r.organization_id = ${i}.organization_id and r.id <> ${i}.id and lower(r.email) = lower(${i}.email)
      and r.status in ('skickad', 'vantar_pa_bekraftelse') and ${STATUS_NOW('r')} <> 'utgangen') then 'invitations/already-invited'
    when ${SOME_RIGHT(i, `not ${LASTS} or ${IN_CLOSED(i)}`)} then 'invitations/outdated' end`;
/** The problem that confirming `i` would meet, whoever does it; null when none. */
const CONFIRM_OBSTACLE = (i: string): string => `case
    when ${i}.roles <> '[]' and not ${SOME_RIGHT(i, LASTS)} then 'invitations/rights-ended'
    when ${SOME_RIGHT(i, `${LASTS} and r ->> 'role' = 'handledare'`)} and not may_supervise(${i}.accepted_by) then 'users/qualification-needed'
    when ${SOME_RIGHT(i, `${LASTS} and ${IN_CLOSED(i)}`)} then 'users/department-closed' end`;

const ROW = `json_build_object('id', i.id, 'email', i.email, 'name', i.name, 'phone', i.phone, 'title', i.title, 'roles', ${ROLES('i')},
  'forOnePerson', i.identifier_lookup is not null, 'status', s.status, 'statusLabel', ${statusLabel('s.status', invitationLifecycle.statuses)},
  'letter', ${LETTER('i')}, 'reminder', ${REMINDER('i')},
  'sentAt', ${instant('i.sent_at')}, 'validThrough', i.valid_through, 'invitedBy', p.display_name, 'signedName', i.signed_name, 'unbacked', i.unbacked,
  'wasEnded', s.status = 'vantar_pa_bekraftelse' and ${WAS_ENDED('i', 'i.accepted_by')},
  'confirmThrough', case when s.status = 'vantar_pa_bekraftelse' then i.confirm_through end,
  'renewalAskedAt', ${instant('i.renewal_asked_at')}, 'erased', i.erased_at is not null, 'version', i.version,
  'obstacle', case when i.erased_at is not null then null when s.status = 'vantar_pa_bekraftelse' then ${CONFIRM_OBSTACLE('i')}
    when s.status in ('skickad', 'utgangen', 'aterkallad') then ${RESEND_OBSTACLE('i')} end,
  'today', (clock_timestamp() at time zone 'Europe/Stockholm')::date,
  'inviter', case when s.status = 'vantar_pa_bekraftelse' then (${standing('i.invited_by', 'i.organization_id')}) end)`;

const FROM = `invitation i join person p on p.id = i.invited_by cross join lateral (select ${STATUS_NOW('i')} as status) s`;

/** What the one who asks holds, and for how long. $1 person, $2 organisation. */
export const ownStanding = standing('$1', '$2');

/** $1 = id, $2–$4 = what one sees. */
export const invitationRow = `select ${ROW} from ${FROM} where i.id = $1 and ${isSeenInvitation('i', 2)}`;

/** Newest first (ids grow with time), without those that were sent again. $1 organisation, $2 limit, $3 the last id seen or null, $4–$6 what one sees. */
export const invitationPage = `select json_build_object('rows', coalesce(json_agg(q.r order by q.n) filter (where q.n <= $2::int), '[]'),
    'next', case when count(*) > $2::int then max(${cursor('newest', '0', 'q.id')}) filter (where q.n = $2::int) end) from (
    select i.id, row_number() over (order by i.id desc) as n, ${ROW} as r from ${FROM}
    where i.organization_id = $1 and ($3::uuid is null or i.id < $3::uuid) and ${isSeenInvitation('i', 4)}
      and not exists (select from invitation later where later.resend_of = i.id)
    order by i.id desc limit $2::int + 1) q`;

/** What is known of an e-mail address in one organisation: $1 the organisation, $2 the address. Both sides are always looked at. */
export const lookUp = `select json_build_object(
    'member', exists (select from membership m where m.organization_id = $1 and lower(m.email) = lower($2) and m.status <> 'ended'),
    'invitationId', (select i.id from invitation i where i.organization_id = $1 and lower(i.email) = lower($2)
      and i.status in ('skickad', 'vantar_pa_bekraftelse') and ${STATUS_NOW('i')} <> 'utgangen'))`;

/** The user behind an e-mail address, when the caller sees him or her; one if there are several. $1 organisation, $2 address, $3–$5 what one sees. */
export const memberByEmail = `select m.id from membership m where m.organization_id = $1 and lower(m.email) = lower($2) and m.status <> 'ended'
    and ${isSeenMember('m', 3)} order by m.id limit 1`;

/** Those of several addresses ($2, lower case) that are members' or invited in the organisation $1, or have been written to `most` times today. */
export const takenAddresses = (most: number): string => `select json_build_object(
    'members', coalesce((select json_agg(lower(m.email)) from membership m where m.organization_id = $1 and lower(m.email) = any($2::text[])
      and m.status <> 'ended'), '[]'),
    'invited', coalesce((select json_agg(lower(i.email)) from invitation i where i.organization_id = $1 and lower(i.email) = any($2::text[])
      and i.status in ('skickad', 'vantar_pa_bekraftelse') and ${STATUS_NOW('i')} <> 'utgangen'), '[]'),
    'often', coalesce((select json_agg(a.email) from unnest($2::text[]) a(email) where (${sentToday} and lower(invitation.email) = a.email) >= ${most}), '[]'))`;

/** How many invitations the organisation $1 has sent today, in Stockholm. */
export const sentToday = `select count(*)::int from invitation where organization_id = $1
    and sent_at >= date_trunc('day', clock_timestamp() at time zone 'Europe/Stockholm') at time zone 'Europe/Stockholm'`;

/** How many of them to the address $2. */
export const sentTodayTo = `${sentToday} and lower(email) = lower($2)`;

/**
 * The invitation behind a link, for the page and for what is signed, with the rights that have not ended; none once the invited person is
 * erased. $1 hash of the token.
 */
export const linkByToken = `select json_build_object('id', i.id, 'status', s.status, 'organization', o.name, 'orgNumber', o.org_number,
    'organizationId', o.id, 'invitedBy', p.display_name, 'roles', ${ROLES('i', LASTS)},
    'rightsEnded', i.roles <> '[]' and not exists (select from jsonb_array_elements(i.roles) r where ${LASTS}), 'validThrough', i.valid_through, 'confirmThrough', i.confirm_through,
    'closed', o.status <> 'active', 'replaced', exists (select from invitation r where r.organization_id = i.organization_id and r.id > i.id
      and (r.resend_of = i.id or lower(r.email) = lower(i.email)) and ${STATUS_NOW('r')} in ('skickad', 'vantar_pa_bekraftelse', 'accepterad')))
  from ${FROM} join organization o on o.id = i.organization_id where i.token_hash = $1 and i.erased_at is null`;

/** The latest invitation to an address. $1 the organisation, $2 the address. */
export const latestTo = `select i.id from invitation i where i.organization_id = $1 and lower(i.email) = lower($2) order by i.id desc limit 1`;

/** Notes that a new invitation is asked for instead of $1, unless it was today or three times, it has not gone out, or its person has joined. */
export const askAnew = `update invitation i set renewal_asked_at = now(), renewals_asked = renewals_asked + 1, version = version + 1
  where i.id = $1 and i.renewals_asked < 3 and coalesce(i.renewal_asked_at < now() - interval '24 hours', true)
    and ${STATUS_NOW('i')} = 'utgangen' and not ${HAS_JOINED('i')} returning i.id`;

/** The letter behind a web view, as long as the invitation is open. $1 hash of the web view's token. */
export const letterByToken = `select json_build_object('id', i.id, 'organization', o.name, 'validThrough', i.valid_through)
  from ${FROM} join organization o on o.id = i.organization_id where i.web_view_token_hash = $1 and s.status = 'skickad'`;

/** Milliseconds until the job that closes the invitation $1: five minutes into the day after the last one, in Stockholm. */
export const msToExpiry = `select greatest(0, ceil(extract(epoch from
    (coalesce(confirm_through, valid_through) + 1 + time '00:05') at time zone 'Europe/Stockholm' - clock_timestamp()) * 1000))::bigint::float8
  from invitation where id = $1`;

/** Can the invitation $1 no longer be accepted, so that a letter about it would only mislead? */
export const isOver = `exists (select from ${FROM} join organization o on o.id = i.organization_id
  where i.id = $1 and (s.status <> 'skickad' or o.status <> 'active'))`;

/** What keeps the person $1 from acting for an organisation that knows him or her: suspended there, or signed and not confirmed (V3b). */
export const OBSTACLES = `select json_build_object(
    'suspended', coalesce((select json_agg(json_build_object('organization', o.name) order by o.name collate "sv-x-icu", o.id)
      from membership m join organization o on o.id = m.organization_id and o.status = 'active' where m.person_id = $1 and m.status = 'suspended'), '[]'),
    'unconfirmed', coalesce((select json_agg(json_build_object('organization', o.name, 'confirmThrough', i.confirm_through) order by i.id)
      from invitation i join organization o on o.id = i.organization_id and o.status = 'active'
      where i.accepted_by = $1 and i.status = 'vantar_pa_bekraftelse' and ${STATUS_NOW('i')} <> 'utgangen'), '[]'))`;
