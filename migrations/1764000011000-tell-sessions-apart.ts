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
      alter table eid_order add column device_identifier text;

      create table known_device (
        person_id uuid not null references person, device_hash bytea not null, first_seen_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(), primary key (person_id, device_hash)
      );
      create index known_device_hash on known_device (device_hash);
      create index known_device_age on known_device (last_seen_at);
      grant select, insert, update, delete on known_device to minasidor_app;
      call protect_personal_table('known_device', 'false');

      -- Ends a person's sessions, all or those for one organisation, but for one that is spared. Nobody else's row is readable for it:
      -- a person ends the own ones, an employer those for itself, jobs and log-in any.
      create function end_sessions(whose uuid, organization uuid, spared uuid) returns int language plpgsql security definer
        set search_path = public, pg_temp as $$
      declare
        asking text := app_scope();
        ended int;
      begin
        if not (asking = 'system' or (asking = 'person' and whose = app_person())
            or (asking = 'employer' and organization is not null and organization = app_org())) then
          raise exception 'end_sessions: not theirs to end' using errcode = '42501';
        end if;
        perform set_config('app.scope', 'system', true);
        update session set ended_at = now() where person_id = whose and ended_at is null and (organization is null or organization_id = organization)
          and public_id is distinct from spared;
        get diagnostics ended = row_count;
        perform set_config('app.scope', asking, true);
        return ended;
      end $$;
      revoke all on function end_sessions(uuid, uuid, uuid) from public;
      grant execute on function end_sessions(uuid, uuid, uuid) to minasidor_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function end_sessions(uuid, uuid, uuid); drop table known_device; alter table eid_order drop column device_identifier;
      drop index session_public; alter table session drop column public_id;
    `);
  }
}
