import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agreement periods, allotments with guarded counters and the append-only ledger (domain §9). All amounts in öre. */
export class KeepTheMoney1764000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table agreement_period (
        id uuid primary key default uuidv7(), agreement text not null, code text not null unique, starts_on date not null, ends_on date not null,
        registration_opens_on date not null, registration_closes_on date not null, last_requisition_on date,
        partial_policy text not null default 'free' check (partial_policy in ('none', 'preapproved', 'free')),
        allow_retroactive_start boolean not null default true, check (starts_on <= ends_on), check (registration_opens_on <= registration_closes_on)
      );
      grant select on agreement_period to minasidor_app;

      create table allotment (
        id uuid primary key default uuidv7(), period_id uuid not null references agreement_period, organization_id uuid not null references organization,
        allotted_ore bigint not null default 0 check (allotted_ore >= 0), outstanding_ore bigint not null default 0 check (outstanding_ore >= 0),
        settled_ore bigint not null default 0 check (settled_ore >= 0), frozen boolean not null default false, version int not null default 1,
        unique (organization_id, period_id), check (outstanding_ore + settled_ore <= allotted_ore)
      );
      create index allotment_period on allotment (period_id);
      comment on column allotment.outstanding_ore is 'card Reserverat belopp: sum of Kvar att utnyttja of every insats';
      comment on column allotment.settled_ore is 'card Avräknat belopp';
      grant select, update on allotment to minasidor_app;
      call protect_tenant_table('allotment');

      create table ledger_entry (
        id uuid primary key default uuidv7(), allotment_id uuid not null references allotment, organization_id uuid not null references organization,
        insats_id uuid, subject_id uuid,
        kind text not null check (kind in ('allot', 'grant', 'grant_release', 'offer_reserve', 'offer_release', 'offer_draw', 'req_settle', 'req_reverse', 'adjust')),
        delta_allotted_ore bigint not null default 0, delta_outstanding_ore bigint not null default 0, delta_settled_ore bigint not null default 0,
        cause text not null unique, at timestamptz not null default now(), person_id uuid references person,
        check (delta_allotted_ore <> 0 or delta_outstanding_ore <> 0 or delta_settled_ore <> 0)
      );
      create index ledger_entry_allotment on ledger_entry (allotment_id);
      create index ledger_entry_insats on ledger_entry (insats_id);
      create index ledger_entry_organization on ledger_entry (organization_id);
      comment on column ledger_entry.cause is 'what made the entry, e.g. insats.approve:<id>; unique, so nothing is booked twice';
      grant select, insert on ledger_entry to minasidor_app;
      call protect_tenant_table('ledger_entry');

      create table payee_account (
        id uuid primary key default uuidv7(), organization_id uuid not null references organization,
        system text not null check (system in ('bankgiro', 'plusgiro')), number text not null check (number ~ '^\\d{2,8}$'),
        state text not null default 'unverified' check (state in ('unverified', 'verified', 'blocked')),
        first_used_at timestamptz not null default now(), last_used_at timestamptz not null default now(), unique (organization_id, system, number)
      );
      grant select, insert, update on payee_account to minasidor_app;
      call protect_tenant_table('payee_account');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table payee_account; drop table ledger_entry; drop table allotment; drop table agreement_period');
  }
}
