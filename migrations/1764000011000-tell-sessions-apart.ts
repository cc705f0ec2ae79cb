import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A session gets a name that may be shown and asked for; its hash stays inside. The browsers a person has logged in from are
 * remembered by the hash of a cookie, so that a log-in from a new one can be told about.
 */
export class TellSessionsApart1764000011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table session add column public_id uuid not null default uuidv7();
      create unique index session_public on session (public_id);

      create table known_device (
        person_id uuid not null references person, device_hash bytea not null, first_seen_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(), primary key (person_id, device_hash)
      );
      create index known_device_age on known_device (last_seen_at);
      grant select, insert, update, delete on known_device to minasidor_app;
      call protect_personal_table('known_device', 'false');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table known_device; drop index session_public; alter table session drop column public_id;`);
  }
}
