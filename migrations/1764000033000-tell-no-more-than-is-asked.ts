import type { MigrationInterface, QueryRunner } from 'typeorm';

const EDITED = (field: string) => `(select max(e.at) from event e where e.verb = 'membership.edit' and e.subject_id = m.id
  and e.organization_id = m.organization_id and e.person_id <> m.person_id and e.facts -> 'fields' ? '${field}')`;
const ADDED = `exists (select from event e where e.verb = 'membership.join' and e.subject_id = m.id and e.organization_id = m.organization_id and e.facts ->> 'how' = 'added')`;
const INVITED = `exists (select from invitation i where i.status = 'accepterad' and i.accepted_by = m.person_id and i.organization_id = m.organization_id)`;

/** What somebody who knows a number, an address or a person's id could otherwise work out of the portal's answers. */
export class TellNoMoreThanIsAsked1764000033000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      select set_config('app.scope', 'system', true);
      -- Whether what stands here is the person's own words.
      alter table membership add email_edited_at timestamptz, add phone_edited_at timestamptz;
      comment on column membership.email_edited_at is
        'when somebody else last wrote the address, from the start where the person was added by number; null while it is the person''s own word, or proved by a link';
      comment on column membership.phone_edited_at is 'the same of the telephone number, which whoever invites writes too';
      update membership m set email_edited_at = coalesce(${EDITED('email')}, case when ${ADDED} then m.created_at end),
        phone_edited_at = coalesce(${EDITED('phone')}, case when ${ADDED} or ${INVITED} then m.created_at end);
      create or replace function has_verified(member uuid, lookups bytea[]) returns boolean language sql stable set app.scope = 'system' as $$
        select exists (select from membership m join contact_point c on c.person_id = m.person_id and c.status = 'verifierad'
          where m.id = member and m.organization_id = app_org() and m.stated_name is null
            and case c.kind when 'email' then m.email_edited_at else m.phone_edited_at end is null and c.lookup = any(lookups)) $$;
      comment on function has_verified(uuid, bytea[]) is
        'has verified what stands there, told only of the person''s own words: otherwise a company could try addresses out';

      -- The register extract: nobody else's drafts, by whatever one stands in them.
      create or replace function own_insatser() returns setof insats language sql stable set app.scope = 'system' as $$
        select * from insats where created_by = app_person()
          or (status <> 'utkast' and app_person() in (submitted_by, responsible_person_id, contact_person_id)) $$;
      create or replace function own_requisitions() returns setof requisition language sql stable set app.scope = 'system' as $$
        select * from requisition where created_by = app_person()
          or (status <> 'utkast' and (submitted_by = app_person() or is_own_address(organization_id, contact_email))) $$;
      create function member_until(organization uuid) returns timestamptz language sql stable as $$
        select max(case m.status when 'ended' then coalesce(m.ended_at, '-infinity') else 'infinity' end)
        from membership m where m.person_id = app_person() and m.organization_id = organization $$;
      comment on function member_until(uuid) is 'how long the calling person may know of the organisation''s cases; null for who never was a member';

      -- Staff read the signatures of those whom their side of the portal is about.
      create function staff_answer_for(organization uuid) returns boolean language sql stable as $$
        select exists (select from staff_grant g join organization_module x on x.organization_id = organization
          and x.module = case when g.role in ('handlaggare', 'beslutsfattare', 'ekonom') then 'insatser' when g.role in ('regionhandlaggare', 'kansli') then 'larlingar' end
          where g.person_id = app_person() and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())) $$;
      comment on function staff_answer_for(uuid) is 'works the calling person for the fund, or for the training board, whose module the organisation uses?';
      drop policy personal on signature;
      call protect_personal_table('signature', 'person_id = (select app_person()) or ((select app_scope()) = ''staff'' and staff_answer_for(organization_id))');

      -- An id that grows with time tells everybody who reads it when the person first became known anywhere.
      alter table person alter column id set default gen_random_uuid();

      create function numbers_seen_lately() returns int language sql stable set app.scope = 'system' as $$
        select count(*)::int from number_view where viewed_by = app_person() and viewed_at > now() - interval '1 hour' $$;
      comment on function numbers_seen_lately() is 'by the calling person, wherever';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function numbers_seen_lately;
      alter table person alter column id set default uuidv7();
      drop policy personal on signature;
      call protect_personal_table('signature', '(select app_scope()) = ''staff'' or person_id = (select app_person())');
      drop function staff_answer_for; drop function member_until;
      create or replace function own_insatser() returns setof insats language sql stable set app.scope = 'system'
        as $$ select * from insats where app_person() in (created_by, submitted_by, responsible_person_id, contact_person_id) $$;
      create or replace function own_requisitions() returns setof requisition language sql stable set app.scope = 'system'
        as $$ select * from requisition where app_person() in (created_by, submitted_by) or is_own_address(organization_id, contact_email) $$;
      create or replace function has_verified(member uuid, lookups bytea[]) returns boolean language sql stable set app.scope = 'system' as $$
        select exists (select from membership m join contact_point c on c.person_id = m.person_id and c.status = 'verifierad'
          where m.id = member and m.organization_id = app_org() and c.lookup = any(lookups)) $$;
      alter table membership drop column email_edited_at, drop column phone_edited_at;
    `);
  }
}
