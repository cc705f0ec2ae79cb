import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An address counts as a person's own only for the organisation that has it in the person's membership: an administrator may write any
 * address there, and another organisation's cases and mails must not come with it into the register extract.
 */
export class ShowPeopleTheirOwnMail1764000026000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function is_own_address(organization uuid, address text) returns boolean language sql stable as $$
        select exists (select from membership where person_id = (select app_person()) and organization_id = organization and email = address) $$;
      drop policy subject on outbox;
      call show_to_subject('outbox', 'person_id = (select app_person()) or is_own_address(organization_id, recipient)');
      create or replace function own_requisitions() returns setof requisition language sql stable set app.scope = 'system'
        as $$ select * from requisition where app_person() in (created_by, submitted_by) or is_own_address(organization_id, contact_email) $$;
      drop function own_addresses;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function own_addresses() returns setof text language sql stable
        as $$ select email from membership where person_id = (select app_person()) $$;
      create or replace function own_requisitions() returns setof requisition language sql stable set app.scope = 'system'
        as $$ select * from requisition where app_person() in (created_by, submitted_by) or contact_email in (select own_addresses()) $$;
      drop policy subject on outbox;
      call show_to_subject('outbox', 'recipient = any(array(select own_addresses()))');
      drop function is_own_address;
    `);
  }
}
