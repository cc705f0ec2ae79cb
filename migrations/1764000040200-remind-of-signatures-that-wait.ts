import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The administrators are reminded once of a signature that waits for their confirmation. */
export class RemindOfSignaturesThatWait1764000040200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table invitation add column confirm_reminded_at timestamptz;
      comment on column invitation.confirm_reminded_at is 'when the administrators were asked once more to confirm the signature that waits';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table invitation drop column confirm_reminded_at');
  }
}
