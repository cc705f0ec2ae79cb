import type { MigrationInterface, QueryRunner } from 'typeorm';

const LIST = (hasCome: string) => `
  create or replace view invited_user with (security_invoker = true) as
    select i.id, i.organization_id, i.name, i.email, i.phone, i.title, i.roles, i.sent_at,
      case s.now when 'skickad' then 'invited' when 'vantar_pa_bekraftelse' then 'awaiting' else 'expired' end as status, i.invited_by
    from (
      select id, organization_id, name, email, phone, title, roles, status, sent_at, valid_through, confirm_through, accepted_by, invited_by,
        row_number() over (partition by organization_id, lower(email) order by id desc) = 1 as is_latest
      from invitation where erased_at is null) i
    cross join lateral (select invitation_status(i.status, i.valid_through, i.confirm_through, clock_timestamp()) as now) s
    where i.status in ('skickad', 'vantar_pa_bekraftelse', 'utgangen')
      and not exists (select from invitation later where later.resend_of = i.id)
      and (s.now <> 'utgangen' or (i.is_latest and not exists (${hasCome})))`;

/**
 * Whether the one who was invited has become a member is asked in one place, by the personnummer too: only the system may read those, so a
 * person who was added by number stood in the list both as a user and as one whose invitation had gone out.
 */
export class KnowWhoHasCome1764000040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function joined_as(invitation_id uuid) returns setof membership language sql stable set app.scope = 'system' as $$
        select m.* from invitation i join membership m on m.organization_id = i.organization_id
        where i.id = invitation_id and i.organization_id = coalesce(app_org(), i.organization_id)
          and (m.status <> 'ended' or m.created_at > i.sent_at)
          and (lower(m.email) = lower(i.email) or m.person_id = i.accepted_by
            or m.person_id in (select k.person_id from person_identifier k where k.lookup = i.identifier_lookup)) $$;
      comment on function joined_as(uuid) is
        'the memberships of the one who was invited there: those that have not ended, and those that began after it was sent';
      ${LIST('select from joined_as(i.id)')};
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${LIST(`select from membership m where m.organization_id = i.organization_id
        and (lower(m.email) = lower(i.email) or m.person_id = i.accepted_by) and (m.status <> 'ended' or m.created_at > i.sent_at)`)};
      drop function joined_as;
    `);
  }
}
