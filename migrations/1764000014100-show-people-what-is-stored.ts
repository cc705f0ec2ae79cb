import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The register extract (GDPR Art. 15) reads every table in the scope `subject`, where row-level security shows a person's own rows and no other:
 * a query that forgot to say whose rows it wants would still get only these. Cases are given out by functions that know whose they are.
 */
export class ShowPeopleWhatIsStored1764000014100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create procedure show_to_subject(tab regclass, own text) language plpgsql as $$
      begin
        execute format('create policy subject on %s for select using ((select app_scope()) = ''subject'' and (%s))', tab, own);
      end $$;
      call show_to_subject('person_identifier', 'person_id = (select app_person())');
      call show_to_subject('session', 'person_id = (select app_person())');
      call show_to_subject('eid_order', 'person_id = (select app_person())');
      call show_to_subject('membership', 'person_id = (select app_person())');
      call show_to_subject('role_grant', 'granted_by = (select app_person()) or exists (select from membership m where m.id = membership_id)');
      call show_to_subject('event', 'person_id = (select app_person())');
      call show_to_subject('decision', 'decided_by = (select app_person())');

      -- Every address at which we reach the calling person. More kinds of addresses are added here, and only here.
      create function own_addresses() returns setof text language sql stable
        as $$ select email from membership where person_id = (select app_person()) $$;
      call show_to_subject('outbox', 'recipient = any(array(select own_addresses()))');

      -- A policy of their own would make every list read columns that are not in its index (performance §3), so the cases stay shut in
      -- the scope \`subject\`, and these give out the calling person's own and no other.
      create function own_insatser() returns setof insats language sql stable set app.scope = 'system'
        as $$ select * from insats where app_person() in (created_by, submitted_by, responsible_person_id, contact_person_id) $$;
      create function own_requisitions() returns setof requisition language sql stable set app.scope = 'system'
        as $$ select * from requisition where app_person() in (created_by, submitted_by) or contact_email in (select own_addresses()) $$;

      -- The number of a case and nothing else about it, for lists of what somebody did there.
      create function case_number_of(subject uuid) returns text language sql stable set app.scope = 'system'
        as $$ select coalesce((select number from insats where id = subject), (select number from requisition where id = subject)) $$;
      create index event_person on event (person_id, at);
      create index outbox_recipient on outbox (recipient);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index outbox_recipient; drop index event_person; drop function case_number_of; drop function own_requisitions; drop function own_insatser;
      do $$ declare tab text; begin
        foreach tab in array array['outbox', 'decision', 'event', 'role_grant', 'membership', 'eid_order', 'session',
          'person_identifier'] loop
          execute format('drop policy subject on %I', tab);
        end loop;
      end $$;
      drop function own_addresses; drop procedure show_to_subject;
    `);
  }
}
