import type { MigrationInterface, QueryRunner } from 'typeorm';

const GUARDED = `'administrera_anvandare', 'foretagsadministrator'`;

/** The company's roles in their places, the guard of the last Företagsadministratör (B1, F14), and whether somebody may be a Handledare (B8). */
export class GiveCompanyRoles1764000022500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      select set_config('app.scope', 'system', true);
      -- What binds, shows or administers the whole company is the whole company's; an Avdelningsadministratör has a department (B4–B8).
      alter table role_grant add constraint role_grant_place check (case role
        when 'avdelningsadministrator' then department_id is not null when 'handledare' then true else department_id is null end);

      create function holds_for_good(member uuid, which text) returns boolean language sql as $$
        select exists (select from role_grant g where g.membership_id = member and g.role = which
          and g.valid_from <= clock_timestamp() and g.valid_to is null) $$;
      comment on function holds_for_good(uuid, text) is 'holds the role without an end, whatever the membership''s status';

      -- Each of the two roles keeps a last holder of its own: a company's Företagsadministratör is not replaced by the fund's side's.
      drop trigger last_administrator on membership; drop trigger last_administrator on role_grant;
      drop trigger last_administrator_deleted on role_grant;
      drop function keep_an_administrator; drop function administers_for_good;
      create function keep_an_administrator() returns trigger language plpgsql as $$
      begin
        perform from organization where id = old.organization_id for no key update;
        if not exists (select from membership m join person p on p.id = m.person_id and p.status = 'active'
          where m.organization_id = old.organization_id and m.status = 'active' and holds_for_good(m.id, tg_argv[0]))
        then raise exception 'organisation % would have no %', old.organization_id, tg_argv[0]
          using errcode = 'check_violation', constraint = 'last_administrator';
        end if;
        return null;
      end $$;
      do $do$
      declare which text;
      begin
        foreach which in array array[${GUARDED}] loop
          execute format($t$
            create constraint trigger %1$I after update on membership deferrable initially deferred for each row
              when (old.status = 'active' and new.status <> 'active' and holds_for_good(old.id, %2$L)) execute function keep_an_administrator(%2$L);
            create constraint trigger %1$I after update on role_grant deferrable initially deferred for each row
              when (old.role = %2$L and old.valid_to is null and old.valid_from <= clock_timestamp()
                and not holds_for_good(old.membership_id, %2$L) and is_active_member(old.membership_id)) execute function keep_an_administrator(%2$L);
            create constraint trigger %3$I after delete on role_grant deferrable initially deferred for each row
              when (old.role = %2$L and old.valid_to is null and old.valid_from <= clock_timestamp()
                and is_active_member(old.membership_id)) execute function keep_an_administrator(%2$L)
            $t$, 'last_' || which, which, 'last_' || which || '_deleted');
        end loop;
      end $do$;

      create function may_supervise(person uuid) returns boolean language sql stable set app.scope = 'system' as $$
        select exists (select from supervisor_qualification q where q.person_id = person
          and (q.valid_through is null or day_is_left(q.valid_through, clock_timestamp()))) $$;
      comment on function may_supervise(uuid) is 'has yrkesbevis or dispens that is valid today; no more is told outside the training board';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function may_supervise;
      do $do$
      declare which text;
      begin
        foreach which in array array[${GUARDED}] loop
          execute format('drop trigger %1$I on membership; drop trigger %1$I on role_grant; drop trigger %2$I on role_grant',
            'last_' || which, 'last_' || which || '_deleted');
        end loop;
      end $do$;
      drop function keep_an_administrator; drop function holds_for_good;
      create function administers_for_good(member uuid) returns boolean language sql as $$
        select exists (select from role_grant g where g.membership_id = member and g.role = 'administrera_anvandare'
          and g.valid_from <= clock_timestamp() and g.valid_to is null) $$;
      comment on function administers_for_good(uuid) is 'holds Administrera användare without an end, whatever the membership''s status';
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
      create constraint trigger last_administrator after update on membership deferrable initially deferred for each row
        when (old.status = 'active' and new.status <> 'active' and administers_for_good(old.id)) execute function keep_an_administrator();
      create constraint trigger last_administrator after update on role_grant deferrable initially deferred for each row
        when (old.role = 'administrera_anvandare' and old.valid_to is null and old.valid_from <= clock_timestamp()
          and not administers_for_good(old.membership_id) and is_active_member(old.membership_id)) execute function keep_an_administrator();
      create constraint trigger last_administrator_deleted after delete on role_grant deferrable initially deferred for each row
        when (old.role = 'administrera_anvandare' and old.valid_to is null and old.valid_from <= clock_timestamp()
          and is_active_member(old.membership_id)) execute function keep_an_administrator();
      alter table role_grant drop constraint role_grant_place;
    `);
  }
}
