import type { MigrationInterface, QueryRunner } from 'typeorm';

const FUND = `'handlaggare', 'beslutsfattare', 'ekonom'`;
const EMPLOYER = `'administrera_anvandare', 'ser_samtliga_ansokningar', 'attestant'`;

/**
 * The training board's side (source 000): its regions and their staff, the register of companies, the five company roles, and a person's
 * application to be connected to a company (K1–K9) with its append-only history.
 */
export class ConnectCompanies1764000020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table region (
        code text primary key check (code ~ '^[a-z_]{2,30}$'), name text not null unique, email text not null, phone text not null
      );
      grant select on region to minasidor_app;

      alter table organization add region_code text references region, add has_collective_agreement boolean not null default false;
      alter table staff_grant drop constraint staff_grant_role_check, add region_code text references region,
        add constraint staff_grant_role_check check (role in (${FUND}, 'regionhandlaggare', 'kansli')),
        add constraint staff_grant_region check ((role = 'regionhandlaggare') = (region_code is not null));
      alter table role_grant drop constraint role_grant_role_check, add constraint role_grant_role_check check (role in (${EMPLOYER},
        'foretagsadministrator', 'avdelningsadministrator', 'bestallningsgodkannare', 'yrkesutbildningsansvarig', 'handledare'));

      create function works_for_region(region text) returns boolean language sql stable parallel safe as $$
        select exists (select from staff_grant g where g.person_id = app_person() and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())
          and (g.role = 'kansli' or (g.role = 'regionhandlaggare' and (region is null or g.region_code = region)))) $$;
      comment on function works_for_region(text) is 'Does the calling person work for the board, and in this region? null asks for any.';

      create table company_register (
        org_number text primary key check (org_number ~ '^\\d{10}$'), name text not null, region_code text references region,
        has_collective_agreement boolean not null default false, imported_at timestamptz not null default now(), imported_by uuid not null references person
      );
      grant select, insert, update on company_register to minasidor_app;
      call protect_personal_table('company_register', '(select app_scope()) = ''staff'' and (select works_for_region(null))');

      create table supervisor_qualification (
        id uuid primary key default uuidv7(), person_id uuid not null references person, kind text not null check (kind in ('yrkesbevis', 'dispens')),
        occupation text not null check (length(occupation) between 2 and 100), certificate_no text not null check (length(certificate_no) between 1 and 40),
        valid_through date, verified_by uuid not null references person, created_at timestamptz not null default now()
      );
      create index supervisor_qualification_person on supervisor_qualification (person_id);
      grant select, insert on supervisor_qualification to minasidor_app;
      call protect_personal_table('supervisor_qualification',
        'person_id = (select app_person()) or ((select app_scope()) = ''staff'' and (select works_for_region(null)))');

      create table connection_request (
        id uuid primary key default uuidv7(), number text not null unique check (number ~ '^\\d-\\d{7,8}$'), sort_no bigint not null,
        person_id uuid not null references person, region_code text not null references region, org_number text not null check (org_number ~ '^\\d{10}$'),
        email text not null, mobile text not null,
        wanted_roles text[] not null check (cardinality(wanted_roles) between 1 and 5), message text not null default '',
        status text not null default 'ansokt'
          check (status in ('ansokt', 'under_handlaggning', 'mer_information', 'kopplad', 'avslagen', 'atertagen', 'utgangen')),
        handler_id uuid references person, asked_at timestamptz, reminded_at timestamptz, reason text not null default '',
        notified_via text check (notified_via in ('email', 'phone')), connected_to uuid references organization, decided_at timestamptz,
        created_at timestamptz not null, version int not null default 1,
        check ((status = 'kopplad') = (connected_to is not null)), check (status <> 'mer_information' or asked_at is not null)
      );
      create unique index connection_request_open on connection_request (person_id, org_number)
        where status in ('ansokt', 'under_handlaggning', 'mer_information');
      create index connection_request_queue on connection_request (region_code, status, sort_no);
      create index connection_request_unanswered on connection_request (asked_at) where status = 'mer_information';
      grant select, insert, update on connection_request to minasidor_app;
      call protect_personal_table('connection_request',
        'person_id = (select app_person()) or ((select app_scope()) = ''staff'' and works_for_region(region_code))');

      create table connection_event (
        request_id uuid not null references connection_request, no int not null, at timestamptz not null, person_id uuid references person, verb text not null,
        status text not null, note text not null default '', primary key (request_id, no)
      );
      grant select, insert on connection_event to minasidor_app;
      call protect_personal_table('connection_event', 'exists (select from connection_request r where r.id = request_id)');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      select set_config('app.scope', 'system', true);
      drop table connection_event; drop table connection_request; drop table supervisor_qualification; drop table company_register;
      drop function works_for_region;
      delete from role_grant where role not in (${EMPLOYER});
      alter table role_grant drop constraint role_grant_role_check, add constraint role_grant_role_check check (role in (${EMPLOYER}));
      delete from staff_grant where role not in (${FUND});
      alter table staff_grant drop constraint staff_grant_region, drop constraint staff_grant_role_check, drop region_code,
        add constraint staff_grant_role_check check (role in (${FUND}));
      alter table organization drop region_code, drop has_collective_agreement;
      drop table region;
    `);
  }
}
