import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A building company adds people by personnummer: what the administrator wrote of them, who has seen a number in clear and why, and the
 * checklist of a new company (source 000, B9, B21; domain §5.3).
 */
export class AddPeopleByNumber1764000023000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table membership add role_description text not null default '' check (length(role_description) <= 500),
        add stated_name text check (length(stated_name) between 2 and 120);
      comment on column membership.stated_name is
        'what the administrator who added the person wrote; shown instead of the person''s own name until he or she has acted for the organisation';
      create function has_come(who uuid, organization uuid) returns void language sql set app.scope = 'system' as $$
        update membership set stated_name = null where person_id = who and organization_id = organization and stated_name is not null $$;
      comment on function has_come(uuid, uuid) is 'the person acts for the organisation: his or her own name is shown there from now on';

      create table number_view (
        id uuid primary key default uuidv7(), person_id uuid not null references person, organization_id uuid references organization,
        viewed_by uuid not null references person, reason text not null check (length(reason) between 10 and 500),
        viewed_at timestamptz not null default now()
      );
      create index number_view_person on number_view (person_id);
      create index number_view_viewer on number_view (viewed_by, viewed_at);
      grant select, insert on number_view to minasidor_app;
      call protect_tenant_table('number_view', 'viewed_by = (select app_person())');
      call show_to_subject('number_view', 'person_id = (select app_person())');
      comment on column number_view.organization_id is 'the company whose administrator saw it; null for the training board''s staff';

      -- Whoever asks: only of members of the organisation that is acted for, and only where people are known by their numbers.
      create function sealed_numbers(members uuid[]) returns table (member uuid, key_id text, value_enc bytea, lookup bytea)
        language sql stable set app.scope = 'system' as $$
        select distinct on (m.id) m.id, i.key_id, i.value_enc, i.lookup from membership m
        join organization_module x on x.organization_id = m.organization_id and x.module = 'larlingar'
        join person_identifier i on i.person_id = m.person_id
        where m.organization_id = app_org() and m.id = any(members) order by m.id, i.kind $$;
      create function has_verified(member uuid, lookups bytea[]) returns boolean language sql stable set app.scope = 'system' as $$
        select exists (select from membership m join contact_point c on c.person_id = m.person_id and c.status = 'verifierad'
          where m.id = member and m.organization_id = app_org() and c.lookup = any(lookups)) $$;

      create table onboarding_hiding (
        organization_id uuid primary key references organization, hidden_by uuid not null references person, hidden_at timestamptz not null default now()
      );
      grant select, insert, delete on onboarding_hiding to minasidor_app;
      call protect_tenant_table('onboarding_hiding', 'false');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table onboarding_hiding; drop function has_verified; drop function sealed_numbers; drop table number_view; drop function has_come;
      alter table membership drop column stated_name, drop column role_description;
    `);
  }
}
