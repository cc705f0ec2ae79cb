import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The role of the application, the context functions of row-level security, the audit trail, idempotency keys and case numbers. */
export class LayTheFoundation1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists pg_trgm;
      do $$ begin
        if not exists (select from pg_roles where rolname = 'minasidor_app') then create role minasidor_app nologin nosuperuser nobypassrls; end if;
      exception when duplicate_object or unique_violation then null;
      end $$;
      do $$ begin execute format('grant minasidor_app to %I', current_user); end $$;
      grant usage on schema public to minasidor_app;

      create function app_scope() returns text language sql stable parallel safe
        as $$ select coalesce(current_setting('app.scope', true), '') $$;
      create function app_org() returns uuid language sql stable parallel safe
        as $$ select nullif(current_setting('app.organization_id', true), '')::uuid $$;
      create function app_person() returns uuid language sql stable parallel safe
        as $$ select nullif(current_setting('app.person_id', true), '')::uuid $$;
      comment on function app_scope() is 'employer | staff | person | system; set transaction-locally by Db, empty means no row at all';

      -- Who asks is the key of the second wall: an employer sees its own rows, staff and jobs see what their policy says.
      create procedure protect_tenant_table(tab regclass, staff_sees text default 'true') language plpgsql as $$
      begin
        execute format('alter table %s enable row level security', tab);
        execute format('alter table %s force row level security', tab);
        execute format('create policy tenant on %s using (
            case (select app_scope()) when ''employer'' then organization_id = (select app_org())
              when ''staff'' then %s when ''system'' then true else false end)', tab, staff_sees);
      end $$;

      create table case_number_series (
        prefix int not null, year int not null check (year between 0 and 99), next_no int not null default 1 check (next_no > 0),
        primary key (prefix, year)
      );
      grant select, insert, update on case_number_series to minasidor_app;

      create table idempotency_key (
        person_id uuid not null, key text not null check (length(key) between 1 and 100), fingerprint text not null,
        answer jsonb not null, created_at timestamptz not null default now(),
        primary key (person_id, key)
      );
      create index idempotency_key_age on idempotency_key (created_at);
      grant select, insert, delete on idempotency_key to minasidor_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table idempotency_key; drop table case_number_series;
      drop procedure protect_tenant_table; drop function app_person; drop function app_org; drop function app_scope;
      revoke usage on schema public from minasidor_app;
    `);
  }
}
