import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message that is run again has its whole time anew, also when there is nobody to take it at once. */
export class CountFromTheRetry1764000046000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table outbox add retried_at timestamptz;
      comment on column outbox.retried_at is 'when it was last run again: how long it may wait is counted from then';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table outbox drop column retried_at');
  }
}
