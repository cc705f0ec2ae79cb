import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The role Attestant and the attest policy, substitutes, and the database's own guard of the last administrator (I1, F14, F15). */
export class AdministerUsers1764000015000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table organization add attest_policy text not null default 'none'
        check (attest_policy in ('none', 'requisition', 'requisition_and_offer'));
      alter table role_grant drop constraint role_grant_role_check, add constraint role_grant_role_check
        check (role in ('administrera_anvandare', 'ser_samtliga_ansokningar', 'attestant'));
      alter table role_grant add substitute_for uuid references membership, add check (substitute_for is null or valid_to is not null);
      create index role_grant_substitute on role_grant (substitute_for) where substitute_for is not null;
      comment on column role_grant.substitute_for is 'vikarie: the colleague whose right this is lent from';
      -- What was granted to whom, by whom and when stays as it was written; only its end may move.
      revoke update on role_grant from minasidor_app;
      grant update (valid_to) on role_grant to minasidor_app;

      create function administers_for_good(member uuid) returns boolean language sql as $$
        select exists (select from role_grant g where g.membership_id = member and g.role = 'administrera_anvandare'
          and g.valid_from <= clock_timestamp() and g.valid_to is null) $$;
      create function is_active_member(member uuid) returns boolean language sql as $$
        select exists (select from membership m where m.id = member and m.status = 'active') $$;
      comment on function administers_for_good(uuid) is 'holds Administrera användare without an end, whatever the membership''s status';

      -- At the end of the transaction, one at a time per organisation: whoever took an administrator away must have left another.
      create function keep_an_administrator() returns trigger language plpgsql as $$
      begin
        perform from organization where id = old.organization_id for no key update;
        if not exists (select from membership m join person p on p.id = m.person_id and p.status = 'active'
          where m.organization_id = old.organization_id and m.status = 'active' and administers_for_good(m.id))
        then raise exception 'organisation % would have no administrator', old.organization_id
          using errcode = 'check_violation', constraint = 'last_administrator';
        end if;
        return null;
      end $$;
      -- WHEN is judged at the change itself, so it sees what was true then; the guard is run at the commit.
      create constraint trigger last_administrator after update on membership deferrable initially deferred for each row
        when (old.status = 'active' and new.status <> 'active' and administers_for_good(old.id)) execute function keep_an_administrator();
      create constraint trigger last_administrator after update on role_grant deferrable initially deferred for each row
        when (old.role = 'administrera_anvandare' and old.valid_to is null and old.valid_from <= clock_timestamp()
          and not administers_for_good(old.membership_id) and is_active_member(old.membership_id)) execute function keep_an_administrator();
      create constraint trigger last_administrator_deleted after delete on role_grant deferrable initially deferred for each row
        when (old.role = 'administrera_anvandare' and old.valid_to is null and old.valid_from <= clock_timestamp()
          and is_active_member(old.membership_id)) execute function keep_an_administrator();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger last_administrator_deleted on role_grant;
      drop trigger last_administrator on role_grant; drop trigger last_administrator on membership;
      drop function keep_an_administrator; drop function is_active_member; drop function administers_for_good;
      revoke update (valid_to) on role_grant from minasidor_app; grant update on role_grant to minasidor_app;
      alter table role_grant drop column substitute_for;
      select set_config('app.scope', 'system', true);
      delete from role_grant where role = 'attestant';
      alter table role_grant drop constraint role_grant_role_check, add constraint role_grant_role_check
        check (role in ('administrera_anvandare', 'ser_samtliga_ansokningar'));
      alter table organization drop column attest_policy;
    `);
  }
}
