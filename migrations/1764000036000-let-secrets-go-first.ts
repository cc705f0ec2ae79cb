import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A code is out of date in ten minutes: it does not stand in line behind the summaries of the morning. */
export class LetSecretsGoFirst1764000036000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index outbox_due;
      create index outbox_due on outbox (channel, secret_until, next_attempt_at) where status in ('pending', 'sending');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index outbox_due;
      create index outbox_due on outbox (next_attempt_at) where status in ('pending', 'sending');
    `);
  }
}
