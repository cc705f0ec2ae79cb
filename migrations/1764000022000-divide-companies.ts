import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A company's workplaces and, where the board's office has activated them, its departments (F16, R7); a department as the reach of a granted role (B5). */
export class DivideCompanies1764000022000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table organization add departments_enabled boolean not null default false;

      create table department (
        id uuid primary key default uuidv7(), organization_id uuid not null references organization,
        name text not null check (length(name) between 1 and 100), active boolean not null default true,
        created_at timestamptz not null default now(), version int not null default 1, unique (id, organization_id)
      );
      create unique index department_name on department (organization_id, lower(name collate "sv-x-icu")) where active;

      create table workplace (
        id uuid primary key default uuidv7(), organization_id uuid not null references organization,
        name text not null check (length(name) between 1 and 100), street text check (length(street) between 1 and 100),
        postal_code text check (postal_code ~ '^\\d{5}$'), city text check (length(city) between 1 and 60),
        municipality text check (length(municipality) between 1 and 60), is_default boolean not null default false,
        active boolean not null default true, created_at timestamptz not null default now(), version int not null default 1,
        unique (id, organization_id), constraint default_workplace_open check (active or not is_default)
      );
      create unique index workplace_name on workplace (organization_id, lower(name collate "sv-x-icu")) where active;
      create unique index workplace_default on workplace (organization_id) where is_default;

      create table workplace_department (
        workplace_id uuid not null, department_id uuid not null, organization_id uuid not null references organization,
        primary key (workplace_id, department_id),
        foreign key (workplace_id, organization_id) references workplace (id, organization_id),
        foreign key (department_id, organization_id) references department (id, organization_id)
      );
      create index workplace_department_department on workplace_department (department_id);
      create index workplace_department_organization on workplace_department (organization_id);

      -- Nothing is deleted, and which workplace is the head office is never changed: it is there as long as the company is.
      grant select, insert, update (name, active, version) on department to minasidor_app;
      grant select, insert, update (name, street, postal_code, city, municipality, active, version) on workplace to minasidor_app;
      grant select, insert, delete on workplace_department to minasidor_app;
      call protect_tenant_table('department', '(select works_for_region(null))');
      call protect_tenant_table('workplace', '(select works_for_region(null))');
      call protect_tenant_table('workplace_department', '(select works_for_region(null))');

      create function give_company_its_head_office() returns trigger language plpgsql as $$
      begin
        insert into workplace (organization_id, name, is_default) values (new.organization_id, 'Huvudkontoret', true)
          on conflict (organization_id) where is_default do nothing;
        return null;
      end $$;
      create trigger company_head_office after insert on organization_module for each row
        when (new.module = 'larlingar') execute function give_company_its_head_office();
      comment on function give_company_its_head_office() is 'R7: whoever gets the apprentices'' module has a workplace from the start';
      select set_config('app.scope', 'system', true);
      insert into workplace (organization_id, name, is_default) select organization_id, 'Huvudkontoret', true
        from organization_module where module = 'larlingar';

      alter table role_grant add department_id uuid,
        add constraint role_grant_department foreign key (department_id, organization_id) references department (id, organization_id);
      create index role_grant_department on role_grant (department_id) where department_id is not null;
      comment on column role_grant.department_id is 'the department that the role reaches; null = the whole organisation, and for avdelningsadministrator nothing';

      -- The register extract names the departments that one's roles reach.
      call show_to_subject('department', 'exists (select from role_grant g where g.department_id = department.id)');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What was held in one department must not become the whole company's.
      select set_config('app.scope', 'system', true);
      delete from role_grant where department_id is not null;
      drop policy subject on department; alter table role_grant drop column department_id;
      drop trigger company_head_office on organization_module; drop function give_company_its_head_office;
      drop table workplace_department; drop table workplace; drop table department;
      alter table organization drop departments_enabled;
    `);
  }
}
