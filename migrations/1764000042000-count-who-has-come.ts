import type { MigrationInterface, QueryRunner } from 'typeorm';

const COMMENT = `comment on function holds_for_good(uuid, text) is`;

/**
 * Who was added by number and has never been there does not count as the organisation's last administrator: a digit may be wrong, and the
 * person may never come (decision 0029).
 */
export class CountWhoHasCome1764000042000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function holds_for_good(member uuid, which text) returns boolean language sql as $$
        select exists (select from role_grant g join membership m on m.id = g.membership_id and m.stated_name is null
          where g.membership_id = member and g.role = which and g.valid_from <= clock_timestamp() and g.valid_to is null) $$;
      ${COMMENT} 'has been there and holds the role without an end, whatever the membership''s status';

      -- What is taken from who has never come took nobody away who counted.
      create or replace function keep_an_administrator() returns trigger language plpgsql as $$
      declare gone uuid := coalesce(to_jsonb(old) ->> 'membership_id', to_jsonb(old) ->> 'id');
      begin
        perform from organization where id = old.organization_id for no key update;
        if exists (select from membership m where m.id = gone and m.stated_name is null)
          and not exists (select from membership m join person p on p.id = m.person_id and p.status = 'active'
            where m.organization_id = old.organization_id and m.status = 'active' and holds_for_good(m.id, tg_argv[0]))
        then raise exception 'organisation % would have no %', old.organization_id, tg_argv[0]
          using errcode = 'check_violation', constraint = 'last_administrator';
        end if;
        return null;
      end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace function keep_an_administrator() returns trigger language plpgsql as $$
      begin
        perform from organization where id = old.organization_id for no key update;
        if not exists (select from membership m join person p on p.id = m.person_id and p.status = 'active'
          where m.organization_id = old.organization_id and m.status = 'active' and holds_for_good(m.id, tg_argv[0]))
        then raise exception 'organisation % would have no %', old.organization_id, tg_argv[0]
          using errcode = 'check_violation', constraint = 'last_administrator';
        end if;
        return null;
      end $$;
      create or replace function holds_for_good(member uuid, which text) returns boolean language sql as $$
        select exists (select from role_grant g where g.membership_id = member and g.role = which
          and g.valid_from <= clock_timestamp() and g.valid_to is null) $$;
      ${COMMENT} 'holds the role without an end, whatever the membership''s status';
    `);
  }
}
