import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Persons, sessions and e-ID orders (auth); organisations; memberships, role grants and staff grants; the audit chain of each organisation. */
export class KnowPeopleAndOrganizations1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table person (
        id uuid primary key default uuidv7(), given_name text not null, surname text not null, display_name text not null,
        status text not null default 'active' check (status in ('active', 'blocked', 'anonymised')),
        protected_identity boolean not null default false, created_at timestamptz not null default now()
      );
      create table person_identifier (
        person_id uuid not null references person, kind text not null check (kind in ('personnummer', 'samordningsnummer')),
        value_enc bytea not null, key_id text not null, lookup bytea not null, created_at timestamptz not null default now(),
        primary key (person_id, kind), unique (lookup)
      );
      create table session (
        id_hash bytea primary key, person_id uuid not null references person,
        context text not null default 'none' check (context in ('none', 'employer', 'staff')), organization_id uuid,
        provider text not null check (provider in ('bankid', 'freja', 'oidc')), csrf_token text not null,
        created_at timestamptz not null default now(), authenticated_at timestamptz not null, last_seen_at timestamptz not null default now(),
        expires_at timestamptz not null, ended_at timestamptz, ip_prefix text, user_agent text,
        check ((context = 'employer') = (organization_id is not null))
      );
      create index session_person on session (person_id) where ended_at is null;
      create index session_expiry on session (expires_at);
      create table eid_order (
        id uuid primary key default uuidv7(), provider text not null check (provider in ('bankid', 'freja', 'oidc')),
        purpose text not null check (purpose in ('login', 'sign')), mode text not null check (mode in ('qr', 'same-device')),
        browser_hash bytea not null, csrf_token text not null, secrets_enc bytea not null, key_id text not null,
        status text not null default 'pending' check (status in ('pending', 'complete', 'failed', 'cancelled')),
        hint text not null default 'outstandingTransaction', attempt int not null default 1,
        issued_at timestamptz not null, first_issued_at timestamptz not null default now(), expires_at timestamptz not null,
        collect_lease_until timestamptz, last_collect_at timestamptz, last_polled_at timestamptz not null default now(),
        person_id uuid references person, completed_at timestamptz, consumed_at timestamptz, ip text not null, user_agent text,
        created_at timestamptz not null default now(), check ((status = 'complete') = (person_id is not null))
      );
      create index eid_order_browser on eid_order (browser_hash) where status = 'pending';
      create index eid_order_age on eid_order (created_at);
      grant select, insert, update on person, person_identifier to minasidor_app;
      grant select, insert, update, delete on session, eid_order to minasidor_app;

      create table organization (
        id uuid primary key default uuidv7(), org_number text not null unique check (org_number ~ '^\\d{10}$'), name text not null,
        type text not null check (type in ('kommun', 'region', 'kommunalforbund', 'sobonaforetag', 'byggforetag', 'utbildningsleverantor')),
        status text not null default 'active' check (status in ('active', 'merged', 'closed')),
        vat_treatment text not null default 'compensated' check (vat_treatment in ('compensated', 'bears_vat')), vat_valid_from date,
        created_at timestamptz not null default now(), version int not null default 1
      );
      create table organization_module (
        organization_id uuid not null references organization, module text not null check (module in ('insatser', 'larlingar')),
        enabled_at timestamptz not null default now(), primary key (organization_id, module)
      );
      alter table session add foreign key (organization_id) references organization;
      grant select, insert, update on organization to minasidor_app;
      grant select, insert, delete on organization_module to minasidor_app;
      call protect_tenant_table('organization_module');
      -- A person reads the organisations he or she belongs to, to choose one.
      create policy own_person on organization_module for select using ((select app_scope()) = 'person');

      create table membership (
        id uuid primary key default uuidv7(), person_id uuid not null references person, organization_id uuid not null references organization,
        title text not null default '' check (length(title) <= 100), email text not null, phone text,
        status text not null default 'active' check (status in ('active', 'suspended', 'ended')),
        created_at timestamptz not null default now(), ended_at timestamptz, version int not null default 1
      );
      create unique index membership_once on membership (person_id, organization_id) where status <> 'ended';
      create index membership_organization on membership (organization_id, status);
      create table role_grant (
        id uuid primary key default uuidv7(), membership_id uuid not null references membership, organization_id uuid not null references organization,
        role text not null check (role in ('administrera_anvandare', 'ser_samtliga_ansokningar')),
        valid_from timestamptz not null default now(), valid_to timestamptz, granted_by uuid references person, created_at timestamptz not null default now()
      );
      create index role_grant_membership on role_grant (membership_id);
      create index role_grant_organization on role_grant (organization_id);
      create table staff_grant (
        id uuid primary key default uuidv7(), person_id uuid not null references person,
        role text not null check (role in ('handlaggare', 'beslutsfattare', 'ekonom')),
        decision_limit_ore bigint check (decision_limit_ore >= 0), valid_from timestamptz not null default now(), valid_to timestamptz
      );
      create index staff_grant_person on staff_grant (person_id);
      grant select, insert, update on membership, role_grant to minasidor_app;
      grant select on staff_grant to minasidor_app;
      call protect_tenant_table('membership');
      call protect_tenant_table('role_grant');
      create policy own_person on membership for select using (person_id = (select app_person()) and (select app_scope()) in ('person', 'employer', 'staff'));
      create policy own_person on role_grant for select using ((select app_scope()) = 'person');

      create table event_head (
        organization_id uuid primary key references organization, seq bigint not null default 0, hash text not null default repeat('0', 64)
      );
      create table event (
        organization_id uuid not null references organization, seq bigint not null, at timestamptz not null, person_id uuid references person,
        acting_as text not null, verb text not null, subject_type text not null, subject_id uuid not null, facts jsonb not null,
        previous_hash text not null, hash text not null, primary key (organization_id, seq)
      );
      create index event_subject on event (subject_id, seq);
      grant select, insert on event to minasidor_app;
      grant select, update on event_head to minasidor_app;
      call protect_tenant_table('event_head');
      call protect_tenant_table('event');
      grant insert on event_head to minasidor_app;
      create policy begin_chain on event_head for insert with check (seq = 0 and hash = repeat('0', 64));
      create function give_organization_its_chain() returns trigger language plpgsql as
        $$ begin insert into event_head (organization_id) values (new.id); return null; end $$;
      create trigger organization_chain after insert on organization for each row execute function give_organization_its_chain();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger organization_chain on organization; drop function give_organization_its_chain;
      drop table event; drop table event_head; drop table staff_grant; drop table role_grant; drop table membership;
      drop table organization_module; alter table session drop constraint session_organization_id_fkey; drop table organization;
      drop table eid_order; drop table session; drop table person_identifier; drop table person;
    `);
  }
}
