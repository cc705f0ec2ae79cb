import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An sms that 46elks could not deliver has failed: it stands with the dead letters, as a mail that came back does. Not a code, which nobody can run again. */
export class CountUndeliveredSmsAsFailed1764000043000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      select set_config('app.scope', 'system', true);
      update outbox set status = 'failed', sent_at = null, last_error = 'UNDELIVERED'
        where delivery = 'failed' and status = 'sent' and secret_until is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      select set_config('app.scope', 'system', true);
      update outbox set status = 'sent', sent_at = delivery_at, last_error = null where last_error = 'UNDELIVERED' and status = 'failed';
    `);
  }
}
