import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a person is reached: e-mail and mobile, encrypted, each proved by a code (domain 8.8); and in which language. */
export class ReachPeople1764000012100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table person add column language text not null default 'sv' check (language in ('sv', 'en'));

      create table contact_point (
        id uuid primary key default uuidv7(), person_id uuid not null references person, kind text not null check (kind in ('email', 'mobile')),
        value_enc bytea not null, key_id text not null, lookup bytea not null,
        status text not null check (status in ('kod_skickad', 'verifierad', 'last', 'ersatt')),
        created_at timestamptz not null default now(), verified_at timestamptz, locked_until timestamptz, replaced_at timestamptz,
        check (status <> 'verifierad' or verified_at is not null), check ((status = 'last') = (locked_until is not null)),
        check ((status = 'ersatt') = (replaced_at is not null))
      );
      create unique index contact_point_verified on contact_point (person_id, kind) where status = 'verifierad';
      create unique index contact_point_once on contact_point (person_id, lookup) where status <> 'ersatt';
      create table verification_code (
        id uuid primary key default uuidv7(), contact_point_id uuid not null references contact_point on delete cascade,
        person_id uuid not null references person, target bytea not null, address bytea not null, code_hash bytea not null,
        attempts int not null default 0 check (attempts between 0 and 5), sent_at timestamptz not null default now(),
        expires_at timestamptz not null, ended_at timestamptz
      );
      create unique index verification_code_active on verification_code (contact_point_id) where ended_at is null;
      create index verification_code_person on verification_code (person_id, sent_at);
      create index verification_code_target on verification_code (target, sent_at);
      create index verification_code_address on verification_code (address, sent_at);
      create index verification_code_age on verification_code (sent_at);
      grant select, insert, update, delete on contact_point, verification_code to minasidor_app;
      call protect_personal_table('contact_point', 'person_id = (select app_person())');
      call protect_personal_table('verification_code', 'person_id = (select app_person())');
      comment on column verification_code.target is 'keyed hash of the address or number: counts codes to it, whoever asked';
      comment on column verification_code.address is 'keyed hash of where the request came from';

      -- How many codes went out lately, to a person, a target or from an address: counted over everybody, whose rows the person may not read.
      create function codes_sent(who uuid, target_hash bytea, address_hash bytea, out by_person int, out to_it int, out from_there int)
        language sql stable security definer set search_path = public set app.scope = 'system' as $$
        select count(*) filter (where person_id = who), count(*) filter (where target = target_hash),
          count(*) filter (where address = address_hash and sent_at > now() - interval '1 hour')
        from verification_code
        where sent_at > now() - interval '24 hours' and (person_id = who or target = target_hash or address = address_hash) $$;
      revoke execute on function codes_sent from public;
      grant execute on function codes_sent to minasidor_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function codes_sent; drop table verification_code; drop table contact_point; alter table person drop column language;
    `);
  }
}
