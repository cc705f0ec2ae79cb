import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The second wall also around what belongs to a person and not to an organisation: sessions, log-ins, personnummer and stored answers.
 * A person's own rights are no longer readable by way of everybody's.
 */
export class WallInWhatIsPersonal1764000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create procedure protect_personal_table(tab regclass, person_sees text) language plpgsql as $$
      begin
        execute format('alter table %s enable row level security', tab);
        execute format('alter table %s force row level security', tab);
        execute format('create policy personal on %s using (case (select app_scope()) when ''system'' then true when '''' then false else %s end)',
          tab, person_sees);
      end $$;
      call protect_personal_table('session', '(select app_scope()) = ''person'' and person_id = (select app_person())');
      call protect_personal_table('idempotency_key', 'person_id = (select app_person())');
      call protect_personal_table('eid_order', 'false');
      call protect_personal_table('person_identifier', 'false');

      drop policy own_person on role_grant;
      create policy own_person on role_grant for select using ((select app_scope()) = 'person'
        and exists (select from membership m where m.id = membership_id));
      drop policy own_person on organization_module;
      create policy own_person on organization_module for select using ((select app_scope()) = 'person'
        and exists (select from membership m where m.organization_id = organization_module.organization_id));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop policy own_person on organization_module;
      create policy own_person on organization_module for select using ((select app_scope()) = 'person');
      drop policy own_person on role_grant;
      create policy own_person on role_grant for select using ((select app_scope()) = 'person');
      do $$ declare tab text; begin
        foreach tab in array array['session', 'idempotency_key', 'eid_order', 'person_identifier'] loop
          execute format('drop policy personal on %I', tab);
          execute format('alter table %I no force row level security', tab);
          execute format('alter table %I disable row level security', tab);
        end loop;
      end $$;
      drop procedure protect_personal_table;
    `);
  }
}
