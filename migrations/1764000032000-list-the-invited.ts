import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The list of users shows also who is invited and whose invitation has gone out (A19). The view says who that is, and the function what
 * an invitation's status is at a moment, whether or not a job has said so.
 */
export class ListTheInvited1764000032000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function invitation_status(status text, valid_through date, confirm_through date, at timestamptz) returns text
        language sql immutable parallel safe as $$ select case
          when status = 'skickad' and not day_is_left(valid_through, at) then 'utgangen'
          when status = 'vantar_pa_bekraftelse' and not day_is_left(confirm_through, at) then 'utgangen'
          else status end $$;

      create view invited_user with (security_invoker = true) as
        select i.id, i.organization_id, i.name, i.email, i.phone, i.title, i.roles, i.sent_at,
          case s.now when 'skickad' then 'invited' when 'vantar_pa_bekraftelse' then 'awaiting' else 'expired' end as status
        from (
          select id, organization_id, name, email, phone, title, roles, status, sent_at, valid_through, confirm_through, accepted_by,
            row_number() over (partition by organization_id, lower(email) order by id desc) = 1 as is_latest
          from invitation where erased_at is null) i
        cross join lateral (select invitation_status(i.status, i.valid_through, i.confirm_through, clock_timestamp()) as now) s
        where i.status in ('skickad', 'vantar_pa_bekraftelse', 'utgangen')
          and not exists (select from invitation later where later.resend_of = i.id)
          and (s.now <> 'utgangen' or (i.is_latest and not exists (select from membership m where m.organization_id = i.organization_id
            and (lower(m.email) = lower(i.email) or m.person_id = i.accepted_by) and (m.status <> 'ended' or m.created_at > i.sent_at))));
      comment on view invited_user is 'who has an open invitation, or one that nobody answered in time and no invitation or membership has followed; read by the list of users';
      grant select on invited_user to minasidor_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view invited_user; drop function invitation_status');
  }
}
