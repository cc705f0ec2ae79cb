import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Insatser with what was received and decided, offerter (read only until offers are built) and requisitions. All amounts in öre. */
export class RegisterInsatser1764000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table insats (
        id uuid primary key default uuidv7(), organization_id uuid not null references organization, period_id uuid not null references agreement_period,
        number text unique check (number ~ '^\\d-\\d{7,8}$'), sort_no bigint not null default 9007199254740991,
        status text not null default 'utkast' check (status in ('utkast', 'registreras', 'godkand', 'ej_godkand', 'avslutad')),
        name text not null default '', background text not null default '', purpose text not null default '',
        responsible_person_id uuid references person, contact_person_id uuid not null references person, contact_name text not null default '',
        consultation_done boolean, consultation_on date, insats_type text not null default 'kompetens',
        start_on date, end_on date, late_start_reason text not null default '', professions text[] not null default '{}', participant_count int,
        supplier_mode text check (supplier_mode in ('fund', 'self')), quality_control_wanted boolean, other_info text not null default '',
        budget jsonb not null default '[]', applied_ore bigint not null default 0 check (applied_ore >= 0),
        granted_ore bigint not null default 0 check (granted_ore >= 0), released_ore bigint not null default 0 check (released_ore >= 0),
        settled_requisitions_ore bigint not null default 0 check (settled_requisitions_ore >= 0),
        pending_requisitions_ore bigint not null default 0 check (pending_requisitions_ore >= 0),
        active_offers_ore bigint not null default 0 check (active_offers_ore >= 0), settled_offers_ore bigint not null default 0 check (settled_offers_ore >= 0),
        requisition_count int not null default 0, created_on date not null, created_at timestamptz not null default now(),
        created_by uuid not null references person, submitted_by uuid references person, submitted_at timestamptz, received_hash text,
        decided_at timestamptz, updated_at timestamptz not null default now(), search_text text not null default '' check (octet_length(search_text) <= 2000), version int not null default 1,
        text_words tsvector generated always as (to_tsvector('swedish', search_text || ' ' || background || ' ' || purpose)) stored,
        remaining_ore bigint generated always as (granted_ore - released_ore + active_offers_ore - settled_requisitions_ore - settled_offers_ore) stored,
        settled_ore bigint generated always as (settled_requisitions_ore + settled_offers_ore) stored,
        constraint insats_requisition_cap check (pending_requisitions_ore + settled_requisitions_ore <= granted_ore - released_ore),
        constraint insats_offer_cap check (settled_offers_ore <= active_offers_ore),
        check (status = 'utkast' or (number is not null and submitted_at is not null and received_hash is not null))
      );
      comment on column insats.granted_ore is 'row Reserverat (§9.2 G)';
      comment on column insats.remaining_ore is 'row Kvar att utnyttja = G - Rel + Oa - Sr - So';
      comment on column insats.settled_ore is 'row Avräknat = Sr + So';
      -- The list, its scope, its page and its free text in one index (performance §3).
      create index insats_list on insats (organization_id, period_id, sort_no desc, id desc) include (search_text, status);
      create index insats_created_by on insats (created_by, period_id); create index insats_responsible on insats (responsible_person_id, period_id);
      create index insats_contact on insats (contact_person_id, period_id); create index insats_queue on insats (submitted_at, id) where status = 'registreras';
      create index insats_text_words on insats using gin (text_words);
      grant select, insert, update, delete on insats to minasidor_app;
      -- Eget utrymme: the fund never reads a draft (§5.4).
      call protect_tenant_table('insats', 'status <> ''utkast''');

      create table insats_revision (
        id uuid primary key default uuidv7(), organization_id uuid not null references organization, insats_id uuid not null references insats,
        no int not null, kind text not null check (kind in ('submit')), snapshot jsonb not null, hash text not null,
        person_id uuid not null references person, at timestamptz not null, unique (insats_id, no)
      );
      create index insats_revision_organization on insats_revision (organization_id);
      create table decision (
        id uuid primary key default uuidv7(), organization_id uuid not null references organization, subject_type text not null check (subject_type in ('insats', 'requisition')),
        subject_id uuid not null, outcome text not null, granted_ore bigint not null default 0, motivation text not null default '',
        decided_by uuid not null references person, decided_at timestamptz not null, unique (subject_type, subject_id)
      );
      create index decision_organization on decision (organization_id);
      grant select, insert on insats_revision, decision to minasidor_app;
      call protect_tenant_table('insats_revision'); call protect_tenant_table('decision');

      create table offert (
        id uuid primary key default uuidv7(), organization_id uuid not null references organization, insats_id uuid not null references insats,
        number text not null unique, status text not null check (status in ('utkast', 'vantar_pa_svar', 'pagaende_affar', 'avslutad_affar', 'avbojd', 'utgangen', 'aterkallad', 'makulerad')),
        issued_on date not null, valid_through date not null, content text not null default '', net_ore bigint not null check (net_ore >= 0),
        vat_ore bigint not null check (vat_ore >= 0), gross_ore bigint not null, sort_no bigint not null, created_at timestamptz not null default now(),
        version int not null default 1, check (gross_ore = net_ore + vat_ore), check (issued_on <= valid_through)
      );
      create index offert_insats on offert (insats_id); create index offert_organization on offert (organization_id, sort_no desc);
      create table offert_line (
        offert_id uuid not null references offert, organization_id uuid not null references organization, position int not null, kind text not null check (kind in ('article', 'own')),
        description text not null default '', quantity numeric(9, 2) not null check (quantity > 0), unit_ore bigint not null, total_ore bigint not null,
        primary key (offert_id, position), check (total_ore = round(quantity * unit_ore))
      );
      create index offert_line_organization on offert_line (organization_id);
      grant select on offert, offert_line to minasidor_app;
      call protect_tenant_table('offert', 'true'); call protect_tenant_table('offert_line');

      create table requisition (
        id uuid primary key default uuidv7(), organization_id uuid not null references organization, insats_id uuid not null references insats,
        number text unique, sort_no bigint not null default 9007199254740991,
        status text not null default 'utkast' check (status in ('utkast', 'inskickad', 'godkand', 'delvis_godkand', 'ej_godkand')),
        is_final boolean, lines jsonb not null default '[]', claimed_net_ore bigint not null default 0 check (claimed_net_ore >= 0), claimed_vat_ore bigint not null default 0 check (claimed_vat_ore >= 0),
        claimed_ore bigint not null default 0, approved_ore bigint not null default 0 check (approved_ore >= 0), reference_no text not null default '',
        payee_system text check (payee_system in ('bankgiro', 'plusgiro')), payee_number text not null default '',
        contact_name text not null default '', contact_phone text not null default '', contact_email text not null default '',
        created_on date not null, created_at timestamptz not null default now(), created_by uuid not null references person,
        submitted_by uuid references person, submitted_at timestamptz, received_hash text, decided_at timestamptz, updated_at timestamptz not null default now(),
        search_text text not null default '' check (octet_length(search_text) <= 2000), version int not null default 1, check (claimed_ore = claimed_net_ore + claimed_vat_ore), check (approved_ore <= claimed_ore),
        check (status = 'utkast' or (number is not null and submitted_at is not null and claimed_ore > 0 and is_final is not null))
      );
      create index requisition_insats on requisition (insats_id, sort_no); create index requisition_organization on requisition (organization_id, sort_no desc, id desc);
      create index requisition_queue on requisition (submitted_at, id) where status = 'inskickad';
      create unique index requisition_final_once on requisition (insats_id) where is_final and status in ('inskickad', 'godkand', 'delvis_godkand');
      grant select, insert, update, delete on requisition to minasidor_app;
      call protect_tenant_table('requisition', 'status <> ''utkast''');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table requisition; drop table offert_line; drop table offert; drop table decision; drop table insats_revision; drop table insats',
    );
  }
}
