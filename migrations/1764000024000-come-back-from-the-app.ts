import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A log-in on the same device ends where it began: the app leads back with a word of which only the hash is kept (identity §1.5, §1.7.6). */
export class ComeBackFromTheApp1764000024000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table eid_order add column return_hash bytea, add column returned_at timestamptz,
        add constraint eid_order_returned check (returned_at is null or return_hash is not null),
        add constraint eid_order_consumed check (consumed_at is null or return_hash is null or returned_at is not null);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table eid_order drop constraint eid_order_consumed, drop constraint eid_order_returned, drop column returned_at, drop column return_hash;
    `);
  }
}
