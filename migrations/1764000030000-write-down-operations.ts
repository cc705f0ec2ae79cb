import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the fund's staff do that concerns no organisation is written down too: who ran a private person's mail again, or said that it came back. */
export class WriteDownOperations1764000030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table operation_event (
        id uuid primary key default uuidv7(), at timestamptz not null, person_id uuid not null references person,
        verb text not null, subject_type text not null, subject_id uuid not null
      );
      create index operation_event_person on operation_event (person_id);
      grant select, insert on operation_event to minasidor_app;
      call protect_personal_table('operation_event', 'person_id = (select app_person())');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table operation_event');
  }
}
