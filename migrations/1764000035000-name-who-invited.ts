import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The view of 1764000032000, with what it ends its list of columns by. */
const view = (more: string): string => `
      create or replace view invited_user with (security_invoker = true) as
        select i.id, i.organization_id, i.name, i.email, i.phone, i.title, i.roles, i.sent_at,
          case s.now when 'skickad' then 'invited' when 'vantar_pa_bekraftelse' then 'awaiting' else 'expired' end as status${more}
        from (
          select id, organization_id, name, email, phone, title, roles, status, sent_at, valid_through, confirm_through, accepted_by, invited_by,
            row_number() over (partition by organization_id, lower(email) order by id desc) = 1 as is_latest
          from invitation where erased_at is null) i
        cross join lateral (select invitation_status(i.status, i.valid_through, i.confirm_through, clock_timestamp()) as now) s
        where i.status in ('skickad', 'vantar_pa_bekraftelse', 'utgangen')
          and not exists (select from invitation later where later.resend_of = i.id)
          and (s.now <> 'utgangen' or (i.is_latest and not exists (select from membership m where m.organization_id = i.organization_id
            and (lower(m.email) = lower(i.email) or m.person_id = i.accepted_by) and (m.status <> 'ended' or m.created_at > i.sent_at))));
      comment on view invited_user is 'who has an open invitation, or one that nobody answered in time and no invitation or membership has followed; read by the list of users';`;

/** Whoever ends a user is shown the invitations that the user has sent and that still count (§8.6). */
export class NameWhoInvited1764000035000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(view(', i.invited_by'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop view invited_user; ${view('')} grant select on invited_user to minasidor_app;`);
  }
}
